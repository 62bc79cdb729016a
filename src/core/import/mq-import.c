/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import.h"

#include <glib/gi18n.h>

#include "mq-import-format.h"
#include "mq-library-imports.h"
#include "mq-rendition.h"

/* Reviews go into the library in lots: each is one transaction, between which the critic's own
 * typing is saved. */
#define LOT 32
#define LOT_BYTES (16 * 1024 * 1024)

struct _MqImportFeed
{
  MqLibrary *library;
  const MqImportOptions *options;
  GCancellable *cancellable;
  MqImportReport *report;
  const char *source; /* for the library's record */
  GPtrArray *lot;     /* items that wait */
  gsize lot_bytes;
  GHashTable *seen; /* ids that came already */
  double base;      /* the share of the sources that are done */
  double width;     /* the share that this one is */
  double share;     /* how much of this one is done */
};

/* ---- Rows ---- */

G_DEFINE_FINAL_TYPE (MqImportRow, mq_import_row, G_TYPE_OBJECT)

static void
mq_import_row_finalize (GObject *object)
{
  MqImportRow *self = MQ_IMPORT_ROW (object);

  g_free (self->place);
  g_free (self->id);
  g_free (self->title);
  g_strfreev (self->notes);
  G_OBJECT_CLASS (mq_import_row_parent_class)->finalize (object);
}

static void
mq_import_row_class_init (MqImportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mq_import_row_finalize;
}

static void
mq_import_row_init (MqImportRow *self)
{
}

/** Returns: the word for a verdict, for programs */
const char *
mq_import_verdict_to_string (MqImportVerdict verdict)
{
  static const char *const words[MQ_N_IMPORT_VERDICTS]
      = { "new", "doubtful", "known", "changed", "left-out", "failed" };
  return words[verdict];
}

static void
add_row (MqImportFeed *self,
         const char *place,
         MqReview *review,
         MqImportVerdict verdict,
         GPtrArray *notes)
{
  MqImportRow *row = g_object_new (MQ_TYPE_IMPORT_ROW, NULL);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  for (guint i = 0; i < notes->len; i++)
    g_strv_builder_add (sentences, notes->pdata[i]);
  row->place = g_strdup (place);
  row->id = g_strdup (review != NULL ? mq_review_get_id (review) : "");
  row->title = g_strdup (review != NULL ? mq_review_get_text (review, MQ_REVIEW_TITLE) : "");
  row->year = review != NULL ? mq_review_get_year (review) : 0;
  row->verdict = verdict;
  row->notes = g_strv_builder_end (sentences);
  g_ptr_array_add (self->report->rows, row);
  self->report->counts[verdict]++;
}

static MqImportVerdict
judge (MqImportItem *item)
{
  MqArrival *arrival = item->arrival;

  switch (arrival->verdict)
    {
    case MQ_ARRIVAL_NEW:
      return item->doubtful ? MQ_IMPORT_DOUBTFUL : MQ_IMPORT_NEW;
    case MQ_ARRIVAL_KNOWN:
      return MQ_IMPORT_KNOWN;
    case MQ_ARRIVAL_BINNED:
      mq_import_item_note (item, _ ("It is in the bin. Put it back there"));
      return MQ_IMPORT_KNOWN;
    case MQ_ARRIVAL_TWIN:
      mq_import_item_note (item, _ ("“%s” in the library has the same text"), arrival->twin);
      return MQ_IMPORT_KNOWN;
    case MQ_ARRIVAL_CHANGED:
      mq_import_item_note (item,
                           _ ("The library has this review with other words. It is left alone"));
      return MQ_IMPORT_CHANGED;
    default:
      g_assert_not_reached ();
    }
}

/* ---- Lots ---- */

static void
tell (MqImportFeed *self)
{
  if (self->options->progress != NULL)
    self->options->progress (self->base + self->width * self->share, self->report->rows->len,
                             self->options->progress_data);
}

static gboolean
make_thumbnails (MqArrival *arrival, GError **error)
{
  GHashTableIter iter;
  gpointer hash, bytes;

  g_hash_table_iter_init (&iter, arrival->pictures);
  while (g_hash_table_iter_next (&iter, &hash, &bytes))
    {
      GBytes *thumbnail = mq_rendition_make_thumbnail (bytes, error);
      if (thumbnail == NULL)
        return FALSE;
      g_hash_table_insert (arrival->thumbnails, g_strdup (hash), thumbnail);
    }
  return TRUE;
}

/* Where nothing of an import was taken yet there is no record of it. */
static gboolean
keep (MqImportFeed *self, GPtrArray *arrivals, GError **error)
{
  for (guint i = 0; i < arrivals->len; i++)
    if (!make_thumbnails (arrivals->pdata[i], error))
      return FALSE;
  if (self->report->number == 0)
    self->report->number
        = mq_library_begin_import (self->library, self->source, self->report->format, error);
  return self->report->number != 0
         && mq_library_keep_arrivals (self->library, self->report->number, arrivals, error);
}

static gboolean
is_wanted (MqImportFeed *self, MqImportItem *item)
{
  return self->options->leave_out == NULL
         || !g_hash_table_contains (self->options->leave_out,
                                    mq_review_get_id (item->arrival->review));
}

static gboolean
deliver (MqImportFeed *self, GError **error)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new (), fresh = g_ptr_array_new ();

  for (guint i = 0; i < self->lot->len; i++)
    {
      MqImportItem *item = self->lot->pdata[i];
      if (is_wanted (self, item))
        g_ptr_array_add (arrivals, item->arrival);
    }
  if (!mq_library_judge_arrivals (self->library, arrivals, error))
    return FALSE;
  for (guint i = 0; i < arrivals->len; i++)
    if (((MqArrival *) arrivals->pdata[i])->verdict == MQ_ARRIVAL_NEW)
      g_ptr_array_add (fresh, arrivals->pdata[i]);
  if (fresh->len > 0 && !self->options->dry_run && !keep (self, fresh, error))
    return FALSE;
  for (guint i = 0; i < self->lot->len; i++)
    {
      MqImportItem *item = self->lot->pdata[i];
      MqImportVerdict verdict = is_wanted (self, item) ? judge (item) : MQ_IMPORT_LEFT_OUT;
      add_row (self, item->place, item->arrival->review, verdict, item->notes);
    }
  g_ptr_array_set_size (self->lot, 0);
  self->lot_bytes = 0;
  tell (self);
  return TRUE;
}

/* ---- What readers call ---- */

/** Hands a review over. Takes @item. Returns: whether to go on */
gboolean
mq_import_feed_take (MqImportFeed *self, MqImportItem *item, GError **error)
{
  const char *id = mq_review_get_id (item->arrival->review);
  GHashTableIter iter;
  gpointer bytes;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    {
      mq_import_item_free (item);
      return FALSE;
    }
  if (!g_hash_table_add (self->seen, g_strdup (id)))
    {
      mq_import_item_note (item, _ ("It stands in the source more than once"));
      add_row (self, item->place, item->arrival->review, MQ_IMPORT_KNOWN, item->notes);
      mq_import_item_free (item);
      return TRUE;
    }
  if (!item->arrival->has_own_id)
    {
      mq_import_item_check_facts (item);
      g_set_str (&item->arrival->language, self->options->language);
    }
  if (mq_review_get_created (item->arrival->review) == 0)
    {
      mq_review_set_created (item->arrival->review, g_get_real_time () / G_USEC_PER_SEC);
      mq_review_set_changed (item->arrival->review, g_get_real_time () / G_USEC_PER_SEC);
    }
  g_ptr_array_add (self->lot, item);
  self->lot_bytes += strlen (mq_review_get_text (item->arrival->review, MQ_REVIEW_BODY));
  g_hash_table_iter_init (&iter, item->arrival->pictures);
  while (g_hash_table_iter_next (&iter, NULL, &bytes))
    self->lot_bytes += g_bytes_get_size (bytes);
  return (self->lot->len < LOT && self->lot_bytes < LOT_BYTES) || deliver (self, error);
}

/** Says that something can't be taken, and why. Returns: whether to go on */
gboolean
mq_import_feed_refuse (MqImportFeed *self, const char *place, const char *sentence, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();

  g_ptr_array_add (notes, (gpointer) sentence);
  add_row (self, place, NULL, MQ_IMPORT_FAILED, notes);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/** Says what concerns the source as a whole. */
void
mq_import_feed_note (MqImportFeed *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->report->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/** @share: how much of this source was read, 0 to 1 */
void
mq_import_feed_set_share (MqImportFeed *self, double share)
{
  self->share = CLAMP (share, 0, 1);
}

gboolean
mq_import_feed_wants_all (MqImportFeed *self)
{
  return self->options->all;
}

/** Returns: whether the library has the review already: its pictures need not be looked for then */
gboolean
mq_import_feed_knows (MqImportFeed *self, MqImportItem *item)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, item->arrival);
  item->arrival->partial = TRUE;
  item->arrival->partial = mq_library_judge_arrivals (self->library, one, NULL)
                           && item->arrival->verdict != MQ_ARRIVAL_NEW
                           && item->arrival->verdict != MQ_ARRIVAL_TWIN;
  return item->arrival->partial;
}

/** Returns: whether pictures may be fetched from the web now */
gboolean
mq_import_feed_can_fetch (MqImportFeed *self)
{
  return self->options->fetch != NULL && !self->options->dry_run;
}

/** Returns: (transfer full) (nullable): a picture from the web */
GBytes *
mq_import_feed_fetch (MqImportFeed *self, const char *address, GError **error)
{
  return self->options->fetch (address, self->cancellable, self->options->fetch_data, error);
}

/* ---- All of it ---- */

void
mq_import_report_free (MqImportReport *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

static gboolean
read_one (MqImportFeed *self, const char *path, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_path_get_basename (full);
  g_autoptr (MqImportSource) source = mq_import_source_new (full, name, error);
  const MqImportFormat *format = source != NULL ? mq_import_format_find (source, error) : NULL;

  if (format == NULL)
    return FALSE;
  if (self->report->format == NULL)
    self->report->format = format->name;
  self->source = path;
  self->share = 0;
  return format->read (self, source, error) && deliver (self, error);
}

/* One source that can't be read at all is no reason to leave the others. */
static gboolean
read_all (MqImportFeed *self, const char *const *paths, GError **error)
{
  guint n = g_strv_length ((char **) paths);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) problem = NULL;
      self->base = (double) i / n;
      self->width = 1.0 / n;
      if (read_one (self, paths[i], &problem))
        continue;
      if (n == 1 || problem->domain == MQ_LIBRARY_ERROR
          || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (!deliver (self, error)
          || !mq_import_feed_refuse (self, paths[i], problem->message, error))
        return FALSE;
    }
  return TRUE;
}

/* A source is taken as a whole or not at all. */
static void
take_back (MqLibrary *library, gint64 number)
{
  guint deleted, binned;

  if (number != 0)
    mq_library_undo_import (library, number, &deleted, &binned, NULL);
}

/**
 * mq_import_run:
 * @paths: (array zero-terminated=1): files and folders, whatever their formats; they are only read
 * @error: return location for a #GError, where nothing could be read or the critic cancelled
 *
 * Takes reviews into a library that others wrote down elsewhere. What is there already is left as
 * it is, so that a second time nothing changes. After an error nothing is taken. Takes its time:
 * not for the main thread.
 *
 * Returns: (transfer full) (nullable): what was found, row by row
 */
MqImportReport *
mq_import_run (MqLibrary *library,
               const char *const *paths,
               const MqImportOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  MqImportFeed feed = { .library = library, .options = options, .cancellable = cancellable };
  MqImportReport *report = g_new0 (MqImportReport, 1);
  gboolean good;

  report->rows = g_ptr_array_new_with_free_func (g_object_unref);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  feed.report = report;
  feed.lot = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_import_item_free);
  feed.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  good = read_all (&feed, paths, error);
  g_ptr_array_unref (feed.lot);
  g_hash_table_unref (feed.seen);
  if (good)
    return report;
  take_back (library, report->number);
  mq_import_report_free (report);
  return NULL;
}

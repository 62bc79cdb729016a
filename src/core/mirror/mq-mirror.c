/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-mirror.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-exchange-error.h"
#include "mq-history.h"
#include "mq-library-mirror.h"
#include "mq-mirror-private.h"

/* By this a folder is known to be there, and not an empty place where it was once mounted. */
#define MARKER ".marquee-mirror"
/* More files than this that are gone at once are no decision of a critic's. */
#define FEW 5

void
mq_mirror_report_free (MqMirrorReport *self)
{
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* ---- From the folder into the library ---- */

/* A review that this run made is known to the rest of it. */
static void
add_state (MqMirrorSync *sync, const char *id, gint64 revision)
{
  MqReviewState *state = g_new0 (MqReviewState, 1);

  state->id = g_strdup (id);
  state->revision = revision;
  g_ptr_array_add (sync->all_states, state);
  g_hash_table_insert (sync->states, state->id, state);
}

/* What the critic is writing at this moment is not replaced: the next time is soon. */
static gboolean
save (MqMirrorSync *sync, MqReview *review, gint64 *revision, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (mq_library_save (sync->library, review, *revision, revision, &problem))
    return TRUE;
  if (!g_error_matches (problem, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_CONFLICT))
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Returns: (transfer full) (nullable): the review in a file; where it can't be read that is noted,
 * and the file stays as it is */
static MqMarkdownFile *
parse (MqMirrorSync *sync, const MqMirrorEntry *entry)
{
  g_autoptr (GError) wrong = NULL;
  MqMarkdownFile *file = mq_mirror_entry_parse (entry, sync->folder, &wrong);

  if (file == NULL)
    mq_mirror_note (sync, entry->name, wrong->message);
  return file;
}

/* Whatever emptied the file, it was not the critic: that would leave a title at the least. */
static gboolean
was_emptied (MqReview *mine, MqReview *theirs)
{
  return !mq_review_is_empty (mine) && mq_review_is_empty (theirs);
}

static gboolean
write_anew (MqMirrorSync *sync, const char *id, const MqMirrorEntry *entry, GError **error)
{
  mq_mirror_note (sync, entry->name, _ ("There was nothing in the file. It was written anew"));
  return mq_mirror_write_review (sync, id, entry->name, entry, error);
}

/* A review that the library does not have, or has as it was when they last agreed. */
static gboolean
take_file (MqMirrorSync *sync, const char *id, const MqMirrorEntry *entry, GError **error)
{
  const MqReviewState *state = g_hash_table_lookup (sync->states, id);
  g_autoptr (MqMarkdownFile) file = parse (sync, entry);
  g_autoptr (MqReview) review = NULL;
  gint64 revision = 0;
  GError *problem = NULL;

  if (file == NULL)
    return TRUE;
  if (state != NULL)
    {
      review = mq_library_load (sync->library, id, &revision, NULL, error);
      if (review != NULL && revision != state->revision)
        return TRUE; /* the critic is writing on it: the next time both are compared */
      if (review != NULL && was_emptied (review, file->review))
        return write_anew (sync, id, entry, error);
      if (review == NULL || !mq_history_take (sync->library, review, MQ_MOMENT_THEIRS, error))
        return FALSE;
    }
  else
    {
      review = mq_review_new_with_id (id);
      mq_review_set_created (file->review, g_get_real_time () / G_USEC_PER_SEC);
    }
  mq_review_assign (review, file->review);
  mq_review_set_changed (review, g_get_real_time () / G_USEC_PER_SEC);
  if (!mq_markdown_file_keep_pictures (file, sync->library, error))
    return FALSE;
  if (!save (sync, review, &revision, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, problem);
      return problem == NULL;
    }
  sync->report->taken++;
  if (state == NULL)
    add_state (sync, id, revision);
  return (state == NULL || !state->binned
          || mq_library_set_binned (sync->library, id, FALSE, error))
         && mq_mirror_note_pictures (sync, file->review, entry->name, error)
         && mq_mirror_agree (sync, entry->name, id, entry->hash, revision, error);
}

/* ---- Both ---- */

/* The same words, whoever typed them. */
static gboolean
says_the_same (MqReview *mine, MqReview *theirs)
{
  g_autoptr (MqReview) copy = mq_review_new_with_id (mq_review_get_id (mine));

  mq_review_assign (copy, theirs);
  return mq_review_equal (mine, copy);
}

/* Each of the two has the other as a version in its history, where they are compared word by word,
 * and the one can take the place of the other. */
static gboolean
note_in_histories (MqMirrorSync *sync, const char *id, MqReview *theirs, GError **error)
{
  g_autoptr (MqReview) mine = mq_library_load (sync->library, id, NULL, NULL, NULL);
  g_autoptr (MqReview) of_mine = NULL, of_theirs = NULL;

  if (mine == NULL)
    return TRUE;
  of_mine = mq_review_new_with_id (id);
  mq_review_assign (of_mine, theirs);
  of_theirs = mq_review_new_with_id (mq_review_get_id (theirs));
  mq_review_assign (of_theirs, mine);
  return mq_history_take (sync->library, of_mine, MQ_MOMENT_OTHER, error)
         && mq_history_take (sync->library, of_theirs, MQ_MOMENT_OTHER, error);
}

static char *
dup_hashes (MqReview *review)
{
  GPtrArray *pictures = mq_review_get_pictures (review);
  GString *hashes = g_string_new (NULL);

  for (guint i = 0; i < pictures->len; i++)
    g_string_append_printf (hashes, "\n%s", ((const MqPicture *) pictures->pdata[i])->hash);
  return g_string_free_and_steal (hashes);
}

/* Their version becomes a review of its own. Its id follows from its words and pictures, so that
 * all machines that find them make the same one. */
static gboolean
keep_theirs (MqMirrorSync *sync,
             const char *id,
             const MqMirrorEntry *entry,
             MqMarkdownFile *file,
             GError **error)
{
  g_autofree char *pictures = dup_hashes (file->review);
  g_autofree char *key = g_strdup_printf ("mirror\n%s\n%s%s", id, entry->hash, pictures);
  g_autofree char *other = mq_review_make_id (key), *sentence = NULL;
  g_autoptr (MqReview) review = mq_review_new_with_id (other);
  gint64 revision = 0;

  if (g_hash_table_contains (sync->states, other))
    return TRUE;
  mq_review_assign (review, file->review);
  mq_review_set_created (review, g_get_real_time () / G_USEC_PER_SEC);
  mq_review_set_changed (review, g_get_real_time () / G_USEC_PER_SEC);
  if (!mq_markdown_file_keep_pictures (file, sync->library, error)
      || !mq_library_save (sync->library, review, 0, &revision, error)
      || !note_in_histories (sync, id, review, error))
    return FALSE;
  add_state (sync, other, revision);
  sync->report->conflicts++;
  sentence = g_strdup_printf (
      _ ("“%s” was changed here and elsewhere. Both versions are in the library, and History shows "
         "how they differ"),
      mq_review_get_text (review, MQ_REVIEW_TITLE));
  mq_mirror_note (sync, entry->name, sentence);
  return TRUE;
}

/* The library's version stays the review, and goes into the file. */
static gboolean
resolve (MqMirrorSync *sync, const char *id, const MqMirrorEntry *entry, GError **error)
{
  gint64 revision;
  g_autoptr (MqReview) mine = mq_library_load (sync->library, id, &revision, NULL, error);
  g_autoptr (MqMarkdownFile) theirs = mine != NULL ? parse (sync, entry) : NULL;

  if (theirs == NULL)
    return mine != NULL;
  if (was_emptied (mine, theirs->review))
    return write_anew (sync, id, entry, error);
  if (says_the_same (mine, theirs->review))
    return mq_mirror_note_pictures (sync, mine, entry->name, error)
           && mq_mirror_agree (sync, entry->name, id, entry->hash, revision, error);
  return keep_theirs (sync, id, entry, theirs, error)
         && mq_mirror_write_review (sync, id, entry->name, entry, error);
}

/* A second version that a program which carries files put beside the first. */
static gboolean
look_at_copy (MqMirrorSync *sync, const MqMirrorEntry *entry, GError **error)
{
  const char *seen = g_hash_table_lookup (sync->looked, entry->name);
  g_autoptr (MqMarkdownFile) file = NULL;
  g_autoptr (MqReview) mine = NULL;
  MqMirrorRecord *record;
  gboolean good;

  if (g_strcmp0 (seen, entry->hash) == 0)
    return TRUE;
  file = parse (sync, entry);
  if (file == NULL)
    return TRUE;
  mine = entry->id != NULL ? mq_library_load (sync->library, entry->id, NULL, NULL, NULL) : NULL;
  good = (mine != NULL && says_the_same (mine, file->review))
         || keep_theirs (sync, entry->id != NULL ? entry->id : entry->name, entry, file, error);
  if (!good)
    return FALSE;
  record = mq_mirror_record_new (entry->name, "", entry->hash, 0);
  good = mq_library_note_mirrored (sync->library, sync->folder, record, error);
  mq_mirror_record_free (record);
  return good;
}

/* ---- One review ---- */

static gboolean
is_there (MqMirrorSync *sync, const char *name)
{
  g_autofree char *path = g_build_filename (sync->folder, name, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
sync_known (MqMirrorSync *sync, const MqMirrorRecord *record, GError **error)
{
  const char *id = record->review;
  const MqReviewState *state = g_hash_table_lookup (sync->states, id);
  const MqMirrorEntry *entry = g_hash_table_lookup (sync->entries, id);
  gboolean alive = state != NULL && !state->binned;
  gboolean mine = alive && state->revision != record->revision;
  gboolean theirs = entry != NULL && !g_str_equal (entry->hash, record->hash);

  if (alive && entry != NULL && !theirs
      && !mq_mirror_pictures_changed (sync, state, entry->name, &theirs, error))
    return FALSE;
  if (alive && entry != NULL && mine && theirs)
    return resolve (sync, id, entry, error);
  if (alive && entry != NULL && mine)
    return mq_mirror_write_review (sync, id, entry->name, entry, error);
  if (entry != NULL && theirs)
    return take_file (sync, id, entry, error);
  if (alive && entry != NULL)
    return mq_mirror_put_pictures_back (sync, state, entry->name, error)
           && (g_str_equal (entry->name, record->name)
               || mq_mirror_agree (sync, entry->name, id, entry->hash, record->revision, error));
  if (entry == NULL && is_there (sync, record->name)) /* but can't be read, which is noted */
    return TRUE;
  if (alive && mine)
    return mq_mirror_write_review (sync, id, record->name, NULL, error);
  if (alive)
    {
      sync->report->binned++;
      return mq_library_forget_mirrored (sync->library, sync->folder, record->name, error)
             && mq_library_set_binned (sync->library, id, TRUE, error);
    }
  if (entry != NULL)
    return mq_mirror_remove_file (sync, record, entry, error);
  return mq_library_forget_mirrored (sync->library, sync->folder, record->name, error);
}

static gboolean
sync_unknown (MqMirrorSync *sync, const char *id, GError **error)
{
  const MqReviewState *state = g_hash_table_lookup (sync->states, id);
  const MqMirrorEntry *entry = g_hash_table_lookup (sync->entries, id);

  if (entry == NULL)
    return state == NULL || state->binned || mq_mirror_write_review (sync, id, NULL, NULL, error);
  if (state == NULL)
    return take_file (sync, id, entry, error);
  if (state->binned)
    return mq_library_set_binned (sync->library, id, FALSE, error)
           && resolve (sync, id, entry, error);
  return resolve (sync, id, entry, error);
}

/* A file with front matter but without an id is somebody's new review: it is taken, and gets an id.
 * All else in it stays as it was written. */
static gboolean
adopt (MqMirrorSync *sync, const MqMirrorEntry *entry, GError **error)
{
  g_autofree char *key = g_strdup_printf ("mirror\n%s\n%s", entry->name, entry->hash);
  g_autofree char *id = mq_review_make_id (key), *text = NULL, *hash = NULL;
  const MqReviewState *state;

  if (!g_str_has_prefix (entry->text, "---\n") || g_hash_table_contains (sync->states, id))
    return TRUE;
  if (!take_file (sync, id, entry, error))
    return FALSE;
  state = g_hash_table_lookup (sync->states, id);
  if (state == NULL || !mq_mirror_is_as_scanned (sync, entry->name, entry))
    return TRUE; /* it can't be read, or is being written */
  if (strchr ("{ \t", entry->text[strlen ("---\n")]) != NULL) /* no field can stand before that */
    {
      g_hash_table_add (sync->adopted, g_strdup (id));
      return mq_mirror_write_review (sync, id, entry->name, entry, error);
    }
  text = g_strdup_printf ("---\nid: %s\n%s", id, entry->text + strlen ("---\n"));
  hash = mq_mirror_hash (text);
  g_hash_table_add (sync->adopted, g_steal_pointer (&id));
  return mq_mirror_write_file (sync->folder, entry->name, text, strlen (text), error)
         && mq_mirror_agree (sync, entry->name, state->id, hash, state->revision, error);
}

/* Somebody took a review's file for a pattern: what they made of it is a review of its own. */
static gboolean
adopt_copy (MqMirrorSync *sync, const MqMirrorEntry *entry, GError **error)
{
  g_autofree char *text = mq_mirror_entry_dup_without_id (entry);
  g_autoptr (MqReview) original = mq_library_load (sync->library, entry->id, NULL, NULL, NULL);
  g_autoptr (MqMarkdownFile) file = parse (sync, entry);
  MqMirrorEntry fresh = { .name = entry->name, .text = text, .hash = entry->hash };

  if (file == NULL || (original != NULL && says_the_same (original, file->review)))
    return TRUE; /* it can't be read, or nothing was made of it yet */
  return adopt (sync, &fresh, error);
}

/* ---- The folder ---- */

/* Each review that the library and the folder know of one another, or only one of them. */
static gboolean
sync_reviews (MqMirrorSync *sync, GError **error)
{
  GHashTableIter iter;
  gpointer id, record;

  g_hash_table_iter_init (&iter, sync->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (g_cancellable_set_error_if_cancelled (sync->cancellable, error)
        || !sync_known (sync, record, error))
      return FALSE;
  g_hash_table_iter_init (&iter, sync->entries);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (sync->records, id) && !sync_unknown (sync, id, error))
      return FALSE;
  return TRUE;
}

/* Files that are no review's own: second versions, and new ones. */
static gboolean
sync_others (MqMirrorSync *sync, GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const MqMirrorEntry *entry = entries->pdata[i];
      gboolean own = entry->id != NULL && g_hash_table_lookup (sync->entries, entry->id) == entry;
      if (g_cancellable_set_error_if_cancelled (sync->cancellable, error))
        return FALSE;
      if (own)
        continue;
      if (!(entry->is_copy      ? look_at_copy (sync, entry, error)
            : entry->id != NULL ? adopt_copy (sync, entry, error)
                                : adopt (sync, entry, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sync_all (MqMirrorSync *sync, GPtrArray *entries, GError **error)
{
  if (!sync_reviews (sync, error) || !sync_others (sync, entries, error))
    return FALSE;
  for (guint i = 0; i < sync->all_states->len; i++)
    {
      const char *id = ((MqReviewState *) sync->all_states->pdata[i])->id;
      if (!g_hash_table_contains (sync->records, id) && !g_hash_table_contains (sync->entries, id)
          && !g_hash_table_contains (sync->adopted, id) && !sync_unknown (sync, id, error))
        return FALSE;
    }
  return TRUE;
}

/* Of several files with one id the one that is known, else the first, is the review's own. A file
 * that lost its id is known by its name. */
static void
choose_entries (MqMirrorSync *sync, GPtrArray *entries, GPtrArray *records)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    {
      MqMirrorRecord *record = records->pdata[i];
      g_hash_table_insert (by_name, record->name, record->review);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      MqMirrorEntry *entry = entries->pdata[i];
      const char *known = g_hash_table_lookup (by_name, entry->name);
      if (entry->id == NULL && known != NULL && *known != '\0')
        entry->id = g_strdup (known);
      if (entry->id == NULL || entry->is_copy)
        continue;
      if (!g_hash_table_contains (sync->entries, entry->id) || g_strcmp0 (known, entry->id) == 0)
        g_hash_table_insert (sync->entries, entry->id, entry);
    }
}

static gboolean
check_folder (MqMirrorSync *sync, GError **error)
{
  g_autofree char *marker = g_build_filename (sync->folder, MARKER, NULL);
  guint gone = 0, all = g_hash_table_size (sync->records);
  GHashTableIter iter;
  gpointer id;

  if (!g_file_test (marker, G_FILE_TEST_EXISTS))
    {
      if (all == 0)
        return mq_mirror_write_file (sync->folder, MARKER, "", 0, error);
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                   _ ("“%s” is not the folder that it was: the file %s is missing. See whether the "
                      "folder is there, or choose a new one. Nothing was changed"),
                   sync->folder, MARKER);
      return FALSE;
    }
  g_hash_table_iter_init (&iter, sync->records);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    gone += !g_hash_table_contains (sync->entries, id);
  if (gone <= FEW || gone * 2 <= all)
    return TRUE;
  g_set_error (
      error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
      _ ("%u of %u files are gone from “%s”. That may be a mishap, so nothing was changed"), gone,
      all, sync->folder);
  return FALSE;
}

static gboolean
read_library (MqMirrorSync *sync, GPtrArray *states, GPtrArray *records)
{
  if (states == NULL || records == NULL)
    return FALSE;
  for (guint i = 0; i < states->len; i++)
    {
      MqReviewState *state = states->pdata[i];
      g_hash_table_insert (sync->states, state->id, state);
    }
  for (guint i = 0; i < records->len; i++)
    {
      MqMirrorRecord *record = records->pdata[i];
      if (*record->review != '\0')
        g_hash_table_insert (sync->records, record->review, record);
      else
        g_hash_table_insert (sync->looked, record->name, record->hash);
    }
  return TRUE;
}

/**
 * mq_mirror_sync:
 * @folder: an absolute path; it is made where it is not there yet
 * @error: return location for a #GError; also where too much is missing for it to be meant
 *
 * Brings a library and a folder together that other programs carry between machines: each review is
 * a Markdown file with its pictures beside. What changed on one side changes the other; what
 * changed on both stays in both versions. Files that the mirror did not write are never deleted.
 * Takes its time: not for the main thread.
 *
 * Returns: (transfer full) (nullable): what was done
 */
MqMirrorReport *
mq_mirror_sync (MqLibrary *library, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (MqMirrorReport) report = g_new0 (MqMirrorReport, 1);
  g_autoptr (GPtrArray) states = mq_library_list_states (library, error);
  g_autoptr (GPtrArray) records
      = states != NULL ? mq_library_list_mirrored (library, folder, error) : NULL;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_review = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) looked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) own = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) adopted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) entries = NULL;
  MqMirrorSync sync
      = { library, folder, cancellable, report, states, by_id, by_review, looked, own, adopted };

  report->notes = g_ptr_array_new_with_free_func (g_free);
  if (!read_library (&sync, states, records))
    return NULL;
  entries = mq_mirror_scan (folder, report->notes);
  choose_entries (&sync, entries, records);
  return check_folder (&sync, error) && sync_all (&sync, entries, error) ? g_steal_pointer (&report)
                                                                         : NULL;
}

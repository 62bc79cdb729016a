/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-export-all.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "mq-exchange-error.h"
#include "mq-export-sink.h"

static const MqExportSink *const sinks[] = {
  &mq_export_zip,     &mq_export_markdown, &mq_export_wxr,      &mq_export_letterboxd,
  &mq_export_credits, &mq_export_json,     &mq_export_calendar,
};

/** Returns: (nullable): the format at @index; %NULL behind the last one */
const MqExportAllFormat *
mq_export_all_get_format (guint index)
{
  return index < G_N_ELEMENTS (sinks) ? &sinks[index]->facts : NULL;
}

static const MqExportSink *
find_sink (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sinks); i++)
    if (g_str_equal (sinks[i]->facts.name, name))
      return sinks[i];
  return NULL;
}

/* ---- What formats use ---- */

/** Returns: where the ending of a path's file name begins; its end where it has none */
const char *
mq_export_run_find_ending (const char *path)
{
  const char *slash = strrchr (path, '/'), *name = slash != NULL ? slash + 1 : path;
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot > name ? dot : path + strlen (path);
}

/** Opens the file that @text goes to; a further one is "films-2.csv". What stood there is replaced
 * when the new one is whole. */
gboolean
mq_export_run_open (MqExportRun *run, GError **error)
{
  const char *dot = mq_export_run_find_ending (run->path);
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (run->n_files == 0)
    path = g_strdup (run->path);
  else
    path = g_strdup_printf ("%.*s-%u%s", (int) (dot - run->path), run->path, run->n_files + 1, dot);
  file = g_file_new_for_path (path);
  if (run->n_files > 0 && g_file_query_exists (file, NULL))
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_WRITE,
                   _ ("“%s” is there already. Choose another name"), path);
      return FALSE;
    }
  run->n_files++;
  run->stream = (GOutputStream *) g_file_replace (
      file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, run->cancellable, error);
  return run->stream != NULL;
}

static gboolean
write_text (MqExportRun *run, GError **error)
{
  gboolean good = g_output_stream_write_all (run->stream, run->text->str, run->text->len, NULL,
                                             run->cancellable, error);
  g_string_truncate (run->text, 0);
  return good;
}

/** Closes the file. @good: whether it is to stay */
gboolean
mq_export_run_close (MqExportRun *run, gboolean good, GError **error)
{
  g_autoptr (GCancellable) never = g_cancellable_new ();

  if (run->stream == NULL)
    return good;
  good = good && write_text (run, error);
  if (good)
    good = g_output_stream_close (run->stream, run->cancellable, error);
  else
    {
      g_cancellable_cancel (never); /* it then throws away what was written */
      g_output_stream_close (run->stream, never, NULL);
    }
  g_clear_object (&run->stream);
  return good;
}

/** Returns: (transfer full): a name for a review's files that no other has */
char *
mq_export_run_take_name (MqExportRun *run, MqReview *review)
{
  g_autofree char *slug = mq_review_dup_slug (review);
  char *name = g_strdup (slug);

  for (int i = 2; !g_hash_table_add (run->names, g_strdup (name)); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%d", slug, i);
    }
  return name;
}

/** Notes what could not be written down of a review. */
void
mq_export_run_note (MqExportRun *run, MqReview *review, const char *sentence)
{
  g_ptr_array_add (
      run->notes,
      g_strdup_printf ("%s: %s", mq_review_get_text (review, MQ_REVIEW_TITLE), sentence));
}

/** Returns: (transfer full): "tower-0123456789ab.jpg", which no other picture is called */
char *
mq_export_run_dup_picture_name (const MqPicture *picture)
{
  const char *dot = strrchr (picture->name, '.');
  gsize stem = dot != NULL ? (gsize) (dot - picture->name) : strlen (picture->name);

  return g_strdup_printf ("%.*s-%.12s%s", (int) stem, picture->name, picture->hash,
                          picture->name + stem);
}

/** Writes a review's pictures into a folder. @hashed: whether under names that no other picture has
 */
gboolean
mq_export_run_write_pictures (MqExportRun *run,
                              MqReview *review,
                              const char *folder,
                              gboolean hashed,
                              GError **error)
{
  GPtrArray *pictures = mq_review_get_pictures (review);

  if (pictures->len > 0 && g_mkdir_with_parents (folder, 0755) != 0)
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_WRITE,
                   _ ("The folder “%s” can't be made"), folder);
      return FALSE;
    }
  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      g_autofree char *name
          = hashed ? mq_export_run_dup_picture_name (picture) : g_strdup (picture->name);
      g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
      g_autoptr (GBytes) bytes = mq_library_get_picture (run->library, picture->hash, error);
      if (bytes == NULL
          || !g_file_replace_contents (file, g_bytes_get_data (bytes, NULL),
                                       g_bytes_get_size (bytes), NULL, FALSE, G_FILE_CREATE_NONE,
                                       NULL, run->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- The run ---- */

static gboolean
add_rows (MqExportRun *run, const MqExportSink *sink, MqShow show, guint *n, GError **error)
{
  g_autoptr (MqQuery) query = mq_query_new ();
  g_autoptr (GPtrArray) rows = NULL;

  query->show = show;
  rows = mq_library_list (run->library, query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      g_autoptr (MqReview) review
          = mq_library_load (run->library, ((MqReviewRow *) rows->pdata[i])->id, NULL, NULL, error);
      if (review == NULL || g_cancellable_set_error_if_cancelled (run->cancellable, error)
          || !sink->add (run, review, show == MQ_SHOW_BIN, error)
          || (run->stream != NULL && !write_text (run, error)))
        return FALSE;
      (*n)++;
      if (run->options->progress != NULL)
        run->options->progress ((double) (i + 1) / rows->len, *n, run->options->progress_data);
    }
  return rows != NULL;
}

static gboolean
write_all (MqExportRun *run, const MqExportSink *sink, guint *n, GError **error)
{
  gboolean good = (sink->begin != NULL ? sink->begin (run, error) : mq_export_run_open (run, error))
                  && add_rows (run, sink, MQ_SHOW_ALL, n, error)
                  && (!sink->with_bin || add_rows (run, sink, MQ_SHOW_BIN, n, error));

  if (sink->end != NULL)
    good = sink->end (run, good, error) && good;
  return mq_export_run_close (run, good, error);
}

static gboolean
is_database (const char *path)
{
  static const char start[] = "SQLite format 3"; /* https://www.sqlite.org/fileformat.html */
  char bytes[sizeof start] = "";
  FILE *file = fopen (path, "rbe");
  gboolean found;

  if (file == NULL)
    return FALSE;
  found = fread (bytes, 1, sizeof bytes, file) == sizeof bytes
          && memcmp (bytes, start, sizeof bytes) == 0;
  fclose (file);
  return found;
}

/* A database, or what SQLite keeps beside one. */
static gboolean
is_of_database (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (path, ends[i]))
      {
        g_autofree char *base = g_strndup (path, strlen (path) - strlen (ends[i]));
        if (is_database (base))
          return TRUE;
      }
  return FALSE;
}

/**
 * mq_export_all:
 * @path: the file or folder; where a file stood it is replaced when the new one is whole
 * @notes: (element-type utf8): gets what the format has no place for, a sentence each
 * @n_reviews: (out): how many reviews were written
 *
 * Writes a whole library down for another place. Takes its time: not for the main thread.
 */
gboolean
mq_export_all (MqLibrary *library,
               const char *path,
               const MqExportAllOptions *options,
               GPtrArray *notes,
               guint *n_reviews,
               GCancellable *cancellable,
               GError **error)
{
  const MqExportSink *sink = find_sink (options->format);
  MqExportRun run = {
    .library = library, .options = options, .path = path, .notes = notes, .cancellable = cancellable
  };
  gboolean good;

  *n_reviews = 0;
  if (sink == NULL)
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_VALUE, _ ("There is no format “%s”"),
                   options->format);
      return FALSE;
    }
  if (is_of_database (path))
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_WRITE,
                   _ ("“%s” is a library. It would be lost: choose another name"), path);
      return FALSE;
    }
  run.text = g_string_new (NULL);
  run.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  good = write_all (&run, sink, n_reviews, error);
  g_string_free (run.text, TRUE);
  g_hash_table_unref (run.names);
  return good;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "mq-archive-names.h"
#include "mq-exchange-error.h"
#include "mq-export-sink.h"
#include "mq-history-document.h"
#include "mq-markdown-file.h"

/* A whole library as a ZIP: a folder for each review with review.md, its pictures, and
 * marquee.json, which holds what Markdown has no place for. Of it nothing is missing but earlier
 * versions and what sites were sent. */

typedef struct
{
  struct archive *archive;
  char *part; /* where it grows */
} Writer;

static gboolean
fail (struct archive *archive, GError **error)
{
  const char *words = archive_error_string (archive);

  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_WRITE,
               _ ("The archive could not be written: %s"), words != NULL ? words : "");
  return FALSE;
}

static gboolean
add_file (Writer *writer,
          const char *folder,
          const char *name,
          gint64 time,
          const void *data,
          gsize size,
          GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%s", folder, name);
  struct archive_entry *entry = archive_entry_new ();
  gboolean good;

  archive_entry_set_pathname_utf8 (entry, path);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, time, 0);
  good = archive_write_header (writer->archive, entry) == ARCHIVE_OK
         && archive_write_data (writer->archive, data, size) == (la_ssize_t) size;
  archive_entry_free (entry);
  return good || fail (writer->archive, error);
}

/* What was exported can be told from what was changed by hand since. */
static char *
print_facts (MqReview *review, gboolean binned, const char *text)
{
  g_autoptr (GBytes) document = mq_history_document_print (review);
  gsize size;
  const char *data = g_bytes_get_data (document, &size);
  g_autofree char *whole = g_strndup (data, size);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", mq_review_get_id (review));
  json_object_set_int_member (object, "created", mq_review_get_created (review));
  json_object_set_int_member (object, "changed", mq_review_get_changed (review));
  json_object_set_boolean_member (object, "binned", binned);
  json_object_set_string_member (object, "text-sha256", hash);
  json_object_set_member (object, "review", json_from_string (whole, NULL));
  json_node_take_object (node, object);
  return json_to_string (node, TRUE);
}

static gboolean
add_pictures (MqExportRun *run, const char *folder, MqReview *review, GError **error)
{
  GPtrArray *pictures = mq_review_get_pictures (review);

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      g_autoptr (GBytes) bytes = mq_library_get_picture (run->library, picture->hash, error);
      if (bytes == NULL
          || !add_file (run->state, folder, picture->name, mq_review_get_changed (review),
                        g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add (MqExportRun *run, MqReview *review, gboolean binned, GError **error)
{
  g_autofree char *folder = mq_export_run_take_name (run, review),
                  *text = mq_markdown_file_print (review),
                  *facts = print_facts (review, binned, text);
  gint64 time = mq_review_get_changed (review);

  return add_file (run->state, folder, MQ_ARCHIVE_TEXT, time, text, strlen (text), error)
         && add_file (run->state, folder, MQ_ARCHIVE_FACTS, time, facts, strlen (facts), error)
         && add_pictures (run, folder, review, error);
}

static gboolean
begin (MqExportRun *run, GError **error)
{
  Writer *writer = g_new0 (Writer, 1);

  writer->archive = archive_write_new ();
  writer->part = g_strconcat (run->path, ".part", NULL);
  run->state = writer;
  if (archive_write_set_format_zip (writer->archive) != ARCHIVE_OK
      || archive_write_open_filename (writer->archive, writer->part) != ARCHIVE_OK)
    return fail (writer->archive, error);
  return TRUE;
}

static gboolean
end (MqExportRun *run, gboolean good, GError **error)
{
  Writer *writer = run->state;

  if (archive_write_close (writer->archive) != ARCHIVE_OK && good)
    good = fail (writer->archive, error);
  archive_write_free (writer->archive);
  if (good && g_rename (writer->part, run->path) != 0)
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_WRITE, _ ("“%s”: %s"), run->path,
                   g_strerror (errno));
      good = FALSE;
    }
  if (!good)
    g_unlink (writer->part);
  g_free (writer->part);
  g_clear_pointer (&run->state, g_free);
  return good;
}

const MqExportSink mq_export_zip
    = { { "zip", N_ ("Whole Library"),
          N_ ("Everything with its pictures in a ZIP, which Marquee takes back as it was"),
          ".zip" },
        TRUE,
        begin,
        add,
        end };

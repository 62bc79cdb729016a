/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "mq-archive-private.h"
#include "mq-archive.h"
#include "mq-exchange-error.h"
#include "mq-history-document.h"
#include "mq-markdown-file.h"

typedef struct
{
  MqLibrary *library;
  struct archive *archive;
  GHashTable *folders; /* names that are taken */
  guint n;
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

static char *
take_folder (Writer *writer, MqReview *review)
{
  g_autofree char *slug = mq_review_dup_slug (review);
  char *folder = g_strdup (slug);

  for (int i = 2; !g_hash_table_add (writer->folders, g_strdup (folder)); i++)
    {
      g_free (folder);
      folder = g_strdup_printf ("%s-%d", slug, i);
    }
  return folder;
}

static gboolean
add_review (Writer *writer, const char *id, gboolean binned, GError **error)
{
  g_autoptr (MqReview) review = mq_library_load (writer->library, id, NULL, NULL, error);
  g_autofree char *folder = NULL, *text = NULL, *facts = NULL;
  GPtrArray *pictures;
  gint64 time;

  if (review == NULL)
    return FALSE;
  folder = take_folder (writer, review);
  text = mq_markdown_file_print (review);
  facts = print_facts (review, binned, text);
  time = mq_review_get_changed (review);
  pictures = mq_review_get_pictures (review);
  if (!add_file (writer, folder, MQ_ARCHIVE_TEXT, time, text, strlen (text), error)
      || !add_file (writer, folder, MQ_ARCHIVE_FACTS, time, facts, strlen (facts), error))
    return FALSE;
  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      g_autoptr (GBytes) bytes = mq_library_get_picture (writer->library, picture->hash, error);
      if (bytes == NULL
          || !add_file (writer, folder, picture->name, time, g_bytes_get_data (bytes, NULL),
                        g_bytes_get_size (bytes), error))
        return FALSE;
    }
  writer->n++;
  return TRUE;
}

static gboolean
add_all (Writer *writer, MqShow show, GError **error)
{
  MqQuery query = { .show = show };
  g_autoptr (GPtrArray) rows = mq_library_list (writer->library, &query, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!add_review (writer, ((MqReviewRow *) rows->pdata[i])->id, show == MQ_SHOW_BIN, error))
      return FALSE;
  return rows != NULL;
}

static gboolean
write_all (Writer *writer, const char *part, GError **error)
{
  gboolean good;

  if (archive_write_set_format_zip (writer->archive) != ARCHIVE_OK
      || archive_write_open_filename (writer->archive, part) != ARCHIVE_OK)
    return fail (writer->archive, error);
  good = add_all (writer, MQ_SHOW_ALL, error) && add_all (writer, MQ_SHOW_BIN, error);
  if (archive_write_close (writer->archive) != ARCHIVE_OK && good)
    return fail (writer->archive, error);
  return good;
}

/**
 * mq_archive_write:
 * @path: the ZIP; what stood there is replaced when the new one is whole
 * @n_reviews: (out): how many reviews it holds
 *
 * Writes everything that a library holds but earlier versions and what sites were sent. Takes its
 * time: not for the main thread.
 */
gboolean
mq_archive_write (MqLibrary *library, const char *path, guint *n_reviews, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  Writer writer = { library, archive_write_new (),
                    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0 };
  gboolean good = write_all (&writer, part, error);

  archive_write_free (writer.archive);
  g_hash_table_unref (writer.folders);
  if (good && g_rename (part, path) != 0)
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_WRITE, _ ("“%s”: %s"), path,
                   g_strerror (errno));
      good = FALSE;
    }
  if (!good)
    g_unlink (part);
  *n_reviews = writer.n;
  return good;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "mq-archive-names.h"
#include "mq-exchange-error.h"
#include "mq-history-document.h"
#include "mq-import-format.h"
#include "mq-markdown-file.h"
#include "mq-text.h"

/* Against archives that are made to fill a machine. */
#define LARGEST_FILE (256 * 1024 * 1024)
#define MOST_FILES_OF_A_REVIEW 500
#define MOST_BYTES_OF_A_REVIEW ((gsize) 1024 * 1024 * 1024)

typedef struct
{
  MqImportFeed *feed;
  char *folder;      /* whose files are read now, NULL before the first */
  GHashTable *files; /* of it: names to GBytes */
  gsize size;        /* of them */
} Reader;

static gboolean
is_archive (const MqImportSource *source)
{
  for (guint i = 0; source->members != NULL && i < source->members->len; i++)
    if (g_str_has_suffix (source->members->pdata[i], "/" MQ_ARCHIVE_FACTS))
      return TRUE;
  return FALSE;
}

/* ---- One review ---- */

static JsonObject *
parse_facts (Reader *reader, JsonParser *parser)
{
  GBytes *bytes = g_hash_table_lookup (reader->files, MQ_ARCHIVE_FACTS);
  gsize size;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  JsonNode *root;

  if (data == NULL || !json_parser_load_from_data (parser, data, (gssize) size, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

static gboolean
is_as_exported (Reader *reader, JsonObject *facts)
{
  GBytes *text = g_hash_table_lookup (reader->files, MQ_ARCHIVE_TEXT);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, text);

  return facts != NULL && json_object_has_member (facts, "review")
         && g_str_equal (hash,
                         json_object_get_string_member_with_default (facts, "text-sha256", ""));
}

static const char *
get_id (JsonObject *facts)
{
  const char *id
      = facts != NULL ? json_object_get_string_member_with_default (facts, "id", "") : "";
  return g_uuid_string_is_valid (id) ? id : NULL;
}

/* All that was in the library, also what front matter would be refused for. */
static MqReview *
read_document (JsonObject *facts, const char *id, GError **error)
{
  g_autofree char *text = json_to_string (json_object_get_member (facts, "review"), FALSE);
  g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));
  MqReview *review = mq_history_document_parse (document, id, error);

  if (review == NULL)
    return NULL;
  mq_review_set_created (review, json_object_get_int_member_with_default (facts, "created", 0));
  mq_review_set_changed (review, json_object_get_int_member_with_default (facts, "changed", 0));
  return review;
}

static gboolean
add_pictures (Reader *reader, MqImportItem *item, GError **error)
{
  GPtrArray *pictures = mq_review_get_pictures (mq_import_item_get_review (item));

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      GBytes *bytes = g_hash_table_lookup (reader->files, picture->name);
      g_autofree char *hash
          = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
      if (g_strcmp0 (hash, picture->hash) != 0)
        {
          g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_PICTURE,
                       _ ("the picture “%s” is missing or another one. Put it back as it was "
                          "exported"),
                       picture->name);
          return FALSE;
        }
      g_hash_table_insert (item->arrival->pictures, g_steal_pointer (&hash), g_bytes_ref (bytes));
    }
  return TRUE;
}

/* What was changed by hand is read as any Markdown is, with the pictures that it names. */
static MqImportItem *
read_markdown (Reader *reader, const char *id, gboolean binned, GError **error)
{
  GBytes *bytes = g_hash_table_lookup (reader->files, MQ_ARCHIVE_TEXT);
  g_autofree char *text = mq_text_from_bytes (bytes, error);
  g_autoptr (MqMarkdownFile) file
      = text != NULL ? mq_markdown_file_parse_with (text, reader->files, error) : NULL;
  g_autofree char *key = g_strdup_printf ("archive\n%s", reader->folder);
  g_autofree char *own = id == NULL ? mq_review_make_id (key) : NULL;
  g_autoptr (MqReview) review = NULL;
  MqImportItem *item;

  if (file == NULL)
    return NULL;
  review = mq_review_new_with_id (id != NULL ? id : own);
  mq_review_assign (review, file->review);
  item = mq_import_item_new_for (reader->folder, review, binned);
  for (guint i = 0; i < file->notes->len; i++)
    mq_import_item_note (item, "%s", (char *) file->notes->pdata[i]);
  return item;
}

static MqImportItem *
read_review (Reader *reader, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *facts = parse_facts (reader, parser);
  gboolean binned
      = facts != NULL && json_object_get_boolean_member_with_default (facts, "binned", FALSE);
  g_autoptr (MqReview) review = NULL;
  g_autoptr (MqImportItem) item = NULL;

  if (is_as_exported (reader, facts) && get_id (facts) != NULL)
    {
      review = read_document (facts, get_id (facts), error);
      item = review != NULL ? mq_import_item_new_for (reader->folder, review, binned) : NULL;
    }
  else
    item = read_markdown (reader, get_id (facts), binned, error);
  return item != NULL && add_pictures (reader, item, error) ? g_steal_pointer (&item) : NULL;
}

static gboolean
take_review (Reader *reader, GError **error)
{
  g_autoptr (GError) problem = NULL;
  MqImportItem *item;

  if (reader->folder == NULL || !g_hash_table_contains (reader->files, MQ_ARCHIVE_TEXT))
    return TRUE;
  item = read_review (reader, &problem);
  return item != NULL
             ? mq_import_feed_take (reader->feed, item, error)
             : mq_import_feed_refuse (reader->feed, reader->folder, problem->message, error);
}

/* ---- The archive ---- */

static gboolean
fail (struct archive *archive, GError **error)
{
  const char *words = archive_error_string (archive);

  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
               _ ("This is no ZIP that can be read: %s"), words != NULL ? words : "");
  return FALSE;
}

static GBytes *
read_entry (struct archive *archive, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guchar block[65536];
  la_ssize_t n;

  while ((n = archive_read_data (archive, block, sizeof block)) > 0)
    {
      if (bytes->len + (gsize) n > LARGEST_FILE)
        {
          g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                       _ ("A file in the archive is larger than any picture is"));
          return NULL;
        }
      g_byte_array_append (bytes, block, (guint) n);
    }
  if (n < 0)
    {
      fail (archive, error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* The files of a review stand together. */
static gboolean
turn_to (Reader *reader, const char *folder, GError **error)
{
  if (g_strcmp0 (reader->folder, folder) == 0)
    return TRUE;
  if (!take_review (reader, error))
    return FALSE;
  g_set_str (&reader->folder, folder);
  g_hash_table_remove_all (reader->files);
  reader->size = 0;
  return TRUE;
}

static gboolean
take_entry (Reader *reader, struct archive *archive, struct archive_entry *entry, GError **error)
{
  const char *path = archive_entry_pathname_utf8 (entry);
  g_autofree char *folder = NULL, *name = NULL;
  GBytes *bytes;

  if (path == NULL || archive_entry_filetype (entry) != AE_IFREG)
    return TRUE;
  folder = g_path_get_dirname (path);
  name = g_path_get_basename (path);
  if (!turn_to (reader, folder, error))
    return FALSE;
  bytes = read_entry (archive, error);
  if (bytes == NULL)
    return FALSE;
  reader->size += g_bytes_get_size (bytes);
  g_hash_table_insert (reader->files, g_steal_pointer (&name), bytes);
  if (g_hash_table_size (reader->files) <= MOST_FILES_OF_A_REVIEW
      && reader->size <= MOST_BYTES_OF_A_REVIEW)
    return TRUE;
  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
               _ ("“%s” in the archive holds more than a review can"), folder);
  return FALSE;
}

static gboolean
read_all (Reader *reader, struct archive *archive, const char *path, GError **error)
{
  struct archive_entry *entry;
  int code;

  if (archive_read_support_format_zip (archive) != ARCHIVE_OK
      || archive_read_open_filename (archive, path, 65536) != ARCHIVE_OK)
    return fail (archive, error);
  while ((code = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    if (!take_entry (reader, archive, entry, error))
      return FALSE;
  return code == ARCHIVE_EOF ? take_review (reader, error) : fail (archive, error);
}

static gboolean
read_archive (MqImportFeed *feed, const MqImportSource *source, GError **error)
{
  struct archive *archive = archive_read_new ();
  Reader reader
      = { feed, NULL,
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref),
          0 };
  gboolean good = read_all (&reader, archive, source->path, error);

  archive_read_free (archive);
  g_hash_table_unref (reader.files);
  g_free (reader.folder);
  return good;
}

const MqImportFormat mq_import_archive
    = { "zip", N_ ("Export of Marquee"), is_archive, read_archive };

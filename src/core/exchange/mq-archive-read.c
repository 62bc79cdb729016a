/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "mq-archive-private.h"
#include "mq-archive.h"
#include "mq-exchange-error.h"
#include "mq-history-document.h"
#include "mq-markdown-file.h"
#include "mq-rendition.h"
#include "mq-text.h"

/* Against archives that are made to fill a machine. */
#define LARGEST_FILE (256 * 1024 * 1024)
#define MOST_FILES_OF_A_REVIEW 500
#define MOST_BYTES_OF_A_REVIEW ((gsize) 1024 * 1024 * 1024)

typedef struct
{
  MqLibrary *library;
  gboolean dry_run;
  MqArchiveReport *report;
  char *folder;      /* whose files are read now, NULL before the first */
  GHashTable *files; /* of it: names to GBytes */
  gsize size;        /* of them */
} Reader;

void
mq_archive_report_free (MqArchiveReport *report)
{
  g_ptr_array_unref (report->notes);
  g_free (report);
}

static void
note (Reader *reader, const char *sentence)
{
  g_ptr_array_add (reader->report->notes, g_strdup_printf ("%s: %s", reader->folder, sentence));
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
keep_pictures (Reader *reader, MqReview *review, GError **error)
{
  GPtrArray *pictures = mq_review_get_pictures (review);

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      GBytes *bytes = g_hash_table_lookup (reader->files, picture->name);
      g_autofree char *hash
          = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
      g_autoptr (GBytes) thumbnail = NULL;
      if (g_strcmp0 (hash, picture->hash) != 0)
        {
          g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_PICTURE,
                       _ ("the picture “%s” is missing or another one. Put it back as it was "
                          "exported"),
                       picture->name);
          return FALSE;
        }
      if (reader->dry_run)
        continue;
      thumbnail = mq_rendition_make_thumbnail (bytes, error);
      if (thumbnail == NULL
          || !mq_library_add_picture (reader->library, hash, bytes, thumbnail, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep (Reader *reader, MqReview *review, gboolean binned, GError **error)
{
  g_autoptr (MqReview) known
      = mq_library_load (reader->library, mq_review_get_id (review), NULL, NULL, NULL);
  gint64 revision;

  if (known != NULL && mq_review_equal (known, review))
    {
      reader->report->known++;
      return TRUE;
    }
  if (known != NULL)
    {
      note (reader, _ ("the library has this review with other words. It was left alone"));
      return TRUE;
    }
  if (!keep_pictures (reader, review, error))
    return FALSE;
  reader->report->added++;
  return reader->dry_run
         || (mq_library_save (reader->library, review, 0, &revision, error)
             && (!binned
                 || mq_library_set_binned (reader->library, mq_review_get_id (review), TRUE,
                                           error)));
}

/* What was changed by hand is read as any Markdown is, with the pictures that it names. */
static MqReview *
read_markdown (Reader *reader, const char *id, GError **error)
{
  GBytes *bytes = g_hash_table_lookup (reader->files, MQ_ARCHIVE_TEXT);
  g_autofree char *text = mq_text_from_bytes (bytes, error);
  g_autoptr (MqMarkdownFile) file
      = text != NULL ? mq_markdown_file_parse_with (text, reader->files, error) : NULL;
  MqReview *review;

  if (file == NULL)
    return NULL;
  for (guint i = 0; i < file->notes->len; i++)
    note (reader, file->notes->pdata[i]);
  if (id == NULL)
    return g_object_ref (file->review);
  review = mq_review_new_with_id (id);
  mq_review_assign (review, file->review);
  return review;
}

static gboolean
take_review (Reader *reader, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (MqReview) review = NULL;
  JsonObject *facts;
  gboolean binned;

  if (reader->folder == NULL || !g_hash_table_contains (reader->files, MQ_ARCHIVE_TEXT))
    return TRUE;
  facts = parse_facts (reader, parser);
  binned = facts != NULL && json_object_get_boolean_member_with_default (facts, "binned", FALSE);
  if (is_as_exported (reader, facts) && get_id (facts) != NULL)
    review = read_document (facts, get_id (facts), &problem);
  else
    review = read_markdown (reader, get_id (facts), &problem);
  if (review != NULL && keep (reader, review, binned, &problem))
    return TRUE;
  if (problem->domain == MQ_LIBRARY_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  note (reader, problem->message);
  return TRUE;
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

/**
 * mq_archive_read:
 * @path: a ZIP that mq_archive_write() made; it is only read
 * @dry_run: whether to say what would be taken, and to take nothing
 *
 * Takes reviews into a library. One that is there already is left alone: a second time nothing
 * changes. A review that can't be read is noted, and the next one taken. Takes its time: not for
 * the main thread.
 *
 * Returns: (transfer full) (nullable): what was taken
 */
MqArchiveReport *
mq_archive_read (MqLibrary *library, const char *path, gboolean dry_run, GError **error)
{
  struct archive *archive = archive_read_new ();
  Reader reader
      = { library,
          dry_run,
          g_new0 (MqArchiveReport, 1),
          NULL,
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref),
          0 };
  gboolean good;

  reader.report->notes = g_ptr_array_new_with_free_func (g_free);
  good = read_all (&reader, archive, path, error);
  archive_read_free (archive);
  g_hash_table_unref (reader.files);
  g_free (reader.folder);
  if (good)
    return reader.report;
  mq_archive_report_free (reader.report);
  return NULL;
}

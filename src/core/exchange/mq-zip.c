/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>

#include "mq-exchange-error.h"

/* Against archives that are made to fill a machine. */
#define MOST_BYTES ((gsize) 512 * 1024 * 1024)
#define MOST_MEMBERS 1000000

typedef gboolean (*Visit) (struct archive *archive,
                           const char *name,
                           gpointer data,
                           GError **error);

static gboolean
fail (struct archive *archive, GError **error)
{
  const char *words = archive_error_string (archive);

  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
               _ ("This is no ZIP that can be read: %s"), words != NULL ? words : "");
  return FALSE;
}

static gboolean
visit_entries (struct archive *archive,
               const char *path,
               Visit visit,
               gpointer data,
               GError **error)
{
  struct archive_entry *entry;
  int code, n = 0;

  if (archive_read_support_format_zip (archive) != ARCHIVE_OK
      || archive_read_open_filename (archive, path, 65536) != ARCHIVE_OK)
    return fail (archive, error);
  while ((code = archive_read_next_header (archive, &entry)) == ARCHIVE_OK && n++ < MOST_MEMBERS)
    {
      const char *name = archive_entry_pathname_utf8 (entry);
      if (name != NULL && archive_entry_filetype (entry) == AE_IFREG
          && !visit (archive, name, data, error))
        return FALSE;
    }
  return code == ARCHIVE_EOF || fail (archive, error);
}

static gboolean
for_each (const char *path, Visit visit, gpointer data, GError **error)
{
  struct archive *archive = archive_read_new ();
  gboolean good = visit_entries (archive, path, visit, data, error);

  archive_read_free (archive);
  return good;
}

static gboolean
note_name (struct archive *archive, const char *name, gpointer data, GError **error)
{
  g_ptr_array_add (data, g_strdup (name));
  return TRUE;
}

/** Returns: (transfer full) (element-type utf8) (nullable): the names of the files in a ZIP */
GPtrArray *
mq_zip_list (const char *path, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  return for_each (path, note_name, names, error) ? g_steal_pointer (&names) : NULL;
}

typedef struct
{
  MqZipWants wants;
  gpointer data;
  GHashTable *files;
  gsize size;
} Reading;

static gboolean
read_member (struct archive *archive, const char *name, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guchar block[65536];
  la_ssize_t n;

  if (!reading->wants (name, reading->data))
    return TRUE;
  while ((n = archive_read_data (archive, block, sizeof block)) > 0)
    {
      reading->size += (gsize) n;
      if (reading->size > MOST_BYTES)
        {
          g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                       _ ("The ZIP holds more than can be read at once"));
          return FALSE;
        }
      g_byte_array_append (bytes, block, (guint) n);
    }
  if (n < 0)
    return fail (archive, error);
  g_hash_table_insert (reading->files, g_strdup (name),
                       g_byte_array_free_to_bytes (g_steal_pointer (&bytes)));
  return TRUE;
}

/** Returns: (transfer full) (element-type utf8 GBytes) (nullable): the files of a ZIP that @wants
 * wants, by name */
GHashTable *
mq_zip_read (const char *path, MqZipWants wants, gpointer data, GError **error)
{
  Reading reading
      = { wants, data,
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref),
          0 };

  if (for_each (path, read_member, &reading, error))
    return reading.files;
  g_hash_table_unref (reading.files);
  return NULL;
}

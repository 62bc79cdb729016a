/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-migrations.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mq-library-error.h"
#include "mq-library-resources.h"

/* Up to this size a library is looked through before it is opened. */
#define QUICK_CHECK_BYTES (16 * 1024 * 1024)

static guint32
read_big_endian (const guchar *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static gboolean
check_version (gint64 version, GError **error)
{
  if (version <= MQ_LIBRARY_VERSION)
    return TRUE;
  g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NEWER,
               _ ("A newer Marquee made this library (format %d, this one knows %d). Update "
                  "Marquee to open it"),
               (int) version, MQ_LIBRARY_VERSION);
  return FALSE;
}

static gboolean
check_application (gint64 application, GError **error)
{
  if (application == MQ_LIBRARY_APPLICATION_ID)
    return TRUE;
  mq_library_error_set_sqlite (error, SQLITE_NOTADB, NULL);
  return FALSE;
}

/* https://www.sqlite.org/fileformat2.html#the_database_header */
static gboolean
check_header (const guchar header[100], gint64 size, GError **error)
{
  gint64 page_size = header[16] << 8 | header[17];
  gint64 pages = read_big_endian (header + 28);

  if (memcmp (header, "SQLite format 3", 16) != 0)
    {
      mq_library_error_set_sqlite (error, SQLITE_NOTADB, NULL);
      return FALSE;
    }
  if (!check_application (read_big_endian (header + 68), error)
      || !check_version (read_big_endian (header + 60), error))
    return FALSE;
  if (size < pages * (page_size == 1 ? 65536 : page_size))
    {
      mq_library_error_set_sqlite (error, SQLITE_CORRUPT, NULL);
      return FALSE;
    }
  return TRUE;
}

static gboolean
look_through (const char *path, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?mode=ro&immutable=1", escaped);
  sqlite3 *handle = NULL;
  sqlite3_stmt *check = NULL;
  int code = sqlite3_open_v2 (uri, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  gboolean sound = FALSE;

  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2 (handle, "PRAGMA quick_check(1)", -1, &check, NULL);
  if (code == SQLITE_OK && sqlite3_step (check) == SQLITE_ROW)
    sound = g_strcmp0 ((const char *) sqlite3_column_text (check, 0), "ok") == 0;
  if (!sound)
    mq_library_error_set_sqlite (error, code == SQLITE_NOTADB ? SQLITE_NOTADB : SQLITE_CORRUPT,
                                 NULL);
  sqlite3_finalize (check);
  sqlite3_close (handle);
  return sound;
}

/* Or was left behind in use: a journal stands beside it, of the first kind while the library was
 * being made. */
static gboolean
is_in_use (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL),
                  *journal = g_strconcat (path, "-journal", NULL);

  return g_access (wal, F_OK) == 0 || g_access (journal, F_OK) == 0;
}

/**
 * mq_migrations_check_file:
 * @path: a file that may become the library
 *
 * Looks at a file before SQLite may write to it, so that a foreign, newer or damaged one stays as
 * it is.
 *
 * Returns: whether it can be opened, or isn't there yet
 */
gboolean
mq_migrations_check_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  guchar header[100];
  gsize length = 0;
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size == 0)
    return TRUE;
  if (is_in_use (path)) /* SQLite puts it right, the pragmas are asked then */
    return TRUE;
  stream = g_file_read (file, NULL, error);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), header, sizeof header, &length, NULL,
                                   error))
    return FALSE;
  if (length < sizeof header)
    {
      mq_library_error_set_sqlite (error, SQLITE_NOTADB, NULL);
      return FALSE;
    }
  if (!check_header (header, info.st_size, error))
    return FALSE;
  if (g_access (path, W_OK) != 0)
    {
      mq_library_error_set_sqlite (error, SQLITE_READONLY, NULL);
      return FALSE;
    }
  return info.st_size > QUICK_CHECK_BYTES || look_through (path, error);
}

static gboolean
apply_one (MqDatabase *database, const char *name, int version, GError **error)
{
  g_autofree char *path = g_strconcat ("/marquee/library/sql/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (mq_library_get_resource (), path, 0, error);
  g_autofree char *sql = NULL, *stamp = NULL;
  gsize size = 0;
  const char *data;
  gboolean good;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  sql = g_strndup (data, size);
  stamp = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d", version,
                           MQ_LIBRARY_APPLICATION_ID);
  if (!mq_database_begin (database, error))
    return FALSE;
  good = mq_database_run (database, sql, error) && mq_database_run (database, stamp, error);
  return mq_database_end (database, good, good ? error : NULL);
}

/**
 * mq_migrations_apply:
 *
 * Brings a library to the format of this program, one transaction for each step.
 *
 * Returns: whether it is there now
 */
gboolean
mq_migrations_apply (MqDatabase *database, GError **error)
{
  static const char *const steps[MQ_LIBRARY_VERSION]
      = { "001-library.sql", "002-publishing.sql", "003-history.sql",
          "004-imports.sql", "005-mirror.sql",     "006-saved-searches.sql" };
  gint64 version = 0, application = 0, tables = 0;

  if (!mq_database_read_int (database, "PRAGMA user_version", &version, error)
      || !mq_database_read_int (database, "PRAGMA application_id", &application, error)
      || !mq_database_read_int (database, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  if (tables > 0 && (!check_application (application, error) || !check_version (version, error)))
    return FALSE;
  for (int i = (int) version; i < MQ_LIBRARY_VERSION; i++)
    if (!apply_one (database, steps[i], i + 1, error))
      return FALSE;
  return mq_database_keep_journal (database, error);
}

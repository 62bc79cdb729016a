/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "mq-library-error.h"
#include "mq-migrations.h"

#define PAGES_AT_ONCE 256 /* so that nobody waits long for the library */
#define PAUSE_MS 5
#define BUSY_MS 5000
#define HOUR (60 * 60)
#define DAY (24 * HOUR)
#define NAME_FORMAT "%Y-%m-%dT%H%M%SZ"
#define REPLACED ".replaced-"

void
mq_backup_free (MqBackup *backup)
{
  g_free (backup->path);
  g_free (backup);
}

/* ---- Names ---- */

static char *
make_folder_path (const char *library)
{
  g_autofree char *folder = g_path_get_dirname (library);
  return g_build_filename (folder, "backups", NULL);
}

/* "library" for "/home/x/library.marquee" */
static char *
make_stem (const char *library)
{
  char *name = g_path_get_basename (library);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

/* A path of @start, the time and @end where nothing stands yet: a second later if one of then does.
 */
static char *
make_free_path (const char *start, const char *end, gint64 moment)
{
  for (;; moment++)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (moment);
      g_autofree char *when = g_date_time_format (date, NAME_FORMAT);
      g_autofree char *path = g_strconcat (start, when, end, NULL);
      g_autofree char *log = g_strconcat (path, "-wal", NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (log, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/* One of the future was made while the clock was wrong: when, nobody knows. */
static gboolean
is_of_future (const MqBackup *backup)
{
  return backup->made > g_get_real_time () / G_USEC_PER_SEC + DAY;
}

/* Returns: when a file was made whose name is @start, the time and @end; 0 for any other file. */
static gint64
parse_time (const char *start, const char *end, const char *name)
{
  int year, month, day, hour, minute, second, length = 0;
  g_autoptr (GDateTime) date = NULL;

  if (!g_str_has_prefix (name, start)
      || sscanf (name + strlen (start), "%4d-%2d-%2dT%2d%2d%2dZ%n", &year, &month, &day, &hour,
                 &minute, &second, &length)
             != 6
      || length == 0 || !g_str_equal (name + strlen (start) + (gsize) length, end))
    return 0;
  date = g_date_time_new_utc (year, month, day, hour, minute, second);
  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/* Returns: as parse_time(), for the name of a backup */
static gint64
parse_name (const char *stem, const char *name)
{
  g_autofree char *start = g_strconcat (stem, "-", NULL);
  return parse_time (start, ".marquee", name);
}

static int
compare_made (gconstpointer a, gconstpointer b)
{
  const MqBackup *one = *(MqBackup *const *) a, *other = *(MqBackup *const *) b;
  return one->made < other->made ? 1 : -(one->made > other->made);
}

static GPtrArray *
list_in (const char *folder, const char *start, const char *end)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_backup_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      gint64 made = parse_time (start, end, name);
      MqBackup *backup;
      if (made == 0)
        continue;
      backup = g_new0 (MqBackup, 1);
      backup->path = g_build_filename (folder, name, NULL);
      backup->made = made;
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_made);
  return backups;
}

static GPtrArray *
list_backups_in (const char *folder, const char *stem)
{
  g_autofree char *start = g_strconcat (stem, "-", NULL);
  return list_in (folder, start, ".marquee");
}

/** Returns: (transfer full) (element-type MqBackup): the backups of a library, the newest first */
GPtrArray *
mq_backup_list (const char *library)
{
  g_autofree char *folder = make_folder_path (library), *stem = make_stem (library);
  return list_backups_in (folder, stem);
}

/** Returns: (transfer full) (element-type MqBackup): what backups have taken the place of, the
 * newest first, with the time when they did */
GPtrArray *
mq_backup_list_replaced (const char *library)
{
  g_autofree char *folder = g_path_get_dirname (library), *name = g_path_get_basename (library),
                  *start = g_strconcat (name, REPLACED, NULL);
  return list_in (folder, start, "");
}

static const MqBackup *
find_newest (GPtrArray *backups)
{
  for (guint i = 0; i < backups->len; i++)
    if (!is_of_future (backups->pdata[i]))
      return backups->pdata[i];
  return NULL;
}

/* ---- How long they are kept ---- */

/**
 * mq_backup_is_kept:
 * @made: when it was made, seconds since 1970
 * @newer: when the next newer one that is kept was made
 *
 * Returns: whether a backup outlives the thinning: one a day for a week, one a week for five weeks,
 * one a month after that
 */
gboolean
mq_backup_is_kept (gint64 made, gint64 newer, gint64 now)
{
  gint64 age = now - made;
  gint64 span = age < 7 * DAY ? DAY : age < 35 * DAY ? 7 * DAY : 30 * DAY;

  return made / span != newer / span;
}

/* Where the program ended while it made one. */
static void
remove_halves (const char *folder, const char *stem)
{
  static const char *const ends[] = { ".part", ".part-journal" };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *whole = g_str_has_suffix (name, ends[i])
                                     ? g_strndup (name, strlen (name) - strlen (ends[i]))
                                     : NULL;
        GStatBuf info;
        if (whole != NULL && parse_name (stem, whole) != 0 && g_stat (path, &info) == 0
            && info.st_mtime + HOUR < now)
          g_unlink (path);
      }
}

/* Only what bears a name of ours is ever deleted. */
static void
thin (const char *folder, const char *stem)
{
  g_autoptr (GPtrArray) backups = list_backups_in (folder, stem);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC, newer = 0;

  for (guint i = 0; i < backups->len; i++)
    {
      const MqBackup *backup = backups->pdata[i];
      if (i > 0 && !mq_backup_is_kept (backup->made, newer, now))
        g_unlink (backup->path);
      else
        newer = backup->made;
    }
}

/** Returns: whether a library has changed since its last backup, which is a day old */
gboolean
mq_backup_is_due (const char *library)
{
  g_autoptr (GPtrArray) backups = mq_backup_list (library);
  const MqBackup *newest = find_newest (backups);
  g_autofree char *wal = g_strconcat (library, "-wal", NULL);
  GStatBuf file, log;
  gint64 changed;

  if (g_stat (library, &file) != 0)
    return FALSE;
  changed = file.st_mtime;
  if (g_stat (wal, &log) == 0)
    changed = MAX (changed, log.st_mtime);
  return newest == NULL
         || (newest->made + DAY <= g_get_real_time () / G_USEC_PER_SEC && changed > newest->made);
}

/* ---- Making one ---- */

static gboolean
fail (GError **error, sqlite3 *handle, int code)
{
  mq_library_error_set_sqlite (error, code, sqlite3_errmsg (handle));
  return FALSE;
}

static gboolean
copy_pages (sqlite3 *from, sqlite3 *to, GCancellable *cancellable, GError **error)
{
  sqlite3_backup *copying = sqlite3_backup_init (to, "main", from, "main");
  gint64 patience = BUSY_MS / PAUSE_MS;
  int code = SQLITE_OK;

  if (copying == NULL)
    return fail (error, to, sqlite3_errcode (to));
  /* One state of it, however much is written meanwhile: else the copying would begin anew each
   * time. Writers don't wait for that. */
  sqlite3_exec (from, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  while (!g_cancellable_is_cancelled (cancellable)
         && ((code = sqlite3_backup_step (copying, PAGES_AT_ONCE)) == SQLITE_OK
             || ((code == SQLITE_BUSY || code == SQLITE_LOCKED) && patience-- > 0)))
    g_usleep (PAUSE_MS * 1000);
  sqlite3_backup_finish (copying);
  sqlite3_exec (from, "COMMIT", NULL, NULL, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return code == SQLITE_DONE || fail (error, to, code);
}

static gboolean
ask_ok (sqlite3 *handle, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);
  gboolean good = code == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW
                  && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;

  sqlite3_finalize (statement);
  if (!good)
    mq_library_error_set_sqlite (error, code == SQLITE_OK ? SQLITE_CORRUPT : code,
                                 sqlite3_errmsg (handle));
  return good;
}

/* A file by itself, without the log that a library in use has. */
static gboolean
write_copy (const char *library, const char *path, GCancellable *cancellable, GError **error)
{
  sqlite3 *from = NULL, *to = NULL;
  int code = sqlite3_open_v2 (library, &from, SQLITE_OPEN_READWRITE, NULL);
  gboolean good = code == SQLITE_OK || fail (error, from, code);

  if (good)
    {
      code = sqlite3_open_v2 (path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
      good = code == SQLITE_OK || fail (error, to, code);
    }
  if (good)
    {
      sqlite3_busy_timeout (from, BUSY_MS);
      good = copy_pages (from, to, cancellable, error);
    }
  if (good)
    {
      code = sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
      good = code == SQLITE_OK || fail (error, to, code);
    }
  sqlite3_close (to);
  sqlite3_close (from);
  return good;
}

static gboolean
reach_disk (const char *path, GError **error)
{
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean good = file >= 0 && fsync (file) == 0;

  if (!good)
    g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FAILED, _ ("“%s”: %s"), path,
                 g_strerror (errno));
  if (file >= 0)
    close (file);
  return good;
}

static gboolean
move (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (g_rename (from, to) == 0)
    return reach_disk (folder, error);
  g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FAILED, _ ("“%s”: %s"), to,
               g_strerror (errno));
  return FALSE;
}

/**
 * mq_backup_make:
 * @library: the path of a library, which may be in use
 *
 * Makes a backup, looks through it, and only then gives it its name; then thins the older ones.
 * Takes its time: not for the main thread.
 *
 * Returns: (transfer full) (nullable): its path
 */
char *
mq_backup_make (const char *library, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = make_folder_path (library), *stem = make_stem (library);
  g_autofree char *start = g_strdup_printf ("%s/%s-", folder, stem);
  g_autoptr (GPtrArray) backups = mq_backup_list (library);
  const MqBackup *newest = find_newest (backups);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *path
      = make_free_path (start, ".marquee", newest != NULL ? MAX (now, newest->made + 1) : now);
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FAILED, _ ("“%s”: %s"), folder,
                   g_strerror (errno));
      return NULL;
    }
  remove_halves (folder, stem);
  g_unlink (part);
  if (!write_copy (library, part, cancellable, error) || !mq_backup_verify (part, error)
      || !reach_disk (part, error) || !move (part, path, error))
    {
      g_unlink (part);
      return NULL;
    }
  thin (folder, stem);
  return g_steal_pointer (&path);
}

/** Returns: whether a file is a library that is sound from end to end; it is not changed */
gboolean
mq_backup_verify (const char *path, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?mode=ro&immutable=1", escaped);
  sqlite3 *handle = NULL;
  int code;
  gboolean good;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND, _ ("There is no file “%s”"),
                   path);
      return FALSE;
    }
  if (!mq_migrations_check_file (path, error))
    return FALSE;
  code = sqlite3_open_v2 (uri, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  good = code == SQLITE_OK ? ask_ok (handle, "PRAGMA integrity_check(1)", error)
                           : fail (error, handle, code);
  sqlite3_close (handle);
  return good;
}

/** Returns: (transfer full) (nullable): the newest backup of a library that is sound; one of the
 * future only where there is no other */
MqBackup *
mq_backup_find_sound (const char *library)
{
  g_autoptr (GPtrArray) backups = mq_backup_list (library);

  for (int future = FALSE; future <= TRUE; future++)
    for (guint i = 0; i < backups->len; i++)
      if (is_of_future (backups->pdata[i]) == future
          && mq_backup_verify (((MqBackup *) backups->pdata[i])->path, NULL))
        return g_ptr_array_steal_index (backups, i);
  return NULL;
}

/* ---- Putting one in place ---- */

static gboolean
copy_whole (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autofree char *part = g_strconcat (to, ".part", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (part);

  if (g_file_copy (source, target, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error)
      && reach_disk (part, error) && move (part, to, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}

/* What a program that was ended left in the log is a part of the library. */
static gboolean
copy_with_log (const char *from, const char *to, GError **error)
{
  g_autofree char *log = g_strconcat (from, "-wal", NULL);

  if (!g_file_test (log, G_FILE_TEST_EXISTS))
    return copy_whole (from, to, NULL, error);
  g_unlink (to);
  return write_copy (from, to, NULL, error) && reach_disk (to, error);
}

/* What SQLite keeps beside a file belongs to that file. */
static gboolean
rename_whole (const char *from, const char *to, GError **error)
{
  static const char *const parts[] = { "-wal", "-shm", "-journal", "" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_strconcat (from, parts[i], NULL),
                      *there = g_strconcat (to, parts[i], NULL);
      if (g_file_test (part, G_FILE_TEST_EXISTS) && !move (part, there, error))
        return FALSE;
    }
  return TRUE;
}

/** Returns: whether some program has a library open, or was ended while it had */
gboolean
mq_backup_is_in_use (const char *library)
{
  g_autofree char *shared = g_strconcat (library, "-shm", NULL);
  return g_file_test (shared, G_FILE_TEST_EXISTS);
}

/**
 * mq_backup_put_in_place:
 * @library: nobody may have it open
 *
 * Makes a backup the library. What was in its place is kept under another name.
 *
 * Returns: (transfer full) (nullable): where what was there is now
 */
char *
mq_backup_put_in_place (const char *backup, const char *library, GError **error)
{
  g_autofree char *start = g_strconcat (library, REPLACED, NULL);
  g_autofree char *aside = make_free_path (start, "", g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *ready = g_strconcat (library, ".ready", NULL);

  if (copy_with_log (backup, ready, error) && mq_backup_verify (ready, error))
    {
      if (rename_whole (library, aside, error) && move (ready, library, error))
        return g_steal_pointer (&aside);
      rename_whole (aside, library, NULL);
    }
  g_unlink (ready);
  return NULL;
}

/* Several machines may copy to one place, each a library of its own of the same name. */
static char *
make_own_folder (const char *backup, const char *folder)
{
  g_autofree char *home = g_path_get_dirname (backup);
  g_autofree char *whose = g_strconcat (g_get_host_name (), ":", home, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whose, -1);
  g_autofree char *name = g_strdup_printf ("marquee-%s-%.8s", g_get_host_name (), hash);

  return g_build_filename (folder, name, NULL);
}

/** Copies a backup into a folder of its library's own below @folder, which has to be there, and
 * thins what that holds. */
gboolean
mq_backup_copy_to (const char *backup,
                   const char *folder,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *name = g_path_get_basename (backup), *own = make_own_folder (backup, folder),
                  *target = g_build_filename (own, name, NULL);
  gsize length = strlen (name), tail = strlen ("-2026-01-01T000000Z.marquee");
  g_autofree char *stem = g_strndup (name, length > tail ? length - tail : 0);

  if (g_mkdir (own, 0700) != 0 && errno != EEXIST)
    {
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FAILED, _ ("“%s”: %s"), own,
                   g_strerror (errno));
      return FALSE;
    }
  if (!copy_whole (backup, target, cancellable, error))
    return FALSE;
  thin (own, stem);
  return TRUE;
}

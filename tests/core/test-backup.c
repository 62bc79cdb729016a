/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "mq-backup.h"
#include "mq-library.h"

#define DAY (24 * 60 * 60)

typedef struct
{
  char *folder;
  char *path;
  MqLibrary *library;
} Fixture;

static void
open_library (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->library = mq_library_open (fixture->path, &error);
  g_assert_no_error (error);
}

static void
close_library (Fixture *fixture)
{
  mq_library_close (fixture->library);
  g_clear_object (&fixture->library);
}

static MqReview *
add_review (Fixture *fixture, const char *title)
{
  MqReview *review = mq_review_new ();
  gint64 revision = 0;
  g_autoptr (GError) error = NULL;

  mq_review_set_text (review, MQ_REVIEW_TITLE, title);
  mq_library_save (fixture->library, review, 0, &revision, &error);
  g_assert_no_error (error);
  return review;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) review = NULL;

  fixture->folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "my library.marquee", NULL);
  open_library (fixture);
  review = add_review (fixture, "Rust and Bone");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf %s", fixture->folder);

  if (fixture->library != NULL)
    close_library (fixture);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
  g_free (fixture->path);
}

static char *
make_backup (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *path = mq_backup_make (fixture->path, NULL, &error);

  g_assert_no_error (error);
  return path;
}

static guint
count_reviews (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = mq_library_open (path, &error);
  g_autoptr (MqQuery) query = mq_query_new ();
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  rows = mq_library_list (library, query, &error);
  g_assert_no_error (error);
  mq_library_close (library);
  return rows->len;
}

static gpointer
back_up_often (gpointer data)
{
  Fixture *fixture = data;

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *path = make_backup (fixture);
      g_assert_true (mq_backup_verify (path, NULL));
    }
  return NULL;
}

static void
test_while_writing (Fixture *fixture, gconstpointer data)
{
  GThread *thread = g_thread_new ("backup", back_up_often, fixture);
  g_autofree char *path = NULL, *moved = g_build_filename (fixture->folder, "b.marquee", NULL);

  for (int i = 0; i < 40; i++)
    {
      g_autoptr (MqReview) review = add_review (fixture, "Another");
    }
  g_thread_join (thread);
  path = make_backup (fixture);
  g_assert_cmpint (g_rename (path, moved), ==, 0); /* by itself, without its neighbours */
  g_assert_cmpuint (count_reviews (moved), ==, 41);
}

static void
test_due (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  g_assert_true (mq_backup_is_due (fixture->path));
  path = make_backup (fixture);
  g_assert_false (mq_backup_is_due (fixture->path));
}

/* A clock that was set wrong does not keep the library from being backed up for years, nor does
 * what was kept then come before what was kept since. */
static void
test_wrong_clock (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_backup (fixture), *folder = g_path_get_dirname (path);
  g_autofree char *future = g_build_filename (folder, "library-2099-01-01T000000Z.marquee", NULL);
  g_autofree char *newer = NULL;
  g_autoptr (MqBackup) found = NULL;

  g_assert_cmpint (g_rename (path, future), ==, 0);
  g_assert_true (mq_backup_is_due (fixture->path));
  newer = make_backup (fixture);
  found = mq_backup_find_sound (fixture->path);
  g_assert_cmpstr (found->path, ==, newer);
}

/* What is done twice within a second is kept twice. */
static void
test_same_second (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = make_backup (fixture), *other = make_backup (fixture), *first = NULL,
                  *second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (one, !=, other);
  close_library (fixture);
  first = mq_backup_put_in_place (other, fixture->path, &error);
  g_assert_no_error (error);
  second = mq_backup_put_in_place (other, fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  g_assert_true (mq_backup_verify (first, NULL));
  g_assert_true (mq_backup_verify (second, NULL));
}

static void
write_file (Fixture *fixture, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "no backup", -1, NULL));
}

static void
test_thinning (Fixture *fixture, gconstpointer data)
{
  static const char *const others[]
      = { "notes.txt", "my library-2026-01-01.marquee", "other-2001-01-01T000000Z.marquee",
          "my library-2001-01-01T000000Z.marquee.part", "my library-2001-99-01T000000Z.marquee" };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *first = make_backup (fixture);
  g_autoptr (GPtrArray) backups = NULL;

  for (int day = 0; day < 730; day++)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now - day * DAY - 100);
      g_autofree char *name = g_date_time_format (date, "my library-%Y-%m-%dT%H%M%SZ.marquee");
      write_file (fixture, "backups", name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    write_file (fixture, "backups", others[i]);
  g_free (make_backup (fixture));
  backups = mq_backup_list (fixture->path);
  g_assert_cmpuint (backups->len, >=, 7 + 3 + 22);
  g_assert_cmpuint (backups->len, <=, 9 + 6 + 26);
  for (guint i = 1; i < backups->len; i++)
    g_assert_cmpint (((MqBackup *) backups->pdata[i - 1])->made, >=,
                     ((MqBackup *) backups->pdata[i])->made);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "backups", others[i], NULL);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
damage (const char *path)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  memset (contents + size / 3, 'x', size / 3);
  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
}

static void
test_in_place_of_a_damaged_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sound = make_backup (fixture);
  g_autofree char *newer
      = g_strdup_printf ("%s/backups/my library-2999-01-01T000000Z.marquee", fixture->folder);
  g_autofree char *kept = NULL, *broken = NULL, *still = NULL;
  gsize size, still_size;
  g_autoptr (MqBackup) found = NULL;
  g_autoptr (GError) error = NULL;

  close_library (fixture);
  damage (fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &broken, &size, NULL));
  g_assert_true (g_file_set_contents (newer, broken, (gssize) size, NULL));
  g_assert_null (mq_library_open (fixture->path, NULL));
  found = mq_backup_find_sound (fixture->path);
  g_assert_cmpstr (found->path, ==, sound); /* the newer one is damaged */
  kept = mq_backup_put_in_place (found->path, fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (kept, &still, &still_size, NULL));
  g_assert_cmpmem (broken, size, still, still_size);
  g_assert_cmpuint (count_reviews (fixture->path), ==, 1);
  g_assert_null (mq_backup_put_in_place (newer, fixture->path, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_reviews (fixture->path), ==, 1);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (to, contents, (gssize) size, NULL));
}

/* A library that another took the place of, as a program left it that was killed. */
static void
test_back_to_what_was_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *replaced = g_strconcat (fixture->path, ".replaced-2026-11-20T101112Z", NULL);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL),
                  *replaced_log = g_strconcat (replaced, "-wal", NULL), *kept = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  copy_file (fixture->path, replaced);
  copy_file (log, replaced_log);
  close_library (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  list = mq_backup_list_replaced (fixture->path);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((MqBackup *) list->pdata[0])->path, ==, replaced);
  g_assert_cmpint (((MqBackup *) list->pdata[0])->made, ==, 1795169472);
  kept = mq_backup_put_in_place (replaced, fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_reviews (fixture->path), ==, 1);
}

static void
test_no_way_aside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sound = make_backup (fixture), *stem = g_strnfill (240, 'x');
  g_autofree char *library
      = g_build_filename (fixture->folder, stem, NULL); /* with more: too long */
  g_autoptr (GError) error = NULL;

  close_library (fixture);
  copy_file (fixture->path, library);
  g_assert_null (mq_backup_put_in_place (sound, library, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_reviews (library), ==, 1);
}

static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_backup (fixture), *name = g_path_get_basename (path);
  g_autofree char *folder = g_build_filename (fixture->folder, "stick", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mq_backup_copy_to (path, folder, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (mq_backup_copy_to (path, folder, NULL, &error));
  {
    g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
    g_autofree char *copy = g_build_filename (folder, g_dir_read_name (directory), name, NULL);
    g_assert_cmpuint (count_reviews (copy), ==, 1);
  }
}

static void
test_no_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GPtrArray) backups = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_null (mq_backup_make (fixture->path, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  backups = mq_backup_list (fixture->path);
  g_assert_cmpuint (backups->len, ==, 0);
  {
    g_autofree char *folder = g_build_filename (fixture->folder, "backups", NULL);
    g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing was left in it */
  }
  write_file (fixture, "", "backups");
  g_assert_null (mq_backup_make (fixture->path, NULL, &error));
  g_assert_nonnull (strstr (error->message, "backups"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/backup/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("while-writing", test_while_writing);
  ADD ("due", test_due);
  ADD ("wrong-clock", test_wrong_clock);
  ADD ("same-second", test_same_second);
  ADD ("thinning", test_thinning);
  ADD ("in-place-of-a-damaged-one", test_in_place_of_a_damaged_one);
  ADD ("back-to-what-was-replaced", test_back_to_what_was_replaced);
  ADD ("no-way-aside", test_no_way_aside);
  ADD ("elsewhere", test_elsewhere);
  ADD ("no-place", test_no_place);
#undef ADD
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "mq-migrations.h"

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) review = make_review ("Rust 🎬 and 骨", "Body\n\nwith “words”.");
  g_autoptr (MqReview) read = NULL;
  g_autoptr (MqPicture) picture
      = mq_picture_new ("abc", "poster.jpg", MQ_PICTURE_POSTER, 900, 1350);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;
  gint64 revision = 0;

  g_assert_true (mq_library_add_picture (fixture->library, "abc", bytes, bytes, &error));
  mq_review_add_picture (review, picture);
  g_assert_cmpint (save (fixture, review, 0), ==, 1);
  g_assert_cmpint (save (fixture, review, 1), ==, 2);
  read = mq_library_load (fixture->library, mq_review_get_id (review), &revision, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (revision, ==, 2);
  g_assert_true (mq_review_equal (review, read));
  kept = mq_library_get_picture (fixture->library, "abc", &error);
  g_assert_true (g_bytes_equal (kept, bytes));
  g_assert_true (mq_library_check (fixture->library, &error));
}

static char *
find_twin (Fixture *fixture, MqReview *review)
{
  g_autoptr (GError) error = NULL;
  char *title = mq_library_find_twin (fixture->library, review, &error);

  g_assert_no_error (error);
  return title;
}

static void
test_twins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) review = make_review ("Rust", "The same “words”.");
  g_autoptr (MqReview) other = make_review ("Bone", "The same “words”.");
  g_autoptr (MqReview) third = make_review ("Third", "The same “wordz”.");
  g_autofree char *before = NULL, *twin = NULL, *none = NULL, *binned = NULL;

  save (fixture, review, 0);
  before = find_twin (fixture, review);
  g_assert_null (before);
  save (fixture, other, 0);
  save (fixture, third, 0);
  twin = find_twin (fixture, review);
  g_assert_cmpstr (twin, ==, "Bone");
  none = find_twin (fixture, third);
  g_assert_null (none);
  g_assert_true (mq_library_set_binned (fixture->library, mq_review_get_id (other), TRUE, NULL));
  binned = find_twin (fixture, review);
  g_assert_null (binned);
}

static void
test_refuses_a_stale_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) review = make_review ("Rust", "one");
  g_autoptr (MqReview) stale = NULL;
  g_autoptr (MqReview) read = NULL;
  g_autoptr (GError) error = NULL;
  gint64 revision = 77;

  save (fixture, review, 0);
  stale = mq_review_copy (review);
  mq_review_set_text (review, MQ_REVIEW_BODY, "two");
  save (fixture, review, 1);
  mq_review_set_text (stale, MQ_REVIEW_BODY, "lost?");
  g_assert_false (mq_library_save (fixture->library, stale, 1, &revision, &error));
  g_assert_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_CONFLICT);
  g_assert_cmpint (revision, ==, 77);
  read = mq_library_load (fixture->library, mq_review_get_id (review), NULL, NULL, NULL);
  g_assert_cmpstr (mq_review_get_text (read, MQ_REVIEW_BODY), ==, "two");
  g_assert_cmpstr (mq_review_get_names (read, "stars")[1], ==, "Robert Downey, Jr.");
}

static void
test_two_processes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqLibrary) other = mq_library_open (fixture->path, NULL);
  g_autoptr (MqReview) review = make_review ("Rust", "here");
  g_autoptr (MqReview) there = NULL;
  g_autoptr (GError) error = NULL;
  gint64 revision = 0;

  save (fixture, review, 0);
  there = mq_library_load (other, mq_review_get_id (review), &revision, NULL, &error);
  mq_review_set_text (there, MQ_REVIEW_BODY, "there");
  g_assert_true (mq_library_save (other, there, revision, &revision, &error));
  g_assert_false (mq_library_save (fixture->library, review, 1, &revision, &error));
  g_assert_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_CONFLICT);
  mq_library_close (other);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(MqLibrary **) data = mq_library_open_finish (result, NULL);
}

static void
on_changed_cb (gboolean *heard)
{
  *heard = TRUE;
}

static gboolean
on_patience_lost_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Whatever is written after the list was read is heard of, however soon it comes. */
static void
test_hears_of_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqLibrary) watching = NULL;
  g_autoptr (MqReview) review = make_review ("Nosferatu", "A shadow.");
  g_autoptr (MqQuery) query = mq_query_new ();
  g_autoptr (GPtrArray) rows = NULL;
  gboolean heard = FALSE, late = FALSE;
  guint patience;

  mq_library_open_async (fixture->path, on_opened_cb, &watching);
  while (watching == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect_swapped (watching, "changed", G_CALLBACK (on_changed_cb), &heard);
  rows = mq_library_list (watching, query, NULL);
  save (fixture, review, 0);
  patience = g_timeout_add_seconds (10, on_patience_lost_cb, &late);
  while (!heard && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (heard);
  g_source_remove (patience);
  mq_library_close (watching);
}

static void
test_a_clock_set_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) review = make_review ("Rust", "x");
  gint64 future = g_get_real_time () / G_USEC_PER_SEC + 1000000;

  mq_review_set_changed (review, future);
  save (fixture, review, 0);
  g_assert_cmpint (mq_review_get_changed (review), ==, future);
}

/* ---- Files that are no library of ours ---- */

static void
assert_refused (Fixture *fixture, int code)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before = 0, size_after = 0;
  g_autoptr (GError) error = NULL;
  MqLibrary *library;

  g_assert_true (g_file_get_contents (fixture->path, &before, &size_before, NULL));
  library = mq_library_open (fixture->path, &error);
  g_assert_null (library);
  g_assert_error (error, MQ_LIBRARY_ERROR, code);
  g_assert_cmpuint (g_utf8_strlen (error->message, -1), >, 30);
  g_assert_true (g_file_get_contents (fixture->path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
}

static void
close_library (Fixture *fixture)
{
  mq_library_close (fixture->library);
  g_clear_object (&fixture->library);
}

static void
run_sql (Fixture *fixture, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  close_library (fixture);
  run_sql (fixture, "PRAGMA user_version = 999");
  assert_refused (fixture, MQ_LIBRARY_ERROR_NEWER);
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  close_library (fixture);
  run_sql (fixture, "PRAGMA application_id = 7");
  assert_refused (fixture, MQ_LIBRARY_ERROR_FOREIGN);
  g_assert_true (
      g_file_set_contents (fixture->path,
                           "My shopping list, which is longer than a header of a hundred bytes "
                           "would be, and which is no database at all, of course.",
                           -1, NULL));
  assert_refused (fixture, MQ_LIBRARY_ERROR_FOREIGN);
  g_assert_true (g_file_set_contents (fixture->path, "short", -1, NULL));
  assert_refused (fixture, MQ_LIBRARY_ERROR_FOREIGN);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize size = 0;

  for (int i = 0; i < 40; i++)
    {
      g_autoptr (MqReview) review = make_review ("Rust", "a long body, again and again and again");
      save (fixture, review, 0);
    }
  close_library (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (fixture->path, contents, size / 2, NULL));
  assert_refused (fixture, MQ_LIBRARY_ERROR_DAMAGED);
  memset (contents + 4096, 0x5A, 8192);
  g_assert_true (g_file_set_contents (fixture->path, contents, size, NULL));
  assert_refused (fixture, MQ_LIBRARY_ERROR_DAMAGED);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) review = make_review ("Rust", "x");
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;
  gint64 revision;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (mq_library_save (fixture->library, review, 0, &revision, &error));
  g_assert_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_BUSY);
  sqlite3_exec (handle, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (handle);
  g_assert_cmpint (save (fixture, review, 0), ==, 1);
}

/* A full disk: the pages that the file may have are used up. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) review = make_review ("Rust", "x");
  g_autoptr (GString) long_body = g_string_new (NULL);
  g_autoptr (MqReview) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *mount = g_build_filename (fixture->folder, "disk", NULL);
  g_autofree char *path = g_build_filename (mount, "library.marquee", NULL);
  g_autofree char *command = g_strdup_printf ("mount -t tmpfs -o size=1m tmpfs %s", mount);
  g_autofree char *undo = g_strdup_printf ("umount -l %s", mount);
  g_autoptr (MqLibrary) library = NULL;
  int status = 1;
  gint64 revision = 0;

  g_assert_cmpint (g_mkdir (mount, 0700), ==, 0);
  if (!g_spawn_command_line_sync (command, NULL, NULL, &status, NULL) || status != 0)
    {
      g_test_skip ("only root may make a small disk");
      return;
    }
  library = mq_library_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (mq_library_save (library, review, 0, &revision, &error));
  for (int i = 0; i < 200000; i++)
    g_string_append (long_body, "word ");
  mq_review_set_text (review, MQ_REVIEW_BODY, long_body->str);
  g_assert_false (mq_library_save (library, review, 1, &revision, &error));
  g_assert_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FULL);
  read = mq_library_load (library, mq_review_get_id (review), NULL, NULL, NULL);
  g_assert_cmpstr (mq_review_get_text (read, MQ_REVIEW_BODY), ==, "x");
  mq_library_close (library);
  g_spawn_command_line_sync (undo, NULL, NULL, NULL, NULL);
}

/* The disk was taken away, or somebody tidied up: what would be written were nowhere. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) review = make_review ("x", "x");
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;
  gint64 revision = 0;

  g_assert_true (mq_library_save (fixture->library, review, 0, &revision, NULL));
  g_assert_cmpint (g_rename (folder, aside), ==, 0);
  g_assert_false (mq_library_save (fixture->library, review, 1, &revision, &error));
  g_assert_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_GONE);
  g_assert_cmpint (g_rename (aside, folder), ==, 0);
  g_assert_true (mq_library_save (fixture->library, review, 1, &revision, NULL));
}

/* On a disk that nothing can be written to. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mount = g_build_filename (fixture->folder, "disk", NULL);
  g_autofree char *path = g_build_filename (mount, "library.marquee", NULL);
  g_autofree char *make = g_strdup_printf ("mount -t tmpfs tmpfs %s", mount);
  g_autofree char *freeze = g_strdup_printf ("mount -o remount,ro %s", mount);
  g_autofree char *undo = g_strdup_printf ("umount %s", mount);
  g_autoptr (MqLibrary) library = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  int status = 1;

  g_assert_cmpint (g_mkdir (mount, 0700), ==, 0);
  if (!g_spawn_command_line_sync (make, NULL, NULL, &status, NULL) || status != 0)
    {
      g_test_skip ("only root may make a disk");
      return;
    }
  library = mq_library_open (path, &error);
  g_assert_no_error (error);
  mq_library_close (library);
  g_assert_true (g_spawn_command_line_sync (freeze, NULL, NULL, &status, NULL));
  none = mq_library_open (path, &error);
  g_assert_null (none);
  g_assert_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_READ_ONLY);
  g_spawn_command_line_sync (undo, NULL, NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/library/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("refuses-a-stale-save", test_refuses_a_stale_save);
  ADD ("twins", test_twins);
  ADD ("two-processes", test_two_processes);
  ADD ("hears-of-others", test_hears_of_others);
  ADD ("a-clock-set-back", test_a_clock_set_back);
  ADD ("newer", test_newer);
  ADD ("foreign", test_foreign);
  ADD ("damaged", test_damaged);
  ADD ("locked", test_locked);
  ADD ("gone", test_gone);
  ADD ("read-only", test_read_only);
  ADD ("full", test_full);
  return g_test_run ();
}

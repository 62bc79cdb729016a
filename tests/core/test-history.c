/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "mq-history-document.h"
#include "mq-history.h"
#include "mq-packing.h"

#define HOUR 3600
#define DAY (24 * HOUR)

typedef struct
{
  char *folder;
  char *path;
  MqLibrary *library;
  MqReview *review;
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
  g_assert_finalize_object (fixture->library);
  fixture->library = NULL;
}

static void
save (Fixture *fixture, MqReview *review)
{
  g_autoptr (GError) error = NULL;
  gint64 revision = 0;

  mq_library_save (fixture->library, review, 0, &revision, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "library.marquee", NULL);
  open_library (fixture);
  fixture->review = mq_review_new ();
  mq_review_set_text (fixture->review, MQ_REVIEW_TITLE, "Rust and Bone");
  mq_review_set_text (fixture->review, MQ_REVIEW_BODY, "First.");
  save (fixture, fixture->review);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf %s", fixture->folder);

  if (fixture->library != NULL)
    close_library (fixture);
  g_object_unref (fixture->review);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* ---- Packing ---- */

static GBytes *
make_noise (gsize size)
{
  guchar *data = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    data[i] = (guchar) (g_test_rand_int_range (0, 4) == 0 ? g_test_rand_int_range (0, 256) : 'a');
  return g_bytes_new_take (data, size);
}

/* The same but for a piece somewhere. */
static GBytes *
change (GBytes *document)
{
  gsize size = g_bytes_get_size (document);
  gsize at = (gsize) g_test_rand_int_range (0, (gint32) size + 1);
  gsize gone = (gsize) g_test_rand_int_range (0, (gint32) (size - at) + 1);
  g_autoptr (GBytes) piece = make_noise ((gsize) g_test_rand_int_range (0, 300));
  const guchar *data = g_bytes_get_data (document, NULL);
  GByteArray *array = g_byte_array_new ();

  g_byte_array_append (array, data, (guint) at);
  g_byte_array_append (array, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
  g_byte_array_append (array, data + at + gone, (guint) (size - at - gone));
  return g_byte_array_free_to_bytes (array);
}

static void
test_packing (void)
{
  for (int i = 0; i < 400; i++)
    {
      gsize size = (gsize) g_test_rand_int_range (0, i % 20 == 0 ? 200000 : 3000);
      g_autoptr (GBytes) model = make_noise (size);
      g_autoptr (GBytes) document = i % 10 == 0 ? make_noise (size / 2) : change (model);
      g_autoptr (GBytes) packed = mq_packing_pack (document, model);
      g_autoptr (GBytes) alone = mq_packing_pack (document, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) read = mq_packing_unpack (packed, model, &error);
      g_autoptr (GBytes) read_alone = NULL;

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (read, document));
      read_alone = mq_packing_unpack (alone, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (read_alone, document));
    }
}

static void
test_damaged_packing (void)
{
  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GBytes) model = make_noise ((gsize) g_test_rand_int_range (0, 500));
      g_autoptr (GBytes) document = change (model);
      g_autoptr (GBytes) packed = mq_packing_pack (document, model);
      gsize size = g_bytes_get_size (packed);
      gsize cut = (gsize) g_test_rand_int_range (0, (gint32) size);
      guchar *data = g_memdup2 (g_bytes_get_data (packed, NULL), size);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (GBytes) read = NULL;
      g_autoptr (GError) error = NULL;

      data[g_test_rand_int_range (0, (gint32) size)] ^= (guchar) g_test_rand_int_range (1, 256);
      damaged = g_bytes_new_take (data, i % 2 == 0 ? cut : size);
      read = mq_packing_unpack (damaged, model, &error);
      g_assert_true (read != NULL || error != NULL); /* whatever it is, it ends well */
      if (i % 2 == 0)
        g_assert_null (read);
    }
}

/* ---- Documents ---- */

static void
test_document (void)
{
  g_autoptr (MqReview) review = mq_review_new ();
  g_autoptr (MqReview) read = NULL;
  g_autoptr (MqPicture) bare = mq_picture_new ("abc", "a.jpg", MQ_PICTURE_POSTER, 90, 135);
  g_autoptr (MqPicture) picture = mq_picture_with_texts (bare, "alt", "credit", "caption");
  const char *const names[] = { "Robert Downey, Jr.", "骨 “x”", NULL };
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++) /* also what would be refused elsewhere */
    mq_review_set_text (review, i, "half typed htt \" \\ \u2028 🎬");
  for (int i = 0; i < MQ_N_REVIEW_LISTS; i++)
    mq_review_set_list (review, i, names);
  mq_review_set_names (review, "stars", names);
  mq_review_set_names (review, "Costumes", names);
  mq_review_set_rating (review, (MqRating) { MQ_SCALE_STARS_4, 2.5, 0.5 });
  mq_review_set_work (review, MQ_WORK_PLAY);
  mq_review_set_status (review, MQ_STATUS_PUBLISHED);
  mq_review_set_year (review, 2012);
  mq_review_set_runtime (review, 120);
  mq_review_set_word_target (review, 800);
  mq_review_set_comments_open (review, FALSE);
  mq_review_add_picture (review, picture);
  document = mq_history_document_print (review);
  read = mq_history_document_parse (document, mq_review_get_id (review), &error);
  g_assert_no_error (error);
  g_assert_true (mq_review_equal (review, read));
}

/* ---- Snapshots ---- */

static void
take (Fixture *fixture, MqReview *review, gint64 taken, const char *reason)
{
  g_autoptr (GBytes) document = mq_history_document_print (review);
  MqSnapshot snapshot = { .taken = taken, .reason = (char *) reason };
  char *none[] = { NULL };
  g_autoptr (GError) error = NULL;

  mq_library_take_snapshot (fixture->library, mq_review_get_id (review), &snapshot, document, none,
                            &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture, MqReview *review)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *snapshots
      = mq_library_list_snapshots (fixture->library, mq_review_get_id (review), &error);

  g_assert_no_error (error);
  return snapshots;
}

static MqReview *
load (Fixture *fixture, MqReview *review, const MqSnapshot *snapshot)
{
  g_autoptr (GError) error = NULL;
  MqReview *then
      = mq_history_load (fixture->library, mq_review_get_id (review), snapshot->number, &error);

  g_assert_no_error (error);
  return then;
}

/* The body says when it was written: what comes back can't be another one's. */
static void
work_at (Fixture *fixture, gint64 moment, const char *reason)
{
  g_autofree char *body = g_strdup_printf ("Written at %" G_GINT64_FORMAT ".\n\n%s", moment,
                                           mq_review_get_text (fixture->review, MQ_REVIEW_BODY));

  mq_review_set_text (fixture->review, MQ_REVIEW_BODY, body);
  take (fixture, fixture->review, moment, reason);
}

static void
assert_all_readable (Fixture *fixture)
{
  g_autoptr (GPtrArray) snapshots = list (fixture, fixture->review);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const MqSnapshot *snapshot = snapshots->pdata[i];
      g_autoptr (MqReview) then = load (fixture, fixture->review, snapshot);
      g_autofree char *begin
          = g_strdup_printf ("Written at %" G_GINT64_FORMAT ".", snapshot->taken);
      g_assert_true (g_str_has_prefix (mq_review_get_text (then, MQ_REVIEW_BODY), begin));
    }
}

static void
test_thinning (Fixture *fixture, gconstpointer data)
{
  gint64 start = 1000 * 7 * DAY;
  g_autoptr (GPtrArray) week = NULL, year = NULL;

  for (int i = 0; i < 7 * 24; i++) /* every half hour of a week */
    {
      work_at (fixture, start + i * HOUR, "pause");
      work_at (fixture, start + i * HOUR + HOUR / 2, "pause");
    }
  assert_all_readable (fixture);
  week = list (fixture, fixture->review);
  g_assert_cmpuint (week->len, >=, 24 + 6);
  g_assert_cmpuint (week->len, <=, 24 + 6 + 4);
  work_at (fixture, start + 8 * DAY, "published");
  for (int i = 9; i < 365; i++)
    work_at (fixture, start + i * DAY, i == 200 ? "restored" : "opened");
  assert_all_readable (fixture);
  year = list (fixture, fixture->review);
  g_assert_cmpuint (year->len, >=, 31 + 46);
  g_assert_cmpuint (year->len, <=, 31 + 52 + 4);
  g_assert_cmpint (((MqSnapshot *) year->pdata[year->len - 1])->taken, ==, start);
}

static void
test_the_same_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) snapshots = NULL;

  for (int i = 0; i < 5; i++)
    take (fixture, fixture->review, 1000 + i, "opened");
  take (fixture, fixture->review, 2000, "published");
  take (fixture, fixture->review, 3000, "pause");
  snapshots = list (fixture, fixture->review);
  g_assert_cmpuint (snapshots->len, ==, 1);
  g_assert_cmpstr (((MqSnapshot *) snapshots->pdata[0])->reason, ==, "published");
  g_assert_cmpint (((MqSnapshot *) snapshots->pdata[0])->taken, ==, 2000);
}

static void
test_another_review (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) other = mq_review_new ();
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (GError) error = NULL;

  take (fixture, fixture->review, 1000, "pause");
  snapshots = list (fixture, fixture->review);
  save (fixture, other);
  g_assert_null (mq_history_load (fixture->library, mq_review_get_id (other),
                                  ((MqSnapshot *) snapshots->pdata[0])->number, &error));
  g_assert_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND);
}

/* What is asked for without waiting is there before what is asked for next, and before the end. */
static void
test_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) snapshots = NULL;

  mq_history_take_later (fixture->library, fixture->review, MQ_MOMENT_OPENED);
  mq_review_set_text (fixture->review, MQ_REVIEW_BODY, "Second.");
  g_assert_true (mq_history_take (fixture->library, fixture->review, MQ_MOMENT_RESTORED, NULL));
  mq_review_set_text (fixture->review, MQ_REVIEW_BODY, "Third.");
  mq_history_take_later (fixture->library, fixture->review, MQ_MOMENT_PUBLISHED);
  mq_library_close (fixture->library);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->library);
  open_library (fixture);
  snapshots = list (fixture, fixture->review);
  g_assert_cmpuint (snapshots->len, ==, 3);
  g_assert_cmpstr (((MqSnapshot *) snapshots->pdata[0])->reason, ==, "published");
  g_assert_cmpstr (((MqSnapshot *) snapshots->pdata[1])->reason, ==, "restored");
  g_assert_cmpstr (((MqSnapshot *) snapshots->pdata[2])->reason, ==, "opened");
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (mq_library_delete_finish (MQ_LIBRARY (source), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
delete_review (Fixture *fixture, MqReview *review)
{
  gboolean done = FALSE;

  mq_library_delete_async (fixture->library, mq_review_get_id (review), on_deleted_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(MqLibrary **) data = mq_library_open_finish (result, &error);
  g_assert_no_error (error);
}

/* As a window does, which takes old rubbish out. */
static void
open_again (Fixture *fixture)
{
  g_autofree char *path = g_strdup (mq_library_get_path (fixture->library));

  mq_library_close (fixture->library);
  g_clear_object (&fixture->library);
  mq_library_open_async (path, on_opened_cb, &fixture->library);
  while (fixture->library == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (G_OBJECT (fixture->library)->ref_count > 1) /* the library's thread has it still */
    g_main_context_iteration (NULL, FALSE);
}

static void
test_pictures_stay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr (GBytes) kept = NULL, undone = NULL, gone = NULL;
  g_autoptr (MqPicture) picture = mq_picture_new ("abc", "a.jpg", MQ_PICTURE_POSTER, 1, 1);
  g_autoptr (MqReview) other = mq_review_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gint64 revision = 0;

  g_assert_true (mq_library_add_picture (fixture->library, "abc", bytes, bytes, &error));
  mq_review_add_picture (fixture->review, picture);
  g_assert_true (mq_library_save (fixture->library, fixture->review, 1, &revision, &error));
  g_assert_true (mq_history_take (fixture->library, fixture->review, MQ_MOMENT_PUBLISHED, &error));
  mq_review_set_pictures (fixture->review, none);
  g_assert_true (mq_library_save (fixture->library, fixture->review, revision, &revision, &error));
  save (fixture, other);
  delete_review (fixture, other);
  open_again (fixture);
  kept = mq_library_get_picture (fixture->library, "abc", &error);
  g_assert_no_error (error);
  g_assert_nonnull (kept); /* an earlier state shows it */
  delete_review (fixture, fixture->review);
  undone = mq_library_get_picture (fixture->library, "abc", &error);
  g_assert_no_error (error);
  g_assert_nonnull (undone); /* somebody may have it back with undo */
  open_again (fixture);
  gone = mq_library_get_picture (fixture->library, "abc", &error);
  g_assert_null (gone);
}

static gint64
ask (Fixture *fixture, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  number = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return number;
}

static char *
make_words (int n)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    {
      for (int letter = g_test_rand_int_range (2, 10); letter > 0; letter--)
        g_string_append_c (text, (char) ('a' + g_test_rand_int_range (0, 26)));
      g_string_append (text, i % 80 == 79 ? "\n\n" : " ");
    }
  return g_string_free_and_steal (text);
}

/* A sentence is rewritten somewhere. */
static void
edit (MqReview *review)
{
  g_autoptr (GString) text = g_string_new (mq_review_get_text (review, MQ_REVIEW_BODY));
  g_autofree char *words = make_words (12);
  gssize at = g_test_rand_int_range (0, (gint32) text->len - 80);

  g_string_erase (text, at, 70);
  g_string_insert (text, at, words);
  mq_review_set_text (review, MQ_REVIEW_BODY, text->str);
}

/* A year of daily work, on fewer reviews than a critic has: each is worked on for some days, with
 * snapshots in every pause, and looked into again later. */
static void
test_a_year_of_work (Fixture *fixture, gconstpointer data)
{
  gint64 start = 1000 * 7 * DAY;
  gint64 text, history;

  for (int i = 0; i < 60; i++)
    {
      g_autoptr (MqReview) review = mq_review_new ();
      g_autofree char *body = make_words (800);
      gint64 first = start + i * 6 * DAY;

      mq_review_set_text (review, MQ_REVIEW_TITLE, "A Film");
      mq_review_set_text (review, MQ_REVIEW_BODY, body);
      save (fixture, review);
      for (int day = 0; day < 3; day++)
        for (int pause = 0; pause < 12; pause++, edit (review))
          take (fixture, review, first + day * DAY + pause * 900, "pause");
      for (int later = 10; later < 365; later += 30, edit (review))
        take (fixture, review, first + later * DAY, "opened");
    }
  text = ask (fixture, "SELECT sum(octet_length(body)) FROM review");
  history = ask (fixture, "SELECT sum(octet_length(document) + 64) FROM snapshot");
  g_test_message ("history %.2f x the text", (double) history / (double) text);
  g_assert_cmpint (history, <, 3 * text);
}

/* What each step of the format brought, taken away again. */
#define TO_5 "DROP TABLE saved_search; PRAGMA user_version = 5;"
#define TO_4 "DROP TABLE mirror; PRAGMA user_version = 4;"
#define TO_3                                                                                       \
  "DROP TABLE import_review; DROP TABLE import; DROP INDEX review_by_length;"                      \
  "ALTER TABLE review DROP COLUMN seen; PRAGMA user_version = 3;"
#define TO_2 "DROP TABLE snapshot_picture; DROP TABLE snapshot; PRAGMA user_version = 2;"
#define TO_1                                                                                       \
  "DROP TABLE site_picture; DROP TABLE delivery_step; DROP TABLE delivery; DROP TABLE "            \
  "publication; DROP TABLE site; ALTER TABLE review DROP COLUMN embargo;"                          \
  "ALTER TABLE review DROP COLUMN social_embargo; PRAGMA user_version = 1;"

static void
test_earlier_formats (Fixture *fixture, gconstpointer data)
{
  static const char *const downgrades[]
      = { TO_5, TO_5 TO_4, TO_5 TO_4 TO_3, TO_5 TO_4 TO_3 TO_2, TO_5 TO_4 TO_3 TO_2 TO_1 };

  for (guint i = 0; i < G_N_ELEMENTS (downgrades); i++)
    {
      sqlite3 *handle = NULL;
      g_autoptr (MqReview) read = NULL;
      g_autoptr (GError) error = NULL;

      close_library (fixture);
      g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (handle, downgrades[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (handle);
      open_library (fixture);
      read = mq_library_load (fixture->library, mq_review_get_id (fixture->review), NULL, NULL,
                              &error);
      g_assert_no_error (error);
      g_assert_true (mq_review_equal (read, fixture->review));
      take (fixture, fixture->review, 1000, "opened");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/packing", test_packing);
  g_test_add_func ("/history/damaged-packing", test_damaged_packing);
  g_test_add_func ("/history/document", test_document);
#define ADD(name, test) g_test_add ("/history/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("thinning", test_thinning);
  ADD ("the-same-again", test_the_same_again);
  ADD ("another-review", test_another_review);
  ADD ("in-order", test_in_order);
  ADD ("pictures-stay", test_pictures_stay);
  ADD ("a-year-of-work", test_a_year_of_work);
  ADD ("earlier-formats", test_earlier_formats);
#undef ADD
  return g_test_run ();
}

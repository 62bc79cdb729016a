/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "mq-database.h"
#include "mq-library.h"

/* What the library does, beside SQLite alone doing the same statements on a copy of it. They are
 * taken down as the library makes them. */

#define ROUNDS 11

static GMutex lock;
static GPtrArray *statements; /* what was made since it was last emptied */

static int
on_statement (unsigned kind, void *data, void *statement, void *text)
{
  if (kind == SQLITE_TRACE_STMT && ((const char *) text)[0] != '-') /* those are triggers' */
    {
      char *expanded = sqlite3_expanded_sql (statement);
      g_mutex_lock (&lock);
      g_ptr_array_add (statements, g_strdup (expanded));
      g_mutex_unlock (&lock);
      sqlite3_free (expanded);
    }
  return 0;
}

static int
on_open (sqlite3 *handle, char **message, const void *api)
{
  return sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT, on_statement, NULL);
}

static GPtrArray *
take_statements (void)
{
  GPtrArray *taken;

  g_mutex_lock (&lock);
  taken = statements;
  statements = g_ptr_array_new_with_free_func (g_free);
  g_mutex_unlock (&lock);
  return taken;
}

/* The connection is one of the library's for the functions that its statements call. */
static void
run_plain (MqDatabase *database, GPtrArray *sql)
{
  for (guint i = 0; i < sql->len; i++)
    {
      g_autoptr (GError) error = NULL;
      if (!mq_database_run (database, sql->pdata[i], &error))
        g_error ("%s: %s", (char *) sql->pdata[i], error->message);
    }
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

typedef void (*Work) (MqLibrary **library, const char *path);

static void
work_open (MqLibrary **library, const char *path)
{
  *library = mq_library_open (path, NULL);
}

static void
list (MqLibrary *library, const char *words)
{
  g_autoptr (MqQuery) query = mq_query_new ();
  g_autoptr (GPtrArray) rows = NULL;

  query->words = g_strdup (words);
  rows = mq_library_list (library, query, NULL);
  g_assert_nonnull (rows);
}

static void
work_list (MqLibrary **library, const char *path)
{
  list (*library, NULL);
}

static void
work_search (MqLibrary **library, const char *path)
{
  list (*library, "director:5 word42");
}

static void
work_save (MqLibrary **library, const char *path)
{
  static MqReview *review;
  static gint64 revision;
  static int round;
  g_autofree char *body = NULL;

  if (review == NULL)
    {
      g_autoptr (MqQuery) query = mq_query_new ();
      g_autoptr (GPtrArray) rows = mq_library_list (*library, query, NULL);
      review
          = mq_library_load (*library, ((MqReviewRow *) rows->pdata[0])->id, &revision, NULL, NULL);
    }
  body = g_strdup_printf ("%s %d", mq_review_get_text (review, MQ_REVIEW_BODY), round++);
  mq_review_set_text (review, MQ_REVIEW_BODY, body);
  g_assert_true (mq_library_save (*library, review, revision, &revision, NULL));
}

static void
copy (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from), target = g_file_new_for_path (to);
  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
}

static double
measure (const char *name, Work work, MqLibrary **library, const char *path, const char *twin)
{
  double ours[ROUNDS], plain[ROUNDS];
  g_autoptr (MqDatabase) database = NULL;

  for (int i = -1; i < ROUNDS; i++) /* what is done only once is not measured */
    {
      g_autoptr (GPtrArray) sql = NULL;
      double mine, its;
      gint64 start;
      if (work == work_open)
        {
          mq_library_close (*library);
          g_object_unref (*library);
          g_ptr_array_unref (take_statements ());
        }
      start = g_get_monotonic_time ();
      work (library, path);
      mine = (g_get_monotonic_time () - start) / 1000.0;
      sql = take_statements ();
      if (work == work_open)
        g_clear_pointer (&database, mq_database_close);
      start = g_get_monotonic_time ();
      if (database == NULL)
        database = mq_database_open (twin, NULL);
      if (work == work_open)
        g_ptr_array_set_size (sql, 0); /* those of opening were made by opening */
      run_plain (database, sql);
      its = (g_get_monotonic_time () - start) / 1000.0;
      g_ptr_array_unref (take_statements ());
      if (i >= 0)
        {
          ours[i] = mine;
          plain[i] = its;
        }
    }
  qsort (ours, ROUNDS, sizeof *ours, compare);
  qsort (plain, ROUNDS, sizeof *plain, compare);
  printf ("  %-7s %8.2f ms, SQLite alone %8.2f ms: %.2f x\n", name, ours[ROUNDS / 2],
          plain[ROUNDS / 2], ours[ROUNDS / 2] / plain[ROUNDS / 2]);
  return ours[ROUNDS / 2] / plain[ROUNDS / 2];
}

/* plain PATH: opens, lists, searches and saves in a copy of a library */
int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    Work work;
  } works[] = {
    { "open", work_open }, { "list", work_list }, { "search", work_search }, { "save", work_save }
  };
  g_autofree char *folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.marquee", NULL);
  g_autofree char *twin = g_build_filename (folder, "twin.marquee", NULL);
  MqLibrary *library;
  double worst = 0;

  statements = g_ptr_array_new_with_free_func (g_free);
  copy (argv[1], path);
  library = mq_library_open (path, NULL); /* which brings it to the format of today */
  if (library == NULL)
    return 1;
  mq_library_close (library);
  g_object_unref (library);
  copy (path, twin);
  sqlite3_auto_extension ((void (*) (void)) on_open);
  library = mq_library_open (path, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    worst = MAX (worst, measure (works[i].name, works[i].work, &library, path, twin));
  mq_library_close (library);
  g_object_unref (library);
  printf ("library: worst %.2f x SQLite alone (reach: 2)\n", worst);
  g_unlink (path);
  g_unlink (twin);
  return 0;
}

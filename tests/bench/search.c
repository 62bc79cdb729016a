/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mq-library.h"

#define ROUNDS 15
#define ROWS 50

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

static double
median (double *times)
{
  qsort (times, ROUNDS, sizeof *times, compare);
  return times[ROUNDS / 2];
}

/* FTS5 by itself: the best rows' numbers, nothing read. */
static double
time_fts (sqlite3 *handle, const char *match)
{
  double times[ROUNDS];
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (handle,
                      "SELECT rowid FROM review_search WHERE review_search MATCH ? AND rank MATCH "
                      "'bm25(10.0, 5.0, 1.0)' ORDER BY rank LIMIT 50",
                      -1, &statement, NULL);
  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
      while (sqlite3_step (statement) == SQLITE_ROW)
        ;
      sqlite3_reset (statement);
      times[i] = (g_get_monotonic_time () - start) / 1000.0;
    }
  sqlite3_finalize (statement);
  return median (times);
}

static double
time_library (MqLibrary *library, const char *words)
{
  double times[ROUNDS];
  g_autoptr (MqQuery) query = mq_query_new ();

  query->words = g_strdup (words);
  query->limit = ROWS;
  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) rows = mq_library_list (library, query, NULL);
      times[i] = (g_get_monotonic_time () - start) / 1000.0;
    }
  return median (times);
}

/* search PATH: the first 50 rows of what a critic types, beside FTS5 alone */
int
main (int argc, char **argv)
{
  static const char *const words[]
      = { "th",       "the0",    "word1",      "word42",
          "word4999", "film 77", "director 5", "word10 word20 word30" };
  g_autoptr (MqLibrary) library = mq_library_open (argv[1], NULL);
  sqlite3 *handle = NULL;
  double worst = 0;

  if (library == NULL
      || sqlite3_open_v2 (argv[1], &handle, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    return 1;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      MqQuery query = { .words = (char *) words[i] };
      g_autofree char *match = mq_query_dup_match (&query);
      double alone = time_fts (handle, match), whole = time_library (library, words[i]);
      printf ("  %-22s %7.2f ms, FTS5 alone %7.2f ms: %.2f x\n", words[i], whole, alone,
              whole / alone);
      worst = MAX (worst, whole / alone);
    }
  printf ("search: worst %.2f x FTS5 alone (reach: 2)\n", worst);
  sqlite3_close (handle);
  mq_library_close (library);
  return 0;
}

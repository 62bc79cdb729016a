/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-table.h"

#include <glib/gi18n.h>

#include "mq-library-error.h"
#include "mq-picture-table.h"
#include "mq-review-table.h"
#include "mq-search-table.h"

/* ---- What is here already ---- */

/* The bin's time, 0 for a review that is not in it, -1 for none. */
static gboolean
find_bin_time (MqDatabase *database, const char *id, gint64 *time, GError **error)
{
  MqStatement *find = mq_database_prepare (
      database, "SELECT coalesce (binned, 0) FROM review WHERE id = :id", error);
  MqStep step;

  if (find == NULL)
    return FALSE;
  mq_statement_bind_text (find, ":id", id);
  step = mq_statement_step (find, error);
  *time = step == MQ_STEP_ROW ? mq_statement_get_int (find, 0) : -1;
  mq_statement_reset (find);
  return step != MQ_STEP_ERROR;
}

static gboolean
says_language (const MqArrival *arrival)
{
  return *mq_review_get_text (arrival->review, MQ_REVIEW_LANGUAGE) != '\0';
}

static gboolean
compare (MqDatabase *database, MqArrival *arrival, GError **error)
{
  gint64 revision;
  int caret;
  g_autoptr (MqReview) known = mq_review_table_load (database, mq_review_get_id (arrival->review),
                                                     &revision, &caret, error);

  if (known == NULL)
    return FALSE;
  if (!says_language (arrival)) /* it was given one when it came */
    mq_review_set_text (known, MQ_REVIEW_LANGUAGE, "");
  if (arrival->partial && mq_review_get_pictures (known)->len > 0)
    arrival->verdict = MQ_ARRIVAL_KNOWN; /* its pictures were not read again: that can't be told */
  else
    arrival->verdict
        = mq_review_equal (known, arrival->review) ? MQ_ARRIVAL_KNOWN : MQ_ARRIVAL_CHANGED;
  return TRUE;
}

/* The same text about the same work came from another place before. */
static gboolean
look_for_twin (MqDatabase *database, MqArrival *arrival, GError **error)
{
  const char *body = mq_review_get_text (arrival->review, MQ_REVIEW_BODY);
  GError *problem = NULL;

  if (*body == '\0' || arrival->binned || arrival->has_own_id)
    return TRUE;
  arrival->twin = mq_search_table_find_twin (database, arrival->review, TRUE, &problem);
  if (arrival->twin != NULL)
    arrival->verdict = MQ_ARRIVAL_TWIN;
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/** Says in @arrival whether the library has it already. */
gboolean
mq_import_table_judge (MqDatabase *database, MqArrival *arrival, GError **error)
{
  gint64 binned;

  arrival->verdict = MQ_ARRIVAL_NEW;
  if (!find_bin_time (database, mq_review_get_id (arrival->review), &binned, error))
    return FALSE;
  if (binned < 0)
    return look_for_twin (database, arrival, error);
  if (binned > 0 && !arrival->binned)
    {
      arrival->verdict = MQ_ARRIVAL_BINNED;
      return TRUE;
    }
  return compare (database, arrival, error);
}

/* ---- Keeping ---- */

static gboolean
keep_pictures (MqDatabase *database, MqArrival *arrival, GError **error)
{
  GHashTableIter iter;
  gpointer hash, bytes;

  g_hash_table_iter_init (&iter, arrival->pictures);
  while (g_hash_table_iter_next (&iter, &hash, &bytes))
    if (!mq_picture_table_add (database, hash, bytes,
                               g_hash_table_lookup (arrival->thumbnails, hash), error))
      return FALSE;
  return TRUE;
}

static gboolean
note_review (MqDatabase *database, gint64 number, const char *id, GError **error)
{
  MqStatement *insert = mq_database_prepare (
      database, "INSERT OR IGNORE INTO import_review (import, review) VALUES (:import, :review)",
      error);

  if (insert == NULL)
    return FALSE;
  mq_statement_bind_int (insert, ":import", number);
  mq_statement_bind_text (insert, ":review", id);
  return mq_statement_run (insert, error);
}

/** Takes a review in, as a part of the import @number. Within a transaction of the caller's. */
gboolean
mq_import_table_keep (MqDatabase *database, gint64 number, MqArrival *arrival, GError **error)
{
  const char *id = mq_review_get_id (arrival->review);

  if (!says_language (arrival) && arrival->language != NULL)
    mq_review_set_text (arrival->review, MQ_REVIEW_LANGUAGE, arrival->language);
  return keep_pictures (database, arrival, error)
         && mq_review_table_insert (database, arrival->review, error)
         && (!arrival->binned || mq_review_table_set_binned (database, id, TRUE, error))
         && note_review (database, number, id, error);
}

/** Returns: the number of a new import; 0 with @error set */
gint64
mq_import_table_begin (MqDatabase *database, const char *source, const char *format, GError **error)
{
  MqStatement *insert = mq_database_prepare (
      database,
      "INSERT INTO import (started, source, format) VALUES (unixepoch (), :source, :format)",
      error);

  if (insert == NULL)
    return 0;
  mq_statement_bind_text (insert, ":source", source);
  mq_statement_bind_text (insert, ":format", format);
  return mq_statement_run (insert, error) ? mq_database_get_last_number (database) : 0;
}

/* ---- Taking back ---- */

/** Returns: (transfer full) (element-type MqImportRecord) (nullable): the last one first, without
 * those of which nothing is left */
GPtrArray *
mq_import_table_list (MqDatabase *database, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database,
      "SELECT import.number, started, source, format, count (*) FROM import "
      "JOIN import_review ON import = import.number JOIN review ON id = import_review.review "
      "WHERE binned IS NULL GROUP BY import.number ORDER BY import.number DESC",
      error);
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_import_record_free);
  MqStep step;

  if (select == NULL)
    return NULL;
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    {
      MqImportRecord *record = g_new0 (MqImportRecord, 1);
      record->number = mq_statement_get_int (select, 0);
      record->started = mq_statement_get_int (select, 1);
      record->source = g_strdup (mq_statement_get_text (select, 2));
      record->format = g_strdup (mq_statement_get_text (select, 3));
      record->n_reviews = (guint) mq_statement_get_int (select, 4);
      g_ptr_array_add (records, record);
    }
  mq_statement_reset (select);
  return step == MQ_STEP_DONE ? g_steal_pointer (&records) : NULL;
}

static gboolean
run_for_import (MqDatabase *database, const char *sql, gint64 number, guint *n, GError **error)
{
  MqStatement *statement = mq_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  mq_statement_bind_int (statement, ":import", number);
  if (!mq_statement_run (statement, error))
    return FALSE;
  *n = (guint) mq_database_get_n_changes (database);
  return TRUE;
}

/**
 * mq_import_table_undo:
 * @deleted: (out): how many reviews are gone: the source still has them
 * @binned: (out): how many are in the bin, for the critic has worked on them since
 *
 * Takes an import back. Within a transaction of the caller's.
 */
gboolean
mq_import_table_undo (MqDatabase *database,
                      gint64 number,
                      guint *deleted,
                      guint *binned,
                      GError **error)
{
  guint forgotten;

  if (!run_for_import (database,
                       "UPDATE review SET binned = unixepoch () WHERE binned IS NULL AND revision "
                       "> 1 AND id IN (SELECT review FROM import_review WHERE import = :import)",
                       number, binned, error)
      || !run_for_import (
          database,
          "DELETE FROM review WHERE revision = 1 AND id IN (SELECT review FROM import_review "
          "WHERE import = :import)",
          number, deleted, error)
      || !run_for_import (database, "DELETE FROM import WHERE number = :import", number, &forgotten,
                          error))
    return FALSE;
  if (forgotten > 0)
    return TRUE;
  g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND,
               _ ("There is no such import. It may have been taken back already"));
  return FALSE;
}

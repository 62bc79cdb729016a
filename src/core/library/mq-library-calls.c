/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-private.h"

#include "mq-picture-table.h"
#include "mq-review-table.h"
#include "mq-search-table.h"

/* ---- Operations, on the library's thread ---- */

static gboolean
do_load (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  if (!mq_database_run (database, "BEGIN", error))
    return FALSE;
  call->review = mq_review_table_load (database, call->id, &call->revision, &call->caret, error);
  mq_database_end (database, FALSE, NULL);
  return call->review != NULL;
}

static gboolean
do_save (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_review_table_save (database, call->review, call->revision, &call->revision, error);
}

static gboolean
do_list (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->rows = mq_search_table_list (database, call->query, error);
  return call->rows != NULL;
}

static gboolean
do_add_picture (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_picture_table_add (database, call->id, call->bytes, call->thumbnail, error);
}

static gboolean
do_get_picture (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->bytes = mq_picture_table_get (database, call->id, call->flag, error);
  return call->bytes != NULL;
}

static gboolean
do_complete_name (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->rows = mq_search_table_complete_name (database, call->text, call->id, error);
  return call->rows != NULL;
}

static gboolean
do_list_words (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->words = mq_search_table_list_words (database, call->text, error);
  return call->words != NULL;
}

static gboolean
do_set_binned (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_review_table_set_binned (database, call->id, call->flag, error);
}

static gboolean
do_delete (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_review_table_delete (database, call->id, error);
}

static gboolean
do_set_caret (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_review_table_set_caret (database, call->id, call->caret, error);
}

static gboolean
do_find_twin (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  GError *problem = NULL;

  call->record = mq_search_table_find_twin (database, call->review, FALSE, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static gboolean
do_check (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  MqStatement *check = mq_database_prepare (database, "PRAGMA integrity_check(1)", error);
  gboolean sound;

  if (check == NULL || mq_statement_step (check, error) != MQ_STEP_ROW)
    return FALSE;
  sound = g_strcmp0 (mq_statement_get_text (check, 0), "ok") == 0;
  if (!sound)
    mq_library_error_set_sqlite (error, SQLITE_CORRUPT, NULL);
  mq_statement_reset (check);
  return sound
         && mq_database_run (
             database,
             "INSERT INTO review_search (review_search, rank) VALUES ('integrity-check', 1)",
             error);
}

/* ---- Reviews ---- */

static MqLibraryCall *
call_for_id (const char *id)
{
  MqLibraryCall *call = g_new0 (MqLibraryCall, 1);
  call->id = g_strdup (id);
  return call;
}

/**
 * mq_library_load:
 * @revision: (out) (optional): what a save has to name
 * @caret: (out) (optional): where the critic last wrote, in characters
 *
 * Returns: (transfer full) (nullable): the review with that id
 */
MqReview *
mq_library_load (MqLibrary *self, const char *id, gint64 *revision, int *caret, GError **error)
{
  g_autoptr (MqLibraryCall) call = call_for_id (id);

  if (!mq_library_run (self, do_load, call, error))
    return NULL;
  if (revision != NULL)
    *revision = call->revision;
  if (caret != NULL)
    *caret = call->caret;
  return g_steal_pointer (&call->review);
}

void
mq_library_load_async (MqLibrary *self,
                       const char *id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  mq_library_run_async (self, do_load, call_for_id (id), mq_library_load_async, cancellable,
                        callback, data);
}

MqReview *
mq_library_load_finish (MqLibrary *self,
                        GAsyncResult *result,
                        gint64 *revision,
                        int *caret,
                        GError **error)
{
  MqLibraryCall *call = mq_library_finish_call (self, result, mq_library_load_async, error);

  if (call == NULL)
    return NULL;
  *revision = call->revision;
  *caret = call->caret;
  return g_steal_pointer (&call->review);
}

/* A copy with its times set, for the library's thread. */
static MqLibraryCall *
call_for_save (MqReview *review, gint64 base)
{
  MqLibraryCall *call = g_new0 (MqLibraryCall, 1);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (mq_review_get_created (review) == 0)
    mq_review_set_created (review, now);
  mq_review_set_changed (
      review, MAX (now, mq_review_get_changed (review))); /* a clock set back loses no order */
  call->review = mq_review_copy (review);
  call->revision = base;
  return call;
}

/**
 * mq_library_save:
 * @base: the revision that @review was read with, 0 for a new one
 * @revision: (out): its revision now
 * @error: %MQ_LIBRARY_ERROR_CONFLICT where somebody else saved it since
 *
 * Saves a review as a whole; its time of change becomes now.
 */
gboolean
mq_library_save (MqLibrary *self, MqReview *review, gint64 base, gint64 *revision, GError **error)
{
  g_autoptr (MqLibraryCall) call = call_for_save (review, base);

  if (!mq_library_run (self, do_save, call, error))
    return FALSE;
  *revision = call->revision;
  return TRUE;
}

void
mq_library_save_async (MqLibrary *self,
                       MqReview *review,
                       gint64 base,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  mq_library_run_async (self, do_save, call_for_save (review, base), mq_library_save_async, NULL,
                        callback, data);
}

gboolean
mq_library_save_finish (MqLibrary *self, GAsyncResult *result, gint64 *revision, GError **error)
{
  MqLibraryCall *call = mq_library_finish_call (self, result, mq_library_save_async, error);

  if (call == NULL)
    return FALSE;
  *revision = call->revision;
  return TRUE;
}

static MqLibraryCall *
call_for_query (const MqQuery *query)
{
  MqLibraryCall *call = g_new0 (MqLibraryCall, 1);
  call->query = mq_query_copy (query);
  return call;
}

/** Returns: (transfer full) (element-type MqReviewRow) (nullable): the rows, in the query's order
 */
GPtrArray *
mq_library_list (MqLibrary *self, const MqQuery *query, GError **error)
{
  g_autoptr (MqLibraryCall) call = call_for_query (query);
  return mq_library_run (self, do_list, call, error) ? g_steal_pointer (&call->rows) : NULL;
}

void
mq_library_list_async (MqLibrary *self,
                       const MqQuery *query,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  mq_library_run_async (self, do_list, call_for_query (query), mq_library_list_async, cancellable,
                        callback, data);
}

GPtrArray *
mq_library_list_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  MqLibraryCall *call = mq_library_finish_call (self, result, mq_library_list_async, error);
  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

/* ---- Pictures ---- */

/**
 * mq_library_add_picture:
 * @hash: SHA-256 of @bytes
 * @thumbnail: what lists show of it
 */
gboolean
mq_library_add_picture (MqLibrary *self,
                        const char *hash,
                        GBytes *bytes,
                        GBytes *thumbnail,
                        GError **error)
{
  g_autoptr (MqLibraryCall) call = call_for_id (hash);

  call->bytes = g_bytes_ref (bytes);
  call->thumbnail = g_bytes_ref (thumbnail);
  return mq_library_run (self, do_add_picture, call, error);
}

/** Returns: (transfer full) (nullable): the original's bytes */
GBytes *
mq_library_get_picture (MqLibrary *self, const char *hash, GError **error)
{
  g_autoptr (MqLibraryCall) call = call_for_id (hash);
  return mq_library_run (self, do_get_picture, call, error) ? g_steal_pointer (&call->bytes) : NULL;
}

/** Returns: (transfer full) (nullable): what lists show of it */
GBytes *
mq_library_get_thumbnail (MqLibrary *self, const char *hash, GError **error)
{
  g_autoptr (MqLibraryCall) call = call_for_id (hash);

  call->flag = TRUE;
  return mq_library_run (self, do_get_picture, call, error) ? g_steal_pointer (&call->bytes) : NULL;
}

void
mq_library_get_thumbnail_async (MqLibrary *self,
                                const char *hash,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  MqLibraryCall *call = call_for_id (hash);

  call->flag = TRUE;
  mq_library_run_async (self, do_get_picture, call, mq_library_get_thumbnail_async, cancellable,
                        callback, data);
}

GBytes *
mq_library_get_thumbnail_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  MqLibraryCall *call
      = mq_library_finish_call (self, result, mq_library_get_thumbnail_async, error);
  return call != NULL ? g_steal_pointer (&call->bytes) : NULL;
}

/* ---- Words to complete and to filter by ---- */

void
mq_library_complete_name_async (MqLibrary *self,
                                const char *start,
                                const char *except,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  MqLibraryCall *call = call_for_id (except);

  call->text = g_strdup (start);
  mq_library_run_async (self, do_complete_name, call, mq_library_complete_name_async, cancellable,
                        callback, data);
}

/** Returns: (transfer full) (element-type MqPerson) (nullable): whom the critic may mean */
GPtrArray *
mq_library_complete_name_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  MqLibraryCall *call
      = mq_library_finish_call (self, result, mq_library_complete_name_async, error);
  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

/**
 * mq_library_list_words_async:
 * @list: "tags", "outlet" or "person"
 */
void
mq_library_list_words_async (MqLibrary *self,
                             const char *list,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  MqLibraryCall *call = g_new0 (MqLibraryCall, 1);

  call->text = g_strdup (list);
  mq_library_run_async (self, do_list_words, call, mq_library_list_words_async, NULL, callback,
                        data);
}

char **
mq_library_list_words_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  MqLibraryCall *call = mq_library_finish_call (self, result, mq_library_list_words_async, error);
  return call != NULL ? g_steal_pointer (&call->words) : NULL;
}

/* ---- The bin ---- */

gboolean
mq_library_set_binned (MqLibrary *self, const char *id, gboolean binned, GError **error)
{
  g_autoptr (MqLibraryCall) call = call_for_id (id);

  call->flag = binned;
  return mq_library_run (self, do_set_binned, call, error);
}

void
mq_library_set_binned_async (MqLibrary *self,
                             const char *id,
                             gboolean binned,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  MqLibraryCall *call = call_for_id (id);

  call->flag = binned;
  mq_library_run_async (self, do_set_binned, call, mq_library_set_binned_async, NULL, callback,
                        data);
}

gboolean
mq_library_set_binned_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return mq_library_finish_call (self, result, mq_library_set_binned_async, error) != NULL;
}

void
mq_library_delete_async (MqLibrary *self,
                         const char *id,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  mq_library_run_async (self, do_delete, call_for_id (id), mq_library_delete_async, NULL, callback,
                        data);
}

gboolean
mq_library_delete_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return mq_library_finish_call (self, result, mq_library_delete_async, error) != NULL;
}

/* ---- The rest ---- */

/** Keeps, at leisure, where the critic last wrote. */
void
mq_library_set_caret (MqLibrary *self, const char *id, int caret)
{
  MqLibraryCall *call = call_for_id (id);

  call->caret = caret;
  mq_library_run_async (self, do_set_caret, call, mq_library_set_caret, NULL, NULL, NULL);
}

/**
 * mq_library_find_twin:
 *
 * Waits for the library's thread.
 *
 * Returns: (transfer full) (nullable): the title of another review with the same text; %NULL for
 * none, or with @error set
 */
char *
mq_library_find_twin (MqLibrary *self, MqReview *review, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  if (*mq_review_get_text (review, MQ_REVIEW_BODY) == '\0')
    return NULL;
  call->review = mq_review_copy (review);
  return mq_library_run (self, do_find_twin, call, error) ? call->record : NULL;
}

/** Returns: whether the file and its search index are sound */
gboolean
mq_library_check (MqLibrary *self, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);
  return mq_library_run (self, do_check, call, error);
}

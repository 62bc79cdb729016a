/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-finding.h"

#include "mq-library-private.h"
#include "mq-people-table.h"
#include "mq-search-completion.h"

/* ---- Operations, on the library's thread ---- */

static gboolean
do_complete_search (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->rows = mq_search_completion_find (database, call->text, error);
  return call->rows != NULL;
}

static gboolean
do_list_people (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->rows = mq_people_table_list (database, error);
  return call->rows != NULL;
}

static gboolean
do_list_works (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->rows = mq_people_table_list_works (database, call->text, error);
  return call->rows != NULL;
}

static gboolean
do_list_searches (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database, "SELECT name, words FROM saved_search ORDER BY name COLLATE NOCASE", error);
  MqStep step;

  if (select == NULL)
    return FALSE;
  call->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_saved_search_free);
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    {
      MqSavedSearch *search = g_new0 (MqSavedSearch, 1);
      search->name = g_strdup (mq_statement_get_text (select, 0));
      search->words = g_strdup (mq_statement_get_text (select, 1));
      g_ptr_array_add (call->rows, search);
    }
  return step == MQ_STEP_DONE;
}

static gboolean
do_keep_search (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  MqStatement *insert
      = mq_database_prepare (database,
                             "INSERT INTO saved_search (name, words) VALUES (:name, :words)"
                             " ON CONFLICT (name) DO UPDATE SET words = excluded.words",
                             error);

  if (insert == NULL)
    return FALSE;
  mq_statement_bind_text (insert, ":name", call->id);
  mq_statement_bind_text (insert, ":words", call->text);
  return mq_statement_run (insert, error);
}

static gboolean
do_forget_search (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  MqStatement *statement
      = mq_database_prepare (database, "DELETE FROM saved_search WHERE name = :name", error);

  if (statement == NULL)
    return FALSE;
  mq_statement_bind_text (statement, ":name", call->id);
  return mq_statement_run (statement, error);
}

/* ---- Calls ---- */

static MqLibraryCall *
call_with_text (const char *text)
{
  MqLibraryCall *call = g_new0 (MqLibraryCall, 1);
  call->text = g_strdup (text);
  return call;
}

static GPtrArray *
finish_rows (MqLibrary *self, GAsyncResult *result, gpointer tag, GError **error)
{
  MqLibraryCall *call = mq_library_finish_call (self, result, tag, error);
  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

/** @typed: what stands in the search before the caret */
void
mq_library_complete_search_async (MqLibrary *self,
                                  const char *typed,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  mq_library_run_async (self, do_complete_search, call_with_text (typed),
                        mq_library_complete_search_async, cancellable, callback, data);
}

/** Returns: (transfer full) (element-type MqSearchCompletion) (nullable): what may be meant by the
 * word that is being typed */
GPtrArray *
mq_library_complete_search_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_rows (self, result, mq_library_complete_search_async, error);
}

/** Returns: (transfer full) (element-type MqCreditedPerson) (nullable): everybody whom a review
 * credits, the most credited first */
GPtrArray *
mq_library_list_people (MqLibrary *self, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);
  return mq_library_run (self, do_list_people, call, error) ? g_steal_pointer (&call->rows) : NULL;
}

void
mq_library_list_people_async (MqLibrary *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  mq_library_run_async (self, do_list_people, g_new0 (MqLibraryCall, 1),
                        mq_library_list_people_async, cancellable, callback, data);
}

GPtrArray *
mq_library_list_people_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_rows (self, result, mq_library_list_people_async, error);
}

/**
 * mq_library_list_works:
 * @person: the name as the credits have it
 *
 * Returns: (transfer full) (element-type MqPersonWork) (nullable): what the critic wrote about of
 * theirs, the oldest work first
 */
GPtrArray *
mq_library_list_works (MqLibrary *self, const char *person, GError **error)
{
  g_autoptr (MqLibraryCall) call = call_with_text (person);
  return mq_library_run (self, do_list_works, call, error) ? g_steal_pointer (&call->rows) : NULL;
}

void
mq_library_list_works_async (MqLibrary *self,
                             const char *person,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  mq_library_run_async (self, do_list_works, call_with_text (person), mq_library_list_works_async,
                        cancellable, callback, data);
}

GPtrArray *
mq_library_list_works_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_rows (self, result, mq_library_list_works_async, error);
}

void
mq_library_list_searches_async (MqLibrary *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  mq_library_run_async (self, do_list_searches, g_new0 (MqLibraryCall, 1),
                        mq_library_list_searches_async, cancellable, callback, data);
}

/** Returns: (transfer full) (element-type MqSavedSearch) (nullable): the critic's, by their names
 */
GPtrArray *
mq_library_list_searches_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_rows (self, result, mq_library_list_searches_async, error);
}

/** Keeps a search; one of that name is replaced. */
void
mq_library_keep_search_async (MqLibrary *self,
                              const char *name,
                              const char *words,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  MqLibraryCall *call = call_with_text (words);

  call->id = g_strdup (name);
  mq_library_run_async (self, do_keep_search, call, mq_library_keep_search_async, NULL, callback,
                        data);
}

/** Takes mq_library_keep_search_finish(). */
void
mq_library_forget_search_async (MqLibrary *self,
                                const char *name,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  MqLibraryCall *call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (name);
  mq_library_run_async (self, do_forget_search, call, mq_library_keep_search_async, NULL, callback,
                        data);
}

gboolean
mq_library_keep_search_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return mq_library_finish_call (self, result, mq_library_keep_search_async, error) != NULL;
}

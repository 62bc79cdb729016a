/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mq-migrations.h"
#include "mq-picture-table.h"
#include "mq-review-table.h"
#include "mq-search-table.h"

#define WATCH_SECONDS 2
#define BIN_DAYS 30

struct _MqLibrary
{
  GObject parent_instance;

  char *path;
  GThread *thread;
  GAsyncQueue *queue; /* of Job */
  guint watch;
  gint64 data_version;
};

G_DEFINE_FINAL_TYPE (MqLibrary, mq_library, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Jobs: what the library's thread does, one after the other ---- */

/* What goes in and comes out of an operation; which members it uses is the operation's own matter. */
typedef struct
{
  char *id;
  char *text;
  MqReview *review;
  MqQuery *query;
  GBytes *bytes;
  GBytes *thumbnail;
  gboolean flag;
  gint64 revision;
  int caret;
  GPtrArray *rows;
  char **words;
} Call;

typedef gboolean (*Operation) (MqDatabase *database, Call *call, GError **error);

typedef struct
{
  Operation operation; /* NULL: the thread ends */
  Call *call;
  GTask *task; /* NULL: somebody waits */
  GMutex lock;
  GCond done_cond;
  gboolean done;
  gboolean good;
  GError *error;
} Job;

static void
free_call (gpointer data)
{
  Call *call = data;

  g_free (call->id);
  g_free (call->text);
  g_clear_object (&call->review);
  g_clear_pointer (&call->query, mq_query_free);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_clear_pointer (&call->thumbnail, g_bytes_unref);
  g_clear_pointer (&call->rows, g_ptr_array_unref);
  g_strfreev (call->words);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, free_call)

static void
do_task (MqDatabase *database, Job *job)
{
  GError *error = NULL;

  if (!g_task_return_error_if_cancelled (job->task))
    {
      if (job->operation (database, job->call, &error))
        g_task_return_boolean (job->task, TRUE);
      else
        g_task_return_error (job->task, error);
    }
  g_object_unref (job->task);
  g_free (job);
}

static void
do_waited_for (MqDatabase *database, Job *job)
{
  job->good = job->operation (database, job->call, &job->error);
  g_mutex_lock (&job->lock);
  job->done = TRUE;
  g_cond_signal (&job->done_cond);
  g_mutex_unlock (&job->lock);
}

typedef struct
{
  MqDatabase *database;
  GAsyncQueue *queue;
} Worker;

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  Job *job;

  while ((job = g_async_queue_pop (worker->queue))->operation != NULL)
    if (job->task != NULL)
      do_task (worker->database, job);
    else
      do_waited_for (worker->database, job);
  g_free (job);
  mq_database_close (worker->database);
  g_async_queue_unref (worker->queue);
  g_free (worker);
  return NULL;
}

static gboolean
run (MqLibrary *self, Operation operation, Call *call, GError **error)
{
  Job job = { .operation = operation, .call = call };

  if (self->thread == NULL)
    {
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FAILED, _ ("The library is closed"));
      return FALSE;
    }
  g_mutex_init (&job.lock);
  g_cond_init (&job.done_cond);
  g_async_queue_push (self->queue, &job);
  g_mutex_lock (&job.lock);
  while (!job.done)
    g_cond_wait (&job.done_cond, &job.lock);
  g_mutex_unlock (&job.lock);
  g_mutex_clear (&job.lock);
  g_cond_clear (&job.done_cond);
  if (!job.good)
    g_propagate_error (error, job.error);
  return job.good;
}

static void
run_async (MqLibrary *self, Operation operation, Call *call, gpointer tag, GCancellable *cancellable,
           GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Job *job;

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, call, free_call);
  if (self->thread == NULL)
    {
      g_task_return_new_error (task, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FAILED, _ ("The library is closed"));
      g_object_unref (task);
      return;
    }
  job = g_new0 (Job, 1);
  job->operation = operation;
  job->call = call;
  job->task = task;
  g_async_queue_push (self->queue, job);
}

/* The call with its results, NULL where it failed. */
static Call *
finish (MqLibrary *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);
  return g_task_propagate_boolean (G_TASK (result), error) ? g_task_get_task_data (G_TASK (result)) : NULL;
}

/* ---- Operations, on the library's thread ---- */

static gboolean
do_load (MqDatabase *database, Call *call, GError **error)
{
  if (!mq_database_run (database, "BEGIN", error))
    return FALSE;
  call->review = mq_review_table_load (database, call->id, &call->revision, &call->caret, error);
  mq_database_end (database, FALSE, NULL);
  return call->review != NULL;
}

static gboolean
do_save (MqDatabase *database, Call *call, GError **error)
{
  return mq_review_table_save (database, call->review, call->revision, &call->revision, error);
}

static gboolean
do_list (MqDatabase *database, Call *call, GError **error)
{
  call->rows = mq_search_table_list (database, call->query, error);
  return call->rows != NULL;
}

static gboolean
do_add_picture (MqDatabase *database, Call *call, GError **error)
{
  return mq_picture_table_add (database, call->id, call->bytes, call->thumbnail, error);
}

static gboolean
do_get_picture (MqDatabase *database, Call *call, GError **error)
{
  call->bytes = mq_picture_table_get (database, call->id, call->flag, error);
  return call->bytes != NULL;
}

static gboolean
do_complete_name (MqDatabase *database, Call *call, GError **error)
{
  call->rows = mq_search_table_complete_name (database, call->text, call->id, error);
  return call->rows != NULL;
}

static gboolean
do_list_words (MqDatabase *database, Call *call, GError **error)
{
  call->words = mq_search_table_list_words (database, call->text, error);
  return call->words != NULL;
}

static gboolean
do_set_binned (MqDatabase *database, Call *call, GError **error)
{
  return mq_review_table_set_binned (database, call->id, call->flag, error);
}

static gboolean
do_delete (MqDatabase *database, Call *call, GError **error)
{
  return mq_review_table_delete (database, call->id, error);
}

static gboolean
do_set_caret (MqDatabase *database, Call *call, GError **error)
{
  return mq_review_table_set_caret (database, call->id, call->caret, error);
}

static gboolean
do_read_version (MqDatabase *database, Call *call, GError **error)
{
  return mq_database_read_int (database, "PRAGMA data_version", &call->revision, error);
}

static gboolean
do_check (MqDatabase *database, Call *call, GError **error)
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
         && mq_database_run (database, "INSERT INTO review_search (review_search, rank) VALUES ('integrity-check', 1)",
                             error);
}

static gboolean
do_empty_bin (MqDatabase *database, Call *call, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  return mq_review_table_empty_bin (database, now - BIN_DAYS * 24 * 3600, error);
}

/* ---- Opening, watching and closing ---- */

static void
on_version_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MqLibrary *self = MQ_LIBRARY (source);
  Call *call = finish (self, result, do_read_version, NULL);

  if (call == NULL)
    return;
  if (self->data_version != 0 && self->data_version != call->revision)
    g_signal_emit (self, signals[CHANGED], 0);
  self->data_version = call->revision;
}

/* SQLite tells a connection that asks whether another one wrote: https://www.sqlite.org/pragma.html#pragma_data_version */
static gboolean
on_watch_cb (gpointer data)
{
  run_async (data, do_read_version, g_new0 (Call, 1), do_read_version, NULL, on_version_read_cb, NULL);
  return G_SOURCE_CONTINUE;
}

static MqDatabase *
open_database (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (MqDatabase) database = NULL;

  if (!mq_migrations_check_file (path, error))
    return NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      mq_library_error_set_sqlite (error, SQLITE_READONLY, NULL);
      return NULL;
    }
  database = mq_database_open (path, error);
  if (database == NULL || !mq_migrations_apply (database, error))
    return NULL;
  return g_steal_pointer (&database);
}

/**
 * mq_library_open:
 * @path: the library's file; it is made, with its folder, where there is none
 * @error: return location for a #GError of %MQ_LIBRARY_ERROR; a file that is refused is left as it was
 *
 * Returns: (transfer full) (nullable): the library; close it with mq_library_close()
 */
MqLibrary *
mq_library_open (const char *path, GError **error)
{
  MqDatabase *database = open_database (path, error);
  MqLibrary *self;
  Worker *worker;

  if (database == NULL)
    return NULL;
  self = g_object_new (MQ_TYPE_LIBRARY, NULL);
  self->path = g_strdup (path);
  worker = g_new (Worker, 1);
  worker->database = database;
  worker->queue = g_async_queue_ref (self->queue);
  self->thread = g_thread_new ("marquee-library", work, worker);
  return self;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MqLibrary *self = mq_library_open (data, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/** Opens a library for a window: it is watched for what other processes write, and old rubbish is taken out. */
void
mq_library_open_async (const char *path, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_set_source_tag (task, mq_library_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

MqLibrary *
mq_library_open_finish (GAsyncResult *result, GError **error)
{
  MqLibrary *self = g_task_propagate_pointer (G_TASK (result), error);

  if (self == NULL)
    return NULL;
  run_async (self, do_empty_bin, g_new0 (Call, 1), do_empty_bin, NULL, NULL, NULL);
  self->watch = g_timeout_add_seconds (WATCH_SECONDS, on_watch_cb, self);
  return self;
}

/**
 * mq_library_close:
 *
 * Does what is still to be done and closes the file. Nothing can be asked of the library afterwards.
 */
void
mq_library_close (MqLibrary *self)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  if (self->thread == NULL)
    return;
  g_async_queue_push (self->queue, g_new0 (Job, 1));
  g_thread_join (g_steal_pointer (&self->thread));
}

const char *
mq_library_get_path (MqLibrary *self)
{
  return self->path;
}

/** Returns: (transfer full): where the library is unless something else is asked for: the user's data folder */
char *
mq_library_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "marquee", "library.marquee", NULL);
}

static void
mq_library_dispose (GObject *object)
{
  mq_library_close (MQ_LIBRARY (object));
  G_OBJECT_CLASS (mq_library_parent_class)->dispose (object);
}

static void
mq_library_finalize (GObject *object)
{
  MqLibrary *self = MQ_LIBRARY (object);

  g_free (self->path);
  g_async_queue_unref (self->queue);
  G_OBJECT_CLASS (mq_library_parent_class)->finalize (object);
}

static void
mq_library_class_init (MqLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_library_dispose;
  G_OBJECT_CLASS (klass)->finalize = mq_library_finalize;
  signals[CHANGED] = g_signal_new ("changed", MQ_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mq_library_init (MqLibrary *self)
{
  self->queue = g_async_queue_new ();
}

/* ---- Reviews ---- */

static Call *
call_for_id (const char *id)
{
  Call *call = g_new0 (Call, 1);
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
  g_autoptr (Call) call = call_for_id (id);

  if (!run (self, do_load, call, error))
    return NULL;
  if (revision != NULL)
    *revision = call->revision;
  if (caret != NULL)
    *caret = call->caret;
  return g_steal_pointer (&call->review);
}

void
mq_library_load_async (MqLibrary *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer data)
{
  run_async (self, do_load, call_for_id (id), mq_library_load_async, cancellable, callback, data);
}

MqReview *
mq_library_load_finish (MqLibrary *self, GAsyncResult *result, gint64 *revision, int *caret, GError **error)
{
  Call *call = finish (self, result, mq_library_load_async, error);

  if (call == NULL)
    return NULL;
  *revision = call->revision;
  *caret = call->caret;
  return g_steal_pointer (&call->review);
}

/* A copy with its times set, for the library's thread. */
static Call *
call_for_save (MqReview *review, gint64 base)
{
  Call *call = g_new0 (Call, 1);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (mq_review_get_created (review) == 0)
    mq_review_set_created (review, now);
  mq_review_set_changed (review, MAX (now, mq_review_get_changed (review))); /* a clock set back loses no order */
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
  g_autoptr (Call) call = call_for_save (review, base);

  if (!run (self, do_save, call, error))
    return FALSE;
  *revision = call->revision;
  return TRUE;
}

void
mq_library_save_async (MqLibrary *self, MqReview *review, gint64 base, GAsyncReadyCallback callback, gpointer data)
{
  run_async (self, do_save, call_for_save (review, base), mq_library_save_async, NULL, callback, data);
}

gboolean
mq_library_save_finish (MqLibrary *self, GAsyncResult *result, gint64 *revision, GError **error)
{
  Call *call = finish (self, result, mq_library_save_async, error);

  if (call == NULL)
    return FALSE;
  *revision = call->revision;
  return TRUE;
}

static Call *
call_for_query (const MqQuery *query)
{
  Call *call = g_new0 (Call, 1);
  call->query = mq_query_copy (query);
  return call;
}

/** Returns: (transfer full) (element-type MqReviewRow) (nullable): the rows, in the query's order */
GPtrArray *
mq_library_list (MqLibrary *self, const MqQuery *query, GError **error)
{
  g_autoptr (Call) call = call_for_query (query);
  return run (self, do_list, call, error) ? g_steal_pointer (&call->rows) : NULL;
}

void
mq_library_list_async (MqLibrary *self, const MqQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer data)
{
  run_async (self, do_list, call_for_query (query), mq_library_list_async, cancellable, callback, data);
}

GPtrArray *
mq_library_list_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  Call *call = finish (self, result, mq_library_list_async, error);
  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

/* ---- Pictures ---- */

/**
 * mq_library_add_picture:
 * @hash: SHA-256 of @bytes
 * @thumbnail: what lists show of it
 */
gboolean
mq_library_add_picture (MqLibrary *self, const char *hash, GBytes *bytes, GBytes *thumbnail, GError **error)
{
  g_autoptr (Call) call = call_for_id (hash);

  call->bytes = g_bytes_ref (bytes);
  call->thumbnail = g_bytes_ref (thumbnail);
  return run (self, do_add_picture, call, error);
}

/** Returns: (transfer full) (nullable): the original's bytes */
GBytes *
mq_library_get_picture (MqLibrary *self, const char *hash, GError **error)
{
  g_autoptr (Call) call = call_for_id (hash);
  return run (self, do_get_picture, call, error) ? g_steal_pointer (&call->bytes) : NULL;
}

void
mq_library_get_thumbnail_async (MqLibrary *self, const char *hash, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data)
{
  Call *call = call_for_id (hash);

  call->flag = TRUE;
  run_async (self, do_get_picture, call, mq_library_get_thumbnail_async, cancellable, callback, data);
}

GBytes *
mq_library_get_thumbnail_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  Call *call = finish (self, result, mq_library_get_thumbnail_async, error);
  return call != NULL ? g_steal_pointer (&call->bytes) : NULL;
}

/* ---- Words to complete and to filter by ---- */

void
mq_library_complete_name_async (MqLibrary *self, const char *start, const char *except, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data)
{
  Call *call = call_for_id (except);

  call->text = g_strdup (start);
  run_async (self, do_complete_name, call, mq_library_complete_name_async, cancellable, callback, data);
}

/** Returns: (transfer full) (element-type MqPerson) (nullable): whom the critic may mean */
GPtrArray *
mq_library_complete_name_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  Call *call = finish (self, result, mq_library_complete_name_async, error);
  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

/**
 * mq_library_list_words_async:
 * @list: "tags", "outlet" or "person"
 */
void
mq_library_list_words_async (MqLibrary *self, const char *list, GAsyncReadyCallback callback, gpointer data)
{
  Call *call = g_new0 (Call, 1);

  call->text = g_strdup (list);
  run_async (self, do_list_words, call, mq_library_list_words_async, NULL, callback, data);
}

char **
mq_library_list_words_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  Call *call = finish (self, result, mq_library_list_words_async, error);
  return call != NULL ? g_steal_pointer (&call->words) : NULL;
}

/* ---- The bin ---- */

gboolean
mq_library_set_binned (MqLibrary *self, const char *id, gboolean binned, GError **error)
{
  g_autoptr (Call) call = call_for_id (id);

  call->flag = binned;
  return run (self, do_set_binned, call, error);
}

void
mq_library_set_binned_async (MqLibrary *self, const char *id, gboolean binned, GAsyncReadyCallback callback,
                             gpointer data)
{
  Call *call = call_for_id (id);

  call->flag = binned;
  run_async (self, do_set_binned, call, mq_library_set_binned_async, NULL, callback, data);
}

gboolean
mq_library_set_binned_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, mq_library_set_binned_async, error) != NULL;
}

void
mq_library_delete_async (MqLibrary *self, const char *id, GAsyncReadyCallback callback, gpointer data)
{
  run_async (self, do_delete, call_for_id (id), mq_library_delete_async, NULL, callback, data);
}

gboolean
mq_library_delete_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, mq_library_delete_async, error) != NULL;
}

/* ---- The rest ---- */

/** Keeps, at leisure, where the critic last wrote. */
void
mq_library_set_caret (MqLibrary *self, const char *id, int caret)
{
  Call *call = call_for_id (id);

  call->caret = caret;
  run_async (self, do_set_caret, call, mq_library_set_caret, NULL, NULL, NULL);
}

/** Returns: whether the file and its search index are sound */
gboolean
mq_library_check (MqLibrary *self, GError **error)
{
  g_autoptr (Call) call = g_new0 (Call, 1);
  return run (self, do_check, call, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mq-migrations.h"
#include "mq-review-table.h"

#define WATCH_SECONDS 2
#define BIN_DAYS 30

struct _MqLibrary
{
  GObject parent_instance;

  char *path;
  GThread *thread;
  GMutex gate; /* between those who ask and who closes */
  gboolean closed;
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

typedef struct
{
  MqLibraryOperation operation; /* NULL: the thread ends */
  MqLibraryCall *call;
  GTask *task; /* NULL: somebody waits */
  GMutex lock;
  GCond done_cond;
  gboolean done;
  gboolean good;
  GError *error;
} Job;

void
mq_library_call_free (gpointer data)
{
  MqLibraryCall *call = data;

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

/* Returns: whether the thread is still there to do it */
static gboolean
push (MqLibrary *self, Job *job)
{
  gboolean open;

  g_mutex_lock (&self->gate);
  open = !self->closed;
  if (open)
    g_async_queue_push (self->queue, job);
  g_mutex_unlock (&self->gate);
  return open;
}

static void
set_closed_error (GError **error)
{
  g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FAILED, _ ("The library is closed"));
}

gboolean
mq_library_run (MqLibrary *self, MqLibraryOperation operation, MqLibraryCall *call, GError **error)
{
  Job job = { .operation = operation, .call = call };

  g_mutex_init (&job.lock);
  g_cond_init (&job.done_cond);
  if (!push (self, &job))
    set_closed_error (&job.error);
  else
    {
      g_mutex_lock (&job.lock);
      while (!job.done)
        g_cond_wait (&job.done_cond, &job.lock);
      g_mutex_unlock (&job.lock);
    }
  g_mutex_clear (&job.lock);
  g_cond_clear (&job.done_cond);
  if (!job.good)
    g_propagate_error (error, job.error);
  return job.good;
}

void
mq_library_run_async (MqLibrary *self,
                      MqLibraryOperation operation,
                      MqLibraryCall *call,
                      gpointer tag,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, call, mq_library_call_free);
  job->operation = operation;
  job->call = call;
  job->task = task;
  if (push (self, job))
    return;
  set_closed_error (&error);
  g_task_return_error (task, error);
  g_object_unref (task);
  g_free (job);
}

/* The call with its results, NULL where it failed. */
MqLibraryCall *
mq_library_finish_call (MqLibrary *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);
  return g_task_propagate_boolean (G_TASK (result), error) ? g_task_get_task_data (G_TASK (result))
                                                           : NULL;
}

/* ---- Opening, watching and closing ---- */

static gboolean
do_read_version (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_database_read_int (database, "PRAGMA data_version", &call->revision, error);
}

static gboolean
do_empty_bin (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  return mq_review_table_empty_bin (database, now - BIN_DAYS * 24 * 3600, error);
}

static void
on_version_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MqLibrary *self = MQ_LIBRARY (source);
  MqLibraryCall *call = mq_library_finish_call (self, result, do_read_version, NULL);

  if (call == NULL)
    return;
  if (self->data_version != 0 && self->data_version != call->revision)
    g_signal_emit (self, signals[CHANGED], 0);
  self->data_version = call->revision;
}

/* SQLite tells a connection that asks whether another one wrote:
 * https://www.sqlite.org/pragma.html#pragma_data_version */
static gboolean
on_watch_cb (gpointer data)
{
  mq_library_run_async (data, do_read_version, g_new0 (MqLibraryCall, 1), do_read_version, NULL,
                        on_version_read_cb, NULL);
  return G_SOURCE_CONTINUE;
}

static MqDatabase *
open_database (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (MqDatabase) database = NULL;
  g_autoptr (GError) problem = NULL;

  if (!mq_migrations_check_file (path, error))
    return NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      mq_library_error_set_sqlite (error, SQLITE_READONLY, NULL);
      return NULL;
    }
  database = mq_database_open (path, error);
  if (database == NULL || mq_migrations_apply (database, &problem))
    return g_steal_pointer (&database);
  if (!g_error_matches (problem, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FAILED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  mq_database_close (g_steal_pointer (&database)); /* its disk may not be what it seemed at first */
  database = mq_database_open (path, error);
  return database != NULL && mq_migrations_apply (database, error) ? g_steal_pointer (&database)
                                                                   : NULL;
}

/**
 * mq_library_open:
 * @path: the library's file; it is made, with its folder, where there is none
 * @error: return location for a #GError of %MQ_LIBRARY_ERROR; a file that is refused is left as it
 * was
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
  self->closed = FALSE;
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

/** Opens a library for a window: it is watched for what other processes write, and old rubbish is
 * taken out. */
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
  mq_library_run_async (self, do_empty_bin, g_new0 (MqLibraryCall, 1), do_empty_bin, NULL, NULL,
                        NULL);
  on_watch_cb (self); /* before anything is read: what others write from here on is heard of */
  self->watch = g_timeout_add_seconds (WATCH_SECONDS, on_watch_cb, self);
  return self;
}

/**
 * mq_library_close:
 *
 * Does what is still to be done and closes the file. Nothing can be asked of the library
 * afterwards.
 */
void
mq_library_close (MqLibrary *self)
{
  gboolean was_open;

  g_clear_handle_id (&self->watch, g_source_remove);
  g_mutex_lock (&self->gate);
  was_open = !self->closed;
  self->closed = TRUE;
  if (was_open)
    g_async_queue_push (self->queue, g_new0 (Job, 1));
  g_mutex_unlock (&self->gate);
  if (was_open)
    g_thread_join (g_steal_pointer (&self->thread));
}

const char *
mq_library_get_path (MqLibrary *self)
{
  return self->path;
}

/** Returns: (transfer full): where the library is unless something else is asked for: the user's
 * data folder */
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
  g_mutex_clear (&self->gate);
  G_OBJECT_CLASS (mq_library_parent_class)->finalize (object);
}

static void
mq_library_class_init (MqLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_library_dispose;
  G_OBJECT_CLASS (klass)->finalize = mq_library_finalize;
  signals[CHANGED] = g_signal_new ("changed", MQ_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mq_library_init (MqLibrary *self)
{
  self->queue = g_async_queue_new ();
  g_mutex_init (&self->gate);
  self->closed = TRUE;
}

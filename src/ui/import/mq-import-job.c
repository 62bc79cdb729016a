/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-job.h"

#include <glib/gi18n.h>

#include "mq-library-imports.h"
#include "mq-publisher.h"

typedef struct
{
  MqLibrary *library;
  MqImportWish wish;
  MqProgressFunc progress;
  gpointer progress_data;
  GTask *task; /* while it runs */
  gint64 last; /* when progress was told last, in microseconds */
} Job;

#define PROGRESS_INTERVAL (100 * 1000)

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->library);
  g_strfreev (job->wish.paths);
  g_free (job->wish.language);
  g_clear_pointer (&job->wish.leave_out, g_hash_table_unref);
  g_free (job);
}

static GHashTable *
copy_set (GHashTable *set)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (copy, g_strdup (key));
  return copy;
}

static void
on_progress (double share, guint n, gpointer data)
{
  Job *job = data;
  g_autofree char *sentence = NULL;

  if (g_get_monotonic_time () - job->last < PROGRESS_INTERVAL)
    return;
  job->last = g_get_monotonic_time ();
  sentence = g_strdup_printf (g_dngettext (NULL, "%u review", "%u reviews", n), n);
  mq_progress_relay (job->task, job->progress, job->progress_data, sentence, share);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  MqImportOptions options = { .dry_run = job->wish.dry_run,
                              .all = job->wish.all,
                              .leave_out = job->wish.leave_out,
                              .language = job->wish.language,
                              .fetch = job->wish.fetch ? mq_publisher_get_public : NULL,
                              .progress = on_progress,
                              .progress_data = job };
  MqImportReport *report;

  job->task = task;
  report = mq_import_run (job->library, (const char *const *) job->wish.paths, &options,
                          cancellable, &error);
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) mq_import_report_free);
  else
    g_task_return_error (task, error);
}

/** Looks at what is to be imported, or imports it. */
void
mq_import_job_start (MqLibrary *library,
                     const MqImportWish *wish,
                     MqProgressFunc progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->library = g_object_ref (library);
  job->wish = *wish;
  job->wish.paths = g_strdupv (wish->paths);
  job->wish.language = g_strdup (wish->language);
  job->wish.leave_out = wish->leave_out != NULL ? copy_set (wish->leave_out) : NULL;
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_source_tag (task, mq_import_job_start);
  g_task_set_check_cancellable (task, FALSE); /* the job itself ends in good order */
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

/** Returns: (transfer full) (nullable): the report */
MqImportReport *
mq_import_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Taking back ---- */

typedef struct
{
  MqLibrary *library;
  gint64 number;
  guint deleted;
  guint binned;
} Undo;

static void
free_undo (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->library);
  g_free (undo);
}

static void
run_undo (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Undo *undo = data;
  GError *error = NULL;

  if (mq_library_undo_import (undo->library, undo->number, &undo->deleted, &undo->binned, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/** Takes an import back. */
void
mq_import_job_undo_start (MqLibrary *library,
                          gint64 number,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Undo *undo = g_new0 (Undo, 1);

  undo->library = g_object_ref (library);
  undo->number = number;
  g_task_set_source_tag (task, mq_import_job_undo_start);
  g_task_set_task_data (task, undo, free_undo);
  g_task_run_in_thread (task, run_undo);
}

/** As mq_library_undo_import(). */
gboolean
mq_import_job_undo_finish (GAsyncResult *result, guint *deleted, guint *binned, GError **error)
{
  const Undo *undo = g_task_get_task_data (G_TASK (result));

  *deleted = undo->deleted;
  *binned = undo->binned;
  return g_task_propagate_boolean (G_TASK (result), error);
}

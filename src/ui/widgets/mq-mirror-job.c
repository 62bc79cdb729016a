/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-mirror-job.h"

typedef struct
{
  MqLibrary *library;
  char *folder;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->library);
  g_free (job->folder);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  MqMirrorReport *report = mq_mirror_sync (job->library, job->folder, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) mq_mirror_report_free);
  else
    g_task_return_error (task, error);
}

/** As mq_mirror_sync(), without waiting. */
void
mq_mirror_job_start (MqLibrary *library,
                     const char *folder,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new (Job, 1);

  *job = (Job) { g_object_ref (library), g_strdup (folder) };
  g_task_set_source_tag (task, mq_mirror_job_start);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

/** Returns: (transfer full) (nullable): what was done */
MqMirrorReport *
mq_mirror_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

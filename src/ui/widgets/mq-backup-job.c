/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-backup-job.h"

#include <glib/gi18n.h>

typedef struct
{
  char *library;
  char *folder;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->library);
  g_free (job->folder);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  char *path = mq_backup_make (job->library, NULL, &error);

  if (path != NULL && *job->folder != '\0' && !mq_backup_copy_to (path, job->folder, NULL, &error))
    g_prefix_error (&error, _ ("The backup is made, but not copied: "));
  if (error == NULL)
    {
      g_task_return_pointer (task, path, g_free);
      return;
    }
  g_free (path);
  g_task_return_error (task, error);
}

/** @folder: where a copy goes too, "" for nowhere */
void
mq_backup_job_start (const char *library,
                     const char *folder,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Job *job = g_new (Job, 1);

  *job = (Job) { g_strdup (library), g_strdup (folder) };
  g_task_set_source_tag (task, mq_backup_job_start);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

/** Returns: (transfer full) (nullable): the backup's path; %NULL also where only the copy could not
 * be made */
char *
mq_backup_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

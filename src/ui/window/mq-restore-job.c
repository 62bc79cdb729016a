/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-restore-job.h"

#include <glib/gi18n.h>

#include "mq-library-error.h"

#define PATIENCE_MS 5000
#define PAUSE_MS 50

typedef struct
{
  char *backup;
  char *library;
  gboolean was_closed;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->backup);
  g_free (job->library);
  g_free (job);
}

/* A backup that is being made here uses the library, too, and ends soon. */
static gboolean
stays_in_use (const Job *job)
{
  for (int waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS)
    {
      if (!mq_backup_is_in_use (job->library))
        return FALSE;
      g_usleep (PAUSE_MS * 1000);
    }
  return TRUE;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  char *kept;

  if (job->was_closed && stays_in_use (job))
    {
      g_task_return_new_error (task, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_BUSY, "%s",
                               _ ("Another program has the library open. Close it and try again."));
      return;
    }
  kept = mq_backup_put_in_place (job->backup, job->library, &error);
  if (kept != NULL)
    g_task_return_pointer (task, kept, g_free);
  else
    g_task_return_error (task, error);
}

/** @library: the path of a library that this process has closed, or could not open
 * @was_closed: whether it was closed, so that what is open is open elsewhere */
void
mq_restore_job_start (const char *backup,
                      const char *library,
                      gboolean was_closed,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Job *job = g_new (Job, 1);

  *job = (Job) { g_strdup (backup), g_strdup (library), was_closed };
  g_task_set_source_tag (task, mq_restore_job_start);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

/** Returns: (transfer full) (nullable): where the file is now that was the library */
char *
mq_restore_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-look-job.h"

#include "mq-secrets.h"

#define PATIENCE 15 /* seconds: nothing waits for the answer */

typedef struct
{
  MqLibrary *library;
  MqReview *review; /* a copy that the other thread may read */
  MqSite *site;
  char *twin;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->library);
  g_object_unref (job->review);
  mq_site_free (job->site);
  g_free (job->twin);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  char *secret = NULL;
  MqSiteLook *look = NULL;

  mq_secrets_keep_out_of_core_dumps ();
  job->twin = mq_library_find_twin (job->library, job->review, NULL);
  if (mq_publisher_needs_secret (job->site->kind))
    secret = mq_secrets_lookup (job->site, &error);
  if (error == NULL)
    look = mq_site_look (job->library, job->review, job->site, secret, PATIENCE, cancellable,
                         &error);
  mq_secrets_free (secret);
  if (look != NULL)
    g_task_return_pointer (task, look, (GDestroyNotify) mq_site_look_free);
  else
    g_task_return_error (task, error);
}

void
mq_look_job_start (MqLibrary *library,
                   MqReview *review,
                   const MqSite *site,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->library = g_object_ref (library);
  job->review = mq_review_copy (review);
  job->site = mq_site_copy (site);
  g_task_set_source_tag (task, mq_look_job_start);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

/**
 * mq_look_job_finish:
 * @twin: (out) (nullable): the title of another review with the same text, also with @error set
 *
 * Returns: (transfer full) (nullable): what the site says
 */
MqSiteLook *
mq_look_job_finish (GAsyncResult *result, char **twin, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  MqSiteLook *look = g_task_propagate_pointer (G_TASK (result), error);

  *twin = g_steal_pointer (&job->twin);
  return look;
}

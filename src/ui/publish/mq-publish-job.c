/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-publish-job.h"

#include "mq-progress-relay.h"
#include "mq-secrets.h"

typedef struct
{
  MqLibrary *library;
  MqReview *review; /* a copy that the other thread may read */
  MqSite *site;
  MqPublishRequest request;
  char **categories;
  MqDeliveryChoice choice;
  MqDeliveryProgress progress;
  gpointer progress_data;
  MqPost *theirs;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->library);
  g_object_unref (job->review);
  mq_site_free (job->site);
  g_strfreev (job->categories);
  g_clear_pointer (&job->theirs, mq_post_free);
  g_free (job);
}

static void
on_progress (const char *sentence, double done, gpointer data)
{
  const Job *job = g_task_get_task_data (data);

  mq_progress_relay (data, job->progress, job->progress_data, sentence, done);
}

static MqDeliveryReport *
deliver (GTask *task, Job *job, GCancellable *cancellable, GError **error)
{
  gint64 number;
  char *secret = NULL;
  MqDeliveryReport *report = NULL;

  if (mq_publisher_needs_secret (job->site->kind))
    {
      mq_secrets_keep_out_of_core_dumps ();
      secret = mq_secrets_lookup (job->site, error);
      if (secret == NULL)
        return NULL;
    }
  number = mq_outbox_add (job->library, job->review, job->site, &job->request, error);
  if (number != 0)
    report = mq_outbox_deliver (job->library, number, secret, MQ_PUBLISHER_PATIENCE, job->choice,
                                on_progress, task, cancellable, error);
  mq_secrets_free (secret);
  return report;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  MqDeliveryReport *report = deliver (task, job, cancellable, &error);

  if (error == NULL)
    {
      g_task_return_pointer (task, report, (GDestroyNotify) mq_delivery_report_free);
      return;
    }
  if (report != NULL)
    {
      job->theirs = g_steal_pointer (&report->theirs);
      mq_delivery_report_free (report);
    }
  g_task_return_error (task, error);
}

void
mq_publish_job_start (MqLibrary *library,
                      MqReview *review,
                      const MqSite *site,
                      const MqPublishRequest *request,
                      MqDeliveryChoice choice,
                      MqDeliveryProgress progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->library = g_object_ref (library);
  job->review = mq_review_copy (review);
  job->site = mq_site_copy (site);
  job->categories = g_strdupv ((char **) request->categories);
  job->request = *request;
  job->request.categories = (const char *const *) job->categories;
  job->choice = choice;
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_source_tag (task, mq_publish_job_start);
  g_task_set_check_cancellable (task, FALSE); /* what is on the site is said after a Cancel too */
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

/**
 * mq_publish_job_finish:
 * @theirs: (out) (nullable): after %MQ_PUBLISH_ERROR_CHANGED, the post as the site has it
 *
 * Returns: (transfer full) (nullable): what the site made of it
 */
MqDeliveryReport *
mq_publish_job_finish (GAsyncResult *result, MqPost **theirs, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  MqDeliveryReport *report = g_task_propagate_pointer (G_TASK (result), error);

  *theirs = g_steal_pointer (&job->theirs);
  return report;
}

/* ---- What stayed in the outbox ---- */

static gboolean
deliver_again (MqLibrary *library, const MqDelivery *delivery, GError **error)
{
  g_autoptr (MqSite) site = mq_library_find_site (library, delivery->site, error);
  g_autoptr (MqDeliveryReport) report = NULL;
  g_autoptr (GError) problem = NULL;
  char *secret = NULL;

  if (site == NULL)
    return FALSE;
  if (mq_publisher_needs_secret (site->kind) && (secret = mq_secrets_lookup (site, error)) == NULL)
    return FALSE;
  report = mq_outbox_deliver (library, delivery->number, secret, MQ_PUBLISHER_PATIENCE,
                              MQ_DELIVERY_CAREFUL, NULL, NULL, NULL, &problem);
  mq_secrets_free (secret);
  if (g_error_matches (problem, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_OVER))
    return FALSE;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return mq_outbox_note_in_library (library, delivery->review, report, &problem)
         || g_error_matches (problem, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND);
}

static void
resume (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MqLibrary *library = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) open = mq_library_list_deliveries (library, NULL, TRUE, &error);
  int n = 0;

  mq_secrets_keep_out_of_core_dumps ();
  for (guint i = 0; open != NULL && i < open->len && error == NULL; i++)
    n += deliver_again (library, open->pdata[i], &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, n);
}

/** Finishes what an earlier run left in the outbox; the first problem ends it. */
void
mq_publish_job_resume_start (MqLibrary *library, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_set_source_tag (task, mq_publish_job_resume_start);
  g_task_set_task_data (task, g_object_ref (library), g_object_unref);
  g_task_run_in_thread (task, resume);
}

/** Returns: how many reviews were sent */
int
mq_publish_job_resume_finish (GAsyncResult *result, GError **error)
{
  return (int) g_task_propagate_int (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-pull-job.h"

#include "mq-progress-relay.h"
#include "mq-secrets.h"

typedef struct
{
  MqLibrary *library;
  MqSite *site;
  GPtrArray *entries; /* of MqPullEntry; the thread's while it runs */
  MqProgressFunc progress;
  gpointer progress_data;
  GPtrArray *notes;
  guint n_brought;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->library);
  mq_site_free (job->site);
  g_clear_pointer (&job->entries, g_ptr_array_unref);
  g_clear_pointer (&job->notes, g_ptr_array_unref);
  g_free (job);
}

static Job *
make_job (MqLibrary *library, const MqSite *site)
{
  Job *job = g_new0 (Job, 1);

  job->library = g_object_ref (library);
  job->site = mq_site_copy (site);
  job->notes = g_ptr_array_new_with_free_func (g_free);
  return job;
}

static MqPublisher *
connect (const Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MqPublisher) publisher = NULL;
  g_auto (MqSiteAbilities) abilities = { 0 };
  char *secret = NULL;

  mq_secrets_keep_out_of_core_dumps ();
  if (mq_publisher_needs_secret (job->site->kind)
      && (secret = mq_secrets_lookup (job->site, error)) == NULL)
    return NULL;
  publisher
      = mq_publisher_new (job->site, secret != NULL ? secret : "", MQ_PUBLISHER_PATIENCE, error);
  mq_secrets_free (secret);
  if (publisher == NULL || !mq_publisher_connect (publisher, &abilities, cancellable, error))
    return NULL;
  return g_steal_pointer (&publisher);
}

/* ---- What the site has ---- */

static void
list (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  g_autoptr (MqPublisher) publisher = connect (job, cancellable, &error);
  GPtrArray *entries = publisher != NULL
                           ? mq_pull_list (job->library, publisher, job->site, cancellable, &error)
                           : NULL;

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
mq_pull_job_list_start (MqLibrary *library,
                        const MqSite *site,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, mq_pull_job_list_start);
  g_task_set_task_data (task, make_job (library, site), free_job);
  g_task_run_in_thread (task, list);
}

/** Returns: (transfer full) (nullable) (element-type MqPullEntry): the site's posts */
GPtrArray *
mq_pull_job_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Into the library ---- */

static gboolean
bring_all (GTask *task, Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MqPublisher) publisher = connect (job, cancellable, error);

  if (publisher == NULL)
    return FALSE;
  for (guint i = 0; i < job->entries->len; i++)
    {
      MqPullEntry *entry = job->entries->pdata[i];
      mq_progress_relay (task, job->progress, job->progress_data, entry->post->title,
                         (double) i / job->entries->len);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !mq_pull_bring (job->library, publisher, job->site, entry, job->notes, cancellable,
                             error))
        return FALSE;
      job->n_brought++;
    }
  return TRUE;
}

static void
bring (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (bring_all (task, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/** Takes the posts of @entries into the library; what was taken before a problem stays there. */
void
mq_pull_job_bring_start (MqLibrary *library,
                         const MqSite *site,
                         GPtrArray *entries,
                         MqProgressFunc progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = make_job (library, site);

  job->entries = g_ptr_array_ref (entries);
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_source_tag (task, mq_pull_job_bring_start);
  g_task_set_check_cancellable (task, FALSE); /* how many were taken is said after a Cancel too */
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, bring);
}

/**
 * mq_pull_job_bring_finish:
 * @notes: (out) (element-type utf8): what stayed behind, a sentence each
 *
 * Returns: how many posts were taken, also where @error is set
 */
guint
mq_pull_job_bring_finish (GAsyncResult *result, GPtrArray **notes, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), error);
  *notes = g_ptr_array_ref (job->notes);
  return job->n_brought;
}

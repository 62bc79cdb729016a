/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-export-all-job.h"

#include <glib/gi18n.h>

typedef struct
{
  MqLibrary *library;
  char *format;
  char *pictures_address;
  char *path;
  MqProgressFunc progress;
  gpointer progress_data;
  GTask *task; /* while it runs */
  guint n_reviews;
  GPtrArray *notes;
} Job;

#define TELL_EACH 20

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->library);
  g_free (job->format);
  g_free (job->pictures_address);
  g_free (job->path);
  g_ptr_array_unref (job->notes);
  g_free (job);
}

static void
on_progress (double share, guint n, gpointer data)
{
  Job *job = data;
  g_autofree char *sentence = NULL;

  if (n % TELL_EACH != 0)
    return;
  sentence = g_strdup_printf (g_dngettext (NULL, "%u review", "%u reviews", n), n);
  mq_progress_relay (job->task, job->progress, job->progress_data, sentence, share);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  MqExportAllOptions options = { .format = job->format,
                                 .pictures_address = job->pictures_address,
                                 .progress = on_progress,
                                 .progress_data = job };

  job->task = task;
  if (mq_export_all (job->library, job->path, &options, job->notes, &job->n_reviews, cancellable,
                     &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/** Writes the library down, on a thread of its own. */
void
mq_export_all_job_start (MqLibrary *library,
                         const char *format,
                         const char *pictures_address,
                         const char *path,
                         MqProgressFunc progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->library = g_object_ref (library);
  job->format = g_strdup (format);
  job->pictures_address = g_strdup (pictures_address);
  job->path = g_strdup (path);
  job->progress = progress;
  job->progress_data = progress_data;
  job->notes = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, mq_export_all_job_start);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

/**
 * mq_export_all_job_finish:
 * @n_reviews: (out): how many were written
 * @notes: (out) (element-type utf8): what the format has no place for
 */
gboolean
mq_export_all_job_finish (GAsyncResult *result, guint *n_reviews, GPtrArray **notes, GError **error)
{
  const Job *job = g_task_get_task_data (G_TASK (result));

  *n_reviews = job->n_reviews;
  *notes = g_ptr_array_ref (job->notes);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-export-job.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-export.h"
#include "mq-plain-text.h"

typedef struct
{
  MqLibrary *library;
  MqReview *review;
  MqExportFormat format;
  const MqTheme *theme;
  char *own_css;
  GFile *file;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->library);
  g_object_unref (job->review);
  g_object_unref (job->file);
  g_free (job->own_css);
  g_free (job);
}

static GBytes *
load_picture (const char *hash, gpointer data, GError **error)
{
  return mq_library_get_picture (data, hash, error);
}

/* Written and read back: what is reported is what the disk, or the portal, holds. */
static gboolean
write_text (GFile *file, const char *text, GError **error)
{
  g_autofree char *read = NULL;
  gsize length = 0;

  if (!g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                NULL, error)
      || !g_file_load_contents (file, NULL, &read, &length, NULL, error))
    return FALSE;
  if (length == strlen (text) && memcmp (read, text, length) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
               _ ("The file does not hold what was written to it. Try another place"));
  return FALSE;
}

static gboolean
run (Job *job, GError **error)
{
  MqPageSettings settings = { job->theme, job->own_css };
  MqExport export = { job->review, &settings, load_picture, job->library };
  g_autofree char *path = g_file_get_path (job->file);
  g_autofree char *text = NULL;

  if (path == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("Pages can’t be written there. Choose a folder on this computer"));
      return FALSE;
    }
  switch (job->format)
    {
    case MQ_EXPORT_PAGE:
      return mq_export_page_folder (&export, path, error);
    case MQ_EXPORT_MARKDOWN:
      return mq_export_markdown_folder (&export, path, error);
    case MQ_EXPORT_FILE:
      text = mq_export_single_file (&export, error);
      break;
    default:
      text = mq_plain_text_print (job->review);
    }
  return text != NULL && write_text (job->file, text, error);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run (data, &error))
    g_task_return_pointer (task, g_file_get_path (((Job *) data)->file), g_free);
  else
    g_task_return_error (task, error);
}

/** Writes a copy of the review as it is now, off the main thread. */
void
mq_export_job_start (MqLibrary *library,
                     MqReview *review,
                     MqExportFormat format,
                     const MqTheme *theme,
                     const char *own_css,
                     GFile *file,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Job *job = g_new0 (Job, 1);

  job->library = g_object_ref (library);
  job->review = mq_review_copy (review);
  job->format = format;
  job->theme = theme;
  job->own_css = g_strdup (own_css);
  job->file = g_object_ref (file);
  g_task_set_source_tag (task, mq_export_job_start);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run_in_thread);
}

/** Returns: (transfer full) (nullable): where the review was written to */
char *
mq_export_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

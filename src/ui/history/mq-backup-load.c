/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-backup-load.h"

#include "mq-history.h"

typedef struct
{
  char *backup;
  char *id;
  MqLibrary *library;
} Wanted;

static void
free_wanted (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->backup);
  g_free (wanted->id);
  g_clear_object (&wanted->library);
  g_free (wanted);
}

static void
load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  GError *error = NULL;
  MqReview *review = mq_history_load_from_backup (wanted->backup, wanted->id, wanted->library,
                                                  cancellable, &error);

  if (review != NULL)
    g_task_return_pointer (task, review, g_object_unref);
  else
    g_task_return_error (task, error);
}

/** @library: (nullable): gets the review's pictures */
void
mq_backup_load_async (const char *backup,
                      const char *id,
                      MqLibrary *library,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->backup = g_strdup (backup);
  wanted->id = g_strdup (id);
  g_set_object (&wanted->library, library);
  g_task_set_task_data (task, wanted, free_wanted);
  g_task_set_source_tag (task, mq_backup_load_async);
  g_task_run_in_thread (task, load);
}

/** Returns: (transfer full) (nullable): the review as it was */
MqReview *
mq_backup_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-versions.h"

#include <glib/gi18n.h>

#include "mq-backup.h"
#include "mq-history.h"

typedef struct
{
  MqLibrary *library;
  char *id;
  gint64 created;     /* of the review */
  MqVersion *version; /* (nullable): which one to load */
  gboolean take_pictures;
} Wanted;

static MqVersion *
version_new (gint64 taken, const char *label, gint64 number, const char *backup)
{
  MqVersion *version = g_new0 (MqVersion, 1);

  version->taken = taken;
  version->label = g_strdup (label);
  version->number = number;
  version->backup = g_strdup (backup);
  return version;
}

void
mq_version_free (MqVersion *version)
{
  g_free (version->label);
  g_free (version->backup);
  g_free (version);
}

static void
free_wanted (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->library);
  g_free (wanted->id);
  g_clear_pointer (&wanted->version, mq_version_free);
  g_free (wanted);
}

/* ---- Which there are ---- */

/* Both have the newest first. A backup from before the review was begun can't have it. */
static GPtrArray *
merge (GPtrArray *snapshots, GPtrArray *backups, gint64 created)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_version_free);
  guint n = 0;

  for (guint i = 0; i <= snapshots->len; i++)
    {
      const MqSnapshot *snapshot = i < snapshots->len ? snapshots->pdata[i] : NULL;
      for (; n < backups->len; n++)
        {
          const MqBackup *backup = backups->pdata[n];
          if (snapshot != NULL && backup->made < snapshot->taken)
            break;
          if (backup->made >= created)
            g_ptr_array_add (versions,
                             version_new (backup->made, _ ("In a backup"), 0, backup->path));
        }
      if (snapshot != NULL)
        g_ptr_array_add (versions,
                         version_new (snapshot->taken, mq_moment_get_label (snapshot->reason),
                                      snapshot->number, NULL));
    }
  return versions;
}

static void
list (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) snapshots = mq_library_list_snapshots (wanted->library, wanted->id, &error);
  g_autoptr (GPtrArray) backups = mq_backup_list (mq_library_get_path (wanted->library));

  if (snapshots != NULL)
    g_task_return_pointer (task, merge (snapshots, backups, wanted->created),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
mq_versions_list_async (MqLibrary *library,
                        MqReview *review,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->library = g_object_ref (library);
  wanted->id = g_strdup (mq_review_get_id (review));
  wanted->created = mq_review_get_created (review);
  g_task_set_source_tag (task, mq_versions_list_async);
  g_task_set_task_data (task, wanted, free_wanted);
  g_task_run_in_thread (task, list);
}

/** Returns: (transfer full) (element-type MqVersion) (nullable): the newest first */
GPtrArray *
mq_versions_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- One of them ---- */

static void
load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  const MqVersion *version = wanted->version;
  GError *error = NULL;
  MqReview *review = version->backup != NULL
                         ? mq_history_load_from_backup (
                               version->backup, wanted->id,
                               wanted->take_pictures ? wanted->library : NULL, cancellable, &error)
                         : mq_history_load (wanted->library, wanted->id, version->number, &error);

  if (review != NULL)
    g_task_return_pointer (task, review, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * mq_version_load_async:
 * @id: the review's
 * @take_pictures: whether @library gets the pictures that are in the backup
 */
void
mq_version_load_async (const MqVersion *version,
                       const char *id,
                       MqLibrary *library,
                       gboolean take_pictures,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->library = g_object_ref (library);
  wanted->id = g_strdup (id);
  wanted->version = version_new (version->taken, version->label, version->number, version->backup);
  wanted->take_pictures = take_pictures;
  g_task_set_source_tag (task, mq_version_load_async);
  g_task_set_task_data (task, wanted, free_wanted);
  g_task_run_in_thread (task, load);
}

/** Returns: (transfer full) (nullable): the review as it was */
MqReview *
mq_version_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

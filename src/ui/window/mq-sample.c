/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-sample.h"

#include "mq-markdown-file.h"

#define FOLDER "/marquee/ui/sample/"
#define POSTER "sherlock-jr.png"

static char *
take (MqLibrary *library, GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (FOLDER "review.md", 0, error);
  g_autoptr (GBytes) poster
      = bytes != NULL ? g_resources_lookup_data (FOLDER POSTER, 0, error) : NULL;
  g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;
  g_autoptr (MqMarkdownFile) file = NULL;

  if (poster == NULL)
    return NULL;
  g_hash_table_insert (files, (gpointer) POSTER, poster);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  file = mq_markdown_file_parse_with (text, files, error);
  if (file == NULL || !mq_markdown_file_keep (file, library, error))
    return NULL;
  return g_strdup (mq_review_get_id (file->review));
}

static void
take_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *id = take (data, &error);

  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

/** Takes the sample review into the library. */
void
mq_sample_take_async (MqLibrary *library, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_set_source_tag (task, mq_sample_take_async);
  g_task_set_task_data (task, g_object_ref (library), g_object_unref);
  g_task_run_in_thread (task, take_in_thread);
}

/** Returns: (transfer full) (nullable): the id of the new review */
char *
mq_sample_take_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

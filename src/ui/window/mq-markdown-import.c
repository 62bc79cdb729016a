/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markdown-import.h"

#include "mq-markdown-file.h"

typedef struct
{
  MqLibrary *library;
  GFile *file; /* NULL: the sample */
} Import;

static void
free_import (gpointer data)
{
  Import *import = data;

  g_object_unref (import->library);
  g_clear_object (&import->file);
  g_free (import);
}

static MqMarkdownFile *
read_sample (GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/marquee/ui/sample/review.md", 0, error);
  g_autofree char *text = NULL;
  gsize size;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  text = g_strndup (data, size);
  return mq_markdown_file_parse (text, "/", error);
}

static char *
import_file (const Import *import, GError **error)
{
  g_autofree char *path = import->file != NULL ? g_file_get_path (import->file) : NULL;
  g_autoptr (MqMarkdownFile) file
      = path != NULL ? mq_markdown_file_read (path, error) : read_sample (error);

  if (file == NULL || !mq_markdown_file_keep (file, import->library, error))
    {
      if (path != NULL)
        g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return g_strdup (mq_review_get_id (file->review));
}

static void
import_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *id = import_file (data, &error);

  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

static void
start (MqLibrary *library, GFile *file, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Import *import = g_new0 (Import, 1);

  import->library = g_object_ref (library);
  import->file = file != NULL ? g_object_ref (file) : NULL;
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, import, free_import);
  g_task_run_in_thread (task, import_in_thread);
}

/** Takes a Markdown file with its pictures into the library. The file is only read. */
void
mq_markdown_import_file_async (MqLibrary *library,
                               GFile *file,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  start (library, file, callback, data);
}

/** Takes the sample review into the library. */
void
mq_markdown_import_sample_async (MqLibrary *library, GAsyncReadyCallback callback, gpointer data)
{
  start (library, NULL, callback, data);
}

/** Returns: (transfer full) (nullable): the id of the new review */
char *
mq_markdown_import_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

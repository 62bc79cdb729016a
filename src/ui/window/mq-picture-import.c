/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-picture-import.h"

#include <glib/gi18n.h>

#include "mq-rendition.h"

typedef struct
{
  MqLibrary *library;
  GObject *source;
  MqPictureUse use;
} Import;

static void
free_import (gpointer data)
{
  Import *import = data;

  g_object_unref (import->library);
  g_object_unref (import->source);
  g_free (import);
}

static GBytes *
read_file (GFile *file, GError **error)
{
  GError *problem = NULL;
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, &problem);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    {
      g_clear_error (&problem);
      g_set_error_literal (&problem, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                           _ ("a folder is no picture. To import it, drop it on the library"));
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return bytes;
}

static GBytes *
read_source (GObject *source, char **name, GError **error)
{
  if (G_IS_FILE (source))
    {
      *name = g_file_get_basename (G_FILE (source));
      return read_file (G_FILE (source), error);
    }
  *name = g_strdup (_ ("pasted"));
  return gdk_texture_save_to_png_bytes (GDK_TEXTURE (source));
}

static MqPicture *
import_picture (const Import *import, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = read_source (import->source, &name, error);
  g_autoptr (MqPicture) picture
      = bytes != NULL ? mq_rendition_probe (bytes, name, import->use, error) : NULL;
  g_autoptr (GBytes) thumbnail
      = picture != NULL ? mq_rendition_make_thumbnail (bytes, error) : NULL;

  if (thumbnail == NULL
      || !mq_library_add_picture (import->library, picture->hash, bytes, thumbnail, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return g_steal_pointer (&picture);
}

static void
import_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MqPicture *picture = import_picture (data, &error);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) mq_picture_unref);
  else
    g_task_return_error (task, error);
}

/**
 * mq_picture_import_async:
 * @source: a #GFile or a #GdkTexture
 *
 * Takes a picture into the library, off the main thread.
 */
void
mq_picture_import_async (MqLibrary *library,
                         GObject *source,
                         MqPictureUse use,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Import *import = g_new0 (Import, 1);

  import->library = g_object_ref (library);
  import->source = g_object_ref (source);
  import->use = use;
  g_task_set_source_tag (task, mq_picture_import_async);
  g_task_set_task_data (task, import, free_import);
  g_task_run_in_thread (task, import_in_thread);
}

/** Returns: (transfer full) (nullable): the picture, which is in the library now */
MqPicture *
mq_picture_import_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-thumbnails.h"

#define MOST_TEXTURES 300

struct _MqThumbnails
{
  GObject parent_instance;

  MqLibrary *library;
  GHashTable *textures; /* hash to GdkTexture */
};

G_DEFINE_FINAL_TYPE (MqThumbnails, mq_thumbnails, G_TYPE_OBJECT)

static void
mq_thumbnails_dispose (GObject *object)
{
  MqThumbnails *self = MQ_THUMBNAILS (object);

  g_clear_object (&self->library);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  G_OBJECT_CLASS (mq_thumbnails_parent_class)->dispose (object);
}

static void
mq_thumbnails_class_init (MqThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_thumbnails_dispose;
}

static void
mq_thumbnails_init (MqThumbnails *self)
{
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

MqThumbnails *
mq_thumbnails_new (void)
{
  return g_object_new (MQ_TYPE_THUMBNAILS, NULL);
}

void
mq_thumbnails_set_library (MqThumbnails *self, MqLibrary *library)
{
  if (g_set_object (&self->library, library))
    g_hash_table_remove_all (self->textures);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  MqThumbnails *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = mq_library_get_thumbnail_finish (MQ_LIBRARY (source), result, &error);
  GdkTexture *texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;

  if (texture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_hash_table_size (self->textures) >= MOST_TEXTURES)
    g_hash_table_remove_all (self->textures);
  g_hash_table_insert (self->textures, g_strdup (g_task_get_task_data (task)),
                       g_object_ref (texture));
  g_task_return_pointer (task, texture, g_object_unref);
}

/** Reads the small picture of @hash. */
void
mq_thumbnails_get_async (MqThumbnails *self,
                         const char *hash,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, mq_thumbnails_get_async);
  g_task_set_task_data (task, g_strdup (hash), g_free);
  mq_library_get_thumbnail_async (self->library, hash, cancellable, on_read_cb, task);
}

GdkTexture *
mq_thumbnails_get_finish (MqThumbnails *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** Returns: (transfer none) (nullable): the picture where it has been read already */
GdkTexture *
mq_thumbnails_peek (MqThumbnails *self, const char *hash)
{
  return g_hash_table_lookup (self->textures, hash);
}

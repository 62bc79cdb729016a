/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mq-library.h"

G_BEGIN_DECLS

/** MqThumbnails: the small posters of a list, read when they are first seen and kept as long as
 * there is room. */
#define MQ_TYPE_THUMBNAILS (mq_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (MqThumbnails, mq_thumbnails, MQ, THUMBNAILS, GObject)

MqThumbnails *mq_thumbnails_new (void);
void mq_thumbnails_set_library (MqThumbnails *self, MqLibrary *library);
void mq_thumbnails_get_async (MqThumbnails *self,
                              const char *hash,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
GdkTexture *mq_thumbnails_get_finish (MqThumbnails *self, GAsyncResult *result, GError **error);
GdkTexture *mq_thumbnails_peek (MqThumbnails *self, const char *hash);

G_END_DECLS

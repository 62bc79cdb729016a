/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mq-library.h"

G_BEGIN_DECLS

void mq_picture_import_async (MqLibrary *library,
                              GObject *source,
                              MqPictureUse use,
                              GAsyncReadyCallback callback,
                              gpointer data);
MqPicture *mq_picture_import_finish (GAsyncResult *result, GError **error);

G_END_DECLS

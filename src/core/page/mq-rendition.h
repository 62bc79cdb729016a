/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-picture.h"

G_BEGIN_DECLS

typedef enum
{
  MQ_RENDITION_ERROR_NO_PICTURE,
  MQ_RENDITION_ERROR_TOO_LARGE,
} MqRenditionError;

#define MQ_RENDITION_ERROR (mq_rendition_error_quark ())
GQuark mq_rendition_error_quark (void);

#define MQ_RENDITION_LARGE 1600
#define MQ_RENDITION_SMALL 800

MqPicture *
mq_rendition_probe (GBytes *original, const char *file_name, MqPictureUse use, GError **error);
GBytes *mq_rendition_make (GBytes *original, int width, gboolean png, GError **error);
GBytes *mq_rendition_make_thumbnail (GBytes *original, GError **error);

guint mq_rendition_get_widths (const MqPicture *picture, int widths[2]);
char *mq_rendition_get_name (const MqPicture *picture, int width);
int mq_rendition_parse_name (const MqPicture *picture, const char *name);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-page.h"

G_BEGIN_DECLS

/**
 * MqPictureLoader:
 *
 * Gets the original of a picture by its hash.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
typedef GBytes *(*MqPictureLoader) (const char *hash, gpointer data, GError **error);

/**
 * MqExport:
 * @review: what goes out
 * @settings: how the page looks
 * @load_picture: where its pictures are
 * @data: for @load_picture
 */
typedef struct
{
  MqReview *review;
  const MqPageSettings *settings;
  MqPictureLoader load_picture;
  gpointer data;
} MqExport;

gboolean mq_export_page_folder (const MqExport *self, const char *path, GError **error);
gboolean mq_export_markdown_folder (const MqExport *self, const char *path, GError **error);
char *mq_export_single_file (const MqExport *self, GError **error);

G_END_DECLS

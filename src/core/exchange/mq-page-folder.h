/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MqPageFolder:
 *
 * A folder of files that comes into being whole or not at all. Files are written beside it first.
 */
typedef struct _MqPageFolder MqPageFolder;

MqPageFolder *mq_page_folder_begin (const char *path, const char *entry, GError **error);
gboolean mq_page_folder_add (MqPageFolder *self,
                             const char *name,
                             gconstpointer data,
                             gsize size,
                             GError **error);
gboolean mq_page_folder_commit (MqPageFolder *self, GError **error);
void mq_page_folder_free (MqPageFolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqPageFolder, mq_page_folder_free)

G_END_DECLS

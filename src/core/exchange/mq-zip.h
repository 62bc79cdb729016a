/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Says of a file in a ZIP whether it is wanted. */
typedef gboolean (*MqZipWants) (const char *name, gpointer data);

GPtrArray *mq_zip_list (const char *path, GError **error);
GHashTable *mq_zip_read (const char *path, MqZipWants wants, gpointer data, GError **error);

G_END_DECLS

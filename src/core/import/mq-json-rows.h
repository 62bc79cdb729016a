/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** A row of @table. @share: how much of the file was read. Returns: whether to go on */
typedef gboolean (
    *MqJsonRow) (const char *table, JsonObject *row, double share, gpointer data, GError **error);

gboolean mq_json_rows_read (const char *path,
                            const char *const *tables,
                            MqJsonRow take,
                            gpointer data,
                            GError **error);

G_END_DECLS

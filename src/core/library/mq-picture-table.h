/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"

G_BEGIN_DECLS

gboolean mq_picture_table_add (MqDatabase *database,
                               const char *hash,
                               GBytes *data,
                               GBytes *thumbnail,
                               GError **error);
GBytes *
mq_picture_table_get (MqDatabase *database, const char *hash, gboolean thumbnail, GError **error);
gboolean mq_picture_table_sweep (MqDatabase *database, GError **error);

G_END_DECLS

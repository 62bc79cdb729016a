/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"
#include "mq-snapshot.h"

G_BEGIN_DECLS

/* The tables of 003-history.sql. */

gboolean mq_snapshot_table_take (MqDatabase *database,
                                 const char *review,
                                 const MqSnapshot *snapshot,
                                 GBytes *document,
                                 char **pictures,
                                 GError **error);
GPtrArray *mq_snapshot_table_list (MqDatabase *database, const char *review, GError **error);
GBytes *
mq_snapshot_table_get (MqDatabase *database, const char *review, gint64 number, GError **error);

G_END_DECLS

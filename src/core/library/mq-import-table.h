/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"
#include "mq-import-records.h"

G_BEGIN_DECLS

gboolean mq_import_table_judge (MqDatabase *database, MqArrival *arrival, GError **error);
gboolean
mq_import_table_keep (MqDatabase *database, gint64 number, MqArrival *arrival, GError **error);
gint64 mq_import_table_begin (MqDatabase *database,
                              const char *source,
                              const char *format,
                              GError **error);
GPtrArray *mq_import_table_list (MqDatabase *database, GError **error);
gboolean mq_import_table_undo (MqDatabase *database,
                               gint64 number,
                               guint *deleted,
                               guint *binned,
                               GError **error);

G_END_DECLS

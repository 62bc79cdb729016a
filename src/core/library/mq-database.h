/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-statement.h"

G_BEGIN_DECLS

/* A connection and its prepared statements. It belongs to one thread. */
typedef struct _MqDatabase MqDatabase;

MqDatabase *mq_database_open (const char *path, GError **error);
void mq_database_close (MqDatabase *self);
MqStatement *mq_database_prepare (MqDatabase *self, const char *sql, GError **error);
gboolean mq_database_keep_journal (MqDatabase *self, GError **error);
gboolean mq_database_run (MqDatabase *self, const char *sql, GError **error);
gboolean mq_database_read_int (MqDatabase *self, const char *sql, gint64 *number, GError **error);
gboolean mq_database_begin (MqDatabase *self, GError **error);
gboolean mq_database_end (MqDatabase *self, gboolean good, GError **error);
gint64 mq_database_get_last_number (MqDatabase *self);
int mq_database_get_n_changes (MqDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqDatabase, mq_database_close)

G_END_DECLS

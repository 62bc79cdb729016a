/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* A prepared statement. Values are bound by name, columns are read by number. Owned by its
 * database. */
typedef struct
{
  sqlite3_stmt *handle;
} MqStatement;

typedef enum
{
  MQ_STEP_ERROR,
  MQ_STEP_ROW,
  MQ_STEP_DONE,
} MqStep;

void mq_statement_bind_text (MqStatement *self, const char *name, const char *text);
void mq_statement_bind_int (MqStatement *self, const char *name, gint64 number);
void mq_statement_bind_double (MqStatement *self, const char *name, double number);
void mq_statement_bind_bytes (MqStatement *self, const char *name, GBytes *bytes);
void mq_statement_bind_null (MqStatement *self, const char *name);
MqStep mq_statement_step (MqStatement *self, GError **error);
gboolean mq_statement_run (MqStatement *self, GError **error);
void mq_statement_reset (MqStatement *self);
const char *mq_statement_get_text (MqStatement *self, int column);
gint64 mq_statement_get_int (MqStatement *self, int column);
double mq_statement_get_double (MqStatement *self, int column);
GBytes *mq_statement_get_bytes (MqStatement *self, int column);

G_END_DECLS

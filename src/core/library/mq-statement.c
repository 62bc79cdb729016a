/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-statement.h"

#include "mq-library-error.h"

static int
find_parameter (MqStatement *self, const char *name)
{
  int index = sqlite3_bind_parameter_index (self->handle, name);
  if (index == 0)
    g_critical ("The statement has no %s: %s", name, sqlite3_sql (self->handle));
  return index;
}

void
mq_statement_bind_text (MqStatement *self, const char *name, const char *text)
{
  sqlite3_bind_text (self->handle, find_parameter (self, name), text, -1, SQLITE_TRANSIENT);
}

void
mq_statement_bind_int (MqStatement *self, const char *name, gint64 number)
{
  sqlite3_bind_int64 (self->handle, find_parameter (self, name), number);
}

void
mq_statement_bind_double (MqStatement *self, const char *name, double number)
{
  sqlite3_bind_double (self->handle, find_parameter (self, name), number);
}

void
mq_statement_bind_bytes (MqStatement *self, const char *name, GBytes *bytes)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);
  sqlite3_bind_blob64 (self->handle, find_parameter (self, name), data != NULL ? data : "", size,
                       SQLITE_TRANSIENT);
}

void
mq_statement_bind_null (MqStatement *self, const char *name)
{
  sqlite3_bind_null (self->handle, find_parameter (self, name));
}

/**
 * mq_statement_step:
 *
 * Returns: whether a row can be read, none is left, or it failed; in the last two cases the
 * statement is reset
 */
MqStep
mq_statement_step (MqStatement *self, GError **error)
{
  int code = sqlite3_step (self->handle);

  if (code == SQLITE_ROW)
    return MQ_STEP_ROW;
  if (code != SQLITE_DONE)
    mq_library_error_set_sqlite (error, code, sqlite3_errmsg (sqlite3_db_handle (self->handle)));
  mq_statement_reset (self);
  return code == SQLITE_DONE ? MQ_STEP_DONE : MQ_STEP_ERROR;
}

/** Runs a statement whose rows, if any, are not of interest. Returns: whether it went well */
gboolean
mq_statement_run (MqStatement *self, GError **error)
{
  MqStep step;

  while ((step = mq_statement_step (self, error)) == MQ_STEP_ROW)
    ;
  return step == MQ_STEP_DONE;
}

/** Makes the statement ready for the next use. Needed only where not all rows were read. */
void
mq_statement_reset (MqStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
}

const char *
mq_statement_get_text (MqStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

gint64
mq_statement_get_int (MqStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

double
mq_statement_get_double (MqStatement *self, int column)
{
  return sqlite3_column_double (self->handle, column);
}

GBytes *
mq_statement_get_bytes (MqStatement *self, int column)
{
  const void *data = sqlite3_column_blob (self->handle, column);
  return g_bytes_new (data, sqlite3_column_bytes (self->handle, column));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-database.h"

#include <glib/gi18n.h>

#include "mq-library-error.h"
#include "mq-search-words.h"
#include "mq-text.h"

#define BUSY_MILLISECONDS 5000

struct _MqDatabase
{
  sqlite3 *handle;
  GHashTable *statements; /* SQL to MqStatement */
  gboolean alone;         /* with the older journal, for want of shared memory */
};

static void
free_statement (gpointer data)
{
  MqStatement *statement = data;
  sqlite3_finalize (statement->handle);
  g_free (statement);
}

static void
has_words (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *words = (const char *) sqlite3_value_text (values[1]);

  sqlite3_result_int (context, text != NULL && words != NULL && mq_text_has_words (text, words));
}

/* What reads the file, and therefore its journal. */
#define LOOK "SELECT count(*) FROM sqlite_schema"

static MqDatabase *
open_file (const char *path, GError **error)
{
  g_autoptr (MqDatabase) self = g_new0 (MqDatabase, 1);
  int code = sqlite3_open_v2 (
      path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_statement);
  if (code != SQLITE_OK)
    {
      mq_library_error_set_sqlite (error, code == SQLITE_CANTOPEN ? SQLITE_READONLY : code,
                                   sqlite3_errmsg (self->handle));
      return NULL;
    }
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_create_function (self->handle, MQ_SEARCH_FUNCTION, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                           NULL, has_words, NULL, NULL);
  return g_steal_pointer (&self);
}

/* On another machine's disk programs may not be able to share memory, which SQLite's newer journal
 * needs. Who has the file alone can do without, and goes back to the older one:
 * https://www.sqlite.org/wal.html#use_of_wal_without_shared_memory */
static MqDatabase *
open_without_shared_memory (const char *path, GError **error)
{
  g_autoptr (MqDatabase) self = open_file (path, error);

  if (self == NULL
      || !mq_database_run (self,
                           "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; "
                           "PRAGMA locking_mode = NORMAL; " LOOK,
                           error))
    return NULL;
  self->alone = TRUE;
  return g_steal_pointer (&self);
}

/**
 * mq_database_open:
 * @path: the file; it is made where there is none
 *
 * Returns: (transfer full) (nullable): the connection
 */
MqDatabase *
mq_database_open (const char *path, GError **error)
{
  g_autoptr (MqDatabase) self = open_file (path, error);

  if (self == NULL)
    return NULL;
  if (!mq_database_run (self, LOOK, NULL)
      && sqlite3_extended_errcode (self->handle) == SQLITE_IOERR_SHMMAP)
    {
      mq_database_close (g_steal_pointer (&self));
      self = open_without_shared_memory (path, error);
    }
  if (self == NULL || !mq_database_run (self, "PRAGMA foreign_keys = ON", error)
      || !mq_database_run (self, "PRAGMA synchronous = FULL", error))
    return NULL;
  return g_steal_pointer (&self);
}

void
mq_database_close (MqDatabase *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self);
}

/**
 * mq_database_prepare:
 * @sql: one statement; prepared when it is first asked for
 *
 * Returns: (transfer none) (nullable): the statement, ready to be bound
 */
MqStatement *
mq_database_prepare (MqDatabase *self, const char *sql, GError **error)
{
  MqStatement *statement = g_hash_table_lookup (self->statements, sql);
  sqlite3_stmt *handle = NULL;
  int code;

  if (statement != NULL)
    return statement;
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (code != SQLITE_OK)
    {
      mq_library_error_set_sqlite (error, code, sqlite3_errmsg (self->handle));
      return NULL;
    }
  statement = g_new0 (MqStatement, 1);
  statement->handle = handle;
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

/** Runs statements that take no values, for pragmas and migrations. */
gboolean
mq_database_run (MqDatabase *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  mq_library_error_set_sqlite (error, code, sqlite3_errmsg (self->handle));
  return FALSE;
}

/** Chooses the journal by which what is written outlives a crash. Where that fails the file is to
 * be opened anew. */
gboolean
mq_database_keep_journal (MqDatabase *self, GError **error)
{
  return self->alone || mq_database_run (self, "PRAGMA journal_mode = WAL; " LOOK, error);
}

/** Reads the one number that a statement without values gives. */
gboolean
mq_database_read_int (MqDatabase *self, const char *sql, gint64 *number, GError **error)
{
  MqStatement *statement = mq_database_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  switch (mq_statement_step (statement, error))
    {
    case MQ_STEP_ROW:
      *number = mq_statement_get_int (statement, 0);
      mq_statement_reset (statement);
      return TRUE;
    case MQ_STEP_DONE:
      *number = 0;
      return TRUE;
    default:
      return FALSE;
    }
}

/** Begins a transaction that writes. A file that is not there any more would take it, and nobody
 * would ever read it. */
gboolean
mq_database_begin (MqDatabase *self, GError **error)
{
  int moved = 0;

  if (sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK
      && moved)
    {
      g_set_error (
          error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_GONE,
          _ ("The library’s file was moved or deleted while it was open. Put it back; until "
             "then nothing can be saved"));
      return FALSE;
    }
  return mq_database_run (self, "BEGIN IMMEDIATE", error);
}

/**
 * mq_database_end:
 * @good: whether to keep what the transaction did
 *
 * Returns: whether it was kept; @error is set here only where keeping it failed
 */
gboolean
mq_database_end (MqDatabase *self, gboolean good, GError **error)
{
  if (good && mq_database_run (self, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (self->handle))
    mq_database_run (self, "ROLLBACK", NULL);
  return FALSE;
}

gint64
mq_database_get_last_number (MqDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

int
mq_database_get_n_changes (MqDatabase *self)
{
  return sqlite3_changes (self->handle);
}

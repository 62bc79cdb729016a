/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-error.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

G_DEFINE_QUARK (mq - library - error - quark, mq_library_error)

/**
 * mq_library_error_set_sqlite:
 * @code: a result code of SQLite
 * @detail: what SQLite says
 *
 * Says what went wrong in words that help a writer.
 */
void
mq_library_error_set_sqlite (GError **error, int code, const char *detail)
{
  switch (code & 0xFF)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_BUSY,
                   _ ("Another program is using the library. Close it, and this is tried again"));
      break;
    case SQLITE_FULL:
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FULL,
                   _ ("The disk is full. Free some space; until then nothing can be saved"));
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      g_set_error (
          error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_READ_ONLY,
          _ ("The library can’t be written to. Check the permissions of its file and folder"));
      break;
    case SQLITE_CORRUPT:
      g_set_error (
          error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_DAMAGED,
          _ ("The library’s file is damaged. It was left as it is; put a backup in its place"));
      break;
    case SQLITE_NOTADB:
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FOREIGN,
                   _ ("This file is no Marquee library. It was left as it is; choose another"));
      break;
    default:
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FAILED,
                   _ ("The library can’t be used: %s"), detail);
    }
}

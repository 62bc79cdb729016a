/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-imports.h"

#include "mq-import-table.h"
#include "mq-library-private.h"

static gboolean
do_begin (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->revision = mq_import_table_begin (database, call->id, call->text, error);
  return call->revision != 0;
}

static gboolean
judge_all (MqDatabase *database, GPtrArray *arrivals, GError **error)
{
  for (guint i = 0; i < arrivals->len; i++)
    if (!mq_import_table_judge (database, arrivals->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
do_judge (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return judge_all (database, call->rows, error);
}

static gboolean
keep_all (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  for (guint i = 0; i < call->rows->len; i++)
    {
      MqArrival *arrival = call->rows->pdata[i];
      if (!mq_import_table_judge (database, arrival, error)
          || (arrival->verdict == MQ_ARRIVAL_NEW
              && !mq_import_table_keep (database, call->revision, arrival, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
do_keep (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  gboolean good;

  if (!mq_database_begin (database, error))
    return FALSE;
  good = keep_all (database, call, error);
  return mq_database_end (database, good, good ? error : NULL);
}

static gboolean
do_list (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->rows = mq_import_table_list (database, error);
  return call->rows != NULL;
}

static gboolean
do_undo (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  guint deleted = 0, binned = 0;
  gboolean good;

  if (!mq_database_begin (database, error))
    return FALSE;
  good = mq_import_table_undo (database, call->revision, &deleted, &binned, error);
  call->revision = deleted;
  call->caret = (int) binned;
  return mq_database_end (database, good, good ? error : NULL);
}

/**
 * mq_library_begin_import:
 * @source: where it comes from, for the critic
 * @format: the word for its format
 *
 * Returns: the number that the reviews are kept under; 0 with @error set
 */
gint64
mq_library_begin_import (MqLibrary *self, const char *source, const char *format, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (source);
  call->text = g_strdup (format);
  return mq_library_run (self, do_begin, call, error) ? call->revision : 0;
}

/** Says in each of @arrivals (element-type MqArrival) whether it is here already. */
gboolean
mq_library_judge_arrivals (MqLibrary *self, GPtrArray *arrivals, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->rows = g_ptr_array_ref (arrivals);
  return mq_library_run (self, do_judge, call, error);
}

/** Takes in what is new of @arrivals (element-type MqArrival), all or none. */
gboolean
mq_library_keep_arrivals (MqLibrary *self, gint64 number, GPtrArray *arrivals, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->revision = number;
  call->rows = g_ptr_array_ref (arrivals);
  return mq_library_run (self, do_keep, call, error);
}

/** Returns: (transfer full) (element-type MqImportRecord) (nullable): what can be taken back, the
 * last import first */
GPtrArray *
mq_library_list_imports (MqLibrary *self, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);
  return mq_library_run (self, do_list, call, error) ? g_steal_pointer (&call->rows) : NULL;
}

void
mq_library_list_imports_async (MqLibrary *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  mq_library_run_async (self, do_list, g_new0 (MqLibraryCall, 1), mq_library_list_imports_async,
                        cancellable, callback, data);
}

GPtrArray *
mq_library_list_imports_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  MqLibraryCall *call = mq_library_finish_call (self, result, mq_library_list_imports_async, error);
  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

/**
 * mq_library_undo_import:
 * @deleted: (out): how many reviews are gone
 * @binned: (out): how many are in the bin, as they were changed since
 *
 * Takes back what came with an import.
 */
gboolean
mq_library_undo_import (MqLibrary *self,
                        gint64 number,
                        guint *deleted,
                        guint *binned,
                        GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->revision = number;
  if (!mq_library_run (self, do_undo, call, error))
    return FALSE;
  *deleted = (guint) call->revision;
  *binned = (guint) call->caret;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-history.h"

#include "mq-library-private.h"
#include "mq-snapshot-table.h"

static gboolean
do_take (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  gboolean good;

  if (!mq_database_begin (database, error))
    return FALSE;
  good = mq_snapshot_table_take (database, call->id, call->record, call->bytes, call->words, error);
  return mq_database_end (database, good, good ? error : NULL);
}

static gboolean
do_list (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->rows = mq_snapshot_table_list (database, call->id, error);
  return call->rows != NULL;
}

static gboolean
do_get (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->record = mq_snapshot_table_get (database, call->revision, error);
  return call->record != NULL;
}

/** Keeps a state of a review, and thins the older ones; waits for the library's thread. */
gboolean
mq_library_take_snapshot (MqLibrary *self,
                          const char *review,
                          const MqSnapshot *snapshot,
                          GBytes *document,
                          char **pictures,
                          GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (review);
  call->record = (gpointer) snapshot;
  call->bytes = g_bytes_ref (document);
  call->words = g_strdupv (pictures);
  return mq_library_run (self, do_take, call, error);
}

/** Returns: (transfer full) (element-type MqSnapshot) (nullable): the newest first */
GPtrArray *
mq_library_list_snapshots (MqLibrary *self, const char *review, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (review);
  return mq_library_run (self, do_list, call, error) ? g_steal_pointer (&call->rows) : NULL;
}

/** Returns: (transfer full) (nullable): the document of a snapshot */
GBytes *
mq_library_get_snapshot (MqLibrary *self, gint64 number, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->revision = number;
  return mq_library_run (self, do_get, call, error) ? call->record : NULL;
}

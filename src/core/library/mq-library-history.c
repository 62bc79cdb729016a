/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-history.h"

#include "mq-library-private.h"
#include "mq-snapshot-table.h"

static gboolean
do_take (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  MqSnapshot snapshot = { .taken = call->revision, .reason = call->text };
  gboolean good;

  if (!mq_database_begin (database, error))
    return FALSE;
  good = mq_snapshot_table_take (database, call->id, &snapshot, call->bytes, call->words, error);
  return mq_database_end (database, good, good ? error : NULL);
}

static gboolean
do_list (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->rows = mq_snapshot_table_list (database, call->id, error);
  return call->rows != NULL;
}

/* As one look at the chain, which another program may be changing. */
static gboolean
do_get (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  if (!mq_database_begin (database, error))
    return FALSE;
  call->record = mq_snapshot_table_get (database, call->id, call->revision, error);
  return mq_database_end (database, call->record != NULL, call->record != NULL ? error : NULL);
}

static MqLibraryCall *
make_call (const char *review, const MqSnapshot *snapshot, GBytes *document, char **pictures)
{
  MqLibraryCall *call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (review);
  call->text = g_strdup (snapshot->reason);
  call->revision = snapshot->taken;
  call->bytes = g_bytes_ref (document);
  call->words = g_strdupv (pictures);
  return call;
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
  g_autoptr (MqLibraryCall) call = make_call (review, snapshot, document, pictures);
  return mq_library_run (self, do_take, call, error);
}

/** As mq_library_take_snapshot(), in its turn among the calls that were made before and after. */
void
mq_library_take_snapshot_async (MqLibrary *self,
                                const char *review,
                                const MqSnapshot *snapshot,
                                GBytes *document,
                                char **pictures,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  mq_library_run_async (self, do_take, make_call (review, snapshot, document, pictures),
                        mq_library_take_snapshot_async, NULL, callback, data);
}

gboolean
mq_library_take_snapshot_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return mq_library_finish_call (self, result, mq_library_take_snapshot_async, error) != NULL;
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
mq_library_get_snapshot (MqLibrary *self, const char *review, gint64 number, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (review);
  call->revision = number;
  return mq_library_run (self, do_get, call, error) ? call->record : NULL;
}

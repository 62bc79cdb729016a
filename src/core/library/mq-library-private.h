/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"
#include "mq-library.h"

G_BEGIN_DECLS

/* How the door's functions (mq-library-calls.c) get their work done on the library's thread
 * (mq-library.c). */

/* What goes in and comes out of an operation; which members it uses is the operation's own matter.
 */
typedef struct
{
  char *id;
  char *text;
  MqReview *review;
  MqQuery *query;
  GBytes *bytes;
  GBytes *thumbnail;
  gboolean flag;
  gint64 revision;
  int caret;
  GPtrArray *rows;
  char **words;
  gpointer record; /* the caller's */
} MqLibraryCall;

typedef gboolean (*MqLibraryOperation) (MqDatabase *database, MqLibraryCall *call, GError **error);

void mq_library_call_free (gpointer data);
gboolean
mq_library_run (MqLibrary *self, MqLibraryOperation operation, MqLibraryCall *call, GError **error);
void mq_library_run_async (MqLibrary *self,
                           MqLibraryOperation operation,
                           MqLibraryCall *call,
                           gpointer tag,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
MqLibraryCall *
mq_library_finish_call (MqLibrary *self, GAsyncResult *result, gpointer tag, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqLibraryCall, mq_library_call_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library.h"
#include "mq-snapshot.h"

G_BEGIN_DECLS

/* Earlier states of a review. What a document holds is for mq-history.h to know. */

gboolean mq_library_take_snapshot (MqLibrary *self,
                                   const char *review,
                                   const MqSnapshot *snapshot,
                                   GBytes *document,
                                   char **pictures,
                                   GError **error);
void mq_library_take_snapshot_async (MqLibrary *self,
                                     const char *review,
                                     const MqSnapshot *snapshot,
                                     GBytes *document,
                                     char **pictures,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
gboolean mq_library_take_snapshot_finish (MqLibrary *self, GAsyncResult *result, GError **error);
GPtrArray *mq_library_list_snapshots (MqLibrary *self, const char *review, GError **error);
GBytes *
mq_library_get_snapshot (MqLibrary *self, const char *review, gint64 number, GError **error);

G_END_DECLS

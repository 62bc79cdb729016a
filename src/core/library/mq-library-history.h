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
GPtrArray *mq_library_list_snapshots (MqLibrary *self, const char *review, GError **error);
GBytes *mq_library_get_snapshot (MqLibrary *self, gint64 number, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library.h"

G_BEGIN_DECLS

/* Reads a review out of a backup, which may be large, on a thread of its own. */
void mq_backup_load_async (const char *backup,
                           const char *id,
                           MqLibrary *library,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
MqReview *mq_backup_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS

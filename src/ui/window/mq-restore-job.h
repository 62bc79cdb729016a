/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-backup.h"

G_BEGIN_DECLS

/* Putting a backup in the place of a library, on another thread. */
void mq_restore_job_start (const char *backup,
                           const char *library,
                           gboolean was_closed,
                           GAsyncReadyCallback callback,
                           gpointer data);
char *mq_restore_job_finish (GAsyncResult *result, GError **error);

G_END_DECLS

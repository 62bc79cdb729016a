/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-backup.h"

G_BEGIN_DECLS

/* Making a backup on another thread, and a copy of it in another folder. */
void mq_backup_job_start (const char *library,
                          const char *folder,
                          GAsyncReadyCallback callback,
                          gpointer data);
char *mq_backup_job_finish (GAsyncResult *result, GError **error);

G_END_DECLS

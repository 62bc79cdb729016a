/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-export-all.h"
#include "mq-progress-relay.h"

G_BEGIN_DECLS

void mq_export_all_job_start (MqLibrary *library,
                              const char *format,
                              const char *pictures_address,
                              const char *path,
                              MqProgressFunc progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean mq_export_all_job_finish (GAsyncResult *result,
                                   guint *n_reviews,
                                   GPtrArray **notes,
                                   GError **error);

G_END_DECLS

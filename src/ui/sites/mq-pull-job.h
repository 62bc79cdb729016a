/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-progress-relay.h"
#include "mq-pull.h"

G_BEGIN_DECLS

void mq_pull_job_list_start (MqLibrary *library,
                             const MqSite *site,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
GPtrArray *mq_pull_job_list_finish (GAsyncResult *result, GError **error);

void mq_pull_job_bring_start (MqLibrary *library,
                              const MqSite *site,
                              GPtrArray *entries,
                              MqProgressFunc progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
guint mq_pull_job_bring_finish (GAsyncResult *result, GPtrArray **notes, GError **error);

G_END_DECLS

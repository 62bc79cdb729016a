/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-mirror.h"

G_BEGIN_DECLS

/* Bringing library and mirror together on another thread. */
void mq_mirror_job_start (MqLibrary *library,
                          const char *folder,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
MqMirrorReport *mq_mirror_job_finish (GAsyncResult *result, GError **error);

G_END_DECLS

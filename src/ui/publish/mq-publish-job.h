/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-outbox.h"

G_BEGIN_DECLS

/* Delivering on another thread, while the critic writes on. @progress is called on the main thread.
 */
void mq_publish_job_start (MqLibrary *library,
                           MqReview *review,
                           const MqSite *site,
                           const MqPublishRequest *request,
                           MqDeliveryChoice choice,
                           MqDeliveryProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
MqDeliveryReport *mq_publish_job_finish (GAsyncResult *result, MqPost **theirs, GError **error);

void mq_publish_job_resume_start (MqLibrary *library, GAsyncReadyCallback callback, gpointer data);
int mq_publish_job_resume_finish (GAsyncResult *result, GError **error);

G_END_DECLS

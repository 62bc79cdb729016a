/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-site-look.h"

G_BEGIN_DECLS

/* Asking a site, and the library, about a review before it goes out; on another thread. */
void mq_look_job_start (MqLibrary *library,
                        MqReview *review,
                        const MqSite *site,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);
MqSiteLook *mq_look_job_finish (GAsyncResult *result, char **twin, GError **error);

G_END_DECLS

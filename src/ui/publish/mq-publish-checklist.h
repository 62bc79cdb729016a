/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-site-look.h"

G_BEGIN_DECLS

/**
 * MqPublishChecklist:
 *
 * What is amiss with a review before it goes out, with a button to each place.
 *
 * Signals: `go-to` (a place of MqPublishCheck).
 */
#define MQ_TYPE_PUBLISH_CHECKLIST (mq_publish_checklist_get_type ())
G_DECLARE_FINAL_TYPE (MqPublishChecklist,
                      mq_publish_checklist,
                      MQ,
                      PUBLISH_CHECKLIST,
                      AdwPreferencesGroup)

void mq_publish_checklist_show (MqPublishChecklist *self,
                                MqReview *review,
                                const MqSiteLook *look,
                                const char *twin);

G_END_DECLS

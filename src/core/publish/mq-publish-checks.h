/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-site-look.h"

G_BEGIN_DECLS

/**
 * MqPublishCheck:
 * @sentence: what is amiss
 * @reason: why that matters, or where it is
 * @place: where it is put right: "title", "director", "rating", "summary", "poster", "still",
 * "text", "tags" or "embargo"
 *
 * Something that the critic may want to put right before a review goes out.
 */
typedef struct
{
  char *sentence;
  char *reason;
  const char *place;
} MqPublishCheck;

GPtrArray *
mq_publish_checks_run (MqReview *review, const MqSiteLook *look, const char *twin, guint *n_passed);

G_END_DECLS

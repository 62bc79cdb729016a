/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-review.h"

G_BEGIN_DECLS

gint64 mq_embargo_get_end (MqReview *review, MqReviewText which);
char *mq_embargo_dup_until (MqReview *review, MqReviewText which, gint64 moment);
char *mq_embargo_dup_export_warning (MqReview *review);

G_END_DECLS

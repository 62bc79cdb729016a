/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-review.h"

G_BEGIN_DECLS

gboolean mq_credit_lines_take_fact (MqReview *review, const char *label, const char *value);
char *mq_credit_lines_take (MqReview *review, const char *markdown);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-review.h"

G_BEGIN_DECLS

void mq_markup_read_review (const char *html,
                            const char *base,
                            GHashTable *picture_names,
                            MqReview *review);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-review.h"

G_BEGIN_DECLS

char *mq_markup_read_page (const char *html, MqReview *review);

G_END_DECLS

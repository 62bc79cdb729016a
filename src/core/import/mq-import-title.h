/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-review.h"

G_BEGIN_DECLS

void mq_import_title_set (MqReview *review, const char *title);

G_END_DECLS

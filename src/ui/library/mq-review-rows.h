/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-review-row.h"

G_BEGIN_DECLS

/* A list store of MqReviewRow. */
int mq_review_rows_find (GListStore *rows, const char *id);
const char *mq_review_rows_peek_id (GListStore *rows, int position);
void mq_review_rows_take (GListStore *rows, GPtrArray *fresh);

G_END_DECLS

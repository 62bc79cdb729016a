/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqReviewsView:
 *
 * Rows of reviews to choose from, each with a menu; many of them can be selected, too.
 *
 * Property: "selecting" (whether a click selects rather than opens). Signals: `chosen` (id),
 * `duplicate` (id), `export` (id), `bin` (ids, a GStrv), `put-back` (id), `delete` (id).
 */
#define MQ_TYPE_REVIEWS_VIEW (mq_reviews_view_get_type ())
G_DECLARE_FINAL_TYPE (MqReviewsView, mq_reviews_view, MQ, REVIEWS_VIEW, AdwBin)

void mq_reviews_view_set_library (MqReviewsView *self, MqLibrary *library);
void mq_reviews_view_take (MqReviewsView *self, GPtrArray *rows);
GListStore *mq_reviews_view_get_rows (MqReviewsView *self);
void mq_reviews_view_mark (MqReviewsView *self, const char *id);
void mq_reviews_view_set_in_bin (MqReviewsView *self, gboolean in_bin);
void mq_reviews_view_set_selecting (MqReviewsView *self, gboolean selecting);
gboolean mq_reviews_view_get_selecting (MqReviewsView *self);
void mq_reviews_view_choose (MqReviewsView *self, guint position);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MqRatingChart:
 *
 * Ratings over the years of the works, from the least to the best that can be given.
 */
#define MQ_TYPE_RATING_CHART (mq_rating_chart_get_type ())
G_DECLARE_FINAL_TYPE (MqRatingChart, mq_rating_chart, MQ, RATING_CHART, GtkWidget)

void mq_rating_chart_set_works (MqRatingChart *self, GPtrArray *works);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mq-rating.h"

G_BEGIN_DECLS

/**
 * MqRatingStars:
 *
 * Draws a rating: stars with halves, or the number or letter of a scale without stars. Where it is
 * editable, a click, the arrow keys and typing change it; Backspace clears it.
 *
 * Signal `changed`: the critic gave another rating.
 */
#define MQ_TYPE_RATING_STARS (mq_rating_stars_get_type ())
G_DECLARE_FINAL_TYPE (MqRatingStars, mq_rating_stars, MQ, RATING_STARS, GtkWidget)

MqRating mq_rating_stars_get_rating (MqRatingStars *self);
void mq_rating_stars_set_rating (MqRatingStars *self, MqRating rating);
void mq_rating_stars_set_scale (MqRatingStars *self, MqScale scale);

G_END_DECLS

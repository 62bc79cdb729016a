/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqScale:
 *
 * How a critic rates: with stars, in points, in letters, or not at all.
 */
typedef enum
{
  MQ_SCALE_NONE,
  MQ_SCALE_STARS_4,
  MQ_SCALE_STARS_5,
  MQ_SCALE_TEN,
  MQ_SCALE_HUNDRED,
  MQ_SCALE_LETTERS,
} MqScale;

#define MQ_N_SCALES (MQ_SCALE_LETTERS + 1)

/**
 * MqRating:
 * @scale: the scale; %MQ_SCALE_NONE where the work is not rated
 * @value: between @worst and the scale's best; letters run from 0 (F) to 12 (A+)
 * @worst: the least that can be given, 0 unless a file says otherwise
 */
typedef struct
{
  MqScale scale;
  double value;
  double worst;
} MqRating;

#define MQ_RATING_NONE ((MqRating) { MQ_SCALE_NONE, 0, 0 })

typedef enum
{
  MQ_RATING_ERROR_SYNTAX,
  MQ_RATING_ERROR_RANGE,
} MqRatingError;

#define MQ_RATING_ERROR (mq_rating_error_quark ())
GQuark mq_rating_error_quark (void);

const char *mq_scale_to_string (MqScale scale);
gboolean mq_scale_from_string (const char *text, MqScale *scale);
gboolean mq_scale_from_best (double best, MqScale *scale);
double mq_scale_get_best (MqScale scale);
double mq_scale_get_step (MqScale scale);
int mq_scale_get_stars (MqScale scale);

gboolean mq_rating_parse (const char *text, MqScale scale, MqRating *rating, GError **error);
gboolean mq_rating_check (const MqRating *rating, GError **error);
double mq_rating_get_share (const MqRating *rating);
char *mq_rating_to_text (const MqRating *rating);
char *mq_rating_to_stars (const MqRating *rating);
gboolean mq_rating_equal (const MqRating *a, const MqRating *b);

G_END_DECLS

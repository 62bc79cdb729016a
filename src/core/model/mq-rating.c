/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-rating.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK (mq - rating - error - quark, mq_rating_error)

static const struct
{
  const char *id;
  double best;
  double step;
  int stars;
} scales[MQ_N_SCALES] = {
  [MQ_SCALE_NONE] = { "none", 0, 0, 0 },         [MQ_SCALE_STARS_4] = { "stars4", 4, 0.5, 4 },
  [MQ_SCALE_STARS_5] = { "stars5", 5, 0.5, 5 },  [MQ_SCALE_TEN] = { "ten", 10, 0.5, 0 },
  [MQ_SCALE_HUNDRED] = { "hundred", 100, 1, 0 }, [MQ_SCALE_LETTERS] = { "letters", 12, 1, 0 },
};

/* From 0 upwards. */
static const char *const letters[]
    = { "F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+" };

const char *
mq_scale_to_string (MqScale scale)
{
  return scales[scale].id;
}

gboolean
mq_scale_from_string (const char *text, MqScale *scale)
{
  for (int i = 0; i < MQ_N_SCALES; i++)
    if (g_strcmp0 (scales[i].id, text) == 0)
      {
        *scale = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * mq_scale_from_best:
 * @best: 4, 5, 10 or 100
 * @scale: (out): the scale whose best that is
 *
 * Returns: whether there is such a scale
 */
gboolean
mq_scale_from_best (double best, MqScale *scale)
{
  for (int i = MQ_SCALE_STARS_4; i <= MQ_SCALE_HUNDRED; i++)
    if (scales[i].best == best)
      {
        *scale = i;
        return TRUE;
      }
  return FALSE;
}

double
mq_scale_get_best (MqScale scale)
{
  return scales[scale].best;
}

/**
 * mq_scale_get_step:
 *
 * Returns: the least difference between two ratings: half a star, one point, one letter
 */
double
mq_scale_get_step (MqScale scale)
{
  return scales[scale].step;
}

/**
 * mq_scale_get_stars:
 *
 * Returns: how many stars are drawn, 0 for scales that have none
 */
int
mq_scale_get_stars (MqScale scale)
{
  return scales[scale].stars;
}

static gboolean
parse_letter (const char *text, double *value)
{
  g_autofree char *plain = g_strdup (text);
  char *minus = strstr (plain, "−"); /* U+2212 */

  if (minus != NULL)
    strcpy (minus, "-");
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (g_ascii_strcasecmp (letters[i], plain) == 0)
      {
        *value = i;
        return TRUE;
      }
  return FALSE;
}

/* "3", "3.5", "3,5", "3½", "½", "3 1/2" and each with "/5" or "out of 5" behind it */
static gboolean
parse_number (const char *text, double *value)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) number = g_regex_new (
      "^(\\d{1,3}(?:[.,]\\d{1,3})?)?\\s*(½| 1/2)?(?:\\s*(?:/|out of)\\s*\\d{1,3})?$", 0, 0, NULL);
  g_autofree char *whole = NULL, *half = NULL;

  if (!g_regex_match (number, text, 0, &match))
    return FALSE;
  whole = g_match_info_fetch (match, 1);
  half = g_match_info_fetch (match, 2);
  if (whole == NULL || (*whole == '\0' && (half == NULL || *half == '\0')))
    return FALSE;
  g_strdelimit (whole, ",", '.');
  *value = g_ascii_strtod (whole, NULL) + (half != NULL && *half != '\0' ? 0.5 : 0);
  return TRUE;
}

/**
 * mq_rating_parse:
 * @text: what the critic typed: "3.5", "3½", "7/10", "B+"; empty for no rating
 * @scale: the scale to read it by
 * @rating: (out): set on success only
 * @error: return location for a #GError of %MQ_RATING_ERROR, with a sentence for the critic
 *
 * Returns: whether the text is a rating on that scale
 */
gboolean
mq_rating_parse (const char *text, MqScale scale, MqRating *rating, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  MqRating read = { scale, 0, 0 };

  if (*clean == '\0' || scale == MQ_SCALE_NONE)
    {
      *rating = MQ_RATING_NONE;
      return TRUE;
    }
  if (!(scale == MQ_SCALE_LETTERS ? parse_letter : parse_number) (clean, &read.value))
    {
      g_set_error (error, MQ_RATING_ERROR, MQ_RATING_ERROR_SYNTAX,
                   scale == MQ_SCALE_LETTERS ? _ ("“%s” is no rating. Write a letter from A+ to F")
                                             : _ ("“%s” is no rating. Write a number such as 3.5"),
                   clean);
      return FALSE;
    }
  if (!mq_rating_check (&read, error))
    return FALSE;
  *rating = read;
  return TRUE;
}

/**
 * mq_rating_check:
 *
 * Returns: whether the rating lies on its scale
 */
gboolean
mq_rating_check (const MqRating *rating, GError **error)
{
  double best = scales[rating->scale].best;

  if (rating->scale != MQ_SCALE_NONE
      && fabs (rating->value * 100 - round (rating->value * 100)) > 1e-6)
    {
      g_set_error (error, MQ_RATING_ERROR, MQ_RATING_ERROR_RANGE,
                   _ ("A rating of %g is too fine. Write a number with at most two decimals"),
                   rating->value);
      return FALSE;
    }
  if (rating->scale == MQ_SCALE_NONE || (rating->value >= rating->worst && rating->value <= best))
    return TRUE;
  g_set_error (error, MQ_RATING_ERROR, MQ_RATING_ERROR_RANGE,
               _ ("A rating of %g is outside the scale. Write a number from %g to %g"),
               rating->value, rating->worst, best);
  return FALSE;
}

/** Returns: how much of the best it is, 0 to 1, by which ratings on different scales compare */
double
mq_rating_get_share (const MqRating *rating)
{
  return rating->scale == MQ_SCALE_NONE ? 0 : rating->value / scales[rating->scale].best;
}

/**
 * mq_rating_to_text:
 *
 * Returns: (transfer full): "3.5", "88" or "B+", the same in every locale; empty without a rating
 */
char *
mq_rating_to_text (const MqRating *rating)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (rating->scale == MQ_SCALE_NONE)
    return g_strdup ("");
  if (rating->scale == MQ_SCALE_LETTERS)
    return g_strdup (letters[CLAMP ((int) lround (rating->value), 0, 12)]);
  return g_strdup (g_ascii_formatd (number, sizeof number, "%.10g", rating->value));
}

/**
 * mq_rating_to_stars:
 *
 * Returns: (transfer full): "★★★½☆", rounded to halves; empty for scales without stars
 */
char *
mq_rating_to_stars (const MqRating *rating)
{
  GString *stars = g_string_new (NULL);
  int halves = (int) lround (rating->value * 2);

  for (int i = 0; i < scales[rating->scale].stars; i++)
    g_string_append (stars, halves >= 2 * i + 2 ? "★" : halves == 2 * i + 1 ? "½" : "☆");
  return g_string_free_and_steal (stars);
}

gboolean
mq_rating_equal (const MqRating *a, const MqRating *b)
{
  return a->scale == b->scale
         && (a->scale == MQ_SCALE_NONE || (a->value == b->value && a->worst == b->worst));
}

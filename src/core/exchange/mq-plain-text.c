/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-plain-text.h"

#include <string.h>

#include "mq-document.h"
#include "mq-names.h"
#include "mq-phrases.h"

static void
append_credits (GString *text, MqReview *review, const char *language)
{
  MqCredits *credits = mq_review_get_credits (review);

  for (guint i = 0; i < mq_credits_get_length (credits); i++)
    {
      const MqCredit *credit = mq_credits_get (credits, i);
      const char *label = mq_phrase_role (language, credit->role, credit->names[1] != NULL);
      g_autofree char *names = mq_names_print ((const char *const *) credit->names, language);

      if (label != NULL)
        g_string_append_printf (text, "%s %s\n", label, names);
      else
        g_string_append_printf (text, "%s: %s\n", credit->role, names);
    }
}

static void
append_rating (GString *text, MqReview *review, const char *language)
{
  MqRating rating = mq_review_get_rating (review);
  g_autofree char *value = mq_rating_to_text (&rating);

  if (rating.scale == MQ_SCALE_LETTERS)
    g_string_append_printf (text, "%s\n", value);
  else if (rating.scale != MQ_SCALE_NONE)
    g_string_append_printf (text, "%s %s %g\n", value, mq_phrase (language, MQ_PHRASE_OUT_OF),
                            mq_scale_get_best (rating.scale));
}

static void
append_screenings (GString *text, MqReview *review, const char *language)
{
  const char *words = mq_review_get_text (review, MQ_REVIEW_SCREENINGS_TEXT);
  const char *label = mq_review_get_text (review, MQ_REVIEW_SCREENINGS_LABEL);
  const char *url = mq_review_get_text (review, MQ_REVIEW_SCREENINGS_URL);

  if (*label == '\0' && *url == '\0')
    return;
  g_string_append_printf (text, "\n%s %s",
                          *words != '\0' ? words : mq_phrase (language, MQ_PHRASE_SCREENINGS),
                          *label != '\0' ? label : url);
  if (*label != '\0' && *url != '\0')
    g_string_append_printf (text, " (%s)", url);
  g_string_append_c (text, '\n');
}

/**
 * mq_plain_text_print:
 *
 * Returns: (transfer full): the review as a sub-editor wants it: title, credits, rating,
 * standfirst, the words without markup, paragraphs parted by empty lines
 */
char *
mq_plain_text_print (MqReview *review)
{
  const char *language = mq_review_get_text (review, MQ_REVIEW_LANGUAGE);
  const char *title = mq_review_get_text (review, MQ_REVIEW_TITLE);
  const char *standfirst = mq_review_get_text (review, MQ_REVIEW_STANDFIRST);
  const char *byline = mq_review_get_text (review, MQ_REVIEW_BYLINE);
  g_autofree char *body
      = mq_document_print_plain (mq_review_get_text (review, MQ_REVIEW_BODY), language);
  GString *text = g_string_new (title);

  if (mq_review_get_year (review) > 0)
    g_string_append_printf (text, "%s(%d)", *title != '\0' ? " " : "", mq_review_get_year (review));
  g_string_append (text, text->len > 0 ? "\n" : "");
  append_credits (text, review, language);
  append_rating (text, review, language);
  if (*standfirst != '\0')
    g_string_append_printf (text, "\n%s\n", standfirst);
  if (*byline != '\0')
    g_string_append_printf (text, "\n%s %s\n", mq_phrase (language, MQ_PHRASE_BY), byline);
  if (*body != '\0')
    g_string_append_printf (text, "\n%s\n", body);
  append_screenings (text, review, language);
  return g_string_free_and_steal (text);
}

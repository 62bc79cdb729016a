/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-embargo.h"

#include <glib/gi18n.h>

#include "mq-iso-date.h"

/**
 * mq_embargo_get_end:
 * @which: %MQ_REVIEW_EMBARGO or %MQ_REVIEW_SOCIAL_EMBARGO
 *
 * Returns: when the embargo ends, in seconds since 1970; 0 without one, %G_MAXINT64 where what
 * stands there is no date: what can't be read must not be broken
 */
gint64
mq_embargo_get_end (MqReview *review, MqReviewText which)
{
  const char *text = mq_review_get_text (review, which);
  g_autoptr (GDateTime) end = mq_iso_date_parse_here (text);

  if (*text == '\0')
    return 0;
  return end != NULL ? g_date_time_to_unix (end) : G_MAXINT64;
}

/**
 * mq_embargo_dup_until:
 * @moment: seconds since 1970
 *
 * Returns: (transfer full) (nullable): until when the embargo holds, for a sentence; %NULL where
 * none holds at @moment
 */
char *
mq_embargo_dup_until (MqReview *review, MqReviewText which, gint64 moment)
{
  const char *text = mq_review_get_text (review, which);
  g_autoptr (GDateTime) end = mq_iso_date_parse_here (text);

  if (moment >= mq_embargo_get_end (review, which))
    return NULL;
  return end != NULL ? g_date_time_format (end, _ ("%-d %B %Y, %H:%M %Z")) : g_strdup (text);
}

/** Returns: (transfer full) (nullable): a sentence for whoever is about to make a file of @review,
 * %NULL where it may be shown to anybody */
char *
mq_embargo_dup_export_warning (MqReview *review)
{
  g_autofree char *until
      = mq_embargo_dup_until (review, MQ_REVIEW_EMBARGO, g_get_real_time () / G_USEC_PER_SEC);

  if (until == NULL)
    return NULL;
  return g_strdup_printf (
      _ ("This review is under embargo until %s. Show what you export to nobody before"), until);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-import-item.h"
#include "mq-iso-date.h"
#include "mq-text.h"

/* What other programs let stand makes no sense in a review, and Marquee itself would refuse it in a
 * file: it could not come back from there. */

static const MqReviewText dates[]
    = { MQ_REVIEW_PUBLISHED, MQ_REVIEW_SEEN, MQ_REVIEW_EMBARGO, MQ_REVIEW_SOCIAL_EMBARGO };
static const MqReviewText addresses[]
    = { MQ_REVIEW_ADDRESS, MQ_REVIEW_SCREENINGS_URL, MQ_REVIEW_BYLINE_URL, MQ_REVIEW_OUTLET_URL };

static void
check_date (MqImportItem *item, MqReviewText which)
{
  MqReview *review = mq_import_item_get_review (item);
  const char *text = mq_review_get_text (review, which);
  g_autofree char *date = *text != '\0' ? mq_iso_date_normalize (text) : g_strdup ("");

  if (date == NULL)
    mq_import_item_note (item, _ ("Left out, for it is no date: %s"), text);
  mq_review_set_text (review, which, date != NULL ? date : "");
}

static void
check_address (MqImportItem *item, MqReviewText which)
{
  MqReview *review = mq_import_item_get_review (item);
  const char *text = mq_review_get_text (review, which);

  if (*text == '\0' || mq_text_is_web_address (text, FALSE))
    return;
  mq_import_item_note (item, _ ("Left out, for it is no address: %s"), text);
  mq_review_set_text (review, which, "");
}

/* "en_US.UTF-8" means "en-US". */
static void
check_language (MqImportItem *item)
{
  MqReview *review = mq_import_item_get_review (item);
  const char *text = mq_review_get_text (review, MQ_REVIEW_LANGUAGE);
  g_autofree char *tag = g_strndup (text, strcspn (text, ".@ "));

  g_strdelimit (tag, "_", '-');
  if (*text == '\0' || mq_text_is_language (text))
    return;
  if (!mq_text_is_language (tag))
    {
      mq_import_item_note (item, _ ("Left out, for it is no language’s tag: %s"), text);
      *tag = '\0';
    }
  mq_review_set_text (review, MQ_REVIEW_LANGUAGE, tag);
}

static void
check_year (MqImportItem *item)
{
  MqReview *review = mq_import_item_get_review (item);
  int year = mq_review_get_year (review);

  if (year >= 0 && year <= 9999)
    return;
  mq_import_item_note (item, _ ("Left out, for it is no year: %d"), year);
  mq_review_set_year (review, 0);
}

/** Takes out of a review from another program what makes no sense, with a note of each. */
void
mq_import_item_check_facts (MqImportItem *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    check_date (self, dates[i]);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    check_address (self, addresses[i]);
  check_language (self);
  check_year (self);
}

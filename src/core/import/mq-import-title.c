/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-title.h"

/* The first films are from 1888. */
#define FIRST_YEAR 1888
#define LAST_YEAR 2100

/** Gives a review its title, and its year where that stands behind it: "Rust and Bone (2012)". */
void
mq_import_title_set (MqReview *review, const char *title)
{
  g_autoptr (GRegex) dated = g_regex_new ("^(.+?)\\s*[(\\[]([0-9]{4})[)\\]]$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL, *year = NULL;
  gint64 number = 0;

  if (g_regex_match (dated, title, 0, &match))
    {
      name = g_match_info_fetch (match, 1);
      year = g_match_info_fetch (match, 2);
      number = g_ascii_strtoll (year, NULL, 10);
    }
  if (number < FIRST_YEAR || number > LAST_YEAR)
    {
      mq_review_set_text (review, MQ_REVIEW_TITLE, title);
      return;
    }
  mq_review_set_text (review, MQ_REVIEW_TITLE, name);
  mq_review_set_year (review, (int) number);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqPhrase:
 *
 * The fixed words of a finished page. They follow the language of the review, not that of the
 * desktop, so that a page is the same wherever it is made.
 */
typedef enum
{
  MQ_PHRASE_AND,
  MQ_PHRASE_WITH,
  MQ_PHRASE_YEAR,
  MQ_PHRASE_RUNTIME,
  MQ_PHRASE_MINUTES,
  MQ_PHRASE_CERTIFICATE,
  MQ_PHRASE_COUNTRY,
  MQ_PHRASE_LANGUAGE,
  MQ_PHRASE_DISTRIBUTOR,
  MQ_PHRASE_RELEASED,
  MQ_PHRASE_ORIGINAL_TITLE,
  MQ_PHRASE_OUT_OF,
  MQ_PHRASE_BY,
  MQ_PHRASE_REVIEW,
  MQ_PHRASE_SCREENINGS,
  MQ_PHRASE_SKIP,
  MQ_PHRASE_PERMALINK,
  MQ_PHRASE_SPOILER,
  MQ_PHRASE_PICTURE_CREDIT,
  MQ_PHRASE_REPLY_TITLE,
  MQ_PHRASE_REPLY_NOTICE,
  MQ_PHRASE_REPLY,
  MQ_PHRASE_NAME,
  MQ_PHRASE_EMAIL,
  MQ_PHRASE_WEBSITE,
  MQ_PHRASE_ROBOT,
  MQ_PHRASE_YES,
  MQ_PHRASE_NO,
  MQ_PHRASE_POST,
  MQ_PHRASE_LEAVE_EMPTY,
  MQ_PHRASE_LAST,
} MqPhrase;

const char *mq_phrase (const char *language, MqPhrase phrase);
const char *mq_phrase_month (const char *language, int month);
char *mq_phrase_date (const char *language, GDateTime *date);
const char *mq_phrase_role (const char *language, const char *role, gboolean many);
const char *mq_phrase_find_role (const char *label);
gboolean mq_phrase_is (MqPhrase phrase, const char *text);

G_END_DECLS

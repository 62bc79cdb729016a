/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"

G_BEGIN_DECLS

/**
 * MqSearchWords:
 * @match: (nullable): what FTS5 is asked, %NULL where only fields were typed
 * @where: further conditions, each with " AND " before it, "" for none
 * @values: (element-type MqSearchValue): what @where's parameters :f0, :f1 … stand for
 *
 * What was typed into the search: plain words, each of which may be the beginning of a longer one;
 * "words in a row"; and words of a field, such as dir:audiard, rating:>=4, year:2010..2015 or
 * tag:"road movie".
 */
typedef struct
{
  char *match;
  char *where;
  GPtrArray *values;
} MqSearchWords;

MqSearchWords *mq_search_words_parse (const char *typed);
void mq_search_words_free (MqSearchWords *self);
const char *mq_search_words_find_last (const char *typed, char **field, char **value);
void mq_search_words_bind (const MqSearchWords *self, MqStatement *statement);

/** SQL: the best that can be given on a rating's scale */
#define MQ_SEARCH_BEST_RATING                                                                      \
  "CASE rating_scale WHEN 'stars4' THEN 4 WHEN 'stars5' THEN 5 WHEN 'ten' THEN 10 WHEN 'letters' " \
  "THEN 12 ELSE 100 END"

/** The SQL function that @where uses, mq_text_has_words() */
#define MQ_SEARCH_FUNCTION "mq_has_words"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqSearchWords, mq_search_words_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"
#include "mq-query.h"
#include "mq-review-row.h"

G_BEGIN_DECLS

/** What stands before and behind the words that were found in a row's snippet. */
#define MQ_SNIPPET_START "\x02"
#define MQ_SNIPPET_END "\x03"

/** The columns of a row of a list, and how many they are */
#define MQ_SEARCH_ROW_COLUMNS                                                                      \
  "review.id, review.title, year, directors, rating_scale, rating_value, rating_worst, status, "   \
  "changed, poster"
#define MQ_SEARCH_N_ROW_COLUMNS 10

MqReviewRow *mq_search_table_read_row (MqStatement *statement);
GPtrArray *mq_search_table_list (MqDatabase *database, const MqQuery *query, GError **error);
GPtrArray *mq_search_table_complete_name (MqDatabase *database,
                                          const char *start,
                                          const char *except,
                                          GError **error);
char *mq_search_table_find_twin (MqDatabase *database,
                                 MqReview *review,
                                 gboolean same_work,
                                 GError **error);
char **mq_search_table_list_words (MqDatabase *database, const char *list, GError **error);

G_END_DECLS

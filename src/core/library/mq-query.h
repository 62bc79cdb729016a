/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MQ_SORT_CHANGED,
  MQ_SORT_TITLE,
  MQ_SORT_YEAR,
  MQ_SORT_RATING,
} MqSort;

typedef enum
{
  MQ_SHOW_ALL,
  MQ_SHOW_DRAFTS,
  MQ_SHOW_OUT,
  MQ_SHOW_BIN,
} MqShow;

/**
 * MqQuery:
 * @words: (nullable): what was typed into the search; the last word may be unfinished
 * @tag: (nullable): only reviews with this tag
 * @person: (nullable): only reviews whose credits name this person
 * @outlet: (nullable): only reviews for this outlet
 * @year: only works of this year, 0 for all
 * @least_rating: only works rated at least this share of the best, 0 to 1
 * @limit: the most rows, 0 for all
 *
 * Which reviews a list shows, and how.
 */
typedef struct
{
  char *words;
  MqShow show;
  MqSort sort;
  char *tag;
  char *person;
  char *outlet;
  int year;
  double least_rating;
  int limit;
} MqQuery;

MqQuery *mq_query_new (void);
MqQuery *mq_query_copy (const MqQuery *self);
void mq_query_free (MqQuery *self);
gboolean mq_query_has_filter (const MqQuery *self);
char *mq_query_dup_words (const MqQuery *self);
char *mq_query_dup_match (const MqQuery *self);
gboolean mq_query_looks_for_something (const MqQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqQuery, mq_query_free)

G_END_DECLS

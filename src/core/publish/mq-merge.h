/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library-publishing.h"
#include "mq-post.h"

G_BEGIN_DECLS

typedef enum
{
  MQ_MERGE_MINE,
  MQ_MERGE_THEIRS,
  MQ_MERGE_BOTH,
} MqMergeChoice;

/**
 * MqMergePart:
 * @which: %MQ_REVIEW_TITLE, %MQ_REVIEW_STANDFIRST or %MQ_REVIEW_BODY
 * @mine: as the review has it; for the body some paragraphs in Markdown
 * @theirs: (nullable): as the site has it, %NULL where that is the same
 * @choice: what is to stand there
 *
 * A part of a review that may have become another on a site.
 */
typedef struct
{
  MqReviewText which;
  char *mine;
  char *theirs;
  MqMergeChoice choice;
} MqMergePart;

MqReview *
mq_merge_read_theirs (MqLibrary *library, MqReview *mine, const MqSite *site, const MqPost *post);
GPtrArray *mq_merge_compare (MqReview *mine, MqReview *theirs);
void mq_merge_apply (GPtrArray *parts, MqReview *review);

G_END_DECLS

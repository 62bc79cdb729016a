/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-merge.h"

G_BEGIN_DECLS

/**
 * MqMergeOutcome:
 * @MQ_MERGE_KEEP_MINE: the site gets the review as it is
 * @MQ_MERGE_TAKE_THEIRS: the review gets the site's words, and nothing is sent
 * @MQ_MERGE_SEND: the review gets what was chosen, and the site gets that
 */
typedef enum
{
  MQ_MERGE_KEEP_MINE,
  MQ_MERGE_TAKE_THEIRS,
  MQ_MERGE_SEND,
} MqMergeOutcome;

/**
 * MqMergeView:
 *
 * A review beside what somebody made of it on a site, a card for each part that differs.
 *
 * Signal `used`: the critic has chosen.
 */
#define MQ_TYPE_MERGE_VIEW (mq_merge_view_get_type ())
G_DECLARE_FINAL_TYPE (MqMergeView, mq_merge_view, MQ, MERGE_VIEW, AdwBin)

void mq_merge_view_show (MqMergeView *self, const char *sentence, GPtrArray *parts);
GPtrArray *mq_merge_view_get_parts (MqMergeView *self);
MqMergeOutcome mq_merge_view_get_outcome (MqMergeView *self);

G_END_DECLS

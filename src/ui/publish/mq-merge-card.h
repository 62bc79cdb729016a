/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-merge.h"

G_BEGIN_DECLS

/**
 * MqMergeCard:
 *
 * A part of a review that is another on the site, and the choice between the two.
 *
 * Signal `chosen`: the part's choice is another now.
 */
#define MQ_TYPE_MERGE_CARD (mq_merge_card_get_type ())
G_DECLARE_FINAL_TYPE (MqMergeCard, mq_merge_card, MQ, MERGE_CARD, GtkBox)

GtkWidget *mq_merge_card_new (MqMergePart *part);
void mq_merge_card_choose (MqMergeCard *self, MqMergeChoice choice);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-review.h"

G_BEGIN_DECLS

/**
 * MqFactsHistory:
 *
 * Undo and redo for all that a review says besides its text, whose buffer has its own.
 */
typedef struct _MqFactsHistory MqFactsHistory;

MqFactsHistory *mq_facts_history_new (MqReview *review);
void mq_facts_history_free (MqFactsHistory *self);
void mq_facts_history_note (MqFactsHistory *self, const char *property);
gboolean mq_facts_history_undo (MqFactsHistory *self);
gboolean mq_facts_history_redo (MqFactsHistory *self);

G_END_DECLS

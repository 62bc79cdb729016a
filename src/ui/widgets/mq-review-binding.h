/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mq-review.h"

G_BEGIN_DECLS

/**
 * MqReviewBinding:
 *
 * Keeps a field of a form (a GtkEditable or a GtkTextBuffer) and a text of a review the same, both
 * ways, while the critic types.
 */
typedef struct _MqReviewBinding MqReviewBinding;

MqReviewBinding *mq_review_binding_new (gpointer field, MqReviewText which);
void mq_review_binding_set_review (MqReviewBinding *self, MqReview *review);
void mq_review_binding_free (MqReviewBinding *self);

G_END_DECLS

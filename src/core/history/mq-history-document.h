/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-review.h"

G_BEGIN_DECLS

/* All that a review says, as JSON: also what is half typed and would be refused elsewhere. */

GBytes *mq_history_document_print (MqReview *review);
MqReview *mq_history_document_parse (GBytes *document, const char *id, GError **error);

G_END_DECLS

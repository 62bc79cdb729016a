/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"
#include "mq-review.h"

G_BEGIN_DECLS

gboolean mq_review_table_save (MqDatabase *database,
                               MqReview *review,
                               gint64 base,
                               gint64 *revision,
                               GError **error);
gboolean mq_review_table_insert (MqDatabase *database, MqReview *review, GError **error);
MqReview *mq_review_table_load (MqDatabase *database,
                                const char *id,
                                gint64 *revision,
                                int *caret,
                                GError **error);
gboolean
mq_review_table_set_caret (MqDatabase *database, const char *id, int caret, GError **error);
gboolean
mq_review_table_set_binned (MqDatabase *database, const char *id, gboolean binned, GError **error);
gboolean mq_review_table_delete (MqDatabase *database, const char *id, GError **error);
gboolean mq_review_table_empty_bin (MqDatabase *database, gint64 before, GError **error);

G_END_DECLS

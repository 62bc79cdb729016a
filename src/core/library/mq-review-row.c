/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-review-row.h"

G_DEFINE_FINAL_TYPE (MqReviewRow, mq_review_row, G_TYPE_OBJECT)

static void
mq_review_row_finalize (GObject *object)
{
  MqReviewRow *self = MQ_REVIEW_ROW (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->directors);
  g_free (self->poster);
  g_free (self->snippet);
  G_OBJECT_CLASS (mq_review_row_parent_class)->finalize (object);
}

static void
mq_review_row_class_init (MqReviewRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mq_review_row_finalize;
}

static void
mq_review_row_init (MqReviewRow *self)
{
}

/** Returns: whether both rows show the same */
gboolean
mq_review_row_equal (MqReviewRow *a, MqReviewRow *b)
{
  return g_str_equal (a->id, b->id) && g_str_equal (a->title, b->title) && a->year == b->year
         && g_str_equal (a->directors, b->directors) && mq_rating_equal (&a->rating, &b->rating)
         && a->status == b->status && a->changed == b->changed
         && g_strcmp0 (a->poster, b->poster) == 0 && g_strcmp0 (a->snippet, b->snippet) == 0;
}

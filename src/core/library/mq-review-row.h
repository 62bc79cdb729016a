/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "mq-review.h"

G_BEGIN_DECLS

/**
 * MqReviewRow:
 *
 * What a list shows of a review, without its text.
 */
#define MQ_TYPE_REVIEW_ROW (mq_review_row_get_type ())
G_DECLARE_FINAL_TYPE (MqReviewRow, mq_review_row, MQ, REVIEW_ROW, GObject)

struct _MqReviewRow
{
  GObject parent_instance;

  char *id;
  char *title;
  int year;
  char *directors;
  MqRating rating;
  MqStatus status;
  gint64 changed; /* seconds since 1970 */
  char *poster;   /* (nullable): hash */
  char *snippet;  /* (nullable): where the words were found; they stand between \x02 and \x03 */
};

gboolean mq_review_row_equal (MqReviewRow *a, MqReviewRow *b);

G_END_DECLS

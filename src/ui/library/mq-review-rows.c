/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-review-rows.h"

/** Returns: where the review with @id stands, -1 where it does not */
int
mq_review_rows_find (GListStore *rows, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (mq_review_rows_peek_id (rows, (int) i), id) == 0)
      return (int) i;
  return -1;
}

/** Returns: (transfer none) (nullable): the id at @position, %NULL where there is none */
const char *
mq_review_rows_peek_id (GListStore *rows, int position)
{
  g_autoptr (MqReviewRow) row
      = position >= 0 ? g_list_model_get_item (G_LIST_MODEL (rows), (guint) position) : NULL;
  return row != NULL ? row->id : NULL; /* the list holds it */
}

static gboolean
same_row (GListStore *rows, guint at, gpointer row)
{
  g_autoptr (MqReviewRow) old = g_list_model_get_item (G_LIST_MODEL (rows), at);
  return mq_review_row_equal (old, row);
}

/** Makes the list what @fresh (of MqReviewRow) is. Only what differs is replaced, so that the list
 * does not jump. */
void
mq_review_rows_take (GListStore *rows, GPtrArray *fresh)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (rows)), start = 0, end = 0;

  while (start < n_old && start < fresh->len && same_row (rows, start, fresh->pdata[start]))
    start++;
  while (end < n_old - start && end < fresh->len - start
         && same_row (rows, n_old - 1 - end, fresh->pdata[fresh->len - 1 - end]))
    end++;
  g_list_store_splice (rows, start, n_old - start - end, fresh->pdata + start,
                       fresh->len - start - end);
}

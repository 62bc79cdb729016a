/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-import-format.h"
#include "mq-library-copy.h"

/* Another library of Marquee's. */

static gboolean
is_library (const MqImportSource *source)
{
  return source->head != NULL && g_str_has_prefix (source->head, "SQLite format 3");
}

static gboolean
add_pictures (MqLibrary *library, MqImportItem *item, GError **error)
{
  GPtrArray *pictures = mq_review_get_pictures (mq_import_item_get_review (item));

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      GBytes *bytes = mq_library_get_picture (library, picture->hash, error);
      if (bytes == NULL)
        return FALSE;
      g_hash_table_insert (item->arrival->pictures, g_strdup (picture->hash), bytes);
    }
  return TRUE;
}

static gboolean
take_row (MqImportFeed *feed,
          MqLibrary *library,
          const MqReviewRow *row,
          gboolean binned,
          GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MqReview) review = mq_library_load (library, row->id, NULL, NULL, &problem);
  g_autoptr (MqImportItem) item = NULL;

  if (review != NULL)
    item = mq_import_item_new_for (row->title, review, binned);
  if (item == NULL || !add_pictures (library, item, &problem))
    return mq_import_feed_refuse (feed, row->title, problem->message, error);
  return mq_import_feed_take (feed, g_steal_pointer (&item), error);
}

static gboolean
take_shown (MqImportFeed *feed, MqLibrary *library, MqShow show, GError **error)
{
  g_autoptr (MqQuery) query = mq_query_new ();
  g_autoptr (GPtrArray) rows = NULL;

  query->show = show;
  rows = mq_library_list (library, query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      mq_import_feed_set_share (feed, (double) i / rows->len);
      if (!take_row (feed, library, rows->pdata[i], show == MQ_SHOW_BIN, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
read_library (MqImportFeed *feed, const MqImportSource *source, GError **error)
{
  g_autoptr (MqLibraryCopy) copy = mq_library_copy_open (source->path, NULL, error);

  return copy != NULL && take_shown (feed, copy->library, MQ_SHOW_ALL, error)
         && take_shown (feed, copy->library, MQ_SHOW_BIN, error);
}

const MqImportFormat mq_import_library
    = { "library", N_ ("Marquee library"), is_library, read_library };

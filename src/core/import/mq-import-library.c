/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mq-import-format.h"

/* Another library of Marquee's. Opening one may bring it to a newer format, so a copy is opened. */

static gboolean
is_library (const MqImportSource *source)
{
  return source->head != NULL && g_str_has_prefix (source->head, "SQLite format 3");
}

/* What was not written into the file yet stands beside it. */
static gboolean
copy (const char *from, const char *to, GError **error)
{
  static const char *const endings[] = { "", "-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *source_path = g_strconcat (from, endings[i], NULL),
                      *target_path = g_strconcat (to, endings[i], NULL);
      g_autoptr (GFile) source = g_file_new_for_path (source_path);
      g_autoptr (GFile) target = g_file_new_for_path (target_path);
      if (i > 0 && !g_file_query_exists (source, NULL))
        continue;
      if (!g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static void
remove_copy (const char *folder, const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);
      g_unlink (file);
    }
  g_rmdir (folder);
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
  g_autofree char *folder = g_dir_make_tmp ("marquee-XXXXXX", error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "library", NULL) : NULL;
  g_autoptr (MqLibrary) library = NULL;
  gboolean good;

  if (folder == NULL)
    return FALSE;
  library = copy (source->path, path, error) ? mq_library_open (path, error) : NULL;
  good = library != NULL && take_shown (feed, library, MQ_SHOW_ALL, error)
         && take_shown (feed, library, MQ_SHOW_BIN, error);
  if (library != NULL)
    mq_library_close (library);
  remove_copy (folder, path);
  return good;
}

const MqImportFormat mq_import_library
    = { "library", N_ ("Marquee library"), is_library, read_library };

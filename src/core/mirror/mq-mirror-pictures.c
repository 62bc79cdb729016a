/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mq-exchange-error.h"
#include "mq-mirror-private.h"

/* The pictures beside a review's file. What is known of each is kept as a file that was only looked
 * at: size, time and hash, so that it is read again only where it may have changed. */

/* Elsewhere than in a folder of its own, others' pictures may lie beside a review's file. */
static gboolean
has_own_folder (const char *name)
{
  return g_str_has_suffix (name, "/index.md");
}

static char *
make_name (const char *review_file, const char *picture)
{
  g_autofree char *within = g_path_get_dirname (review_file);
  return g_build_filename (within, picture, NULL);
}

/* Returns: (transfer full) (nullable): what a file is like from outside, %NULL for none */
static char *
dup_stamp (const char *path)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld", (gint64) info.st_size,
                          (gint64) info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
}

/* Returns: (transfer full) (nullable): the SHA-256 of a file, %NULL where it can't be read. It is
 * read only where it is not as it was noted with @stamp. */
static char *
hash_picture (MqMirrorSync *sync, const char *name, const char *stamp)
{
  const char *memo = g_hash_table_lookup (sync->looked, name);
  g_autofree char *path = g_build_filename (sync->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;

  if (stamp == NULL)
    return NULL;
  if (memo != NULL && g_str_has_prefix (memo, stamp))
    return g_strdup (memo + strlen (stamp) + strlen (" "));
  bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

static gboolean
note_picture (MqMirrorSync *sync,
              const char *name,
              const char *stamp,
              const char *hash,
              GError **error)
{
  g_autofree char *memo = g_strdup_printf ("%s %s", stamp, hash);
  MqMirrorRecord *record;
  gboolean good;

  if (g_strcmp0 (g_hash_table_lookup (sync->looked, name), memo) == 0)
    return TRUE;
  record = mq_mirror_record_new (name, "", memo, 0);
  good = mq_library_note_mirrored (sync->library, sync->folder, record, error);
  mq_mirror_record_free (record);
  return good;
}

/** Notes that the pictures beside a review's file are the review's. */
gboolean
mq_mirror_note_pictures (MqMirrorSync *sync, MqReview *review, const char *name, GError **error)
{
  GPtrArray *pictures = mq_review_get_pictures (review);

  for (guint i = 0; has_own_folder (name) && i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      g_autofree char *file = make_name (name, picture->name),
                      *path = g_build_filename (sync->folder, file, NULL),
                      *stamp = dup_stamp (path), *hash = hash_picture (sync, file, stamp);
      if (stamp != NULL && g_strcmp0 (hash, picture->hash) == 0
          && !note_picture (sync, file, stamp, hash, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * mq_mirror_pictures_changed:
 * @changed: (out): whether somebody put another picture in the place of one of a review's
 */
gboolean
mq_mirror_pictures_changed (MqMirrorSync *sync,
                            const MqReviewState *state,
                            const char *name,
                            gboolean *changed,
                            GError **error)
{
  *changed = FALSE;
  for (guint i = 0; has_own_folder (name) && state->pictures != NULL && i < state->pictures->len;
       i += 2)
    {
      const char *hash = state->pictures->pdata[i + 1];
      g_autofree char *file = make_name (name, state->pictures->pdata[i]),
                      *path = g_build_filename (sync->folder, file, NULL),
                      *stamp = dup_stamp (path), *now = hash_picture (sync, file, stamp);
      const char *memo = g_hash_table_lookup (sync->looked, file);
      if (now == NULL)
        continue;
      if (memo == NULL && !g_str_equal (now, hash))
        continue; /* it is somebody else's, of the same name */
      if (!g_str_equal (now, hash) && !g_str_has_suffix (memo, now))
        *changed = TRUE;
      else if (!note_picture (sync, file, stamp, now, error))
        return FALSE;
    }
  return TRUE;
}

/** Writes those of a review's pictures again that are gone from beside its file: without them no
 * other machine takes it. */
gboolean
mq_mirror_put_pictures_back (MqMirrorSync *sync,
                             const MqReviewState *state,
                             const char *name,
                             GError **error)
{
  for (guint i = 0; has_own_folder (name) && state->pictures != NULL && i < state->pictures->len;
       i += 2)
    {
      const char *hash = state->pictures->pdata[i + 1];
      g_autofree char *file = make_name (name, state->pictures->pdata[i]),
                      *path = g_build_filename (sync->folder, file, NULL);
      g_autoptr (GBytes) bytes = NULL;
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      bytes = mq_library_get_picture (sync->library, hash, error);
      if (bytes == NULL
          || !mq_mirror_write_file (sync->folder, file, g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes), error))
        return FALSE;
    }
  return TRUE;
}

/* A picture that the library does not have would be lost where its name is taken. */
static gboolean
set_aside (MqMirrorSync *sync, const char *path, const char *hash, GError **error)
{
  g_autoptr (GBytes) known = mq_library_get_picture (sync->library, hash, NULL);
  g_autofree char *aside = g_strdup_printf ("%s.%.8s.before", path, hash);

  if (known != NULL || g_rename (path, aside) == 0)
    return TRUE;
  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_WRITE, _ ("“%s” can’t be moved"), path);
  return FALSE;
}

/** Writes the pictures of a review beside its file. One that is there already is not written again:
 * what carries the folder would carry it. */
gboolean
mq_mirror_write_pictures (MqMirrorSync *sync, MqReview *review, const char *name, GError **error)
{
  GPtrArray *pictures = mq_review_get_pictures (review);

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      g_autofree char *file = make_name (name, picture->name),
                      *path = g_build_filename (sync->folder, file, NULL),
                      *stamp = dup_stamp (path), *there = hash_picture (sync, file, stamp);
      g_autoptr (GBytes) bytes = NULL;
      if (there != NULL && (!has_own_folder (name) || g_str_equal (there, picture->hash)))
        continue;
      bytes = mq_library_get_picture (sync->library, picture->hash, error);
      if (bytes == NULL || (there != NULL && !set_aside (sync, path, there, error))
          || !mq_mirror_write_file (sync->folder, file, g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes), error))
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mq-exchange-error.h"
#include "mq-mirror-private.h"

/* From the library into the folder. */

/** Adds a sentence for the critic. */
void
mq_mirror_note (MqMirrorSync *sync, const char *name, const char *sentence)
{
  g_ptr_array_add (sync->report->notes, g_strdup_printf ("%s: %s", name, sentence));
}

/** Notes that a file and the library say the same of a review. */
gboolean
mq_mirror_agree (MqMirrorSync *sync,
                 const char *name,
                 const char *id,
                 const char *hash,
                 gint64 revision,
                 GError **error)
{
  const MqMirrorRecord *before = g_hash_table_lookup (sync->records, id);
  MqMirrorRecord *record = mq_mirror_record_new (name, id, hash, revision);
  gboolean good = before == NULL || g_str_equal (before->name, name)
                  || mq_library_forget_mirrored (sync->library, sync->folder, before->name, error);

  good = good && mq_library_note_mirrored (sync->library, sync->folder, record, error);
  mq_mirror_record_free (record);
  return good;
}

/** Whether a file is still what the run began with. What somebody puts there meanwhile is looked at
 * the next time. */
gboolean
mq_mirror_is_as_scanned (MqMirrorSync *sync, const char *name, const MqMirrorEntry *entry)
{
  g_autofree char *path = g_build_filename (sync->folder, name, NULL);
  g_autofree char *hash = mq_mirror_hash_file (path);

  if (hash == NULL)
    return entry == NULL && !g_file_test (path, G_FILE_TEST_EXISTS);
  return entry != NULL && g_str_equal (hash, entry->hash);
}

/** Writes a file whole or not at all, and makes its folder. */
gboolean
mq_mirror_write_file (const char *folder,
                      const char *name,
                      const char *data,
                      gsize size,
                      GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *beside = g_path_get_dirname (path);

  if (g_mkdir_with_parents (beside, 0755) != 0)
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_WRITE,
                   _ ("The folder “%s” can't be made"), beside);
      return FALSE;
    }
  return g_file_set_contents_full (path, data, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0644, error);
}

/* A part of the id keeps two reviews of one title on two machines apart. */
static char *
make_name (MqReview *review)
{
  g_autofree char *slug = mq_review_dup_slug (review);
  return g_strdup_printf ("%s-%.8s/index.md", slug, mq_review_get_id (review));
}

/**
 * mq_mirror_write_review:
 * @known_name: (nullable): where its file is
 * @entry: (nullable): what was there when the run began; it is replaced only if it still is
 *
 * Writes a review with its pictures.
 */
gboolean
mq_mirror_write_review (MqMirrorSync *sync,
                        const char *id,
                        const char *known_name,
                        const MqMirrorEntry *entry,
                        GError **error)
{
  gint64 revision;
  g_autoptr (MqReview) review = mq_library_load (sync->library, id, &revision, NULL, error);
  g_autofree char *name = NULL, *text = NULL, *hash = NULL;

  if (review == NULL)
    return FALSE;
  name = known_name != NULL ? g_strdup (known_name) : make_name (review);
  text = mq_mirror_print (review, entry);
  hash = mq_mirror_hash (text);
  if (!mq_mirror_is_as_scanned (sync, name, entry))
    return TRUE;
  sync->report->written++;
  return mq_mirror_write_pictures (sync, review, name, error)
         && mq_mirror_write_file (sync->folder, name, text, strlen (text), error)
         && mq_mirror_note_pictures (sync, review, name, error)
         && mq_mirror_agree (sync, name, id, hash, revision, error);
}

/** Only what the mirror wrote, and nobody changed since, is ever deleted. */
gboolean
mq_mirror_remove_file (MqMirrorSync *sync,
                       const MqMirrorRecord *record,
                       const MqMirrorEntry *entry,
                       GError **error)
{
  g_autofree char *path = g_build_filename (sync->folder, entry->name, NULL);

  if (!mq_mirror_is_as_scanned (sync, entry->name, entry))
    return TRUE;
  if (g_unlink (path) != 0 && errno != ENOENT)
    {
      mq_mirror_note (sync, entry->name, g_strerror (errno));
      return TRUE;
    }
  sync->report->removed++;
  return mq_library_forget_mirrored (sync->library, sync->folder, record->name, error);
}

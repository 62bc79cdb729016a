/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-copy.h"

#include <glib/gstdio.h>

/* What was not written into the file yet stands beside it. */
static gboolean
copy (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  static const char *const endings[] = { "", "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *source_path = g_strconcat (from, endings[i], NULL),
                      *target_path = g_strconcat (to, endings[i], NULL);
      g_autoptr (GFile) source = g_file_new_for_path (source_path);
      g_autoptr (GFile) target = g_file_new_for_path (target_path);
      if (i > 0 && !g_file_query_exists (source, NULL))
        continue;
      if (!g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL,
                        error))
        return FALSE;
    }
  return TRUE;
}

/* On a disk, for it may be large: what is temporary may be kept in memory. */
static char *
make_folder (GError **error)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "marquee", NULL);
  char *folder = g_build_filename (cache, "copy-XXXXXX", NULL);

  if (g_mkdir_with_parents (cache, 0700) == 0 && g_mkdtemp (folder) != NULL)
    return folder;
  g_free (folder);
  return g_dir_make_tmp ("marquee-XXXXXX", error);
}

/** Returns: (transfer full) (nullable): a copy of the library at @path; takes as long as the file
 * is large */
MqLibraryCopy *
mq_library_copy_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (MqLibraryCopy) self = g_new0 (MqLibraryCopy, 1);

  self->folder = make_folder (error);
  if (self->folder == NULL)
    return NULL;
  self->path = g_build_filename (self->folder, "library", NULL);
  if (copy (path, self->path, cancellable, error))
    self->library = mq_library_open (self->path, error);
  return self->library != NULL ? g_steal_pointer (&self) : NULL;
}

void
mq_library_copy_free (MqLibraryCopy *self)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  if (self->library != NULL)
    mq_library_close (self->library);
  g_clear_object (&self->library);
  for (guint i = 0; self->path != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (self->path, endings[i], NULL);
      g_unlink (file);
    }
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

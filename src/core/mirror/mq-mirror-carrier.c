/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "mq-mirror.h"

/**
 * mq_mirror_find_carrier:
 * @library: the path of a library
 *
 * A library is one file that is written to all the time: a program that carries files between
 * machines would break it. That is what the mirror is for.
 *
 * Returns: (transfer full) (nullable): the name of such a program whose folder the library is in
 */
char *
mq_mirror_find_carrier (const char *library)
{
  static const struct
  {
    const char *sign;
    const char *program;
  } signs[] = {
    { ".stfolder", "Syncthing" },        { ".sync_", "Nextcloud" },
    { ".owncloudsync.log", "ownCloud" }, { ".nextcloudsync.log", "Nextcloud" },
    { ".dropbox", "Dropbox" },           { ".git", "git" },
  };
  g_autofree char *folder = g_path_get_dirname (library);

  while (strlen (folder) > 1)
    {
      char *parent;
      for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
        {
          g_autofree char *path = g_build_filename (folder, signs[i].sign, NULL);
          if (g_file_test (path, G_FILE_TEST_EXISTS))
            return g_strdup (signs[i].program);
        }
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }
  return NULL;
}

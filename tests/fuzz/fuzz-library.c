/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <glib/gstdio.h>

#include "mq-library.h"

/* A file in the library's place: it is refused, or what can be read of it is. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static char *folder;
  static const char *const endings[] = { "", "-wal", "-shm" };
  g_autofree char *path = NULL;
  g_autoptr (MqLibrary) library = NULL;

  if (folder == NULL)
    folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  path = g_build_filename (folder, "library", NULL);
  g_file_set_contents (path, (const char *) data, (gssize) size, NULL);
  library = mq_library_open (path, NULL);
  if (library != NULL)
    {
      g_autoptr (MqQuery) query = mq_query_new ();
      g_autoptr (GPtrArray) rows = mq_library_list (library, query, NULL);
      for (guint i = 0; rows != NULL && i < rows->len; i++)
        g_clear_object (&(MqReview *) {
            mq_library_load (library, ((MqReviewRow *) rows->pdata[i])->id, NULL, NULL, NULL) });
      mq_library_check (library, NULL);
      mq_library_close (library);
    }
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);
      g_unlink (file);
    }
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <glib/gstdio.h>

#include "mq-import.h"

/* A source named FUZZ_NAME, looked at as an import does, whatever it turns out to be. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static MqLibrary *library;
  static char *path;
  const char *paths[] = { NULL, NULL };
  MqImportOptions options = { .dry_run = TRUE, .all = TRUE };
  MqImportReport *report;

  if (library == NULL)
    {
      g_autofree char *folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
      g_autofree char *file = g_build_filename (folder, "library", NULL);
      library = mq_library_open (file, NULL);
      path = g_build_filename (folder, FUZZ_NAME, NULL);
    }
  g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                            0600, NULL);
  paths[0] = path;
  report = mq_import_run (library, paths, &options, NULL, NULL);
  if (report != NULL)
    mq_import_report_free (report);
  return 0;
}

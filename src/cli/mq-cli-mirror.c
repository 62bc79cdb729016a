/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-cli.h"
#include "mq-mirror.h"

/* The library and a folder that other programs carry between machines. */
MqExit
mq_cli_mirror (MqCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = NULL;
  g_autoptr (MqMirrorReport) report = NULL;
  g_autofree char *folder = NULL, *carrier = NULL;

  if (cli->arguments[0] == NULL || cli->arguments[1] != NULL)
    return mq_cli_misuse (_ ("“mirror” needs one folder"));
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  carrier = mq_mirror_find_carrier (mq_library_get_path (library));
  if (carrier != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("The library itself lies in a folder of %s, "
                                                      "which may break it. Keep it elsewhere, and "
                                                      "let only the mirror be carried"),
                                                   carrier);
      mq_cli_print_note (mq_library_get_path (library), sentence);
    }
  folder = g_canonicalize_filename (cli->arguments[0], NULL);
  report = mq_mirror_sync (library, folder, NULL, &error);
  if (report == NULL)
    return mq_cli_fail (folder, error);
  mq_cli_print_notes (folder, report->notes);
  g_print (_ ("Written: %u, taken: %u, moved to the bin: %u, files deleted: %u, kept in two "
              "versions: %u\n"),
           report->written, report->taken, report->binned, report->removed, report->conflicts);
  return report->notes->len == 0 ? MQ_EXIT_SUCCESS : MQ_EXIT_FAILURE;
}

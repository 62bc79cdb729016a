/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-archive.h"
#include "mq-cli.h"

/* The whole library, for keeping elsewhere or moving on. */
MqExit
mq_cli_export_all (MqCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = NULL;
  guint n = 0;

  if (cli->arguments[0] != NULL || cli->output == NULL || *cli->output == '\0'
      || (cli->format != NULL && !g_str_equal (cli->format, "zip")))
    return mq_cli_misuse (_ ("“export-all” needs a file: export-all --format zip -o FILE.zip"));
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  if (!mq_archive_write (library, cli->output, &n, &error))
    return mq_cli_fail (cli->output, error);
  g_print (g_dngettext (NULL, "%u review was exported\n", "%u reviews were exported\n", n), n);
  return MQ_EXIT_SUCCESS;
}

static MqExit
import_one (MqCli *cli, MqLibrary *library, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqArchiveReport) report = mq_archive_read (library, path, cli->dry_run, &error);

  if (report == NULL)
    return mq_cli_fail (path, error);
  mq_cli_print_notes (path, report->notes);
  g_print (cli->dry_run ? g_dngettext (NULL, "%u review would be taken\n",
                                       "%u reviews would be taken\n", report->added)
                        : g_dngettext (NULL, "%u review was taken\n", "%u reviews were taken\n",
                                       report->added),
           report->added);
  g_print (g_dngettext (NULL, "%u is there already\n", "%u are there already\n", report->known),
           report->known);
  return report->notes->len == 0 ? MQ_EXIT_SUCCESS : MQ_EXIT_FAILURE;
}

/* What “export-all” wrote, into this library or another. */
MqExit
mq_cli_import (MqCli *cli)
{
  g_autoptr (MqLibrary) library = NULL;
  MqExit worst = MQ_EXIT_SUCCESS;

  if (cli->arguments[0] == NULL)
    return mq_cli_misuse (_ ("“import” needs a file that “export-all” wrote"));
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  for (char **path = cli->arguments; *path != NULL; path++)
    if (import_one (cli, library, *path) != MQ_EXIT_SUCCESS)
      worst = MQ_EXIT_FAILURE;
  return worst;
}

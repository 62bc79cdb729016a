/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-cli.h"
#include "mq-export-all.h"

static gboolean
is_format (const char *name)
{
  const MqExportAllFormat *format;

  for (guint i = 0; (format = mq_export_all_get_format (i)) != NULL; i++)
    if (g_str_equal (format->name, name))
      return TRUE;
  return FALSE;
}

/* The whole library, for keeping elsewhere or moving on. */
MqExit
mq_cli_export_all (MqCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  MqExportAllOptions options = { .format = cli->format != NULL ? cli->format : "zip",
                                 .pictures_address = cli->public_address };
  guint n = 0;

  if (cli->arguments[0] != NULL || cli->output == NULL || *cli->output == '\0'
      || !is_format (options.format))
    return mq_cli_misuse (_ ("“export-all” needs a place: export-all --format zip|markdown|wxr|"
                             "letterboxd|csv|json|ics -o PATH"));
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  if (!mq_export_all (library, cli->output, &options, notes, &n, NULL, &error))
    return mq_cli_fail (cli->output, error);
  mq_cli_print_notes (cli->output, notes);
  g_print (g_dngettext (NULL, "%u review was exported\n", "%u reviews were exported\n", n), n);
  return MQ_EXIT_SUCCESS;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-backup.h"
#include "mq-cli.h"

static MqExit
make (const char *library)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mq_backup_make (library, NULL, &error);

  if (path == NULL)
    return mq_cli_fail (NULL, error);
  g_print ("%s\n", path);
  return MQ_EXIT_SUCCESS;
}

static MqExit
list (const char *library)
{
  g_autoptr (GPtrArray) backups = mq_backup_list (library);

  for (guint i = 0; i < backups->len; i++)
    {
      const MqBackup *backup = backups->pdata[i];
      g_autoptr (GError) error = NULL;
      g_print ("%s  %s\n", backup->path,
               mq_backup_verify (backup->path, &error) ? _ ("sound") : error->message);
    }
  return MQ_EXIT_SUCCESS;
}

static MqExit
restore (MqCli *cli, const char *library, const char *backup)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  if (!cli->overwrite && mq_backup_is_in_use (library))
    {
      g_printerr ("marquee-cli: %s\n",
                  _ ("The library seems to be open. Close Marquee; if it is closed, add "
                     "--overwrite"));
      return MQ_EXIT_FAILURE;
    }
  kept = mq_backup_put_in_place (backup, library, &error);
  if (kept == NULL)
    return mq_cli_fail (backup, error);
  g_print ("%s\n", kept);
  return MQ_EXIT_SUCCESS;
}

/* Makes a backup, lists them, or puts one in the place of the library. */
MqExit
mq_cli_backup (MqCli *cli)
{
  g_autofree char *library
      = cli->library_path != NULL ? g_strdup (cli->library_path) : mq_library_dup_default_path ();
  const char *word = cli->arguments[0];
  guint n = g_strv_length (cli->arguments);

  if (n == 0)
    return make (library);
  if (n == 1 && g_str_equal (word, "list"))
    return list (library);
  if (n == 2 && g_str_equal (word, "restore"))
    return restore (cli, library, cli->arguments[1]);
  return mq_cli_misuse (_ ("“backup” makes one; “backup list” and “backup restore FILE” go on"));
}

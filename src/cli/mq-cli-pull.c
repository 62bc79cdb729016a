/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-cli.h"
#include "mq-pull.h"

static void
print_entry (const MqPullEntry *entry)
{
  const MqPost *post = entry->post;
  g_autoptr (GDateTime) date
      = post->date != 0 ? g_date_time_new_from_unix_local (post->date) : NULL;
  g_autofree char *day = date != NULL ? g_date_time_format (date, "%F") : g_strdup ("-");

  g_print ("%s  %s  %s  %s  %s\n", post->remote, day, mq_post_status_to_string (post->status),
           entry->review != NULL ? entry->review : "-", post->title);
}

static gboolean
is_chosen (MqCli *cli, const MqPullEntry *entry)
{
  return cli->all || g_strv_contains ((const char *const *) cli->arguments, entry->post->remote);
}

/* Every id on the command line has to be one of the site's. */
static MqExit
check_chosen (MqCli *cli, GPtrArray *entries)
{
  for (char **id = cli->arguments; *id != NULL; id++)
    {
      gboolean found = FALSE;
      for (guint i = 0; i < entries->len && !found; i++)
        found = g_str_equal (((MqPullEntry *) entries->pdata[i])->post->remote, *id);
      if (!found)
        {
          g_printerr (_ ("marquee-cli: “%s” has no post “%s”\n"), cli->site, *id);
          return MQ_EXIT_FAILURE;
        }
    }
  return MQ_EXIT_SUCCESS;
}

/* What is in the library already is left as it is there. */
static MqExit
bring (MqCli *cli,
       MqLibrary *library,
       MqPublisher *publisher,
       const MqSite *site,
       GPtrArray *entries)
{
  MqExit worst = check_chosen (cli, entries);

  for (guint i = 0; i < entries->len && worst == MQ_EXIT_SUCCESS; i++)
    {
      MqPullEntry *entry = entries->pdata[i];
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      if (!is_chosen (cli, entry))
        continue;
      if (entry->review != NULL)
        g_printerr (_ ("marquee-cli: “%s” is in the library already\n"), entry->post->title);
      else if (!cli->dry_run
               && !mq_pull_bring (library, publisher, site, entry, notes, NULL, &error))
        worst = mq_cli_fail (entry->post->title, error);
      for (guint n = 0; n < notes->len; n++)
        g_printerr ("marquee-cli: %s\n", (char *) notes->pdata[n]);
      print_entry (entry);
    }
  return worst;
}

static MqExit
pull (MqCli *cli, MqLibrary *library, const MqSite *site, const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_auto (MqSiteAbilities) abilities = { 0 };
  g_autoptr (MqPublisher) publisher
      = mq_publisher_new (site, secret, mq_cli_get_patience (cli), &error);
  g_autoptr (GPtrArray) entries = NULL;

  if (publisher != NULL && mq_publisher_connect (publisher, &abilities, NULL, &error))
    entries = mq_pull_list (library, publisher, site, NULL, &error);
  if (entries == NULL)
    return mq_cli_fail (site->name, error);
  if (cli->all || *cli->arguments != NULL)
    return bring (cli, library, publisher, site, entries);
  for (guint i = 0; i < entries->len; i++)
    print_entry (entries->pdata[i]);
  return MQ_EXIT_SUCCESS;
}

/* Without ids it says what the site has. */
MqExit
mq_cli_pull (MqCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = NULL;
  g_autoptr (MqSite) site = NULL;
  char *secret;
  MqExit code;

  if (cli->site == NULL || (cli->all && *cli->arguments != NULL))
    return mq_cli_misuse (_ ("“pull” needs --site, and the ids of posts or --all"));
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  site = mq_library_find_site (library, cli->site, &error);
  if (site == NULL)
    return mq_cli_fail (NULL, error);
  secret = mq_cli_get_secret (cli, site, TRUE);
  if (secret == NULL)
    return MQ_EXIT_FAILURE;
  code = pull (cli, library, site, secret);
  mq_cli_free_secret (secret);
  return code;
}

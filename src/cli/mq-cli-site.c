/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "mq-cli.h"
#include "mq-library-publishing.h"
#include "mq-publisher.h"
#include "mq-secrets.h"
#include "mq-site-facts.h"

/* ---- Passwords ---- */

static char *
read_line (void)
{
  g_autofree char *line = NULL;
  gsize size = 0;
  gssize length = getline (&line, &size, stdin);
  char *copy;

  if (length < 0)
    return NULL;
  g_strchomp (line);
  copy = g_strdup (line);
  explicit_bzero (line, size);
  return copy;
}

/* On the terminal, without showing it. */
static char *
ask_for_secret (const MqSite *site)
{
  struct termios before, quiet;
  char *secret;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return NULL;
  g_printerr (_ ("Password for “%s”: "), site->name);
  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
  secret = read_line ();
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  return secret;
}

/** Returns: (transfer full) (nullable): the site's password: from standard input, the keyring or
 * the terminal; where there is none that has been said. End it with mq_cli_free_secret() */
char *
mq_cli_get_secret (MqCli *cli, const MqSite *site, gboolean may_know)
{
  g_autoptr (GError) error = NULL;
  char *secret = NULL, *kept;

  if (!mq_publisher_needs_secret (site->kind))
    return g_strdup ("");
  mq_secrets_keep_out_of_core_dumps ();
  if (cli->password_stdin)
    secret = read_line ();
  else if (may_know && (kept = mq_secrets_lookup (site, &error)) != NULL)
    {
      secret = g_strdup (kept);
      mq_secrets_free (kept);
    }
  else if (isatty (STDIN_FILENO))
    secret = ask_for_secret (site);
  if (secret != NULL)
    return secret; /* "" is a key without a pass phrase */
  if (error != NULL)
    mq_cli_fail (site->name, error);
  g_printerr (_ ("marquee-cli: no password for “%s”: hand it over with --password-stdin\n"),
              site->name);
  g_free (secret);
  return NULL;
}

void
mq_cli_free_secret (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* ---- Sites ---- */

static void
print_abilities (const MqSite *site, const MqSiteAbilities *abilities)
{
  g_print (_ ("%s: “%s”, as %s\n"), site->name,
           abilities->title != NULL ? abilities->title : site->address,
           abilities->user != NULL ? abilities->user : site->user);
  if (!abilities->may_publish)
    g_print (_ ("You may send drafts and posts for review there, not publish.\n"));
  if (ABS (abilities->clock_difference) > 120)
    g_print (_ ("The site’s clock and this computer’s differ by %d minutes.\n"),
             (int) (ABS (abilities->clock_difference) / 60));
}

static gboolean
verify (MqCli *cli, const MqSite *site, const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqPublisher) publisher
      = mq_publisher_new (site, secret, mq_cli_get_patience (cli), &error);
  g_auto (MqSiteAbilities) abilities = { 0 };

  if (publisher != NULL && mq_publisher_connect (publisher, &abilities, NULL, &error))
    {
      print_abilities (site, &abilities);
      return TRUE;
    }
  mq_cli_fail (site->name, error);
  return FALSE;
}

/* A site whose password no keyring takes is kept all the same: it is then handed over each time. */
static MqExit
keep_site (MqLibrary *library, const MqSite *site, const char *secret)
{
  g_autoptr (GError) error = NULL;

  if (!mq_library_save_site (library, site, &error))
    return mq_cli_fail (site->name, error);
  if (mq_publisher_needs_secret (site->kind) && !mq_secrets_store (site, secret, &error))
    g_printerr (_ ("marquee-cli: the password was not stored: %s. Hand it over with "
                   "--password-stdin on each call\n"),
                error->message);
  return MQ_EXIT_SUCCESS;
}

static void
set_facts (MqCli *cli, MqSite *site)
{
  if (cli->public_address != NULL)
    mq_site_set_fact (site, "public", cli->public_address);
  if (cli->section != NULL)
    mq_site_set_fact (site, "section", cli->section);
  if (cli->fingerprint != NULL)
    mq_site_set_fact (site, "fingerprint", cli->fingerprint);
  if (cli->key_path != NULL)
    mq_site_set_fact (site, "key", cli->key_path);
  if (cli->theme != NULL)
    mq_site_set_fact (site, "theme", cli->theme);
}

static MqExit
add (MqCli *cli, MqLibrary *library, char **arguments)
{
  g_autoptr (MqSite) site = NULL;
  char *secret;
  MqExit code;

  if (arguments[0] == NULL || arguments[1] == NULL || arguments[2] != NULL)
    return mq_cli_misuse (_ ("“site add” needs a kind and an address"));
  if (mq_publisher_get_kind_label (arguments[0]) == NULL)
    {
      g_autofree char *kinds = g_strjoinv (", ", (char **) mq_publisher_get_kinds ());
      g_autofree char *sentence = g_strdup_printf (_ ("the kinds of sites are: %s"), kinds);
      return mq_cli_misuse (sentence);
    }
  if (cli->name == NULL || *cli->name == '\0')
    return mq_cli_misuse (_ ("“site add” needs --name, by which the site is called here"));
  site = mq_site_new (cli->name, arguments[0], arguments[1], cli->user);
  set_facts (cli, site);
  secret = mq_cli_get_secret (cli, site, FALSE);
  if (secret == NULL)
    return MQ_EXIT_FAILURE;
  code = verify (cli, site, secret) ? keep_site (library, site, secret) : MQ_EXIT_FAILURE;
  mq_cli_free_secret (secret);
  return code;
}

static MqExit
list (MqCli *cli, MqLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sites = mq_library_list_sites (library, &error);

  if (sites == NULL)
    return mq_cli_fail (NULL, error);
  for (guint i = 0; i < sites->len; i++)
    {
      const MqSite *site = sites->pdata[i];
      g_print ("%s  %s  %s  %s\n", site->name, site->kind, site->address, site->user);
    }
  return MQ_EXIT_SUCCESS;
}

static MqExit
verify_or_remove (MqCli *cli, MqLibrary *library, char **arguments, gboolean remove)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqSite) site = NULL;
  char *secret;
  gboolean good;

  if (arguments[0] == NULL || arguments[1] != NULL)
    return mq_cli_misuse (_ ("“site verify” and “site remove” need the name of one site"));
  site = mq_library_find_site (library, arguments[0], &error);
  if (site == NULL)
    return mq_cli_fail (NULL, error);
  if (remove)
    {
      mq_secrets_clear (site, NULL); /* without a keyring there is nothing in it */
      return mq_library_remove_site (library, site->id, &error) ? MQ_EXIT_SUCCESS
                                                                : mq_cli_fail (NULL, error);
    }
  secret = mq_cli_get_secret (cli, site, TRUE);
  good = secret != NULL && verify (cli, site, secret);
  mq_cli_free_secret (secret);
  return good ? MQ_EXIT_SUCCESS : MQ_EXIT_FAILURE;
}

MqExit
mq_cli_site (MqCli *cli)
{
  g_autoptr (MqLibrary) library = NULL;
  const char *verb = cli->arguments[0];
  char **rest = cli->arguments + 1;

  if (verb == NULL
      || !g_strv_contains (((const char *const[]) { "add", "list", "verify", "remove", NULL }),
                           verb))
    return mq_cli_misuse (_ ("say “site add”, “site list”, “site verify” or “site remove”"));
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  if (g_str_equal (verb, "add"))
    return add (cli, library, rest);
  if (g_str_equal (verb, "list"))
    return list (cli, library);
  return verify_or_remove (cli, library, rest, g_str_equal (verb, "remove"));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "mq-cli.h"

static const MqCliCommand commands[] = {
  { "new", "[TITLE]", N_ ("begin a review and print its id"), mq_cli_new },
  { "add", "FILE.md…", N_ ("take Markdown files with front matter into the library"), mq_cli_add },
  { "list", "", N_ ("list the reviews, the last changed first"), mq_cli_list },
  { "show", "ID", N_ ("print a review as Markdown, or with --json"), mq_cli_show },
  { "search", "WORDS", N_ ("list the reviews in which the words are found"), mq_cli_search },
  { "people", "[NAME]", N_ ("list whom the reviews credit, or somebody’s works"), mq_cli_people },
  { "export", "ID|--all -o DIR", N_ ("write a review of the library as a page"), mq_cli_export },
  { "export-all", "-o PATH", N_ ("write down the whole library"), mq_cli_export_all },
  { "import", "[PATH…]", N_ ("take reviews from files and folders, or list what was taken"),
    mq_cli_import },
  { "render", "FILE.md… -o DIR", N_ ("make pages of Markdown files, without a library"),
    mq_cli_render },
  { "site", "add|list|verify|remove …", N_ ("say where reviews are published"), mq_cli_site },
  { "publish", "ID --site NAME", N_ ("send a review to a site"), mq_cli_publish },
  { "pull", "--site NAME [ID…|--all]", N_ ("list a site’s posts, or bring them in"), mq_cli_pull },
  { "ledger", "ID [--ask]", N_ ("say where a review is, and what was sent when"), mq_cli_ledger },
  { "history", "ID [NUMBER]", N_ ("list a review’s earlier versions, or print one"),
    mq_cli_history },
  { "restore", "ID NUMBER", N_ ("make a review what it was in an earlier version"),
    mq_cli_restore },
  { "backup", "[list|restore FILE]", N_ ("copy the library, or put a copy in its place"),
    mq_cli_backup },
  { "mirror", "FOLDER", N_ ("bring the library and a folder of Markdown together"), mq_cli_mirror },
  { "check", "", N_ ("look whether the library is sound"), mq_cli_check },
};

static char *
dup_summary (void)
{
  GString *summary = g_string_new (_ ("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *call = g_strdup_printf ("%s %s", commands[i].name, commands[i].arguments);
      int pad = 24 - (int) g_utf8_strlen (call, -1);
      g_string_append_printf (summary, "\n  %s%*s%s", call, MAX (pad, 1), "",
                              _ (commands[i].summary));
    }
  return g_string_free_and_steal (summary);
}

static void
add_publishing_group (MqCli *cli, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "site", 0, 0, G_OPTION_ARG_STRING, &cli->site, N_ ("The site to publish to or to read from"),
      N_ ("NAME") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &cli->name, N_ ("What a new site is called here"),
      N_ ("NAME") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &cli->user, N_ ("Who writes on a new site"), N_ ("USER") },
    { "public", 0, 0, G_OPTION_ARG_STRING, &cli->public_address,
      N_ ("Where readers find a new folder’s pages"), N_ ("ADDRESS") },
    { "section", 0, 0, G_OPTION_ARG_STRING, &cli->section,
      N_ ("A new site generator’s folder for reviews"), N_ ("NAME") },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &cli->key_path,
      N_ ("The private key for a new SFTP server"), N_ ("FILE") },
    { "fingerprint", 0, 0, G_OPTION_ARG_STRING, &cli->fingerprint,
      N_ ("The fingerprint of a new SFTP server"), N_ ("SHA256:…") },
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &cli->password_stdin,
      N_ ("Read the site’s password from standard input"), NULL },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &cli->draft, N_ ("As a draft"), NULL },
    { "pending", 0, 0, G_OPTION_ARG_NONE, &cli->pending, N_ ("For an editor to publish"), NULL },
    { "at", 0, 0, G_OPTION_ARG_STRING, &cli->at, N_ ("Scheduled: 2026-11-30T18:00, local time"),
      N_ ("TIME") },
    { "bin", 0, 0, G_OPTION_ARG_NONE, &cli->binned, N_ ("Take it off the site"), NULL },
    { "category", 0, 0, G_OPTION_ARG_STRING_ARRAY, &cli->categories,
      N_ ("A category; can be given again"), N_ ("NAME") },
    { "overwrite", 0, 0, G_OPTION_ARG_NONE, &cli->overwrite,
      N_ ("Also over what somebody changed on the site"), NULL },
    { "anew", 0, 0, G_OPTION_ARG_NONE, &cli->anew,
      N_ ("Also where the post was deleted on the site"), NULL },
    { "ask", 0, 0, G_OPTION_ARG_NONE, &cli->ask,
      N_ ("For the ledger: ask the sites what they have now"), NULL },
    { "resume", 0, 0, G_OPTION_ARG_NONE, &cli->resume, N_ ("Finish what is in the outbox"), NULL },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &cli->timeout,
      N_ ("How long a site may take for one answer"), N_ ("SECONDS") },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new ("publishing", _ ("Publishing:"),
                                            _ ("Show options for publishing"), NULL, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_add_group (context, group);
}

static gboolean
parse (MqCli *cli, int *argc, char ***argv, gboolean *version, GError **error)
{
  const GOptionEntry entries[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &cli->library_path, N_ ("The library’s file"),
      N_ ("PATH") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Print JSON"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &cli->output, N_ ("Where to write"), N_ ("DIR") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &cli->all, N_ ("All reviews, or all posts"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &cli->format,
      N_ ("page (default), html, markdown or text"), N_ ("FORMAT") },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &cli->theme,
      N_ ("broadsheet (default), magazine or journal"), N_ ("THEME") },
    { "css", 0, 0, G_OPTION_ARG_FILENAME, &cli->css_path,
      N_ ("A style sheet to put behind the theme’s"), N_ ("FILE") },
    { "status", 0, 0, G_OPTION_ARG_STRING, &cli->status,
      N_ ("Which to list: all, drafts, out or bin"), N_ ("STATUS") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &cli->limit, N_ ("The most reviews to list"),
      N_ ("NUMBER") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &cli->dry_run,
      N_ ("Only show what would be taken or sent"), NULL },
    { "fetch", 0, 0, G_OPTION_ARG_NONE, &cli->fetch, N_ ("For import: get pictures from the web"),
      NULL },
    { "undo", 0, 0, G_OPTION_ARG_INT, &cli->undo, N_ ("For import: take one back"), N_ ("NUMBER") },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_ ("Print the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND"));
  g_autofree char *summary = dup_summary ();

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_publishing_group (cli, context);
  return g_option_context_parse (context, argc, argv, error);
}

static const MqCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

static void
clear_cli (MqCli *cli)
{
  g_free (cli->library_path);
  g_free (cli->output);
  g_free (cli->format);
  g_free (cli->theme);
  g_free (cli->css_path);
  g_free (cli->status);
  g_free (cli->site);
  g_free (cli->name);
  g_free (cli->user);
  g_free (cli->at);
  g_free (cli->public_address);
  g_free (cli->section);
  g_free (cli->fingerprint);
  g_free (cli->key_path);
  g_strfreev (cli->categories);
  g_free (cli->css);
}

static gboolean
are_utf8 (char **arguments)
{
  for (; *arguments != NULL; arguments++)
    if (!g_utf8_validate (*arguments, -1, NULL))
      return FALSE;
  return TRUE;
}

static MqExit
run (MqCli *cli, int argc, char **argv)
{
  const MqCliCommand *command = argc > 1 ? find_command (argv[1]) : NULL;
  char *nothing[] = { NULL };
  gboolean dashes = argc > 2 && g_str_equal (argv[2], "--");

  if (cli->library_path != NULL && *cli->library_path == '\0')
    return mq_cli_misuse (_ ("--library needs the path of a file"));
  if (!are_utf8 (argv))
    return mq_cli_misuse (_ ("the words are not UTF-8"));
  if (argc < 2)
    return mq_cli_misuse (_ ("say what to do; --help lists the commands"));
  if (command == NULL)
    {
      g_autofree char *sentence
          = g_strdup_printf (_ ("there is no command “%s”; --help lists the commands"), argv[1]);
      return mq_cli_misuse (sentence);
    }
  cli->arguments = argc > 2 ? argv + 2 + dashes : nothing;
  return command->run (cli);
}

int
main (int argc, char **argv)
{
  MqCli cli = { 0 };
  gboolean version = FALSE;
  g_autoptr (GError) error = NULL;
  MqExit code;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MQ_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!parse (&cli, &argc, &argv, &version, &error))
    code = mq_cli_misuse (error->message);
  else if (version)
    {
      g_print ("marquee-cli %s\n", MQ_VERSION);
      code = MQ_EXIT_SUCCESS;
    }
  else
    code = run (&cli, argc, argv);
  clear_cli (&cli);
  return code;
}

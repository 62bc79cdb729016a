/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-text.h"

/* What a file says must not command the terminal. */
static char *
without_controls (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      g_string_append_unichar (clean, c < 0x20 || (c >= 0x7F && c < 0xA0) ? 0xFFFD : c);
    }
  return g_string_free_and_steal (clean);
}

/** Says what went wrong. Returns: %MQ_EXIT_FAILURE */
MqExit
mq_cli_fail (const char *about, const GError *error)
{
  g_autofree char *sentence = without_controls (error->message);
  if (about != NULL)
    g_printerr ("marquee-cli: %s: %s\n", about, sentence);
  else
    g_printerr ("marquee-cli: %s\n", sentence);
  return MQ_EXIT_FAILURE;
}

/** Says what a critic should know of a file, or of a place in one. */
void
mq_cli_print_note (const char *about, const char *note)
{
  g_autofree char *place = without_controls (about), *sentence = without_controls (note);
  g_printerr ("marquee-cli: %s: %s\n", place, sentence);
}

/** Says what was left out of a file. */
void
mq_cli_print_notes (const char *path, GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    mq_cli_print_note (path, notes->pdata[i]);
}

/** Says what is wrong with the command line. Returns: %MQ_EXIT_USAGE */
MqExit
mq_cli_misuse (const char *sentence)
{
  g_printerr ("marquee-cli: %s\n", sentence);
  return MQ_EXIT_USAGE;
}

/** Returns: (transfer full) (nullable): the library that was asked for; where it can't be had that
 * has been said */
MqLibrary *
mq_cli_open_library (MqCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path
      = cli->library_path != NULL ? g_strdup (cli->library_path) : mq_library_dup_default_path ();
  MqLibrary *library = mq_library_open (path, &error);

  if (library == NULL)
    mq_cli_fail (path, error);
  return library;
}

/* The one review whose id begins so. */
static char *
complete_id (MqLibrary *library, const char *start)
{
  g_autoptr (MqQuery) query = mq_query_new ();
  g_autoptr (GPtrArray) rows = strlen (start) >= 4 ? mq_library_list (library, query, NULL) : NULL;
  const char *found = NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_str_has_prefix (((MqReviewRow *) rows->pdata[i])->id, start))
      {
        if (found != NULL)
          return g_strdup (start);
        found = ((MqReviewRow *) rows->pdata[i])->id;
      }
  return g_strdup (found != NULL ? found : start);
}

/** Returns: (transfer full) (nullable): the review; its id may be cut short */
MqReview *
mq_cli_load (MqLibrary *library, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *full = complete_id (library, id);
  MqReview *review = mq_library_load (library, full, NULL, NULL, &error);

  if (review == NULL)
    mq_cli_fail (NULL, error);
  return review;
}

/** Reads which theme and style sheet pages get. Returns: %MQ_EXIT_SUCCESS where there are such */
MqExit
mq_cli_make_settings (MqCli *cli, MqPageSettings *settings)
{
  g_autoptr (GError) error = NULL;
  guint n_themes;

  settings->theme = cli->theme != NULL ? mq_theme_find (cli->theme) : mq_theme_get_all (&n_themes);
  if (settings->theme == NULL)
    {
      return mq_cli_misuse (
          _ ("there is no such theme. Choose “broadsheet”, “magazine” or “journal”"));
    }
  if (cli->css_path != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (cli->css_path);
      g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &error);
      if (bytes != NULL)
        cli->css = mq_text_from_bytes (bytes, &error);
      if (cli->css == NULL)
        return mq_cli_fail (cli->css_path, error);
    }
  settings->own_css = cli->css;
  return MQ_EXIT_SUCCESS;
}

void
mq_cli_print_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);
  g_print ("%s\n", text);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-cli.h"
#include "mq-embargo.h"
#include "mq-export.h"
#include "mq-markdown-file.h"
#include "mq-plain-text.h"

/* Folder names that this call has used, so that two reviews of one title do not overwrite each
 * other. */
static char *
take_slug (GHashTable *used, MqReview *review)
{
  g_autofree char *slug = mq_review_dup_slug (review);
  char *tried = g_strdup (slug);

  for (int i = 2; g_hash_table_contains (used, tried); i++)
    {
      g_free (tried);
      tried = g_strdup_printf ("%s-%d", slug, i);
    }
  g_hash_table_add (used, g_strdup (tried));
  return tried;
}

static gboolean
has_title (MqReview *review, GError **error)
{
  for (const char *p = mq_review_get_text (review, MQ_REVIEW_TITLE); *p != '\0';
       p = g_utf8_next_char (p))
    if (g_unichar_isgraph (g_utf8_get_char (p)) && !g_unichar_iszerowidth (g_utf8_get_char (p)))
      return TRUE;
  g_set_error (
      error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_VALUE,
      _ ("line 1: “title”: the review has no title. Add a field such as “title: Rust and Bone”"));
  return FALSE;
}

static void
warn_of_embargo (const char *name, MqReview *review)
{
  g_autofree char *warning = mq_embargo_dup_export_warning (review);

  if (warning != NULL)
    g_printerr ("marquee-cli: %s: %s\n", name, warning);
}

/* ---- render: files to pages, without a library ---- */

static GBytes *
load_from_file (const char *hash, gpointer data, GError **error)
{
  return g_bytes_ref (g_hash_table_lookup (((MqMarkdownFile *) data)->pictures, hash));
}

static gboolean
render_one (const char *path,
            const MqPageSettings *settings,
            const char *output,
            GHashTable *used,
            GError **error)
{
  g_autoptr (MqMarkdownFile) file = mq_markdown_file_read (path, error);
  g_autofree char *slug = NULL, *folder = NULL;

  if (file == NULL || !has_title (file->review, error))
    return FALSE;
  mq_cli_print_notes (path, file->notes);
  warn_of_embargo (path, file->review);
  if (used != NULL)
    {
      slug = take_slug (used, file->review);
      folder = g_build_filename (output, slug, NULL);
    }
  return mq_export_page_folder (&(MqExport) { file->review, settings, load_from_file, file },
                                folder != NULL ? folder : output, error);
}

MqExit
mq_cli_render (MqCli *cli)
{
  MqPageSettings settings;
  g_autoptr (GHashTable) used = NULL;
  MqExit worst = MQ_EXIT_SUCCESS, code;

  if (cli->arguments[0] == NULL || cli->output == NULL || *cli->output == '\0')
    return mq_cli_misuse (_ ("“render” needs Markdown files and a folder: render FILE… -o DIR"));
  code = mq_cli_make_settings (cli, &settings);
  if (code != MQ_EXIT_SUCCESS)
    return code;
  if (cli->arguments[1] != NULL)
    used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (char **path = cli->arguments; *path != NULL; path++)
    {
      g_autoptr (GError) error = NULL;
      if (!render_one (*path, &settings, cli->output, used, &error))
        worst = mq_cli_fail (*path, error);
    }
  return worst;
}

/* ---- export: reviews of the library ---- */

static GBytes *
load_from_library (const char *hash, gpointer data, GError **error)
{
  return mq_library_get_picture (data, hash, error);
}

static gboolean
write_file (const char *folder,
            const char *slug,
            const char *extension,
            const char *text,
            GError **error)
{
  g_autofree char *name = g_strconcat (slug, extension, NULL),
                  *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) parent = g_file_new_for_path (folder);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) exists = NULL;

  if (!g_file_make_directory_with_parents (parent, NULL, &exists)
      && !g_error_matches (exists, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&exists));
      return FALSE;
    }
  return g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  NULL, error);
}

static gboolean
export_one (MqCli *cli,
            MqLibrary *library,
            MqReview *review,
            const MqPageSettings *settings,
            const char *slug,
            GError **error)
{
  MqExport export = { review, settings, load_from_library, library };
  g_autofree char *folder
      = cli->all ? g_build_filename (cli->output, slug, NULL) : g_strdup (cli->output);
  g_autofree char *text = NULL;

  if (cli->format == NULL || g_str_equal (cli->format, "page"))
    return has_title (review, error) && mq_export_page_folder (&export, folder, error);
  if (g_str_equal (cli->format, "markdown"))
    return mq_export_markdown_folder (&export, folder, error);
  if (g_str_equal (cli->format, "text"))
    {
      text = mq_plain_text_print (review);
      return write_file (cli->output, slug, ".txt", text, error);
    }
  text = has_title (review, error) ? mq_export_single_file (&export, error) : NULL;
  return text != NULL && write_file (cli->output, slug, ".html", text, error);
}

static char **
dup_all_ids (MqLibrary *library, GError **error)
{
  g_autoptr (MqQuery) query = mq_query_new ();
  g_autoptr (GPtrArray) rows = mq_library_list (library, query, error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_strv_builder_add (ids, ((MqReviewRow *) rows->pdata[i])->id);
  return rows != NULL ? g_strv_builder_end (ids) : NULL;
}

static MqExit
export_all (MqCli *cli, MqLibrary *library, const MqPageSettings *settings, char **ids)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MqExit worst = MQ_EXIT_SUCCESS;

  for (char **id = ids; *id != NULL; id++)
    {
      g_autoptr (MqReview) review = mq_cli_load (library, *id);
      g_autofree char *slug = review != NULL ? take_slug (used, review) : NULL;
      g_autoptr (GError) error = NULL;
      if (review != NULL)
        warn_of_embargo (*id, review);
      if (review == NULL)
        worst = MQ_EXIT_FAILURE;
      else if (!export_one (cli, library, review, settings, slug, &error))
        worst = mq_cli_fail (*id, error);
    }
  return worst;
}

MqExit
mq_cli_export (MqCli *cli)
{
  static const char *const formats[] = { "page", "html", "markdown", "text", NULL };
  MqPageSettings settings;
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = NULL;
  g_auto (GStrv) ids = NULL;
  MqExit code;

  if (cli->output == NULL || *cli->output == '\0' || (cli->all && cli->arguments[0] != NULL)
      || (!cli->all && (cli->arguments[0] == NULL || cli->arguments[1] != NULL)))
    return mq_cli_misuse (
        _ ("“export” needs a review and a folder: export ID -o DIR, or export --all -o DIR"));
  if (cli->format != NULL && !g_strv_contains (formats, cli->format))
    return mq_cli_misuse (_ ("--format takes “page”, “html”, “markdown” or “text”"));
  code = mq_cli_make_settings (cli, &settings);
  if (code != MQ_EXIT_SUCCESS)
    return code;
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  ids = cli->all ? dup_all_ids (library, &error) : g_strdupv (cli->arguments);
  if (ids == NULL)
    return mq_cli_fail (NULL, error);
  return export_all (cli, library, &settings, ids);
}

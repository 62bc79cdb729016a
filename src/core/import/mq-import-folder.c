/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-exchange-error.h"
#include "mq-import-html.h"
#include "mq-import-markdown.h"

/* A folder of reviews, each in a file of its own: a site generator's, a notebook's, old pages. */

#define DEEPEST 32
#define MOST_FILES 200000

typedef struct
{
  GPtrArray *files; /* paths within the root */
  GHashTable *pictures;
  guint n;
} Walk;

static gboolean
is_folder (const MqImportSource *source)
{
  return source->head == NULL;
}

static gboolean
is_readable (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return mq_import_markdown_is_name (name) || mq_import_html_is_name (name)
         || g_str_has_suffix (lower, ".txt") || g_str_has_suffix (lower, ".odt")
         || g_str_has_suffix (lower, ".docx");
}

static gboolean
is_picture (const char *name)
{
  return g_regex_match_simple ("\\.(jpe?g|png|gif|webp|avif)$", name, G_REGEX_CASELESS, 0);
}

/* What programs keep for themselves, and what a generator made of the reviews. */
static gboolean
is_skipped (const char *name)
{
  static const char *const names[] = { "node_modules", "_site",  "_includes",  "_layouts", "_sass",
                                       "layouts",      "themes", "archetypes", NULL };
  return *name == '.' || g_strv_contains (names, name);
}

static void
walk (Walk *state, const char *root, const char *folder, int depth)
{
  g_autofree char *full = g_build_filename (root, folder, NULL);
  g_autoptr (GDir) dir = depth < DEEPEST ? g_dir_open (full, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && state->n < MOST_FILES)
    {
      g_autofree char *path
          = *folder != '\0' ? g_build_filename (folder, name, NULL) : g_strdup (name);
      g_autofree char *absolute = g_build_filename (root, path, NULL);
      state->n++;
      if (is_skipped (name) || g_file_test (absolute, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (absolute, G_FILE_TEST_IS_DIR))
        walk (state, root, path, depth + 1);
      else if (is_picture (name))
        g_hash_table_insert (state->pictures, g_strdup (name), g_steal_pointer (&path));
      else if (is_readable (name))
        g_ptr_array_add (state->files, g_steal_pointer (&path));
    }
}

static gboolean
read_one (MqImportFeed *feed,
          const char *path,
          const char *name,
          const MqImportRoot *root,
          GError **error)
{
  g_autoptr (MqImportSource) source = mq_import_source_new (path, name, error);
  const MqImportFormat *format = source != NULL ? mq_import_format_find (source, error) : NULL;

  if (format == NULL)
    return FALSE;
  if (format == &mq_import_markdown)
    return mq_import_markdown_read_file (feed, source, root, error);
  return format->read (feed, source, error);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A file that can't be read is no reason to leave the others. */
static gboolean
read_files (MqImportFeed *feed, GPtrArray *files, const MqImportRoot *root, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_build_filename (root->path, files->pdata[i], NULL);
      g_autoptr (GError) problem = NULL;
      mq_import_feed_set_share (feed, (double) i / files->len);
      if (read_one (feed, path, files->pdata[i], root, &problem))
        continue;
      if (problem->domain == MQ_LIBRARY_ERROR
          || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (!mq_import_feed_refuse (feed, files->pdata[i], problem->message, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_folder (MqImportFeed *feed, const MqImportSource *source, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Walk state = { files, pictures, 0 };

  walk (&state, source->path, "", 0);
  g_ptr_array_sort (files, compare);
  if (files->len > 0)
    return read_files (feed, files, &(MqImportRoot) { source->path, pictures }, error);
  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
               _ ("There is no review in this folder: no Markdown, HTML, text, ODT or DOCX"));
  return FALSE;
}

const MqImportFormat mq_import_folder = { "folder", N_ ("Folder"), is_folder, read_folder };

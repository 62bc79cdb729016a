/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-mirror-scan.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mq-text.h"

#define DEEPEST 8
#define LARGEST_FILE (64 * 1024 * 1024)

static void
free_entry (gpointer data)
{
  MqMirrorEntry *entry = data;

  g_free (entry->name);
  g_free (entry->id);
  g_free (entry->text);
  g_free (entry->hash);
  g_free (entry);
}

/** Returns: (transfer full): by which a file is known not to have changed */
char *
mq_mirror_hash (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/** Returns: (transfer full) (nullable): likewise of a file; %NULL where it can't be read */
char *
mq_mirror_hash_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  g_autofree char *text = bytes != NULL ? mq_text_from_bytes (bytes, NULL) : NULL;

  return text != NULL ? mq_mirror_hash (text) : NULL;
}

/* The line with the id, wherever in the front matter somebody moved it. */
static const char *
find_id (const char *text)
{
  const char *end;
  const char *line = text;

  if (!g_str_has_prefix (text, "---\n"))
    return NULL;
  end = strstr (text + 3, "\n---");
  while ((line = strstr (line, "\nid: ")) != NULL && (end == NULL || line < end))
    {
      g_autofree char *id = g_strndup (line + strlen ("\nid: "), 36);
      if (g_uuid_string_is_valid (id))
        return line + 1;
      line++;
    }
  return NULL;
}

/* What Nextcloud, Dropbox, Syncthing and others call the second version of a file. */
static gboolean
is_copy (const char *name)
{
  return g_regex_match_simple ("conflicted copy|\\.sync-conflict-|case conflict|\\(conflict", name,
                               G_REGEX_CASELESS, 0);
}

static void
read_entry (const char *folder, const char *name, GPtrArray *entries, GPtrArray *notes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  MqMirrorEntry *entry;
  const char *id;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= LARGEST_FILE)
    bytes = g_file_load_bytes (file, NULL, NULL, &error);
  text = bytes != NULL ? mq_text_from_bytes (bytes, &error) : NULL;
  if (text == NULL)
    {
      g_ptr_array_add (notes, g_strdup_printf ("%s: %s", name,
                                               error != NULL ? error->message
                                                             : _ ("This is no file of a sensible "
                                                                  "size")));
      return;
    }
  id = find_id (text);
  entry = g_new0 (MqMirrorEntry, 1);
  entry->name = g_strdup (name);
  entry->id = id != NULL ? g_strndup (id + strlen ("id: "), 36) : NULL;
  entry->hash = mq_mirror_hash (text);
  entry->text = g_steal_pointer (&text);
  entry->is_copy = is_copy (name);
  g_ptr_array_add (entries, entry);
}

static void
walk (const char *folder, const char *within, int depth, GPtrArray *entries, GPtrArray *notes)
{
  g_autofree char *path = g_build_filename (folder, within, NULL);
  g_autoptr (GDir) dir = depth < DEEPEST ? g_dir_open (path, 0, NULL) : NULL;
  const char *child;

  while (dir != NULL && (child = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name
          = *within != '\0' ? g_build_filename (within, child, NULL) : g_strdup (child);
      g_autofree char *full = g_build_filename (folder, name, NULL);
      if (*child == '.' || g_file_test (full, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (full, G_FILE_TEST_IS_DIR))
        walk (folder, name, depth + 1, entries, notes);
      else if (g_str_has_suffix (child, ".md"))
        read_entry (folder, name, entries, notes);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(MqMirrorEntry *const *) a)->name, (*(MqMirrorEntry *const *) b)->name);
}

/** Returns: (transfer full) (element-type MqMirrorEntry): the Markdown files of a folder; @notes
 * gets what can't be read */
GPtrArray *
mq_mirror_scan (const char *folder, GPtrArray *notes)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);

  walk (folder, "", 0, entries, notes);
  g_ptr_array_sort (entries, compare);
  return entries;
}

/** Returns: (transfer full): a file's text without the line that has its id */
char *
mq_mirror_entry_dup_without_id (const MqMirrorEntry *entry)
{
  const char *id = find_id (entry->text);
  GString *text = g_string_new (entry->text);

  if (id != NULL)
    g_string_erase (text, id - entry->text, (gssize) strcspn (id, "\n") + 1);
  return g_string_free_and_steal (text);
}

/** Returns: (transfer full) (nullable): the review in a file */
MqMarkdownFile *
mq_mirror_entry_parse (const MqMirrorEntry *entry, const char *folder, GError **error)
{
  g_autofree char *text = mq_mirror_entry_dup_without_id (entry);
  g_autofree char *path = g_build_filename (folder, entry->name, NULL);
  g_autofree char *beside = g_path_get_dirname (path);

  return mq_markdown_file_parse_leniently (text, beside, error);
}

/**
 * mq_mirror_print:
 * @before: (nullable): the file that it takes the place of, whose further fields stay
 *
 * Returns: (transfer full): a review's file: as Markdown always is, with its id
 */
char *
mq_mirror_print (MqReview *review, const MqMirrorEntry *before)
{
  g_autofree char *id = g_strdup_printf ("id: %s\n", mq_review_get_id (review));
  g_autofree char *text = before != NULL ? mq_mirror_entry_dup_without_id (before) : g_strdup ("");
  g_autofree char *unknown = mq_markdown_file_dup_unknown_fields (text);

  return mq_markdown_file_print_with (review, id, unknown);
}

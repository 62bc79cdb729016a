/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-pictures.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-markup.h"
#include "mq-text.h"

#define LARGEST_PICTURE (128 * 1024 * 1024)

/* ---- Where a picture is ---- */

/* The path of an address, without what stands before it and behind it. */
static char *
dup_path (const char *address)
{
  const char *path = strstr (address, "://");
  g_autofree char *bare = NULL;

  if (path != NULL)
    path = strchr (path + 3, '/');
  else if (g_str_has_prefix (address, "__GHOST_URL__"))
    path = address + strlen ("__GHOST_URL__");
  else
    path = address;
  if (path == NULL)
    return g_strdup ("");
  bare = g_strndup (path, strcspn (path, "?#"));
  path = g_uri_unescape_string (bare, NULL);
  return path != NULL ? (char *) path : g_strdup (bare);
}

/* Nothing outside the folder is a picture of it. */
static GBytes *
load_within (const char *folder, const char *path)
{
  g_autofree char *relative = g_strdup (path + strspn (path, "/"));
  g_autofree char *full = g_canonicalize_filename (relative, folder);
  g_autofree char *inside = g_strconcat (folder, "/", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (full);
  g_autoptr (GFileInfo) info = NULL;

  if (*relative == '\0' || !g_str_has_prefix (full, inside))
    return NULL;
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR
      || g_file_info_get_size (info) > LARGEST_PICTURE)
    return NULL;
  return g_file_load_bytes (file, NULL, NULL, NULL);
}

/* The files of a site lie in the folder as they lay on it, in its folder of uploads, or flat. */
static GBytes *
find_in_folder (const char *address, const char *folder)
{
  static const char *const roots[] = { "/uploads/", "/content/", "/images/" };
  g_autofree char *path = dup_path (address), *name = g_path_get_basename (path);
  GBytes *bytes = load_within (folder, path);

  for (guint i = 0; bytes == NULL && i < G_N_ELEMENTS (roots); i++)
    {
      const char *root = strstr (path, roots[i]);
      if (root != NULL)
        bytes = load_within (folder, root);
      if (root != NULL && bytes == NULL)
        bytes = load_within (folder, root + strlen (roots[i]));
    }
  return bytes != NULL ? bytes : load_within (folder, name);
}

/* "tower.jpg" of "https://x.example/up/tower-300x200.jpg". */
static char *
dup_original (const char *address)
{
  g_autoptr (GRegex) size = g_regex_new ("(?<=.)(?:-[0-9]{2,5}x[0-9]{2,5}|-scaled)(?=\\.[a-z]+$)",
                                         G_REGEX_CASELESS, 0, NULL);
  return g_regex_replace_literal (size, address, -1, 0, "", 0, NULL);
}

/* As the critic called it, without what the house and sites add so that no two are called the same.
 */
static char *
dup_name (const char *address)
{
  g_autofree char *original = dup_original (address), *path = dup_path (original),
                  *base = g_path_get_basename (path);
  g_autoptr (GRegex) hash = g_regex_new ("(?<=.)-[0-9a-f]{12}(?=\\.[a-z]+$)", 0, 0, NULL);

  return g_regex_replace_literal (hash, base, -1, 0, "", 0, NULL);
}

static GBytes *
get_picture (MqImportFeed *feed, const char *address, const char *folder, GError **error)
{
  g_autofree char *original = dup_original (address);
  GBytes *bytes = folder != NULL ? find_in_folder (original, folder) : NULL;

  if (bytes == NULL && folder != NULL)
    bytes = find_in_folder (address, folder);
  if (bytes == NULL && mq_import_feed_can_fetch (feed) && mq_text_is_web_address (address, FALSE))
    return mq_import_feed_fetch (feed, address, error);
  if (bytes == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("it is not in the folder, and stays where it is"));
  return bytes;
}

/**
 * mq_import_pictures_take:
 * @address: what the source says of where it is
 * @folder: (nullable): where its files may lie, an absolute path
 *
 * Takes a picture from the disk or the web. One that can't be had is no reason to leave the text
 * behind: that is noted.
 *
 * Returns: (transfer none) (nullable): the picture as the review has it
 */
MqPicture *
mq_import_pictures_take (MqImportFeed *feed,
                         MqImportItem *item,
                         const char *address,
                         const char *folder,
                         MqPictureUse use,
                         const char *alt)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = get_picture (feed, address, folder, &problem);
  g_autofree char *name = dup_name (address);
  MqPicture *picture
      = bytes != NULL ? mq_import_item_add_picture (item, bytes, name, use, alt, &problem) : NULL;

  if (picture == NULL)
    mq_import_item_note (item, _ ("The picture %s was not taken: %s"), address, problem->message);
  return picture;
}

/**
 * mq_import_pictures_take_all:
 * @base: (nullable): the page's address
 *
 * Takes the pictures that a page shows.
 *
 * Returns: (transfer full) (element-type utf8 utf8): their names, as mq_markup_to_markdown() wants
 * them
 */
GHashTable *
mq_import_pictures_take_all (MqImportFeed *feed,
                             MqImportItem *item,
                             const char *html,
                             const char *base,
                             const char *folder)
{
  g_autoptr (GPtrArray) pictures = mq_markup_list_pictures (html, base);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqMarkupPicture *shown = pictures->pdata[i];
      MqPicture *picture = mq_import_pictures_take (
          feed, item, shown->address, folder,
          shown->is_poster ? MQ_PICTURE_POSTER : MQ_PICTURE_STILL, shown->alt);
      if (picture != NULL)
        g_hash_table_insert (names, g_strdup (shown->address), g_strdup (picture->name));
    }
  return names;
}

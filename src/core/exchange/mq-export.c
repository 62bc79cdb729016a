/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-export.h"

#include <string.h>

#include "mq-markdown-file.h"
#include "mq-page-folder.h"
#include "mq-rendition.h"

static gboolean
is_png (const MqPicture *picture)
{
  return g_str_has_suffix (picture->name, ".png");
}

/* A still that the text does not show is not exported: no file that nobody uses. */
static gboolean
is_shown (const MqExport *self, const MqPicture *picture)
{

  if (picture->use == MQ_PICTURE_POSTER)
    return TRUE;
  return strstr (mq_review_get_text (self->review, MQ_REVIEW_BODY), picture->name) != NULL;
}

static gboolean
add_renditions (const MqExport *self,
                const MqPicture *picture,
                MqPageFolder *folder,
                GError **error)
{
  g_autoptr (GBytes) original = self->load_picture (picture->hash, self->data, error);
  int widths[2];
  guint n = mq_rendition_get_widths (picture, widths);

  if (original == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = mq_rendition_get_name (picture, widths[i]);
      g_autoptr (GBytes) bytes = mq_rendition_make (original, widths[i], is_png (picture), error);
      if (bytes == NULL
          || !mq_page_folder_add (folder, name, g_bytes_get_data (bytes, NULL),
                                  g_bytes_get_size (bytes), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * mq_export_page_folder:
 * @path: the folder that becomes the page: `index.html` and its pictures
 *
 * Exports a page. An earlier export in the same place is replaced; what else is there stays.
 */
gboolean
mq_export_page_folder (const MqExport *self, const char *path, GError **error)
{
  g_autoptr (MqDocument) document = mq_page_parse_with_theme (self->review, self->settings->theme);
  g_autofree char *html = mq_page_render (self->review, document, self->settings);
  GPtrArray *pictures = mq_review_get_pictures (self->review);
  g_autoptr (MqPageFolder) folder = mq_page_folder_begin (path, "index.html", error);

  if (folder == NULL)
    return FALSE;
  for (guint i = 0; i < pictures->len; i++)
    if (is_shown (self, pictures->pdata[i])
        && !add_renditions (self, pictures->pdata[i], folder, error))
      return FALSE;
  return mq_page_folder_add (folder, "index.html", html, strlen (html), error)
         && mq_page_folder_commit (folder, error);
}

/**
 * mq_export_markdown_folder:
 * @path: the folder that gets `review.md` and the originals of the pictures
 */
gboolean
mq_export_markdown_folder (const MqExport *self, const char *path, GError **error)
{
  g_autofree char *text = mq_markdown_file_print (self->review);
  GPtrArray *pictures = mq_review_get_pictures (self->review);
  g_autoptr (MqPageFolder) folder = mq_page_folder_begin (path, "review.md", error);

  if (folder == NULL)
    return FALSE;
  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      g_autoptr (GBytes) bytes = self->load_picture (picture->hash, self->data, error);
      if (bytes == NULL
          || !mq_page_folder_add (folder, picture->name, g_bytes_get_data (bytes, NULL),
                                  g_bytes_get_size (bytes), error))
        return FALSE;
    }
  return mq_page_folder_add (folder, "review.md", text, strlen (text), error)
         && mq_page_folder_commit (folder, error);
}

static char *
dup_data_address (const MqPicture *picture, int width, gpointer data)
{
  const char *address = g_hash_table_lookup (data, picture->name);
  return g_strdup (address != NULL ? address : "");
}

static char *
encode_picture (const MqExport *self, const MqPicture *picture, GError **error)
{
  g_autoptr (GBytes) original = self->load_picture (picture->hash, self->data, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *base64 = NULL;
  int widths[2];

  if (original == NULL)
    return NULL;
  mq_rendition_get_widths (picture, widths);
  bytes = mq_rendition_make (original, widths[0], is_png (picture), error);
  if (bytes == NULL)
    return NULL;
  base64 = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return g_strdup_printf ("data:image/%s;base64,%s", is_png (picture) ? "png" : "jpeg", base64);
}

/**
 * mq_export_single_file:
 *
 * Returns: (transfer full) (nullable): the page with its pictures inside, one HTML file that needs
 * no other
 */
char *
mq_export_single_file (const MqExport *self, GError **error)
{
  g_autoptr (GHashTable) addresses
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *pictures = mq_review_get_pictures (self->review);

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      char *address
          = is_shown (self, picture) ? encode_picture (self, picture, error) : g_strdup ("");
      if (address == NULL)
        return NULL;
      g_hash_table_insert (addresses, g_strdup (picture->name), address);
    }
  return mq_page_render_single_file (self->review, self->settings, dup_data_address, addresses);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markup-picture.h"

#include <string.h>

#include "mq-markup-tree.h"
#include "mq-markup.h"

static gboolean
is_picture_address (const char *address)
{
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif" };
  g_autofree char *path = g_ascii_strdown (address, (gssize) strcspn (address, "?#"));

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (path, endings[i]))
      return TRUE;
  return FALSE;
}

/** Returns: whether a link only shows the picture in it larger */
gboolean
mq_markup_is_link_to_picture (xmlNode *link)
{
  g_autofree char *href = mq_markup_get_attribute (link, "href");
  g_autoptr (GPtrArray) images = mq_markup_find_all (link, "img");

  return images->len == 1 && href != NULL
         && (is_picture_address (href) || strstr (href, "attachment_id=") != NULL);
}

/* The widest of "small.jpg 300w, large.jpg 1024w". */
static char *
dup_widest (const char *source_set)
{
  g_auto (GStrv) candidates = g_strsplit (source_set, ", ", -1);
  g_autofree char *widest = NULL;
  gint64 most = 0;

  for (char **candidate = candidates; *candidate != NULL; candidate++)
    {
      const char *space = strrchr (g_strstrip (*candidate), ' ');
      gint64 width = space != NULL && g_str_has_suffix (space, "w")
                         ? g_ascii_strtoll (space + 1, NULL, 10)
                         : 0;
      if (width > most)
        {
          g_free (widest);
          widest = g_strndup (*candidate, (gsize) (space - *candidate));
          most = width;
        }
    }
  return g_steal_pointer (&widest);
}

/** Returns: (transfer full) (nullable): where the largest form of a picture is that the page tells
 * of; %NULL where it shows none, or only one that stands in the page itself */
char *
mq_markup_dup_picture_source (xmlNode *image, const char *base)
{
  xmlNode *parent = image->parent;
  g_autofree char *source = NULL;
  g_autofree char *set = mq_markup_get_attribute (image, "srcset");
  char *resolved = NULL;

  if (parent != NULL && mq_markup_is (parent, "a") && mq_markup_is_link_to_picture (parent))
    {
      source = mq_markup_get_attribute (parent, "href");
      if (!is_picture_address (source))
        g_clear_pointer (&source, g_free);
    }
  if (source == NULL && set != NULL)
    source = dup_widest (set);
  if (source == NULL)
    source = mq_markup_get_attribute (image, "data-src");
  if (source == NULL)
    source = mq_markup_get_attribute (image, "src");
  if (source == NULL || *g_strstrip (source) == '\0' || g_str_has_prefix (source, "data:"))
    return NULL;
  if (base != NULL)
    resolved = g_uri_resolve_relative (base, source, G_URI_FLAGS_PARSE_RELAXED, NULL);
  return resolved != NULL ? resolved : g_steal_pointer (&source);
}

/** Returns: (nullable): the picture of a figure that shows one and nothing else */
xmlNode *
mq_markup_find_only_picture (xmlNode *figure)
{
  g_autoptr (GPtrArray) images = mq_markup_find_all (figure, "img");
  xmlNode *caption = mq_markup_find_child (figure, "figcaption");
  g_autofree char *words = mq_markup_dup_words (figure);
  g_autofree char *captioned = caption != NULL ? mq_markup_dup_words (caption) : g_strdup ("");

  return images->len == 1 && g_str_equal (words, captioned) ? images->pdata[0] : NULL;
}

/** Returns: (transfer full): what stands below a picture, without who made it */
char *
mq_markup_dup_caption (xmlNode *caption)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (xmlNode *child = caption->children; child != NULL; child = child->next)
    if (!mq_markup_is (child, "small"))
      {
        g_autofree char *words = mq_markup_dup_words (child);
        if (*words != '\0')
          g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words);
      }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
free_picture (gpointer data)
{
  MqMarkupPicture *picture = data;

  g_free (picture->address);
  g_free (picture->alt);
  g_free (picture);
}

/**
 * mq_markup_list_pictures:
 * @base: (nullable): the page's address
 *
 * Returns: (transfer full) (element-type MqMarkupPicture): the pictures of a page, each once, under
 * the addresses that mq_markup_to_markdown() knows them by
 */
GPtrArray *
mq_markup_list_pictures (const char *html, const char *base)
{
  GPtrArray *pictures = g_ptr_array_new_with_free_func (free_picture);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  xmlDoc *document = mq_markup_parse (html);
  g_autoptr (GPtrArray) images
      = document != NULL ? mq_markup_find_all (xmlDocGetRootElement (document), "img") : NULL;

  for (guint i = 0; images != NULL && i < images->len; i++)
    {
      g_autofree char *address = mq_markup_dup_picture_source (images->pdata[i], base);
      MqMarkupPicture *picture;
      if (address == NULL || g_hash_table_contains (seen, address))
        continue;
      picture = g_new0 (MqMarkupPicture, 1);
      picture->alt = mq_markup_get_attribute (images->pdata[i], "alt");
      picture->is_poster = mq_markup_has_class (images->pdata[i], "u-photo");
      picture->address = g_steal_pointer (&address);
      g_hash_table_add (seen, picture->address);
      g_ptr_array_add (pictures, picture);
    }
  g_clear_pointer (&document, xmlFreeDoc);
  return pictures;
}

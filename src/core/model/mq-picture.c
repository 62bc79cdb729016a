/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-picture.h"

#include <string.h>

#include "mq-text.h"

G_DEFINE_BOXED_TYPE (MqPicture, mq_picture, mq_picture_ref, mq_picture_unref)

/**
 * mq_picture_new:
 *
 * Returns: (transfer full): a picture without alternative text, credit and caption
 */
MqPicture *
mq_picture_new (const char *hash, const char *name, MqPictureUse use, int width, int height)
{
  MqPicture *picture = g_new0 (MqPicture, 1);

  g_atomic_ref_count_init (&picture->refs);
  picture->hash = g_strdup (hash);
  picture->name = g_strdup (name);
  picture->use = use;
  picture->alt = g_strdup ("");
  picture->credit = g_strdup ("");
  picture->caption = g_strdup ("");
  picture->width = width;
  picture->height = height;
  return picture;
}

MqPicture *
mq_picture_ref (MqPicture *picture)
{
  g_atomic_ref_count_inc (&picture->refs);
  return picture;
}

void
mq_picture_unref (MqPicture *picture)
{
  if (!g_atomic_ref_count_dec (&picture->refs))
    return;
  g_free (picture->hash);
  g_free (picture->name);
  g_free (picture->alt);
  g_free (picture->credit);
  g_free (picture->caption);
  g_free (picture);
}

/**
 * mq_picture_with_texts:
 *
 * Returns: (transfer full): the same picture with other words beside it, cleaned to one line each
 */
MqPicture *
mq_picture_with_texts (const MqPicture *picture,
                       const char *alt,
                       const char *credit,
                       const char *caption)
{
  MqPicture *changed = mq_picture_new (picture->hash, picture->name, picture->use, picture->width,
                                       picture->height);

  g_free (changed->alt);
  changed->alt = mq_text_clean_line (alt != NULL ? alt : "");
  g_free (changed->credit);
  changed->credit = mq_text_clean_line (credit != NULL ? credit : "");
  g_free (changed->caption);
  changed->caption = mq_text_clean_line (caption != NULL ? caption : "");
  return changed;
}

gboolean
mq_picture_equal (const MqPicture *a, const MqPicture *b)
{
  return g_str_equal (a->hash, b->hash) && g_str_equal (a->name, b->name) && a->use == b->use
         && g_str_equal (a->alt, b->alt) && g_str_equal (a->credit, b->credit)
         && g_str_equal (a->caption, b->caption);
}

/**
 * mq_picture_make_name:
 * @file_name: what the file was called where it came from
 * @extension: ".jpg" or ".png", what it will be written as
 *
 * Returns: (transfer full): a lower-case ASCII file name that is safe on every server
 */
char *
mq_picture_make_name (const char *file_name, const char *extension)
{
  g_autofree char *base = g_path_get_basename (file_name);
  char *dot = strrchr (base, '.');
  g_autofree char *slug = NULL;

  if (dot != NULL && dot != base)
    *dot = '\0';
  slug = mq_text_slug (base);
  return g_strconcat (*slug != '\0' ? slug : "picture", extension, NULL);
}

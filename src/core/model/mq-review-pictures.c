/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "mq-review.h"

/** Returns: (transfer none) (nullable): the poster */
MqPicture *
mq_review_get_poster (MqReview *self)
{
  GPtrArray *pictures = mq_review_get_pictures (self);

  for (guint i = 0; i < pictures->len; i++)
    if (((MqPicture *) pictures->pdata[i])->use == MQ_PICTURE_POSTER)
      return pictures->pdata[i];
  return NULL;
}

/** Returns: (transfer none) (nullable): the picture that the text calls @name */
MqPicture *
mq_review_find_picture (MqReview *self, const char *name)
{
  GPtrArray *pictures = mq_review_get_pictures (self);

  for (guint i = 0; i < pictures->len; i++)
    if (g_strcmp0 (((MqPicture *) pictures->pdata[i])->name, name) == 0)
      return pictures->pdata[i];
  return NULL;
}

static char *
free_picture_name (MqReview *self, const char *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *base = dot != NULL ? g_strndup (name, dot - name) : g_strdup (name);
  char *tried = g_strdup (name);

  for (int i = 2; mq_review_find_picture (self, tried) != NULL; i++)
    {
      g_free (tried);
      tried = g_strdup_printf ("%s-%d%s", base, i, dot != NULL ? dot : "");
    }
  return tried;
}

/**
 * mq_review_add_picture:
 * @picture: a picture; another name is found for it where its own is taken, and an earlier poster
 * makes room
 *
 * Returns: (transfer none): the picture as it stands in the review now
 */
MqPicture *
mq_review_add_picture (MqReview *self, MqPicture *picture)
{
  GPtrArray *old = mq_review_get_pictures (self);
  g_autoptr (GPtrArray) pictures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_picture_unref);
  g_autofree char *name = free_picture_name (self, picture->name);
  MqPicture *added
      = mq_picture_with_texts (picture, picture->alt, picture->credit, picture->caption);

  for (guint i = 0; i < old->len; i++)
    {
      MqPicture *kept = old->pdata[i];
      if (picture->use != MQ_PICTURE_POSTER || kept->use != MQ_PICTURE_POSTER)
        g_ptr_array_add (pictures, mq_picture_ref (kept));
    }
  g_free (added->name);
  added->name = g_strdup (name);
  g_ptr_array_add (pictures, added);
  mq_review_set_pictures (self, pictures);
  return mq_review_find_picture (self, name);
}

/**
 * mq_review_replace_picture:
 * @old: a picture of this review
 * @changed: (nullable): what takes its place, %NULL to take it away
 */
void
mq_review_replace_picture (MqReview *self, MqPicture *old, MqPicture *changed)
{
  GPtrArray *before = mq_review_get_pictures (self);
  g_autoptr (GPtrArray) pictures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_picture_unref);

  for (guint i = 0; i < before->len; i++)
    {
      MqPicture *picture = before->pdata[i];
      if (picture != old)
        g_ptr_array_add (pictures, mq_picture_ref (picture));
      else if (changed != NULL)
        g_ptr_array_add (pictures, mq_picture_ref (changed));
    }
  mq_review_set_pictures (self, pictures);
}

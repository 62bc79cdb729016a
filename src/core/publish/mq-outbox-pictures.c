/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-outbox-private.h"
#include "mq-rendition.h"

static gboolean
remember (MqDeliveryRun *run, const MqPostPicture *picture, GError **error)
{
  MqSitePicture row = { .site = run->site->id,
                        .hash = picture->key,
                        .remote = picture->remote,
                        .address = picture->address,
                        .alt = picture->alt };
  return mq_library_save_site_picture (run->library, &row, error);
}

static GBytes *
render (MqDeliveryRun *run, const MqPostPicture *picture, GError **error)
{
  g_autoptr (GBytes) original = mq_library_get_picture (run->library, picture->hash, error);

  if (original == NULL)
    return NULL;
  return mq_rendition_make (original, picture->width, g_str_has_suffix (picture->name, ".png"),
                            error);
}

/* Something on the way may have sent it twice: asked by its name, the site keeps one. */
static gboolean
make_sure_of_one (MqDeliveryRun *run, MqPostPicture *picture, GError **error)
{
  g_autofree char *remote = g_steal_pointer (&picture->remote);
  gboolean found = FALSE;

  picture->remote = g_strdup ("");
  if (!mq_publisher_find_picture (run->publisher, picture, &found, run->cancellable, error))
    return FALSE;
  if (!found)
    g_set_str (&picture->remote, remote); /* the site gave it another name */
  return TRUE;
}

static gboolean
upload (MqDeliveryRun *run, MqPostPicture *picture, GError **error)
{
  g_autoptr (GBytes) bytes = render (run, picture, error);

  if (bytes == NULL)
    return FALSE;
  g_set_str (&picture->remote, "");
  g_set_str (&picture->address, "");
  return remember (run, picture, error) /* from here on it may be there */
         && mq_publisher_upload (run->publisher, picture, bytes, run->cancellable, error)
         && make_sure_of_one (run, picture, error)
         && mq_delivery_run_note (run, "picture", picture->address, error)
         && remember (run, picture, error);
}

static gboolean
bring (MqDeliveryRun *run, MqPostPicture *picture, GError **error)
{
  g_autoptr (GError) problem = NULL;
  MqSitePicture *row
      = mq_library_get_site_picture (run->library, run->site->id, picture->key, &problem);
  gboolean found = FALSE, same_alt;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (row == NULL)
    return upload (run, picture, error);
  g_set_str (&picture->remote, row->remote);
  same_alt = g_str_equal (row->alt, picture->alt);
  mq_site_picture_free (row);
  if (!mq_publisher_find_picture (run->publisher, picture, &found, run->cancellable, error))
    return FALSE;
  if (!found)
    return upload (run, picture, error);
  return (same_alt || mq_publisher_describe (run->publisher, picture, run->cancellable, error))
         && remember (run, picture, error);
}

/** Sees to it that every picture of the post is on the site, once. */
gboolean
mq_delivery_run_bring_pictures (MqDeliveryRun *run, GError **error)
{
  guint n = run->post->pictures->len + (run->post->poster != NULL);

  for (guint i = 0; i < n; i++)
    {
      MqPostPicture *picture
          = i < run->post->pictures->len ? run->post->pictures->pdata[i] : run->post->poster;
      g_autofree char *sentence = g_strdup_printf (_ ("Sending picture %u of %u…"), i + 1, n);
      mq_delivery_run_tell (run, 0.3 + 0.4 * i / n, sentence);
      if (!bring (run, picture, error))
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-rendition.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (mq - rendition - error - quark, mq_rendition_error)

/* What no still needs and what a decompression bomb is made of. */
#define MOST_PIXELS (100 * 1000 * 1000)
#define MOST_SIDE 20000
#define MOST_BYTES (64 * 1024 * 1024)
#define THUMBNAIL_WIDTH 80
#define THUMBNAIL_HEIGHT 120

typedef struct
{
  gboolean too_large;
  int seen_width;
  int seen_height;
} Sizing;

static void
on_loader_size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  Sizing *sizing = data;

  sizing->seen_width = width;
  sizing->seen_height = height;
  if (width > MOST_SIDE || height > MOST_SIDE || (gint64) width * height > MOST_PIXELS)
    {
      sizing->too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0); /* no size at all is what makes a loader give up */
    }
}

static GdkPixbuf *
fail_no_picture (GError **error)
{
  g_set_error (error, MQ_RENDITION_ERROR, MQ_RENDITION_ERROR_NO_PICTURE,
               _ ("This is no picture that can be read. Choose a JPEG, PNG or WebP file"));
  return NULL;
}

static GdkPixbuf *
fail_too_large (const Sizing *sizing, GError **error)
{
  g_set_error (error, MQ_RENDITION_ERROR, MQ_RENDITION_ERROR_TOO_LARGE,
               _ ("The picture has %d × %d pixels, which is too large. Scale it to %d pixels or "
                  "less on each side"),
               sizing->seen_width, sizing->seen_height, MOST_SIDE / 2);
  return NULL;
}

/* A drawing such as SVG is a program of sorts, and no photograph. */
static gboolean
is_drawing (GdkPixbufLoader *loader)
{
  GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);
  return format != NULL && gdk_pixbuf_format_is_scalable (format);
}

/* Fed in pieces, so that a picture that says it is too large is not decoded. */
static GdkPixbuf *
decode (GBytes *original, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  Sizing sizing = { 0 };
  gsize size = 0, at = 0;
  const guchar *data = g_bytes_get_data (original, &size);
  gboolean good = size > 0;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_loader_size_prepared_cb), &sizing);
  while (good && at < size && !sizing.too_large)
    {
      gsize piece = MIN (size - at, 4096);
      good = gdk_pixbuf_loader_write (loader, data + at, piece, NULL);
      at += piece;
    }
  good &= gdk_pixbuf_loader_close (loader, NULL) && !is_drawing (loader);
  if (sizing.too_large)
    return fail_too_large (&sizing, error);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (!good || pixbuf == NULL)
    return fail_no_picture (error);
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/**
 * mq_rendition_probe:
 * @original: a picture file
 * @file_name: what it was called
 * @error: return location for a #GError of %MQ_RENDITION_ERROR
 *
 * Looks into a picture before it is taken into the library.
 *
 * Returns: (transfer full) (nullable): the picture with its size, hash and name
 */
MqPicture *
mq_rendition_probe (GBytes *original, const char *file_name, MqPictureUse use, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, original);
  g_autofree char *name = NULL;

  if (g_bytes_get_size (original) > MOST_BYTES)
    {
      g_set_error (error, MQ_RENDITION_ERROR, MQ_RENDITION_ERROR_TOO_LARGE,
                   _ ("The picture's file is larger than %d MB. Save it smaller"),
                   MOST_BYTES / 1024 / 1024);
      return NULL;
    }
  pixbuf = decode (original, error);
  if (pixbuf == NULL)
    return NULL;
  name = mq_picture_make_name (file_name, gdk_pixbuf_get_has_alpha (pixbuf) ? ".png" : ".jpg");
  return mq_picture_new (hash, name, use, gdk_pixbuf_get_width (pixbuf),
                         gdk_pixbuf_get_height (pixbuf));
}

/* Nothing but the pixels is handed on: no EXIF, no comment, no profile. */
static GBytes *
encode (GdkPixbuf *pixbuf, gboolean png, GError **error)
{
  char *data = NULL;
  gsize size = 0;
  gboolean good;

  if (png)
    good = gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", error, "compression", "9", NULL);
  else
    good = gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", error, "quality", "82", NULL);
  return good ? g_bytes_new_take (data, size) : NULL;
}

/**
 * mq_rendition_make:
 * @original: a picture file
 * @width: the width in pixels that it gets, never more than its own
 * @png: whether to write PNG rather than JPEG
 *
 * Decodes, turns upright, scales and writes a picture, without what the camera added.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
mq_rendition_make (GBytes *original, int width, gboolean png, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (original, error);
  g_autoptr (GdkPixbuf) scaled = NULL;
  int own_width, height;

  if (pixbuf == NULL)
    return NULL;
  own_width = gdk_pixbuf_get_width (pixbuf);
  width = MIN (width, own_width);
  height = MAX (1, (int) ((gint64) gdk_pixbuf_get_height (pixbuf) * width / own_width));
  if (width == own_width)
    scaled = g_object_ref (pixbuf);
  else
    scaled = gdk_pixbuf_scale_simple (pixbuf, width, height, GDK_INTERP_HYPER);
  return encode (scaled, png, error);
}

/**
 * mq_rendition_make_thumbnail:
 *
 * Returns: (transfer full) (nullable): a JPEG that fills 80 × 120 pixels, cut at the longer sides
 */
GBytes *
mq_rendition_make_thumbnail (GBytes *original, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (original, error);
  g_autoptr (GdkPixbuf) cut = NULL;
  double scale;
  int width, height;

  if (pixbuf == NULL)
    return NULL;
  scale = MAX ((double) THUMBNAIL_WIDTH / gdk_pixbuf_get_width (pixbuf),
               (double) THUMBNAIL_HEIGHT / gdk_pixbuf_get_height (pixbuf));
  width = MAX (THUMBNAIL_WIDTH, (int) (gdk_pixbuf_get_width (pixbuf) * scale + 0.5));
  height = MAX (THUMBNAIL_HEIGHT, (int) (gdk_pixbuf_get_height (pixbuf) * scale + 0.5));
  cut = gdk_pixbuf_new (GDK_COLORSPACE_RGB, gdk_pixbuf_get_has_alpha (pixbuf), 8, THUMBNAIL_WIDTH,
                        THUMBNAIL_HEIGHT);
  gdk_pixbuf_scale (pixbuf, cut, 0, 0, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT,
                    -(width - THUMBNAIL_WIDTH) / 2, -(height - THUMBNAIL_HEIGHT) / 2,
                    (double) width / gdk_pixbuf_get_width (pixbuf),
                    (double) height / gdk_pixbuf_get_height (pixbuf), GDK_INTERP_BILINEAR);
  return encode (cut, gdk_pixbuf_get_has_alpha (cut), error);
}

/**
 * mq_rendition_get_widths:
 * @widths: (out): the widths that the page offers, the largest first
 *
 * Returns: how many there are, 1 or 2
 */
guint
mq_rendition_get_widths (const MqPicture *picture, int widths[2])
{
  widths[0] = MIN (picture->width, MQ_RENDITION_LARGE);
  widths[1] = MQ_RENDITION_SMALL;
  return picture->width > MQ_RENDITION_SMALL ? 2 : 1;
}

/** Returns: (transfer full): the file name of the picture at that width, "water-tower-800.jpg" */
char *
mq_rendition_get_name (const MqPicture *picture, int width)
{
  const char *dot = strrchr (picture->name, '.');
  return g_strdup_printf ("%.*s-%d%s", (int) (dot - picture->name), picture->name, width, dot);
}

/** Returns: the width that @name asks of @picture, 0 where it is none of its names */
int
mq_rendition_parse_name (const MqPicture *picture, const char *name)
{
  int widths[2];
  guint n = mq_rendition_get_widths (picture, widths);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *one = mq_rendition_get_name (picture, widths[i]);
      if (g_str_equal (one, name))
        return widths[i];
    }
  return 0;
}

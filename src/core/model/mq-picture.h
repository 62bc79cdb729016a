/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  MQ_PICTURE_POSTER,
  MQ_PICTURE_STILL,
} MqPictureUse;

/**
 * MqPicture:
 * @hash: SHA-256 of the original file, in lower-case hexadecimal; its bytes are in the library
 * under it
 * @name: the file name that the text and the exported page know it by, unique in a review:
 * "water-tower.jpg"
 * @use: poster or still
 * @alt: what it shows, for those who can't see it
 * @credit: who made it
 * @caption: the line below it
 * @width: in pixels, as a person sees it, that is after its orientation is applied
 * @height: likewise
 *
 * A picture of a review: an immutable value but for its construction.
 */
typedef struct
{
  gatomicrefcount refs;
  char *hash;
  char *name;
  MqPictureUse use;
  char *alt;
  char *credit;
  char *caption;
  int width;
  int height;
} MqPicture;

#define MQ_TYPE_PICTURE (mq_picture_get_type ())
GType mq_picture_get_type (void);

MqPicture *
mq_picture_new (const char *hash, const char *name, MqPictureUse use, int width, int height);
MqPicture *mq_picture_ref (MqPicture *picture);
void mq_picture_unref (MqPicture *picture);
MqPicture *mq_picture_with_texts (const MqPicture *picture,
                                  const char *alt,
                                  const char *credit,
                                  const char *caption);
gboolean mq_picture_equal (const MqPicture *a, const MqPicture *b);
char *mq_picture_make_name (const char *file_name, const char *extension);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqPicture, mq_picture_unref)

G_END_DECLS

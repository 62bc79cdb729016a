/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "mq-review.h"
#include "mq-yaml.h"

G_BEGIN_DECLS

/**
 * MqPictureReference:
 * @src: the path that stands in the front matter
 * @line: where it stands
 *
 * A picture that the front matter names; its file has still to be read.
 */
typedef struct
{
  char *src;
  MqPictureUse use;
  char *alt;
  char *credit;
  char *caption;
  int line;
} MqPictureReference;

void mq_picture_reference_free (MqPictureReference *reference);

gboolean mq_front_matter_read (MqReview *review,
                               const MqYaml *yaml,
                               GPtrArray *pictures,
                               GPtrArray *unknown,
                               GPtrArray *notes,
                               GError **error);
JsonObject *mq_front_matter_to_json (MqReview *review, gboolean with_pictures);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark.h>
#include <glib.h>

#include "mq-document.h"

G_BEGIN_DECLS

/* What the house makes of a parsed text before it is rendered. Private to this folder. */
typedef struct
{
  const char *language;
  MqPictureMarkup picture_markup;
  gpointer data;
} MqTransform;

void mq_transform_apply (cmark_node *document, const MqTransform *transform);
gboolean mq_transform_is_safe_address (const char *address);
char *mq_transform_plain_text (cmark_node *node);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Pictures in a page. Private to this folder. */

char *mq_markup_dup_picture_source (xmlNode *image, const char *base);
gboolean mq_markup_is_link_to_picture (xmlNode *link);
xmlNode *mq_markup_find_only_picture (xmlNode *figure);
char *mq_markup_dup_caption (xmlNode *caption);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/tree.h>

#include "mq-markup.h"

G_BEGIN_DECLS

char *mq_markup_node_to_markdown (xmlNode *node, const char *base, GHashTable *picture_names);
char *mq_markup_to_markdown (const char *html, const char *base, GHashTable *picture_names);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/HTMLparser.h>

G_BEGIN_DECLS

/* A page's elements. Private to this folder. */

xmlDoc *mq_markup_parse (const char *html);
gboolean mq_markup_is (xmlNode *node, const char *name);
gboolean mq_markup_has_class (xmlNode *node, const char *name);
char *mq_markup_get_attribute (xmlNode *node, const char *name);
char *mq_markup_dup_words (xmlNode *node);
char *mq_markup_fold_space (const char *text);
xmlNode *mq_markup_get_next (xmlNode *node, xmlNode *top);
xmlNode *mq_markup_find_child (xmlNode *node, const char *name);
GPtrArray *mq_markup_find_all (xmlNode *node, const char *name);
xmlNode *mq_markup_find_class (xmlNode *node, const char *name);

G_END_DECLS

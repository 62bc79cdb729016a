/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reading HTML that others wrote. */

/**
 * MqMarkupPicture:
 * @address: where it is
 * @alt: (nullable): what it shows
 * @is_poster: whether it stands for the whole page
 */
typedef struct
{
  char *address;
  char *alt;
  gboolean is_poster;
} MqMarkupPicture;

char *mq_markup_find_link (GBytes *html, const char *relation, const char *base);
char *mq_markup_to_plain_text (const char *html);
char *mq_markup_article_to_plain_text (const char *html);
char *mq_markup_find_title (const char *html);
char *mq_markup_to_markdown (const char *html, const char *base, GHashTable *picture_names);
char **mq_markup_list_texts (GBytes *xml, const char *name);
char *mq_markup_from_wordpress (const char *content);
GPtrArray *mq_markup_list_pictures (const char *html, const char *base);

G_END_DECLS

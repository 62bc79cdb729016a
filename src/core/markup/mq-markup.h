/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reading HTML that others wrote. */

/**
 * MqMarkupPicture:
 * @address: where it is
 * @alt: (nullable): what it shows
 */
typedef struct
{
  char *address;
  char *alt;
} MqMarkupPicture;

char *mq_markup_find_link (GBytes *html, const char *relation, const char *base);
char *mq_markup_to_plain_text (const char *html);
char *mq_markup_article_to_plain_text (const char *html);
char *mq_markup_find_title (const char *html);
char *mq_markup_to_markdown (const char *html, const char *base, GHashTable *picture_names);
GPtrArray *mq_markup_list_pictures (const char *html, const char *base);

G_END_DECLS

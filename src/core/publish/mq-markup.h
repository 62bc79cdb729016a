/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reading HTML that others wrote. */

char *mq_markup_find_link (GBytes *html, const char *relation, const char *base);
char *mq_markup_to_plain_text (const char *html);
char *mq_markup_article_to_plain_text (const char *html);
char *mq_markup_find_title (const char *html);

G_END_DECLS

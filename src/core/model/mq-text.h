/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text view lays a line out as a whole: one longer than this, in bytes, would hold a window up
 * for minutes. */
#define MQ_TEXT_LONGEST_LINE (256 * 1024)

char *mq_text_clean_line (const char *text);
char *mq_text_clean (const char *text);
char *mq_text_dup_shown (const char *text);
char *mq_text_from_bytes (GBytes *bytes, GError **error);
char *mq_text_slug (const char *text);
char *mq_text_shorten (const char *text, glong characters);
gsize mq_text_longest_line (const char *text);
gboolean mq_text_is_letter (gunichar c);
gboolean mq_text_has_words (const char *text, const char *words);
gboolean mq_text_is_rtl (const char *language);
gboolean mq_text_is_language (const char *tag);
gboolean mq_text_is_web_address (const char *text, gboolean only_https);

G_END_DECLS

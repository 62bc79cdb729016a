/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mq_text_clean_line (const char *text);
char *mq_text_clean (const char *text);
char *mq_text_from_bytes (GBytes *bytes, GError **error);
char *mq_text_slug (const char *text);
char *mq_text_shorten (const char *text, glong characters);
gboolean mq_text_is_rtl (const char *language);
gboolean mq_text_is_language (const char *tag);
gboolean mq_text_is_web_address (const char *text, gboolean only_https);

G_END_DECLS

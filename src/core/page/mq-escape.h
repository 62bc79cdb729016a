/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One function for each place that text goes to. All take UTF-8 and append to @to. */
void mq_escape_html (GString *to, const char *text);
void mq_escape_attribute (GString *to, const char *text);
void mq_escape_url_attribute (GString *to, const char *url);
void mq_escape_css (GString *to, const char *css);
void mq_escape_script_data (GString *to, const char *json);

G_END_DECLS

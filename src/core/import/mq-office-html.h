/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a text processor's document says, as HTML: headings, paragraphs, lists, quotations,
 * emphasis, links, notes and pictures. How it looks is left behind. Where the document asks for it,
 * a number stands before each item; a note stands in brackets where it is called for. */

gboolean mq_office_is_odt_part (const char *name);
char *mq_office_html_from_odt (GHashTable *parts);
gboolean mq_office_is_docx_part (const char *name);
char *mq_office_html_from_docx (GHashTable *parts);

G_END_DECLS

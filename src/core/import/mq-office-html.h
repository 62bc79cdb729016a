/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mq_office_html_from_odt (GBytes *content);
char *mq_office_html_from_docx (GBytes *document, GBytes *relations);

G_END_DECLS

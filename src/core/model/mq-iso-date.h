/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mq_iso_date_normalize (const char *text);
GDateTime *mq_iso_date_parse (const char *text);
GDateTime *mq_iso_date_parse_here (const char *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **mq_names_parse (const char *text, const char *language);
char *mq_names_print (const char *const *names, const char *language);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean mq_ghost_is_key (const char *secret);
char *mq_ghost_make_token (const char *secret, gint64 now);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean mq_publish_time_parse (const char *text, gint64 *seconds, GError **error);

G_END_DECLS

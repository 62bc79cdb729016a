/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mq_age_describe (gint64 seconds, gint64 now);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mq_diff_markup_new (const char *before, const char *after);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mq_encoding_to_utf8 (GBytes *bytes, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A document that is much like another one, in few bytes. */

GBytes *mq_packing_pack (GBytes *document, GBytes *model);
GBytes *mq_packing_unpack (GBytes *packed, GBytes *model, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mq_address_check_watch (GtkEditable *row, gboolean only_https);

G_END_DECLS

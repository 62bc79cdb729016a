/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mq_undo_keys_add (GtkWidget *form);

G_END_DECLS

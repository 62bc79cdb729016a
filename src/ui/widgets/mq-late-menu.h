/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mq_late_menu_set (GtkWidget *button, GMenuModel *menu);
void mq_late_menu_popup (GtkWidget **popover, GtkWidget *parent, GMenuModel *menu, int x, int y);

G_END_DECLS

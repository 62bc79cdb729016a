/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mq_editable_show (GtkEditable *field, const char *text);

G_END_DECLS

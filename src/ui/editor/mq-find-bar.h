/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/** MqFindBar: find and replace in the text of a view. */
#define MQ_TYPE_FIND_BAR (mq_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (MqFindBar, mq_find_bar, MQ, FIND_BAR, AdwBin)

void mq_find_bar_set_view (MqFindBar *self, GtkSourceView *view);
void mq_find_bar_open (MqFindBar *self, gboolean replace);

G_END_DECLS

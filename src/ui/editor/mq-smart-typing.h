/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean mq_smart_typing_enter (GtkTextBuffer *buffer);
gboolean mq_smart_typing_quote (GtkTextBuffer *buffer, gunichar typed, const char *language);
gboolean mq_smart_typing_paste (GtkTextBuffer *buffer, const char *pasted);
void mq_smart_typing_wrap (GtkTextBuffer *buffer, const char *mark);
void mq_smart_typing_link (GtkTextBuffer *buffer, const char *clipboard);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean mq_smart_typing_enter (GtkTextBuffer *buffer);
gboolean mq_smart_typing_quote (GtkTextBuffer *buffer, gunichar typed, const char *language);
gboolean mq_smart_typing_wrap (GtkTextBuffer *buffer, const char *mark);
gboolean mq_smart_typing_link (GtkTextBuffer *buffer, const char *address);

G_END_DECLS

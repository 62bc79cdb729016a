/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/**
 * MqTextView:
 *
 * Where a review is written. Undo and redo, by key and in the menu, are the window's: they are
 * about the text and the credits alike.
 */
#define MQ_TYPE_TEXT_VIEW (mq_text_view_get_type ())
G_DECLARE_FINAL_TYPE (MqTextView, mq_text_view, MQ, TEXT_VIEW, GtkSourceView)

void mq_text_view_set_can_undo (MqTextView *self, gboolean can_undo, gboolean can_redo);

G_END_DECLS

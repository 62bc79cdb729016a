/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-text-view.h"

struct _MqTextView
{
  GtkSourceView parent_instance;

  gboolean can_undo;
  gboolean can_redo;
};

G_DEFINE_FINAL_TYPE (MqTextView, mq_text_view, GTK_SOURCE_TYPE_VIEW)

static void
on_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, g_str_equal (name, "text.undo") ? "win.undo" : "win.redo",
                              NULL);
}

static void
update_actions (MqTextView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.undo", self->can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.redo", self->can_redo);
}

/* With each notification of its buffer GTK's view sets the actions by what the buffer can undo,
 * which is nothing. */
static void
on_notify_buffer_cb (MqTextView *self)
{
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "notify",
                           G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_actions (self);
}

static void
mq_text_view_class_init (MqTextViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "text.undo", NULL, on_undo_action);
  gtk_widget_class_install_action (widget_class, "text.redo", NULL, on_undo_action);
}

static void
mq_text_view_init (MqTextView *self)
{
  g_signal_connect (self, "notify::buffer", G_CALLBACK (on_notify_buffer_cb), NULL);
}

/** Says whether "win.undo" and "win.redo" would do something. */
void
mq_text_view_set_can_undo (MqTextView *self, gboolean can_undo, gboolean can_redo)
{
  self->can_undo = can_undo;
  self->can_redo = can_redo;
  update_actions (self);
}

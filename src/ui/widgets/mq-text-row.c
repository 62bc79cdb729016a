/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-text-row.h"

#include <string.h>

#include "mq-wrapping-view.h"

struct _MqTextRow
{
  AdwPreferencesRow parent_instance;

  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (MqTextRow, mq_text_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
on_key_pressed_cb (MqTextRow *self,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   GtkEventControllerKey *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return FALSE;
  /* An input method may be waiting for Enter to take a word. */
  if (!gtk_text_view_im_context_filter_keypress (self->view, event))
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                            GTK_DIR_TAB_FORWARD);
  return TRUE;
}

/* A sentence pasted from elsewhere may bring its line breaks. */
static void
on_insert_text_cb (GtkTextBuffer *buffer, GtkTextIter *place, const char *text, int length)
{
  g_autofree char *line = g_strndup (text, length);

  if (strpbrk (line, "\r\n") == NULL)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  g_strdelimit (line, "\r\n", ' ');
  gtk_text_buffer_insert (buffer, place, line, -1);
}

static void
on_released_cb (MqTextRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
mq_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_TEXT_ROW);
  G_OBJECT_CLASS (mq_text_row_parent_class)->dispose (object);
}

static void
mq_text_row_class_init (MqTextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_text_row_dispose;
  g_type_ensure (MQ_TYPE_WRAPPING_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/marquee/ui/widgets/mq-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MqTextRow, view);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_released_cb);
}

static void
mq_text_row_init (MqTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (mq_text_row_get_buffer (self), "insert-text", G_CALLBACK (on_insert_text_cb),
                    NULL);
}

/** Returns: (transfer none): what is written */
GtkTextBuffer *
mq_text_row_get_buffer (MqTextRow *self)
{
  return gtk_text_view_get_buffer (self->view);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-wrapping-view.h"

struct _MqWrappingView
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (MqWrappingView, mq_wrapping_view, GTK_TYPE_TEXT_VIEW)

#define CARET_WIDTH 1 /* which GtkTextView keeps free beside the text */

static GtkSizeRequestMode
mq_wrapping_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mq_wrapping_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = CARET_WIDTH;
      return;
    }
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (for_size > CARET_WIDTH)
    pango_layout_set_width (layout, (for_size - CARET_WIDTH) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  *minimum = *natural = height;
}

static void
mq_wrapping_view_class_init (MqWrappingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = mq_wrapping_view_get_request_mode;
  widget_class->measure = mq_wrapping_view_measure;
}

static void
mq_wrapping_view_init (MqWrappingView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed",
                           G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);
}

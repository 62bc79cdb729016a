/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-completion-popover.h"

typedef struct
{
  GtkListBox *list_box;
} MqCompletionPopoverPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (MqCompletionPopover, mq_completion_popover, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkListBox *
get_list (MqCompletionPopover *self)
{
  return ((MqCompletionPopoverPrivate *) mq_completion_popover_get_instance_private (self))
      ->list_box;
}

static GtkWidget *
make_label (const char *text, int most_chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), most_chars);
  return label;
}

static void
on_row_activated_cb (MqCompletionPopover *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, gtk_list_box_row_get_index (row));
}

static void
mq_completion_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_COMPLETION_POPOVER);
  G_OBJECT_CLASS (mq_completion_popover_parent_class)->dispose (object);
}

static void
mq_completion_popover_class_init (MqCompletionPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_completion_popover_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", MQ_TYPE_COMPLETION_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/widgets/mq-completion-popover.ui");
  gtk_widget_class_bind_template_child_private (widget_class, MqCompletionPopover, list_box);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
mq_completion_popover_init (MqCompletionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Returns: (transfer floating): to be given a parent, and unparented with it */
MqCompletionPopover *
mq_completion_popover_new (void)
{
  return g_object_new (MQ_TYPE_COMPLETION_POPOVER, NULL);
}

/** Empties the list for another offer; it stays open. */
void
mq_completion_popover_clear (MqCompletionPopover *self)
{
  gtk_list_box_remove_all (get_list (self));
}

/** Takes back what was offered. The list stays as it is: GTK paints a popover that closes once
 * more, and complains where it would have to be laid out again for that. */
void
mq_completion_popover_withdraw (MqCompletionPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/** @note: (nullable): a line below @text */
void
mq_completion_popover_add (MqCompletionPopover *self, const char *text, const char *note)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), make_label (text, 32));
  if (note != NULL && *note != '\0')
    {
      GtkWidget *label = make_label (note, 36);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
      gtk_box_append (GTK_BOX (box), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      note, -1);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (get_list (self), row);
}

/** Shows what was added. */
void
mq_completion_popover_offer (MqCompletionPopover *self)
{
  gtk_list_box_unselect_all (get_list (self));
  gtk_popover_popup (GTK_POPOVER (self));
}

/** Moves the selection up or down. Returns: whether there is an offer */
gboolean
mq_completion_popover_move (MqCompletionPopover *self, int step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (get_list (self)), *row;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  row = gtk_list_box_get_row_at_index (
      get_list (self), selected != NULL ? gtk_list_box_row_get_index (selected) + step : 0);
  if (row != NULL)
    gtk_list_box_select_row (get_list (self), row);
  return TRUE;
}

/** Takes what is selected. Returns: whether anything was */
gboolean
mq_completion_popover_choose (MqCompletionPopover *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (get_list (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || selected == NULL)
    return FALSE;
  on_row_activated_cb (self, selected);
  return TRUE;
}

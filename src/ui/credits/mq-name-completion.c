/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-name-completion.h"

struct _MqNameCompletion
{
  GtkPopover parent_instance;

  GtkListBox *list_box;
  MqLibrary *library;
  char *except;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MqNameCompletion, mq_name_completion, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
make_label (const char *text, int most_chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), most_chars);
  return label;
}

static GtkWidget *
make_row (const MqPerson *person)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), make_label (person->name, 32));
  if (person->works != NULL && *person->works != '\0')
    {
      GtkWidget *works = make_label (person->works, 36);
      gtk_widget_add_css_class (works, "caption");
      gtk_widget_add_css_class (works, "dimmed");
      gtk_box_append (GTK_BOX (box), works);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, person->name,
                                  -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (person->name), g_free);
  return row;
}

static void
on_completed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people
      = mq_library_complete_name_finish (MQ_LIBRARY (source), result, &error);
  MqNameCompletion *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  gtk_list_box_remove_all (self->list_box);
  for (guint i = 0; people != NULL && i < people->len; i++)
    gtk_list_box_append (self->list_box, make_row (people->pdata[i]));
  gtk_list_box_unselect_all (self->list_box);
  if (people != NULL && people->len > 0)
    gtk_popover_popup (GTK_POPOVER (self));
  else
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
on_row_activated_cb (MqNameCompletion *self, GtkListBoxRow *row)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (row), "name"));

  mq_name_completion_look_up (self, "");
  g_signal_emit (self, signals[CHOSEN], 0, name);
}

static void
mq_name_completion_dispose (GObject *object)
{
  MqNameCompletion *self = MQ_NAME_COMPLETION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->except, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_NAME_COMPLETION);
  G_OBJECT_CLASS (mq_name_completion_parent_class)->dispose (object);
}

static void
mq_name_completion_class_init (MqNameCompletionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_name_completion_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", MQ_TYPE_NAME_COMPLETION, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/credits/mq-name-completion.ui");
  gtk_widget_class_bind_template_child (widget_class, MqNameCompletion, list_box);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
mq_name_completion_init (MqNameCompletion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

MqNameCompletion *
mq_name_completion_new (void)
{
  return g_object_new (MQ_TYPE_NAME_COMPLETION, NULL);
}

/**
 * mq_name_completion_set_source:
 * @library: (nullable): where the people are
 * @except: (nullable): the id of the review that is being written
 */
void
mq_name_completion_set_source (MqNameCompletion *self, MqLibrary *library, const char *except)
{
  g_set_object (&self->library, library);
  g_set_str (&self->except, except);
}

/** Offers whom @start may mean; an empty text closes the offer. */
void
mq_name_completion_look_up (MqNameCompletion *self, const char *start)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (g_utf8_strlen (start, -1) < 2 || self->library == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  self->cancellable = g_cancellable_new ();
  mq_library_complete_name_async (self->library, start, self->except, self->cancellable,
                                  on_completed_cb, self);
}

/** Moves the selection up or down. Returns: whether there is an offer */
gboolean
mq_name_completion_move (MqNameCompletion *self, int step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list_box), *row;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  row = gtk_list_box_get_row_at_index (
      self->list_box, selected != NULL ? gtk_list_box_row_get_index (selected) + step : 0);
  if (row != NULL)
    gtk_list_box_select_row (self->list_box, row);
  return TRUE;
}

/** Takes the selected person. Returns: whether one was selected */
gboolean
mq_name_completion_choose (MqNameCompletion *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list_box);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || selected == NULL)
    return FALSE;
  on_row_activated_cb (self, selected);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-filter-dialog.h"

#include <glib/gi18n.h>

struct _MqFilterDialog
{
  AdwDialog parent_instance;

  AdwComboRow *tag_row;
  AdwComboRow *person_row;
  AdwComboRow *outlet_row;
  GtkEditable *year_row;
  AdwComboRow *rating_row;
  MqQuery *query; /* (unowned): the pane's, which outlives its dialog */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (MqFilterDialog, mq_filter_dialog, ADW_TYPE_DIALOG)

enum
{
  APPLIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const double least_ratings[] = { 0, 0.4, 0.6, 0.8, 1 };

/* The first entry of each choice is "Any". */
static char *
dup_choice (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);
  return adw_combo_row_get_selected (row) > 0 && item != NULL
             ? g_strdup (gtk_string_object_get_string (item))
             : NULL;
}

static void
take_choice (AdwComboRow *row, char **to)
{
  g_free (*to);
  *to = dup_choice (row);
}

static void
on_changed_cb (MqFilterDialog *self)
{
  if (self->filling || self->query == NULL)
    return;
  take_choice (self->tag_row, &self->query->tag);
  take_choice (self->person_row, &self->query->person);
  take_choice (self->outlet_row, &self->query->outlet);
  self->query->year = (int) g_ascii_strtoll (gtk_editable_get_text (self->year_row), NULL, 10);
  self->query->least_rating = least_ratings[MIN (adw_combo_row_get_selected (self->rating_row), 4)];
  g_signal_emit (self, signals[APPLIED], 0);
}

static void
fill (MqFilterDialog *self, AdwComboRow *row, char **words, const char *chosen)
{
  GtkStringList *model = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) expression
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  guint selected = 0;

  gtk_string_list_append (model, _ ("Any"));
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      gtk_string_list_append (model, words[i]);
      if (g_strcmp0 (words[i], chosen) == 0)
        selected = i + 1;
    }
  self->filling = TRUE;
  adw_combo_row_set_expression (row, expression);
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  adw_combo_row_set_selected (row, selected);
  self->filling = FALSE;
  g_object_unref (model);
}

static void
on_tags_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqFilterDialog) self = data;
  g_auto (GStrv) words = mq_library_list_words_finish (MQ_LIBRARY (source), result, NULL);

  if (self->query != NULL)
    fill (self, self->tag_row, words, self->query->tag);
}

static void
on_people_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqFilterDialog) self = data;
  g_auto (GStrv) words = mq_library_list_words_finish (MQ_LIBRARY (source), result, NULL);

  if (self->query != NULL)
    fill (self, self->person_row, words, self->query->person);
}

static void
on_outlets_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqFilterDialog) self = data;
  g_auto (GStrv) words = mq_library_list_words_finish (MQ_LIBRARY (source), result, NULL);

  if (self->query != NULL)
    fill (self, self->outlet_row, words, self->query->outlet);
}

static void
mq_filter_dialog_dispose (GObject *object)
{
  MQ_FILTER_DIALOG (object)->query = NULL; /* answers that are still to come find nobody */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_FILTER_DIALOG);
  G_OBJECT_CLASS (mq_filter_dialog_parent_class)->dispose (object);
}

static void
mq_filter_dialog_class_init (MqFilterDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_filter_dialog_dispose;
  signals[APPLIED] = g_signal_new ("applied", MQ_TYPE_FILTER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/library/mq-filter-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MqFilterDialog, tag_row);
  gtk_widget_class_bind_template_child (widget_class, MqFilterDialog, person_row);
  gtk_widget_class_bind_template_child (widget_class, MqFilterDialog, outlet_row);
  gtk_widget_class_bind_template_child (widget_class, MqFilterDialog, year_row);
  gtk_widget_class_bind_template_child (widget_class, MqFilterDialog, rating_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
}

static void
mq_filter_dialog_init (MqFilterDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mq_filter_dialog_new:
 * @query: (transfer none): what is narrowed, in place; has to outlive the dialog
 */
MqFilterDialog *
mq_filter_dialog_new (MqLibrary *library, MqQuery *query)
{
  MqFilterDialog *self = g_object_new (MQ_TYPE_FILTER_DIALOG, NULL);

  if (query->year > 0)
    {
      g_autofree char *year = g_strdup_printf ("%d", query->year);
      gtk_editable_set_text (self->year_row, year);
    }
  for (guint i = 0; i < G_N_ELEMENTS (least_ratings); i++)
    if (least_ratings[i] == query->least_rating)
      adw_combo_row_set_selected (self->rating_row, i);
  self->query = query;
  mq_library_list_words_async (library, "tags", on_tags_cb, g_object_ref (self));
  mq_library_list_words_async (library, "person", on_people_cb, g_object_ref (self));
  mq_library_list_words_async (library, "outlet", on_outlets_cb, g_object_ref (self));
  return self;
}

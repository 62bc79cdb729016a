/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-line.h"

#include <glib/gi18n.h>

struct _MqImportLine
{
  AdwBin parent_instance;

  GtkCheckButton *check_button;
  GtkLabel *title_label;
  GtkLabel *place_label;
  GtkLabel *notes_label;
  GtkLabel *verdict_label;

  MqImportRow *row;
  gboolean binding;
};

G_DEFINE_FINAL_TYPE (MqImportLine, mq_import_line, ADW_TYPE_BIN)

static guint toggled_signal;

static const struct
{
  const char *label;
  const char *style;
} verdicts[MQ_N_IMPORT_VERDICTS] = {
  [MQ_IMPORT_NEW] = { N_ ("New"), "success" },
  [MQ_IMPORT_DOUBTFUL] = { N_ ("Look at It"), "warning" },
  [MQ_IMPORT_KNOWN] = { N_ ("There Already"), "dimmed" },
  [MQ_IMPORT_CHANGED] = { N_ ("There, Changed"), "dimmed" },
  [MQ_IMPORT_LEFT_OUT] = { N_ ("Left Out"), "dimmed" },
  [MQ_IMPORT_FAILED] = { N_ ("Can’t Be Read"), "error" },
};

static void
on_check_toggled_cb (MqImportLine *self)
{
  if (!self->binding)
    g_signal_emit (self, toggled_signal, 0);
}

static char *
dup_title (MqImportRow *row)
{
  const char *title = *row->title != '\0' ? row->title : _ ("Untitled");

  if (*row->id == '\0')
    return g_strdup (row->place);
  return row->year > 0 ? g_strdup_printf ("%s (%d)", title, row->year) : g_strdup (title);
}

static void
show_verdict (MqImportLine *self, MqImportVerdict verdict)
{
  for (guint i = 0; i < MQ_N_IMPORT_VERDICTS; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_label), verdicts[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict_label), verdicts[verdict].style);
  gtk_label_set_label (self->verdict_label, _ (verdicts[verdict].label));
}

/** @wanted: whether the review is to be taken; @done: whether it was, as far as it could */
void
mq_import_line_set_row (MqImportLine *self, MqImportRow *row, gboolean wanted, gboolean done)
{
  g_autofree char *title = dup_title (row), *notes = g_strjoinv ("\n", row->notes);
  gboolean free_to_choose = row->verdict == MQ_IMPORT_NEW || row->verdict == MQ_IMPORT_DOUBTFUL;

  self->binding = TRUE;
  g_set_object (&self->row, row);
  gtk_check_button_set_active (self->check_button, free_to_choose && wanted);
  gtk_widget_set_opacity (GTK_WIDGET (self->check_button), free_to_choose ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check_button), free_to_choose);
  gtk_widget_set_visible (GTK_WIDGET (self->check_button), !done);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->place_label, row->place);
  gtk_widget_set_visible (GTK_WIDGET (self->place_label), *row->id != '\0');
  gtk_label_set_label (self->notes_label, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_label), *notes != '\0');
  show_verdict (self, row->verdict);
  if (done && row->verdict == MQ_IMPORT_NEW)
    gtk_label_set_label (self->verdict_label, _ ("Imported"));
  self->binding = FALSE;
}

/** Returns: (transfer none): what it shows */
MqImportRow *
mq_import_line_get_row (MqImportLine *self)
{
  return self->row;
}

gboolean
mq_import_line_is_wanted (MqImportLine *self)
{
  return gtk_check_button_get_active (self->check_button);
}

static void
mq_import_line_dispose (GObject *object)
{
  g_clear_object (&MQ_IMPORT_LINE (object)->row);
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_IMPORT_LINE);
  G_OBJECT_CLASS (mq_import_line_parent_class)->dispose (object);
}

static void
mq_import_line_class_init (MqImportLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_import_line_dispose;
  toggled_signal = g_signal_new ("toggled", MQ_TYPE_IMPORT_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/import/mq-import-line.ui");
  gtk_widget_class_bind_template_child (widget_class, MqImportLine, check_button);
  gtk_widget_class_bind_template_child (widget_class, MqImportLine, title_label);
  gtk_widget_class_bind_template_child (widget_class, MqImportLine, place_label);
  gtk_widget_class_bind_template_child (widget_class, MqImportLine, notes_label);
  gtk_widget_class_bind_template_child (widget_class, MqImportLine, verdict_label);
  gtk_widget_class_bind_template_callback (widget_class, on_check_toggled_cb);
}

static void
mq_import_line_init (MqImportLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mq_import_line_new (void)
{
  return g_object_new (MQ_TYPE_IMPORT_LINE, NULL);
}

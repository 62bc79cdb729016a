/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-history-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-diff-markup.h"
#include "mq-history.h"

/* Beyond that words are not compared: it would take too long for what one could read of it. */
#define LONGEST_COMPARED (400 * 1024)

struct _MqHistoryDialog
{
  AdwDialog parent_instance;

  AdwNavigationSplitView *split_view;
  GtkStack *stack;
  GtkListBox *version_list;
  AdwNavigationPage *version_page;
  GtkStack *version_stack;
  GtkLabel *legend_label;
  GtkLabel *text_label;
  GtkWidget *copy_button;
  GtkWidget *restore_button;

  MqLibrary *library;
  MqReview *review; /* as it is now */
  MqReview *then;   /* as it was in the version that is shown */
};

G_DEFINE_FINAL_TYPE (MqHistoryDialog, mq_history_dialog, ADW_TYPE_DIALOG)

static guint restore_signal;

/* ---- One version ---- */

static void
show_problem (MqHistoryDialog *self, const char *problem)
{
  gtk_label_set_label (self->text_label, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->legend_label), FALSE);
}

static void
show_version (MqHistoryDialog *self)
{
  g_autofree char *before = mq_history_dup_text (self->then),
                  *after = mq_history_dup_text (self->review);
  gboolean compared = strlen (before) + strlen (after) <= LONGEST_COMPARED;
  g_autofree char *markup = compared ? mq_diff_markup_new (before, after) : NULL;

  if (compared)
    gtk_label_set_markup (self->text_label, markup);
  else
    gtk_label_set_text (self->text_label, before);
  gtk_widget_set_visible (GTK_WIDGET (self->legend_label), compared);
}

static void
on_version_selected_cb (MqHistoryDialog *self, GtkListBoxRow *row)
{
  gint64 number;
  g_autoptr (GError) error = NULL;

  if (row == NULL)
    return;
  number = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "number"));
  g_clear_object (&self->then);
  self->then = mq_history_load (self->library, mq_review_get_id (self->review), number, &error);
  adw_navigation_page_set_title (self->version_page, g_object_get_data (G_OBJECT (row), "when"));
  gtk_widget_set_sensitive (self->copy_button, self->then != NULL);
  gtk_widget_set_sensitive (self->restore_button,
                            self->then != NULL && !mq_review_equal (self->then, self->review));
  if (self->then != NULL)
    show_version (self);
  else
    show_problem (self, error->message);
  gtk_stack_set_visible_child_name (self->version_stack, "text");
}

static void
on_version_activated_cb (MqHistoryDialog *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
on_copy_clicked_cb (MqHistoryDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          mq_review_get_text (self->then, MQ_REVIEW_BODY));
}

static void
on_restore_clicked_cb (MqHistoryDialog *self)
{
  g_signal_emit (self, restore_signal, 0, self->then);
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- The timeline ---- */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_version (MqHistoryDialog *self, const MqSnapshot *snapshot)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (snapshot->taken);
  g_autofree char *when = g_date_time_format (date, _ ("%a, %-d %b %Y, %H:%M"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *row = gtk_list_box_row_new ();
  GtkWidget *reason = make_label (mq_moment_get_label (snapshot->reason), "caption");

  gtk_widget_add_css_class (reason, "dimmed");
  gtk_box_append (GTK_BOX (box), make_label (when, NULL));
  gtk_box_append (GTK_BOX (box), reason);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "number", GINT_TO_POINTER ((int) snapshot->number));
  g_object_set_data_full (G_OBJECT (row), "when", g_steal_pointer (&when), g_free);
  gtk_list_box_append (self->version_list, row);
}

static void
show_versions (MqHistoryDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snapshots
      = mq_library_list_snapshots (self->library, mq_review_get_id (self->review), &error);

  for (guint i = 0; snapshots != NULL && i < snapshots->len; i++)
    add_version (self, snapshots->pdata[i]);
  if (snapshots == NULL)
    {
      show_problem (self, error->message);
      gtk_stack_set_visible_child_name (self->version_stack, "text");
    }
  if (snapshots == NULL || snapshots->len == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, "versions");
  gtk_list_box_select_row (self->version_list,
                           gtk_list_box_get_row_at_index (self->version_list, 0));
  adw_dialog_set_focus (ADW_DIALOG (self),
                        GTK_WIDGET (gtk_list_box_get_row_at_index (self->version_list, 0)));
}

/* ---- Object ---- */

static void
mq_history_dialog_dispose (GObject *object)
{
  MqHistoryDialog *self = MQ_HISTORY_DIALOG (object);

  g_clear_object (&self->library);
  g_clear_object (&self->review);
  g_clear_object (&self->then);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_HISTORY_DIALOG);
  G_OBJECT_CLASS (mq_history_dialog_parent_class)->dispose (object);
}

static void
mq_history_dialog_class_init (MqHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_history_dialog_dispose;
  restore_signal = g_signal_new ("restore", MQ_TYPE_HISTORY_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, MQ_TYPE_REVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/history/mq-history-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, MqHistoryDialog, child)
  BIND (split_view);
  BIND (stack);
  BIND (version_list);
  BIND (version_page);
  BIND (version_stack);
  BIND (legend_label);
  BIND (text_label);
  BIND (copy_button);
  BIND (restore_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_version_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_version_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_clicked_cb);
}

static void
mq_history_dialog_init (MqHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

MqHistoryDialog *
mq_history_dialog_new (MqLibrary *library, MqReview *review)
{
  MqHistoryDialog *self = g_object_new (MQ_TYPE_HISTORY_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->review = mq_review_copy (review);
  show_versions (self);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-history-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-diff-markup.h"
#include "mq-history.h"
#include "mq-versions.h"

/* Who walks along the timeline does not want each backup read. */
#define REST_MS 300

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
  MqReview *review;    /* as it is now */
  GPtrArray *versions; /* of MqVersion, as the list has them */
  MqReview *then;      /* (nullable): as it was in the version that is shown */
  guint rest;
  GCancellable *cancellable;
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

/* @then: (transfer full) (nullable) */
static void
set_then (MqHistoryDialog *self, MqReview *then)
{
  g_clear_object (&self->then);
  self->then = then;
  gtk_widget_set_sensitive (self->copy_button, then != NULL);
  gtk_widget_set_sensitive (self->restore_button,
                            then != NULL && !mq_review_equal (then, self->review));
}

/* @then: (transfer full) (nullable): %NULL where @problem says why */
static void
take_version (MqHistoryDialog *self, MqReview *then, const char *problem)
{
  set_then (self, then);
  if (then != NULL)
    show_version (self);
  else
    show_problem (self, problem);
  gtk_stack_set_visible_child_name (self->version_stack, "text");
}

static void
stop (MqHistoryDialog *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* The one that is selected: there is one. */
static const MqVersion *
get_version (MqHistoryDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->version_list);
  return self->versions->pdata[gtk_list_box_row_get_index (row)];
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqHistoryDialog) self = data;
  g_autoptr (GError) error = NULL;
  MqReview *then = mq_version_load_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_version (self, then, error != NULL ? error->message : NULL);
}

static void
load (MqHistoryDialog *self, gboolean take_pictures, GAsyncReadyCallback callback)
{
  self->cancellable = g_cancellable_new ();
  mq_version_load_async (get_version (self), mq_review_get_id (self->review), self->library,
                         take_pictures, self->cancellable, callback, g_object_ref (self));
}

static gboolean
on_rested_cb (gpointer data)
{
  MqHistoryDialog *self = data;

  self->rest = 0;
  load (self, FALSE, on_loaded_cb);
  return G_SOURCE_REMOVE;
}

static void
on_version_selected_cb (MqHistoryDialog *self, GtkListBoxRow *row)
{
  stop (self);
  if (row == NULL)
    return;
  set_then (self, NULL); /* what is still shown for a moment is not what was chosen */
  adw_navigation_page_set_title (self->version_page, g_object_get_data (G_OBJECT (row), "when"));
  if (get_version (self)->backup == NULL)
    {
      load (self, FALSE, on_loaded_cb);
      return;
    }
  take_version (self, NULL, _ ("The backup is being read…"));
  self->rest = g_timeout_add (REST_MS, on_rested_cb, self);
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
restore (MqHistoryDialog *self)
{
  g_signal_emit (self, restore_signal, 0, self->then);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_pictures_taken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqHistoryDialog) self = data;
  g_autoptr (GError) error = NULL;
  MqReview *then = mq_version_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_version (self, then, error != NULL ? error->message : NULL);
  if (then != NULL)
    restore (self);
}

/* The pictures of a backup's review go into the library just before it is saved with them. */
static void
on_restore_clicked_cb (MqHistoryDialog *self)
{
  if (get_version (self)->backup == NULL)
    {
      restore (self);
      return;
    }
  stop (self);
  gtk_widget_set_sensitive (self->restore_button, FALSE);
  load (self, TRUE, on_pictures_taken_cb);
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
add_version (MqHistoryDialog *self, const MqVersion *version)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (version->taken);
  g_autofree char *when = g_date_time_format (date, _ ("%a, %-d %b %Y, %H:%M"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *row = gtk_list_box_row_new ();
  GtkWidget *label = make_label (version->label, "caption");

  gtk_widget_add_css_class (label, "dimmed");
  gtk_box_append (GTK_BOX (box), make_label (when, NULL));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "when", g_steal_pointer (&when), g_free);
  gtk_list_box_append (self->version_list, row);
}

/* A backup is read only for somebody who asks for it. */
static void
select_newest_snapshot (MqHistoryDialog *self)
{
  for (guint i = 0; i < self->versions->len; i++)
    if (((MqVersion *) self->versions->pdata[i])->backup == NULL)
      {
        GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->version_list, (int) i);
        gtk_list_box_select_row (self->version_list, row);
        adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (row));
        return;
      }
}

static void
on_versions_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqHistoryDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = mq_versions_list_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (versions == NULL)
    {
      show_problem (self, error->message);
      gtk_stack_set_visible_child_name (self->version_stack, "text");
    }
  else
    self->versions = g_steal_pointer (&versions);
  for (guint i = 0; self->versions != NULL && i < self->versions->len; i++)
    add_version (self, self->versions->pdata[i]);
  if (self->versions == NULL || self->versions->len == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "versions");
  select_newest_snapshot (self);
}

/* ---- Object ---- */

static void
mq_history_dialog_closed (AdwDialog *dialog)
{
  stop (MQ_HISTORY_DIALOG (dialog));
}

static void
mq_history_dialog_dispose (GObject *object)
{
  MqHistoryDialog *self = MQ_HISTORY_DIALOG (object);

  stop (self);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
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
  ADW_DIALOG_CLASS (klass)->closed = mq_history_dialog_closed;
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
  self->cancellable = g_cancellable_new ();
  mq_versions_list_async (library, self->review, self->cancellable, on_versions_listed_cb,
                          g_object_ref (self));
  return self;
}

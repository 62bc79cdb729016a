/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-history-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-backup-load.h"
#include "mq-backup.h"
#include "mq-diff-markup.h"
#include "mq-history.h"

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
  MqReview *review; /* as it is now */
  MqReview *then;   /* as it was in the version that is shown */
  char *backup;     /* (nullable): the path of the backup that it is in */
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

/* @then: (transfer full) (nullable): %NULL where @problem says why */
static void
take_version (MqHistoryDialog *self, MqReview *then, const char *problem)
{
  g_clear_object (&self->then);
  self->then = then;
  gtk_widget_set_sensitive (self->copy_button, then != NULL);
  gtk_widget_set_sensitive (self->restore_button,
                            then != NULL && !mq_review_equal (then, self->review));
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

static void
on_backup_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  MqReview *then = mq_backup_load_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_version (data, then, error != NULL ? error->message : NULL);
}

static gboolean
on_rested_cb (gpointer data)
{
  MqHistoryDialog *self = data;

  self->rest = 0;
  self->cancellable = g_cancellable_new ();
  mq_backup_load_async (self->backup, mq_review_get_id (self->review), NULL, self->cancellable,
                        on_backup_loaded_cb, self);
  return G_SOURCE_REMOVE;
}

static void
on_version_selected_cb (MqHistoryDialog *self, GtkListBoxRow *row)
{
  g_autoptr (GError) error = NULL;
  MqReview *then;

  stop (self);
  if (row == NULL)
    return;
  adw_navigation_page_set_title (self->version_page, g_object_get_data (G_OBJECT (row), "when"));
  g_set_str (&self->backup, g_object_get_data (G_OBJECT (row), "backup"));
  if (self->backup != NULL)
    {
      take_version (self, NULL, _ ("The backup is being read…"));
      self->rest = g_timeout_add (REST_MS, on_rested_cb, self);
      return;
    }
  then = mq_history_load (self->library, mq_review_get_id (self->review),
                          GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "number")), &error);
  take_version (self, then, error != NULL ? error->message : NULL);
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
  g_autoptr (GError) error = NULL;
  MqReview *then = mq_backup_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_version (data, then, error != NULL ? error->message : NULL);
  if (then != NULL)
    restore (data);
}

/* The pictures of a backup's review go into the library just before it is saved with them. */
static void
on_restore_clicked_cb (MqHistoryDialog *self)
{
  if (self->backup == NULL)
    {
      restore (self);
      return;
    }
  stop (self);
  gtk_widget_set_sensitive (self->restore_button, FALSE);
  self->cancellable = g_cancellable_new ();
  mq_backup_load_async (self->backup, mq_review_get_id (self->review), self->library,
                        self->cancellable, on_pictures_taken_cb, self);
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

static GtkWidget *
add_version (MqHistoryDialog *self, gint64 taken, const char *reason)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (taken);
  g_autofree char *when = g_date_time_format (date, _ ("%a, %-d %b %Y, %H:%M"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *row = gtk_list_box_row_new ();
  GtkWidget *label = make_label (reason, "caption");

  gtk_widget_add_css_class (label, "dimmed");
  gtk_box_append (GTK_BOX (box), make_label (when, NULL));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "when", g_steal_pointer (&when), g_free);
  gtk_list_box_append (self->version_list, row);
  return row;
}

static void
add_backup (MqHistoryDialog *self, const MqBackup *backup)
{
  GtkWidget *row = add_version (self, backup->made, _ ("In a backup"));
  g_object_set_data_full (G_OBJECT (row), "backup", g_strdup (backup->path), g_free);
}

/* Both have the newest first. A backup from before the review was begun can't have it. */
static void
add_versions (MqHistoryDialog *self, GPtrArray *snapshots, GPtrArray *backups)
{
  guint n = 0;

  for (guint i = 0; i <= snapshots->len; i++)
    {
      const MqSnapshot *snapshot = i < snapshots->len ? snapshots->pdata[i] : NULL;
      for (; n < backups->len; n++)
        {
          const MqBackup *backup = backups->pdata[n];
          if (snapshot != NULL && backup->made < snapshot->taken)
            break;
          if (backup->made >= mq_review_get_created (self->review))
            add_backup (self, backup);
        }
      if (snapshot != NULL)
        g_object_set_data (
            G_OBJECT (add_version (self, snapshot->taken, mq_moment_get_label (snapshot->reason))),
            "number", GINT_TO_POINTER ((int) snapshot->number));
    }
}

static void
show_versions (MqHistoryDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snapshots
      = mq_library_list_snapshots (self->library, mq_review_get_id (self->review), &error);
  g_autoptr (GPtrArray) backups = mq_backup_list (mq_library_get_path (self->library));
  GtkListBoxRow *shown;
  int at = 0;

  if (snapshots != NULL)
    add_versions (self, snapshots, backups);
  else
    {
      show_problem (self, error->message);
      gtk_stack_set_visible_child_name (self->version_stack, "text");
    }
  do /* a backup is read only for somebody who asks for it */
    shown = gtk_list_box_get_row_at_index (self->version_list, at++);
  while (shown != NULL && g_object_get_data (G_OBJECT (shown), "backup") != NULL);
  if (at == 1 && shown == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "versions");
  if (shown == NULL)
    return;
  gtk_list_box_select_row (self->version_list, shown);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (shown));
}

/* ---- Object ---- */

static void
mq_history_dialog_dispose (GObject *object)
{
  MqHistoryDialog *self = MQ_HISTORY_DIALOG (object);

  stop (self);
  g_clear_pointer (&self->backup, g_free);
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

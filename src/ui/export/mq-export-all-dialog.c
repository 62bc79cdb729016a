/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-export-all-dialog.h"

#include <glib/gi18n.h>

#include "mq-export-all-job.h"

struct _MqExportAllDialog
{
  AdwDialog parent_instance;

  GtkButton *cancel_button;
  GtkWidget *export_button;
  AdwBanner *problem_banner;
  GtkStack *stack;
  AdwPreferencesGroup *formats_group;
  GtkWidget *address_group;
  GtkEditable *address_row;
  GtkProgressBar *progress_bar;
  GtkLabel *step_label;
  AdwStatusPage *done_page;
  GtkLabel *notes_label;

  MqLibrary *library;
  const MqExportAllFormat *format;
  char *path;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MqExportAllDialog, mq_export_all_dialog, ADW_TYPE_DIALOG)

static void
show_problem (MqExportAllDialog *self, const char *problem)
{
  adw_banner_set_title (self->problem_banner, problem != NULL ? problem : "");
  adw_banner_set_revealed (self->problem_banner, problem != NULL);
}

static void
stop (MqExportAllDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* ---- The export ---- */

static void
on_progress (const char *sentence, double share, gpointer data)
{
  MqExportAllDialog *self = data;

  gtk_progress_bar_set_fraction (self->progress_bar, share);
  gtk_label_set_label (self->step_label, sentence);
}

static void
show_done (MqExportAllDialog *self, guint n, GPtrArray *notes)
{
  g_autofree char *title
      = g_strdup_printf (g_dngettext (NULL, "%u Review Exported", "%u Reviews Exported", n), n);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *) notes->pdata[i]);
  adw_status_page_set_title (self->done_page, title);
  adw_status_page_set_description (self->done_page, self->path);
  gtk_label_set_label (self->notes_label, text->str);
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqExportAllDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  guint n;
  gboolean good = mq_export_all_job_finish (result, &n, &notes, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (good)
    {
      show_done (self, n, notes);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "choose");
  gtk_widget_set_visible (self->export_button, TRUE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
}

static void
start (MqExportAllDialog *self, GFile *place)
{
  const char *address = gtk_editable_get_text (self->address_row);

  g_free (self->path);
  self->path = g_file_get_path (place);
  if (self->path == NULL)
    {
      show_problem (self, _ ("This place is not on this machine. Choose another"));
      return;
    }
  stop (self);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (self->export_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  mq_export_all_job_start (self->library, self->format->name, *address != '\0' ? address : NULL,
                           self->path, on_progress, self, self->cancellable, on_exported_cb,
                           g_object_ref (self));
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqExportAllDialog) self = data;
  g_autoptr (GFile) place = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (place != NULL)
    start (self, place);
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqExportAllDialog) self = data;
  g_autoptr (GFile) place
      = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (place != NULL)
    start (self, place);
}

static void
on_export_clicked_cb (MqExportAllDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *name = g_strconcat (_ ("reviews"), self->format->ending, NULL);

  show_problem (self, NULL);
  gtk_file_dialog_set_title (dialog, _ ("Export Library"));
  gtk_file_dialog_set_initial_name (dialog, name);
  if (*self->format->ending == '\0')
    gtk_file_dialog_select_folder (dialog, window, NULL, on_folder_chosen_cb, g_object_ref (self));
  else
    gtk_file_dialog_save (dialog, window, NULL, on_file_chosen_cb, g_object_ref (self));
}

/* ---- The formats ---- */

static void
on_format_toggled_cb (GtkCheckButton *check, MqExportAllDialog *self)
{
  if (!gtk_check_button_get_active (check))
    return;
  self->format = g_object_get_data (G_OBJECT (check), "format");
  gtk_widget_set_visible (self->address_group, g_str_equal (self->format->name, "wxr"));
}

static void
add_formats (MqExportAllDialog *self)
{
  GtkCheckButton *first = NULL;
  const MqExportAllFormat *format;

  for (guint i = 0; (format = mq_export_all_get_format (i)) != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (format->label));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (format->purpose));
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_check_button_set_group (GTK_CHECK_BUTTON (check), first);
      first = first != NULL ? first : GTK_CHECK_BUTTON (check);
      g_object_set_data (G_OBJECT (check), "format", (gpointer) format);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_format_toggled_cb), self,
                               G_CONNECT_DEFAULT);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (format->label), -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      adw_preferences_group_add (self->formats_group, row);
    }
  gtk_check_button_set_active (first, TRUE);
}

/* ---- Object ---- */

/* While it works that is stopped; then it closes. */
static void
on_cancel_clicked_cb (MqExportAllDialog *self)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "busy"))
    stop (self);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
mq_export_all_dialog_closed (AdwDialog *dialog)
{
  stop (MQ_EXPORT_ALL_DIALOG (dialog));
}

static void
mq_export_all_dialog_dispose (GObject *object)
{
  MqExportAllDialog *self = MQ_EXPORT_ALL_DIALOG (object);

  stop (self);
  g_clear_object (&self->library);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_EXPORT_ALL_DIALOG);
  G_OBJECT_CLASS (mq_export_all_dialog_parent_class)->dispose (object);
}

static void
mq_export_all_dialog_class_init (MqExportAllDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_export_all_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = mq_export_all_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/export/mq-export-all-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, MqExportAllDialog, child)
  BIND (cancel_button);
  BIND (export_button);
  BIND (problem_banner);
  BIND (stack);
  BIND (formats_group);
  BIND (address_group);
  BIND (address_row);
  BIND (progress_bar);
  BIND (step_label);
  BIND (done_page);
  BIND (notes_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked_cb);
}

static void
mq_export_all_dialog_init (MqExportAllDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_formats (self);
}

MqExportAllDialog *
mq_export_all_dialog_new (MqLibrary *library)
{
  MqExportAllDialog *self = g_object_new (MQ_TYPE_EXPORT_ALL_DIALOG, NULL);

  self->library = g_object_ref (library);
  return self;
}

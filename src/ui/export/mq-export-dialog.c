/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-export-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-embargo.h"
#include "mq-export-job.h"
#include "mq-theme.h"

struct _MqExportDialog
{
  AdwDialog parent_instance;

  GtkWidget *export_button;
  GtkLabel *problem_label;
  GtkLabel *embargo_label;
  GtkListBox *format_list;
  AdwComboRow *theme_row;
  GtkCheckButton *checks[MQ_N_EXPORT_FORMATS];

  MqLibrary *library;
  MqReview *review;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (MqExportDialog, mq_export_dialog, ADW_TYPE_DIALOG)

enum
{
  EXPORTED,
  PRINT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *id;
  const char *title;
  const char *subtitle;
  const char *extension; /* NULL: a folder */
} formats[MQ_N_EXPORT_FORMATS] = {
  [MQ_EXPORT_PAGE] = { "page", N_ ("Web Page"),
                       N_ ("A folder with the page and its pictures, ready for a server"), NULL },
  [MQ_EXPORT_FILE] = { "html", N_ ("Single HTML File"),
                       N_ ("The page with its pictures inside, for an email"), ".html" },
  [MQ_EXPORT_MARKDOWN]
  = { "markdown", N_ ("Markdown"),
      N_ ("A folder with the text, all facts and the original pictures"), NULL },
  [MQ_EXPORT_TEXT]
  = { "text", N_ ("Plain Text"), N_ ("For a sub-editor: credits and words, no markup"), ".txt" },
  [MQ_EXPORT_PDF] = { "pdf", N_ ("PDF"), N_ ("The page as it is printed"), ".pdf" },
};

static MqExportFormat
get_format (MqExportDialog *self)
{
  for (int i = 0; i < MQ_N_EXPORT_FORMATS; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      return i;
  return MQ_EXPORT_PAGE;
}

static const MqTheme *
get_theme (MqExportDialog *self)
{
  guint n_themes;
  const MqTheme *themes = mq_theme_get_all (&n_themes);

  return &themes[MIN (adw_combo_row_get_selected (self->theme_row), n_themes - 1)];
}

static void
show_problem (MqExportDialog *self, const char *problem)
{
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  gtk_widget_set_sensitive (self->export_button, TRUE);
}

/* ---- Writing ---- */

static void
finish (MqExportDialog *self, const char *path, const GError *error)
{
  if (error != NULL)
    {
      show_problem (self, error->message);
      return;
    }
  g_signal_emit (self, signals[EXPORTED], 0, path);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mq_export_job_finish (result, &error);

  finish (self, path, error);
}

static void
on_printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqExportDialog) self = MQ_EXPORT_DIALOG (g_object_ref (source));
  g_autoptr (GError) error = NULL;
  GFile *file = g_task_get_task_data (G_TASK (result));
  g_autofree char *path = g_file_get_path (file);

  if (g_task_propagate_boolean (G_TASK (result), &error) && !g_file_query_exists (file, NULL))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("The PDF was not written. Choose another folder"));
  finish (self, path, error);
}

static void
print (MqExportDialog *self, GFile *file)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_printed_cb, NULL);

  g_task_set_source_tag (task, print);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  if (g_signal_has_handler_pending (self, signals[PRINT], 0, FALSE))
    g_signal_emit (self, signals[PRINT], 0, file, task);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _ ("Open the review first to make a PDF of it"));
}

static void
write_to (MqExportDialog *self, GFile *file)
{
  MqExportFormat format = get_format (self);
  g_autofree char *css = g_settings_get_string (self->settings, "own-css");

  show_problem (self, NULL);
  gtk_widget_set_sensitive (self->export_button, FALSE);
  g_settings_set_string (self->settings, "export-format", formats[format].id);
  if (format == MQ_EXPORT_PDF)
    print (self, file);
  else
    mq_export_job_start (self->library, self->review, format, get_theme (self), css, file,
                         on_written_cb, g_object_ref (self));
}

/* ---- Where to ---- */

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder
      = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autofree char *slug = mq_review_dup_slug (self->review);
  g_autoptr (GFile) file = folder != NULL ? g_file_get_child (folder, slug) : NULL;

  if (file != NULL)
    write_to (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    show_problem (self, error->message);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    write_to (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    show_problem (self, error->message);
}

static void
on_export_clicked_cb (MqExportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  MqExportFormat format = get_format (self);
  g_autofree char *slug = mq_review_dup_slug (self->review);
  g_autofree char *name = NULL;

  if (*mq_review_get_text (self->review, MQ_REVIEW_TITLE) == '\0')
    {
      show_problem (self, _ ("The review has no title yet. Fill it in at the top of the credits"));
      return;
    }
  if (formats[format].extension == NULL)
    {
      gtk_file_dialog_set_title (dialog, _ ("Choose the Folder to Export Into"));
      gtk_file_dialog_select_folder (dialog, window, NULL, on_folder_chosen_cb,
                                     g_object_ref (self));
      return;
    }
  name = g_strconcat (slug, formats[format].extension, NULL);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, window, NULL, on_file_chosen_cb, g_object_ref (self));
}

static void
on_cancel_clicked_cb (MqExportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- Object ---- */

static void
mq_export_dialog_dispose (GObject *object)
{
  MqExportDialog *self = MQ_EXPORT_DIALOG (object);

  g_clear_object (&self->library);
  g_clear_object (&self->review);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_EXPORT_DIALOG);
  G_OBJECT_CLASS (mq_export_dialog_parent_class)->dispose (object);
}

static void
mq_export_dialog_class_init (MqExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_export_dialog_dispose;
  signals[EXPORTED] = g_signal_new ("exported", MQ_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PRINT] = g_signal_new ("print", MQ_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_TASK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/export/mq-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MqExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, MqExportDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, MqExportDialog, embargo_label);
  gtk_widget_class_bind_template_child (widget_class, MqExportDialog, format_list);
  gtk_widget_class_bind_template_child (widget_class, MqExportDialog, theme_row);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked_cb);
}

/* A theme is for pages. */
static void
on_format_toggled_cb (MqExportDialog *self)
{
  MqExportFormat format = get_format (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->theme_row),
                            format != MQ_EXPORT_MARKDOWN && format != MQ_EXPORT_TEXT);
}

static void
mq_export_dialog_init (MqExportDialog *self)
{
  guint n_themes;
  const MqTheme *themes = mq_theme_get_all (&n_themes);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < MQ_N_EXPORT_FORMATS; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      self->checks[i] = GTK_CHECK_BUTTON (gtk_check_button_new ());
      gtk_check_button_set_group (self->checks[i], i > 0 ? self->checks[0] : NULL);
      g_signal_connect_object (self->checks[i], "toggled", G_CALLBACK (on_format_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_widget_set_valign (GTK_WIDGET (self->checks[i]), GTK_ALIGN_CENTER);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (formats[i].title));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (formats[i].subtitle));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), GTK_WIDGET (self->checks[i]));
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->checks[i]));
      gtk_list_box_append (self->format_list, row);
    }
  for (guint i = 0; i < n_themes; i++)
    gtk_string_list_append (names, mq_theme_get_label (&themes[i]));
  adw_combo_row_set_model (self->theme_row, G_LIST_MODEL (names));
}

static void
show_embargo (MqExportDialog *self)
{
  g_autofree char *sentence = mq_embargo_dup_export_warning (self->review);

  gtk_label_set_label (self->embargo_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->embargo_label), sentence != NULL);
}

MqExportDialog *
mq_export_dialog_new (MqLibrary *library, MqReview *review, GSettings *settings)
{
  MqExportDialog *self = g_object_new (MQ_TYPE_EXPORT_DIALOG, NULL);
  g_autofree char *format = g_settings_get_string (settings, "export-format");
  g_autofree char *theme = g_settings_get_string (settings, "theme");
  guint n_themes;
  const MqTheme *themes = mq_theme_get_all (&n_themes);

  self->library = g_object_ref (library);
  self->review = g_object_ref (review);
  self->settings = g_object_ref (settings);
  show_embargo (self);
  for (int i = 0; i < MQ_N_EXPORT_FORMATS; i++)
    if (i == 0 || g_str_equal (formats[i].id, format))
      gtk_check_button_set_active (self->checks[i], TRUE);
  for (guint i = 0; i < n_themes; i++)
    if (g_str_equal (themes[i].id, theme))
      adw_combo_row_set_selected (self->theme_row, i);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->checks[get_format (self)]));
  return self;
}

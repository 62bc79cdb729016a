/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-folder-row.h"

#include <glib/gi18n.h>

struct _MqFolderRow
{
  AdwActionRow parent_instance;

  GtkWidget *clear_button;

  GSettings *settings;
  char *key;
  char *none;
  char *choose;
};

G_DEFINE_FINAL_TYPE (MqFolderRow, mq_folder_row, ADW_TYPE_ACTION_ROW)

static void
show_folder (MqFolderRow *self)
{
  g_autofree char *folder = g_settings_get_string (self->settings, self->key);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), *folder != '\0' ? folder : self->none);
  gtk_widget_set_visible (self->clear_button, *folder != '\0');
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqFolderRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder
      = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (self->settings == NULL)
    return; /* the preferences were closed meanwhile */
  if (path != NULL)
    g_settings_set_string (self->settings, self->key, path);
  show_folder (self);
  if (folder != NULL && path == NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _ ("Choose a folder on this computer"));
  else if (error != NULL && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), error->message);
}

static void
on_choose_clicked_cb (MqFolderRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, self->choose);
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 on_chosen_cb, g_object_ref (self));
}

static void
on_clear_clicked_cb (MqFolderRow *self)
{
  g_settings_set_string (self->settings, self->key, "");
  show_folder (self);
}

static GtkWidget *
add_button (MqFolderRow *self, const char *icon_name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

static void
mq_folder_row_dispose (GObject *object)
{
  MqFolderRow *self = MQ_FOLDER_ROW (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (mq_folder_row_parent_class)->dispose (object);
}

static void
mq_folder_row_finalize (GObject *object)
{
  MqFolderRow *self = MQ_FOLDER_ROW (object);

  g_free (self->key);
  g_free (self->none);
  g_free (self->choose);
  G_OBJECT_CLASS (mq_folder_row_parent_class)->finalize (object);
}

static void
mq_folder_row_class_init (MqFolderRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_folder_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = mq_folder_row_finalize;
}

static void
mq_folder_row_init (MqFolderRow *self)
{
  GtkWidget *choose;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "property");
  self->clear_button = add_button (self, "edit-clear-symbolic", G_CALLBACK (on_clear_clicked_cb));
  choose = add_button (self, "folder-open-symbolic", G_CALLBACK (on_choose_clicked_cb));
  gtk_widget_set_tooltip_text (choose, _ ("Choose a Folder…"));
}

/** @key: of a text in @settings */
GtkWidget *
mq_folder_row_new (GSettings *settings, const char *key, const MqFolderRowWords *words)
{
  MqFolderRow *self = g_object_new (MQ_TYPE_FOLDER_ROW, "title", words->title, NULL);

  self->settings = g_object_ref (settings);
  self->key = g_strdup (key);
  self->none = g_strdup (words->none);
  self->choose = g_strdup (words->choose);
  gtk_widget_set_tooltip_text (self->clear_button, words->clear);
  show_folder (self);
  return GTK_WIDGET (self);
}

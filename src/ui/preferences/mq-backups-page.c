/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-backups-page.h"

#include <glib/gi18n.h>

#include "mq-backup.h"

struct _MqBackupsPage
{
  AdwNavigationPage parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (MqBackupsPage, mq_backups_page, ADW_TYPE_NAVIGATION_PAGE)

/* ---- Going back ---- */

static void
on_response_cb (AdwAlertDialog *dialog, const char *response, GtkWidget *row)
{
  const char *path = g_object_get_data (G_OBJECT (row), "path");

  if (g_str_equal (response, "restore"))
    gtk_widget_activate_action (row, "app.restore-backup", "s", path);
}

static void
on_row_activated_cb (MqBackupsPage *self, AdwPreferencesRow *row)
{
  g_autofree char *mirror = g_settings_get_string (self->settings, "mirror-folder");
  g_autofree char *text = g_strdup_printf (_ ("The whole library becomes what it was on %s. What "
                                              "it is now is kept, and you can go back to "
                                              "that, too."),
                                           adw_preferences_row_get_title (row));
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Go Back to This Backup?"), text);

  if (*mirror != '\0')
    {
      g_autofree char *more = g_strdup_printf (
          "%s\n\n%s", text,
          _ ("The mirror is switched off, for it would bring the newer versions back."));
      adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), more);
    }
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "restore",
                                  _ ("_Go Back"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "restore",
                                            ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response_cb), row, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ---- Rows ---- */

static GtkWidget *
make_row (MqBackupsPage *self, const MqBackup *backup)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (backup->made);
  g_autofree char *when = g_date_time_format (date, _ ("%a, %-d %b %Y, %H:%M"));
  g_autoptr (GFile) file = g_file_new_for_path (backup->path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autofree char *size
      = info != NULL ? g_format_size ((guint64) g_file_info_get_size (info)) : g_strdup ("");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), size);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("edit-undo-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (backup->path), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
add_group (MqBackupsPage *self, AdwPreferencesPage *page, const char *title, GPtrArray *backups)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < backups->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self, backups->pdata[i]));
  gtk_widget_set_visible (group, backups->len > 0);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

/* ---- Object ---- */

static void
mq_backups_page_dispose (GObject *object)
{
  g_clear_object (&MQ_BACKUPS_PAGE (object)->settings);
  G_OBJECT_CLASS (mq_backups_page_parent_class)->dispose (object);
}

static void
mq_backups_page_class_init (MqBackupsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_backups_page_dispose;
}

static void
mq_backups_page_init (MqBackupsPage *self)
{
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Go Back to a Backup"));
}

/** @library: the path of the library whose backups are shown */
MqBackupsPage *
mq_backups_page_new (GSettings *settings, const char *library)
{
  MqBackupsPage *self = g_object_new (MQ_TYPE_BACKUPS_PAGE, NULL);
  g_autoptr (GPtrArray) backups = mq_backup_list (library);
  g_autoptr (GPtrArray) replaced = mq_backup_list_replaced (library);
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new ();

  self->settings = g_object_ref (settings);
  adw_preferences_page_set_description (
      ADW_PREFERENCES_PAGE (page),
      _ ("This is for the whole library. A single review has its History."));
  add_group (self, ADW_PREFERENCES_PAGE (page), _ ("Backups"), backups);
  add_group (self, ADW_PREFERENCES_PAGE (page), _ ("Replaced by a Backup"), replaced);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-backup-group.h"

#include <glib/gi18n.h>

#include "mq-backup-job.h"
#include "mq-backups-page.h"
#include "mq-folder-row.h"

struct _MqBackupGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *last_row;
  GtkWidget *now_button;
  AdwActionRow *back_row;

  GSettings *settings;
  char *library;
};

G_DEFINE_FINAL_TYPE (MqBackupGroup, mq_backup_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_state (MqBackupGroup *self)
{
  g_autoptr (GPtrArray) backups = mq_backup_list (self->library);
  g_autoptr (GPtrArray) replaced = mq_backup_list_replaced (self->library);
  g_autofree char *when = NULL;

  if (backups->len > 0)
    {
      g_autoptr (GDateTime) date
          = g_date_time_new_from_unix_local (((MqBackup *) backups->pdata[0])->made);
      when = g_date_time_format (date, _ ("%a, %-d %b %Y, %H:%M"));
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->back_row), backups->len + replaced->len > 0);
  adw_action_row_set_subtitle (self->last_row, when != NULL ? when : _ ("None yet"));
}

/* ---- Making one ---- */

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqBackupGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mq_backup_job_finish (result, &error);

  if (self->library == NULL)
    return; /* the preferences were closed meanwhile */
  gtk_widget_set_sensitive (self->now_button, TRUE);
  show_state (self);
  if (error != NULL)
    adw_action_row_set_subtitle (self->last_row, error->message);
}

static void
on_now_clicked_cb (MqBackupGroup *self)
{
  g_autofree char *folder = g_settings_get_string (self->settings, "backup-folder");

  gtk_widget_set_sensitive (self->now_button, FALSE);
  adw_action_row_set_subtitle (self->last_row, _ ("Being made…"));
  mq_backup_job_start (self->library, folder, on_made_cb, g_object_ref (self));
}

/* ---- Going back to one ---- */

static void
on_back_activated_cb (MqBackupGroup *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  adw_preferences_dialog_push_subpage (
      ADW_PREFERENCES_DIALOG (dialog),
      ADW_NAVIGATION_PAGE (mq_backups_page_new (self->settings, self->library)));
}

/* ---- Object ---- */

static void
mq_backup_group_dispose (GObject *object)
{
  MqBackupGroup *self = MQ_BACKUP_GROUP (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->library, g_free);
  G_OBJECT_CLASS (mq_backup_group_parent_class)->dispose (object);
}

static void
mq_backup_group_class_init (MqBackupGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_backup_group_dispose;
}

static AdwActionRow *
add_row (MqBackupGroup *self, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_ACTION_ROW (row);
}

static GtkWidget *
add_button (AdwActionRow *row, GtkWidget *button, GCallback callback, MqBackupGroup *self)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
  return button;
}

static void
mq_backup_group_init (MqBackupGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Backups"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Made every day that something changed, and kept by day, week and month"));
  self->last_row = add_row (self, _ ("Last Backup"));
  self->now_button = add_button (self->last_row, gtk_button_new_with_mnemonic (_ ("_Back Up Now")),
                                 G_CALLBACK (on_now_clicked_cb), self);
}

static void
add_back_row (MqBackupGroup *self)
{
  self->back_row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->back_row), _ ("Go Back to a Backup"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->back_row), TRUE);
  adw_action_row_add_suffix (self->back_row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (self->back_row, "activated", G_CALLBACK (on_back_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->back_row));
}

MqBackupGroup *
mq_backup_group_new (GSettings *settings, const char *library)
{
  MqBackupGroup *self = g_object_new (MQ_TYPE_BACKUP_GROUP, NULL);
  MqFolderRowWords words
      = { _ ("Copies Also Go To"), _ ("Nowhere else"), _ ("Choose a Folder for Copies of Backups"),
          _ ("Make No More Copies There") };

  self->settings = g_object_ref (settings);
  self->library = g_strdup (library);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self),
                             mq_folder_row_new (settings, "backup-folder", &words));
  add_back_row (self);
  show_state (self);
  return self;
}

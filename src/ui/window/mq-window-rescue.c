/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-backup-job.h"
#include "mq-window-private.h"

/* ---- Backups without being asked ---- */

#define FIRST_LOOK_SECONDS 60
#define LOOK_AGAIN_SECONDS (60 * 60)

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mq_backup_job_finish (result, &error), *text = NULL;

  if (error == NULL)
    return;
  text = g_strdup_printf (_ ("No backup could be made: %s"), error->message);
  mq_window_toast (self, text);
}

static void
back_up_if_due (MqWindow *self)
{
  const char *path = mq_library_get_path (self->library);
  g_autofree char *folder = g_settings_get_string (self->settings, "backup-folder");

  if (mq_backup_is_due (path))
    mq_backup_job_start (path, folder, on_made_cb, g_object_ref (self));
}

static gboolean
on_look_again_cb (gpointer data)
{
  back_up_if_due (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_first_look_cb (gpointer data)
{
  MqWindow *self = data;

  back_up_if_due (self);
  self->backup_timeout = g_timeout_add_seconds (LOOK_AGAIN_SECONDS, on_look_again_cb, self);
  return G_SOURCE_REMOVE;
}

/** Makes a backup each day, when the program has nothing better to do. */
void
mq_window_start_backups (MqWindow *self)
{
  g_clear_handle_id (&self->backup_timeout, g_source_remove);
  self->backup_timeout = g_timeout_add_seconds_full (G_PRIORITY_LOW, FIRST_LOOK_SECONDS,
                                                     on_first_look_cb, self, NULL);
}

/* ---- A library that can't be opened ---- */

static void
put_in_place (MqWindow *self, const char *library, const char *backup)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = mq_backup_put_in_place (backup, library, &error);
  g_autofree char *text = NULL;

  if (kept == NULL)
    {
      mq_window_fail_to_open (self, library, error);
      return;
    }
  text = g_strdup_printf (_ ("What was there is kept as %s"), kept);
  mq_window_toast (self, text);
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self))),
                                  "open-library", NULL);
}

static void
on_response_cb (AdwAlertDialog *dialog, const char *response, MqWindow *self)
{
  if (g_str_equal (response, "backup"))
    put_in_place (self, g_object_get_data (G_OBJECT (dialog), "library"),
                  g_object_get_data (G_OBJECT (dialog), "backup"));
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Only what is damaged is mended by a backup. */
static MqBackup *
find_backup (const char *library, const GError *error)
{
  if (g_error_matches (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_DAMAGED)
      || g_error_matches (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FOREIGN))
    return mq_backup_find_sound (library);
  return NULL;
}

/** Says why the library can't be opened, and offers the newest sound backup in its place. */
void
mq_window_fail_to_open (MqWindow *self, const char *path, const GError *error)
{
  g_autoptr (MqBackup) backup = find_backup (path, error);
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", error->message, path), *offer = NULL;
  AdwDialog *dialog = adw_alert_dialog_new (_ ("The Library Can’t Be Opened"), text);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"), NULL);
  if (backup != NULL)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (backup->made);
      g_autofree char *when = g_date_time_format (date, _ ("%a, %-d %b %Y, %H:%M"));
      offer = g_strdup_printf (
          _ ("%s\n\nThere is a sound backup of %s. The damaged file is kept beside it."), text,
          when);
      adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), offer);
      adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "backup", _ ("_Use the Backup"),
                                      NULL);
      adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "backup",
                                                ADW_RESPONSE_SUGGESTED);
      g_object_set_data_full (G_OBJECT (dialog), "library", g_strdup (path), g_free);
      g_object_set_data_full (G_OBJECT (dialog), "backup", g_strdup (backup->path), g_free);
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response_cb), self,
                           G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

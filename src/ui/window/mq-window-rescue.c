/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-backup-job.h"
#include "mq-restore-job.h"
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
  text = g_strdup_printf (_ ("Backup: %s"), error->message);
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

/** Says where the file is that a backup has taken the place of. */
void
mq_window_tell_of_restored (MqWindow *self, const char *kept)
{
  g_autofree char *text = g_strdup_printf (_ ("What was there is kept as %s"), kept);
  mq_window_toast (self, text);
}

/* ---- A library that can't be opened ---- */

/* What is known of it, from the failure to the end. */
typedef struct
{
  MqWindow *window;
  char *library;
  GError *error;
  MqBackup *backup; /* a sound one, NULL for none */
} Rescue;

static void
free_rescue (gpointer data)
{
  Rescue *rescue = data;

  g_object_unref (rescue->window);
  g_free (rescue->library);
  g_error_free (rescue->error);
  g_clear_pointer (&rescue->backup, mq_backup_free);
  g_free (rescue);
}

static void
on_in_place_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Rescue *rescue = data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (rescue->window));
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = mq_restore_job_finish (result, &error);

  if (kept == NULL)
    mq_window_fail_to_open (rescue->window, rescue->library, error);
  else
    mq_window_tell_of_restored (rescue->window, kept);
  if (kept != NULL && application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "open-library", NULL);
  free_rescue (rescue);
}

static void
on_response_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  Rescue *rescue = data;

  if (g_str_equal (response, "backup"))
    {
      mq_restore_job_start (rescue->backup->path, rescue->library, FALSE, on_in_place_cb, rescue);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (rescue->window));
  free_rescue (rescue);
}

static void
offer_backup (AdwAlertDialog *dialog, const Rescue *rescue)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (rescue->backup->made);
  g_autofree char *when = g_date_time_format (date, _ ("%a, %-d %b %Y, %H:%M"));
  g_autofree char *text = g_strdup_printf (
      _ ("%s\n\nThere is a sound backup of %s. The damaged file is kept beside it."),
      adw_alert_dialog_get_body (dialog), when);

  adw_alert_dialog_set_body (dialog, text);
  adw_alert_dialog_add_responses (dialog, "backup", _ ("_Use the Backup"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "backup", ADW_RESPONSE_SUGGESTED);
}

static void
on_looked_for_backup_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Rescue *rescue = data;
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", rescue->error->message, rescue->library);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("The Library Can’t Be Opened"), text);

  rescue->backup = g_task_propagate_pointer (G_TASK (result), NULL);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"), NULL);
  if (rescue->backup != NULL)
    offer_backup (ADW_ALERT_DIALOG (dialog), rescue);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), rescue);
  adw_dialog_present (dialog, GTK_WIDGET (rescue->window));
}

static void
look_for_backup (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, mq_backup_find_sound (data), (GDestroyNotify) mq_backup_free);
}

/** Says why the library can't be opened. Where it is damaged the newest sound backup is offered. */
void
mq_window_fail_to_open (MqWindow *self, const char *path, const GError *error)
{
  gboolean damaged = g_error_matches (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_DAMAGED)
                     || g_error_matches (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_FOREIGN);
  Rescue *rescue = g_new0 (Rescue, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_looked_for_backup_cb, rescue);

  rescue->window = g_object_ref (self);
  rescue->library = g_strdup (path);
  rescue->error = g_error_copy (error);
  g_task_set_source_tag (task, mq_window_fail_to_open);
  g_task_set_task_data (task, g_strdup (path), g_free);
  if (damaged)
    g_task_run_in_thread (task, look_for_backup);
  else
    g_task_return_pointer (task, NULL, NULL);
}

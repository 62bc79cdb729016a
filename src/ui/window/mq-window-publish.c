/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-history.h"
#include "mq-ledger-dialog.h"
#include "mq-publish-dialog.h"
#include "mq-publish-job.h"
#include "mq-pull-dialog.h"
#include "mq-site-dialog.h"
#include "mq-window-private.h"

/* ---- Sending the open review ---- */

/* Whoever writes on elsewhere hears of it too. */
static void
tell (MqWindow *self, const char *sentence)
{
  g_autoptr (GNotification) notification = NULL;

  mq_window_toast (self, sentence);
  if (gtk_window_is_active (GTK_WINDOW (self)))
    return;
  notification = g_notification_new (_ ("Publishing"));
  g_notification_set_body (notification, sentence);
  g_application_send_notification (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                                   "published", notification);
}

/* The review that a dialog was opened for, while it is still the open one. */
static MqReview *
get_review_of (MqWindow *self, MqPublishDialog *dialog)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "review");
  MqReview *review = self->open != NULL ? mq_open_review_get_review (self->open) : NULL;

  return review != NULL && g_str_equal (id, mq_review_get_id (review)) ? review : NULL;
}

static void
on_published_cb (MqWindow *self, const MqDeliveryReport *report, MqPublishDialog *dialog)
{
  MqReview *review = get_review_of (self, dialog);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence
      = g_strdup_printf ("%s: %s", mq_post_status_get_label (report->status), report->address);

  if (review != NULL)
    mq_open_review_note_delivery (self->open, report);
  else if (!mq_outbox_note_in_library (
               self->library, g_object_get_data (G_OBJECT (dialog), "review"), report, &error))
    tell (self, error->message);
  if (mq_publish_dialog_is_closed (dialog))
    tell (self, sentence);
}

static void
on_failed_unseen_cb (MqWindow *self, const char *sentence)
{
  tell (self, sentence);
}

static void
on_edited_cb (MqWindow *self, MqReview *edited, MqPublishDialog *dialog)
{
  MqReview *review = get_review_of (self, dialog);

  if (review == NULL)
    return;
  mq_review_set_text (review, MQ_REVIEW_SLUG, mq_review_get_text (edited, MQ_REVIEW_SLUG));
  mq_review_set_list (review, MQ_REVIEW_TAGS, mq_review_get_list (edited, MQ_REVIEW_TAGS));
}

/* The words that were chosen are on the disk before anything else happens with them. */
static gboolean
on_merged_cb (MqWindow *self, MqReview *merged)
{
  MqReview *review = self->open != NULL ? mq_open_review_get_review (self->open) : NULL;

  if (review == NULL || !g_str_equal (mq_review_get_id (merged), mq_review_get_id (review)))
    return FALSE;
  if (!mq_open_review_flush (self->open, NULL)
      || !mq_history_take (self->library, review, MQ_MOMENT_THEIRS, NULL))
    return FALSE;
  mq_open_review_take_words (self->open, merged);
  return mq_open_review_flush (self->open, NULL);
}

static void
on_go_to_cb (MqWindow *self, const char *place)
{
  if (g_str_equal (place, "text"))
    gtk_widget_grab_focus (mq_editor_pane_get_view (self->editor));
  else if (g_str_equal (place, "title") || g_str_equal (place, "director")
           || g_str_equal (place, "rating"))
    mq_credits_form_focus_title (self->credits);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "review.details", NULL);
}

static void
on_add_site_cb (MqWindow *self, MqPublishDialog *publish)
{
  AdwDialog *dialog = ADW_DIALOG (mq_site_dialog_new (self->library, NULL));

  g_signal_connect_object (dialog, "added", G_CALLBACK (mq_publish_dialog_refresh_sites), publish,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);
  MqReview *review;
  AdwDialog *dialog;

  if (self->open == NULL)
    return;
  mq_open_review_sync_body (self->open);
  review = mq_open_review_get_review (self->open);
  dialog = ADW_DIALOG (mq_publish_dialog_new (self->library, review));
  g_object_set_data_full (G_OBJECT (dialog), "review", g_strdup (mq_review_get_id (review)),
                          g_free);
  g_signal_connect_object (dialog, "published", G_CALLBACK (on_published_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "failed-unseen", G_CALLBACK (on_failed_unseen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "edited", G_CALLBACK (on_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "merged", G_CALLBACK (on_merged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "go-to", G_CALLBACK (on_go_to_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "add-site", G_CALLBACK (on_add_site_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_ledger_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);

  if (self->open != NULL)
    adw_dialog_present (
        ADW_DIALOG (mq_ledger_dialog_new (self->library, mq_open_review_get_review (self->open))),
        widget);
}

/* ---- From a site ---- */

static void
on_bring_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);
  AdwDialog *dialog;

  if (self->library == NULL)
    return;
  dialog = ADW_DIALOG (mq_pull_dialog_new (self->library));
  g_signal_connect_object (dialog, "brought", G_CALLBACK (mq_library_pane_refresh),
                           self->library_pane, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ---- What an earlier run of the program left in the outbox ---- */

static void
on_finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;
  int n = mq_publish_job_resume_finish (result, &error);
  g_autofree char *text
      = g_strdup_printf (g_dngettext (NULL, "%d review was sent", "%d reviews were sent", n), n);

  mq_window_toast (self, error != NULL ? error->message : text);
}

static void
on_finish_outbox_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);

  if (self->library != NULL)
    mq_publish_job_resume_start (self->library, on_finished_cb, g_object_ref (self));
}

static void
on_outbox_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GPtrArray) open
      = mq_library_list_deliveries_finish (MQ_LIBRARY (source), result, NULL);
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (open == NULL || open->len == 0 || self->toast_overlay == NULL)
    return;
  text = g_strdup_printf (g_dngettext (NULL, "%u review was not sent to its end",
                                       "%u reviews were not sent to their end", open->len),
                          open->len);
  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _ ("_Finish"));
  adw_toast_set_action_name (toast, "win.finish-outbox");
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/** Says what was not sent to its end before, and offers to do it now. */
void
mq_window_ask_about_outbox (MqWindow *self)
{
  mq_library_list_deliveries_async (self->library, NULL, TRUE, NULL, on_outbox_listed_cb,
                                    g_object_ref (self));
}

void
mq_window_install_publish_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.publish", NULL, on_publish_action);
  gtk_widget_class_install_action (widget_class, "review.ledger", NULL, on_ledger_action);
  gtk_widget_class_install_action (widget_class, "win.bring-in", NULL, on_bring_in_action);
  gtk_widget_class_install_action (widget_class, "win.finish-outbox", NULL,
                                   on_finish_outbox_action);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-history-dialog.h"
#include "mq-history.h"

/* ---- What is said about saving ---- */

void
mq_window_update_saved (MqWindow *self)
{
  MqSaveState state = mq_open_review_get_state (self->open);
  const char *status
      = mq_status_get_label (mq_review_get_status (mq_open_review_get_review (self->open)));
  const char *word = state == MQ_SAVED    ? _ ("Saved")
                     : state == MQ_SAVING ? _ ("Saving…")
                                          : _ ("Not saved");
  g_autofree char *text = g_strdup_printf ("%s · %s", status, word);
  const char *problem = mq_open_review_get_problem (self->open);

  mq_editor_pane_set_saved (self->editor, text, state == MQ_SAVING,
                            state == MQ_NOT_SAVED || state == MQ_CONFLICT);
  if (problem != NULL)
    adw_banner_set_title (self->problem_banner, problem);
  adw_banner_set_button_label (self->problem_banner,
                               state == MQ_CONFLICT ? _ ("Choose…") : _ ("Try Again"));
  adw_banner_set_revealed (self->problem_banner, problem != NULL);
}

static void
on_other_version_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;
  gint64 revision;
  int caret;
  g_autoptr (MqReview) review
      = mq_library_load_finish (MQ_LIBRARY (source), result, &revision, &caret, &error);

  if (review == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        mq_window_toast (self, error->message);
      return;
    }
  if (self->open == NULL
      || g_strcmp0 (mq_review_get_id (review),
                    mq_review_get_id (mq_open_review_get_review (self->open)))
             != 0)
    return;
  if (revision > mq_open_review_get_revision (self->open))
    mq_window_show_review (self, review, revision, mq_open_review_get_caret (self->open));
}

static void
take_other_version (MqWindow *self)
{
  mq_library_load_async (self->library, mq_review_get_id (mq_open_review_get_review (self->open)),
                         self->cancellable, on_other_version_loaded_cb, g_object_ref (self));
}

/* What is given up can be had again. */
static gboolean
keep_given_up (MqWindow *self)
{
  g_autoptr (GError) error = NULL;

  mq_open_review_sync_body (self->open);
  if (mq_history_take (self->library, mq_open_review_get_review (self->open), MQ_MOMENT_THEIRS,
                       &error))
    return TRUE;
  mq_window_toast (self, error->message);
  return FALSE;
}

static void
on_conflict_response_cb (AdwAlertDialog *dialog, const char *response, MqWindow *self)
{
  if (self->open == NULL || g_str_equal (response, "later") || !keep_given_up (self))
    return;
  if (g_str_equal (response, "both"))
    {
      mq_open_review_keep_as_copy (self->open);
      mq_window_toast (self, _ ("Your version is in the library as a review of its own"));
    }
  take_other_version (self);
}

/** Does what the banner's button offers: tries again, or asks which of two versions stays. */
void
mq_window_handle_problem (MqWindow *self)
{
  AdwDialog *dialog;

  if (mq_open_review_get_state (self->open) != MQ_CONFLICT)
    {
      mq_open_review_save_again (self->open);
      return;
    }
  dialog = adw_alert_dialog_new (
      _ ("Changed Elsewhere"),
      _ ("Another window or program saved this review while you wrote here. Nothing is lost: "
         "both versions can be kept."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "later", _ ("_Later"), "theirs",
                                  _ ("Take the _Other Version"), "both", _ ("_Keep Both"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "theirs",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "both",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "both");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_conflict_response_cb), self,
                           G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ---- The open review's signals ---- */

static void
go_on_to_pending (MqWindow *self)
{
  g_autofree char *id = g_steal_pointer (&self->pending);

  if (*id == '\0')
    mq_window_new_review (self);
  else
    mq_window_open_review (self, id);
}

static void
on_open_state_changed_cb (MqWindow *self)
{
  MqSaveState state = mq_open_review_get_state (self->open);

  mq_window_update_saved (self);
  if (state == MQ_SAVED)
    {
      mq_library_pane_refresh (self->library_pane);
      mq_window_mirror_later (self);
    }
  if (self->pending == NULL)
    return;
  if (state == MQ_SAVED)
    go_on_to_pending (self);
  else if (state != MQ_SAVING) /* it stays on show, so that no word is lost */
    g_clear_pointer (&self->pending, g_free);
}

static void
on_open_document_changed_cb (MqWindow *self)
{
  mq_preview_set_document (self->preview, mq_open_review_get_document (self->open));
}

static void
on_open_counted_cb (MqWindow *self)
{
  MqStatistics statistics = mq_document_get_statistics (mq_open_review_get_document (self->open));
  mq_editor_pane_set_statistics (self->editor, &statistics);
}

static void
on_review_notify_cb (MqWindow *self, GParamSpec *pspec)
{
  const char *title = mq_review_get_text (mq_open_review_get_review (self->open), MQ_REVIEW_TITLE);

  adw_navigation_page_set_title (self->review_page, *title != '\0' ? title : _ ("Untitled"));
  if (g_str_equal (pspec->name, "status"))
    mq_window_update_saved (self);
}

/* ---- Opening ---- */

/** Sets theme, style sheet and scale as the preferences say. */
void
mq_window_update_page_settings (MqWindow *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "theme");
  g_autofree char *css = g_settings_get_string (self->settings, "own-css");
  g_autofree char *scale_id = g_settings_get_string (self->settings, "rating-scale");
  guint n_themes;
  const MqTheme *theme = mq_theme_find (id);
  MqScale scale = MQ_SCALE_STARS_5;

  if (theme == NULL)
    theme = mq_theme_get_all (&n_themes);
  mq_scale_from_string (scale_id, &scale);
  mq_preview_set_settings (self->preview, theme, css);
  mq_credits_form_set_scale (self->credits, scale);
  if (self->open != NULL)
    mq_open_review_set_theme (self->open, theme);
}

/* ---- Earlier versions ---- */

static gboolean
restore (MqWindow *self, MqReview *then)
{
  g_autoptr (GError) error = NULL;

  if (self->open == NULL
      || !g_str_equal (mq_review_get_id (then),
                       mq_review_get_id (mq_open_review_get_review (self->open))))
    return FALSE;
  if (mq_open_review_restore (self->open, then, &error))
    return TRUE;
  mq_window_toast (self, error->message);
  return FALSE;
}

static void
on_undo_restore_clicked_cb (AdwToast *toast, MqWindow *self)
{
  restore (self, g_object_get_data (G_OBJECT (toast), "review"));
}

static void
on_restore_cb (MqWindow *self, MqReview *then)
{
  g_autoptr (MqReview) before = NULL;
  AdwToast *toast;

  mq_open_review_sync_body (self->open);
  before = mq_review_copy (mq_open_review_get_review (self->open));
  if (!restore (self, then))
    return;
  toast = mq_window_offer_undo (self, _ ("The earlier version is restored"));
  g_object_set_data_full (G_OBJECT (toast), "review", g_object_ref (before), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_restore_clicked_cb), self,
                           G_CONNECT_DEFAULT);
}

void
mq_window_show_history (MqWindow *self)
{
  AdwDialog *dialog;

  if (self->open == NULL)
    return;
  mq_open_review_sync_body (self->open);
  dialog
      = ADW_DIALOG (mq_history_dialog_new (self->library, mq_open_review_get_review (self->open)));
  g_signal_connect_object (dialog, "restore", G_CALLBACK (on_restore_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
update_undo (MqWindow *self)
{
  MqUndoStack *stack = self->open != NULL ? mq_open_review_get_undo_stack (self->open) : NULL;
  gboolean can_undo = stack != NULL && mq_undo_stack_can_undo (stack),
           can_redo = stack != NULL && mq_undo_stack_can_redo (stack);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", can_redo);
  mq_editor_pane_set_can_undo (self->editor, can_undo, can_redo);
}

/** Takes the open review off the panes. */
void
mq_window_close_review (MqWindow *self)
{
  if (self->open == NULL)
    return;
  g_signal_handlers_disconnect_by_data (mq_open_review_get_review (self->open), self);
  g_signal_handlers_disconnect_by_data (self->open, self);
  mq_preview_set_review (self->preview, NULL, NULL);
  mq_editor_pane_set_review (self->editor, NULL, NULL);
  mq_credits_form_set_review (self->credits, NULL, NULL);
  if (self->details != NULL)
    mq_credits_details_set_review (self->details, NULL, NULL);
  g_signal_handlers_disconnect_by_data (mq_open_review_get_undo_stack (self->open), self);
  g_clear_object (&self->open);
  update_undo (self);
}

/** Shows a review in all panes. */
void
mq_window_show_review (MqWindow *self, MqReview *review, gint64 revision, int caret)
{
  const char *title = mq_review_get_text (review, MQ_REVIEW_TITLE);

  mq_window_close_review (self);
  self->open = mq_open_review_new (self->library, review, revision, caret);
  g_signal_connect_object (self->open, "state-changed", G_CALLBACK (on_open_state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open, "document-changed", G_CALLBACK (on_open_document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open, "counted", G_CALLBACK (on_open_counted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify", G_CALLBACK (on_review_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mq_open_review_get_undo_stack (self->open), "notify",
                           G_CALLBACK (update_undo), self, G_CONNECT_SWAPPED);
  mq_preview_set_review (self->preview, self->library, review);
  mq_credits_form_set_review (self->credits, self->library, review);
  if (self->details != NULL)
    mq_credits_details_set_review (self->details, self->library, review);
  mq_editor_pane_set_review (self->editor, review, mq_open_review_get_buffer (self->open));
  gtk_widget_set_sensitive (GTK_WIDGET (self->editor), !mq_open_review_is_too_long (self->open));
  update_undo (self);
  if (mq_open_review_is_too_long (self->open))
    mq_window_toast (self, _ ("A line of this text is too long to be edited here. Nothing is lost: "
                              "export it as Markdown, "
                              "part the line, and import it again"));
  mq_window_update_page_settings (self);
  mq_window_update_saved (self);
  adw_navigation_page_set_title (self->review_page, *title != '\0' ? title : _ ("Untitled"));
  mq_library_pane_select (self->library_pane, mq_review_get_id (review));
  g_settings_set_string (self->settings, "open-review", mq_review_get_id (review));
  gtk_stack_set_visible_child_name (self->stack, "library");
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;
  gint64 revision;
  int caret;
  g_autoptr (MqReview) review
      = mq_library_load_finish (MQ_LIBRARY (source), result, &revision, &caret, &error);
  gboolean wanted = review != NULL && g_strcmp0 (self->opening, mq_review_get_id (review)) == 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (review == NULL || wanted)
    g_clear_pointer (&self->opening, g_free);
  if (review == NULL)
    mq_window_toast (self, error->message);
  else if (wanted)
    mq_window_show_review (self, review, revision, caret);
}

/** Opens a review of the library, when the one on show is saved. */
void
mq_window_open_review (MqWindow *self, const char *id)
{
  if (self->open != NULL
      && g_str_equal (id, mq_review_get_id (mq_open_review_get_review (self->open))))
    return;
  if (self->open != NULL && !mq_open_review_leave (self->open))
    {
      g_set_str (&self->pending, id);
      return;
    }
  g_set_str (&self->opening, id);
  mq_library_load_async (self->library, id, self->cancellable, on_loaded_cb, g_object_ref (self));
}

/* ---- New reviews ---- */

static void
set_default (MqWindow *self, MqReview *review, MqReviewText which, const char *key)
{
  g_autofree char *text = g_settings_get_string (self->settings, key);
  mq_review_set_text (review, which, text);
}

static char *
dup_desktop_language (void)
{
  const char *name = g_get_language_names ()[0];
  char *tag = g_strndup (name, strcspn (name, ".@"));

  if (g_str_equal (tag, "C") || g_str_equal (tag, "POSIX"))
    g_set_str (&tag, "en");
  return g_strdelimit (tag, "_", '-');
}

/** Returns: (transfer full): the language of what is new, or does not say its own: as the
 * preferences have it, else the desktop's */
char *
mq_window_dup_language (MqWindow *self)
{
  g_autofree char *language = g_settings_get_string (self->settings, "review-language");
  return *language != '\0' ? g_steal_pointer (&language) : dup_desktop_language ();
}

/** Begins a review with what the preferences say about new ones. */
void
mq_window_new_review (MqWindow *self)
{
  g_autoptr (MqReview) review = NULL;
  g_autofree char *language = NULL;

  if (self->library == NULL)
    return;
  if (self->open != NULL && !mq_open_review_leave (self->open))
    {
      g_set_str (&self->pending, "");
      return;
    }
  review = mq_review_new ();
  language = mq_window_dup_language (self);
  mq_review_set_text (review, MQ_REVIEW_LANGUAGE, language);
  set_default (self, review, MQ_REVIEW_BYLINE, "byline");
  set_default (self, review, MQ_REVIEW_BYLINE_URL, "byline-url");
  set_default (self, review, MQ_REVIEW_OUTLET, "outlet");
  set_default (self, review, MQ_REVIEW_OUTLET_URL, "outlet-url");
  set_default (self, review, MQ_REVIEW_REPLY_ADDRESS, "reply-address");
  mq_review_set_word_target (review, g_settings_get_int (self->settings, "word-target"));
  g_clear_pointer (&self->opening, g_free);
  mq_window_show_review (self, review, 0, 0);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  adw_view_stack_set_visible_child_name (self->narrow_stack, "credits");
  mq_credits_form_set_folded (self->credits, FALSE);
  mq_credits_form_focus_title (self->credits);
}

/* ---- The library ---- */

/** Somebody else wrote to the library: the list is read again, and the open review where it was the
 * one. */
void
mq_window_hear_of_changes (MqWindow *self)
{
  mq_library_pane_refresh (self->library_pane);
  if (self->open != NULL && mq_open_review_get_state (self->open) == MQ_SAVED
      && mq_open_review_get_revision (self->open) > 0)
    take_other_version (self);
}

/* When the window has been painted and the first review is there. */
static gboolean
on_settled_cb (gpointer data)
{
  MqWindow *self = data;

  if (self->library != NULL)
    mq_window_ask_about_outbox (self);
  return G_SOURCE_REMOVE;
}

void
mq_window_set_library (MqWindow *self, MqLibrary *library)
{
  g_set_object (&self->library, library);
  g_signal_connect_object (library, "changed", G_CALLBACK (mq_window_hear_of_changes), self,
                           G_CONNECT_SWAPPED);
  mq_library_pane_set_library (self->library_pane, library);
  mq_window_start_backups (self);
  mq_window_start_mirror (self);
  g_timeout_add_seconds_full (G_PRIORITY_LOW, 1, on_settled_cb, g_object_ref (self),
                              g_object_unref);
}

/** Returns: (transfer none) (nullable): the library, %NULL before it is open */
MqLibrary *
mq_window_get_library (MqWindow *self)
{
  return self->library;
}

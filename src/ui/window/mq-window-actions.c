/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-browser.h"
#include "mq-credits-dialog.h"
#include "mq-export-dialog.h"
#include "mq-markdown-file.h"
#include "mq-picture-import.h"
#include "mq-plain-text.h"
#include "mq-shortcuts-dialog.h"

void
mq_window_toast (MqWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * mq_window_offer_undo:
 *
 * Says what was done, and offers to undo it. There is one such offer at a time: an older one would
 * undo what is no longer spoken of.
 *
 * Returns: (transfer none): the toast, whose signal "button-clicked" undoes it
 */
AdwToast *
mq_window_offer_undo (MqWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  g_set_weak_pointer (&self->undo_toast, toast);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
  return toast;
}

static void
on_keep_search_clicked_cb (AdwToast *toast, MqWindow *self)
{
  mq_library_pane_keep_search (self->library_pane, g_object_get_data (G_OBJECT (toast), "name"),
                               g_object_get_data (G_OBJECT (toast), "words"));
}

/** Says that a saved search is gone, and offers to undo it. */
void
mq_window_tell_of_search (MqWindow *self, const char *name, const char *words)
{
  g_autofree char *text = g_strdup_printf (_ ("Search “%s” removed"), name);
  AdwToast *toast = mq_window_offer_undo (self, text);

  g_object_set_data_full (G_OBJECT (toast), "name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (toast), "words", g_strdup (words), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_keep_search_clicked_cb), self,
                           G_CONNECT_DEFAULT);
}

/* ---- The bin ---- */

static void
on_bin_changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!mq_library_set_binned_finish (MQ_LIBRARY (source), result, &error))
    mq_window_toast (self, error->message);
  mq_library_pane_refresh (self->library_pane);
}

static void
on_undo_clicked_cb (AdwToast *toast, MqWindow *self)
{
  char **ids = g_object_get_data (G_OBJECT (toast), "ids");

  for (char **id = ids; *id != NULL; id++)
    mq_window_put_back (self, *id);
  mq_window_open_review (self, ids[0]);
}

/* The open review goes away from the window before it goes to the bin. */
static void
leave_binned (MqWindow *self, const char *const *ids)
{
  const char *id, *next;
  g_autofree char *neighbour = NULL;
  g_autoptr (GError) error = NULL;

  if (self->open == NULL)
    return;
  id = mq_review_get_id (mq_open_review_get_review (self->open));
  if (!g_strv_contains (ids, id))
    return;
  next = mq_library_pane_get_neighbour (self->library_pane, id);
  neighbour = g_strdup (next != NULL && !g_strv_contains (ids, next) ? next : NULL);
  mq_open_review_flush (self->open, &error);
  if (error != NULL)
    mq_window_toast (self, error->message);
  mq_window_close_review (self);
  if (neighbour != NULL)
    mq_window_open_review (self, neighbour);
}

/** Moves reviews to the bin, and offers to undo it. */
void
mq_window_bin (MqWindow *self, const char *const *ids)
{
  int n = (int) g_strv_length ((char **) ids);
  const char *title = n == 1 ? mq_library_pane_get_title (self->library_pane, ids[0]) : NULL;
  g_autofree char *text = title != NULL
                              ? g_strdup_printf (_ ("“%s” moved to the bin"), title)
                              : g_strdup_printf (g_dngettext (NULL, "%d review moved to the bin",
                                                              "%d reviews moved to the bin", n),
                                                 n);
  AdwToast *toast = mq_window_offer_undo (self, text);
  g_auto (GStrv) copy = g_strdupv ((char **) ids);

  leave_binned (self, (const char *const *) copy);
  for (int i = 0; i < n; i++)
    mq_library_set_binned_async (self->library, copy[i], TRUE, on_bin_changed_cb,
                                 g_object_ref (self));
  g_object_set_data_full (G_OBJECT (toast), "ids", g_steal_pointer (&copy),
                          (GDestroyNotify) g_strfreev);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_clicked_cb), self,
                           G_CONNECT_DEFAULT);
}

void
mq_window_put_back (MqWindow *self, const char *id)
{
  mq_library_set_binned_async (self->library, id, FALSE, on_bin_changed_cb, g_object_ref (self));
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!mq_library_delete_finish (MQ_LIBRARY (source), result, &error))
    mq_window_toast (self, error->message);
  mq_library_pane_refresh (self->library_pane);
}

static void
on_delete_response_cb (AdwAlertDialog *dialog, const char *response, MqWindow *self)
{
  if (g_str_equal (response, "delete"))
    mq_library_delete_async (self->library, g_object_get_data (G_OBJECT (dialog), "id"),
                             on_deleted_cb, g_object_ref (self));
}

/** Deletes a review of the bin for good, after asking: this can't be undone. */
void
mq_window_delete (MqWindow *self, const char *id)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Delete for Good?"), _ ("The review and its pictures can’t be brought back."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete",
                                  _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete",
                                            ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "id", g_strdup (id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_delete_response_cb), self,
                           G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_bin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);
  const char *ids[] = { NULL, NULL };

  if (self->open == NULL)
    return;
  ids[0] = mq_review_get_id (mq_open_review_get_review (self->open));
  mq_window_bin (self, ids);
}

/* ---- Duplicate, the open review or one in the list ---- */

static void
on_duplicate_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;
  gint64 revision;

  if (!mq_library_save_finish (MQ_LIBRARY (source), result, &revision, &error))
    mq_window_toast (self, error->message);
  mq_library_pane_refresh (self->library_pane);
}

static void
on_duplicate_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;
  gint64 revision;
  int caret;
  g_autoptr (MqReview) review
      = mq_library_load_finish (MQ_LIBRARY (source), result, &revision, &caret, &error);
  g_autoptr (MqReview) copy = NULL;

  if (review == NULL)
    {
      mq_window_toast (self, error->message);
      return;
    }
  copy = mq_review_duplicate (review);
  mq_library_save_async (self->library, copy, 0, on_duplicate_saved_cb, g_object_ref (self));
}

void
mq_window_duplicate (MqWindow *self, const char *id)
{
  mq_library_load_async (self->library, id, NULL, on_duplicate_loaded_cb, g_object_ref (self));
}

/* ---- Export ---- */

static void
on_folder_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    mq_window_toast (self, error->message);
}

static void
on_open_folder_clicked_cb (AdwToast *toast, MqWindow *self)
{
  GFile *file = g_object_get_data (G_OBJECT (toast), "file");
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (self), NULL, on_folder_opened_cb,
                                            g_object_ref (self));
}

static void
on_exported_cb (MqWindow *self, const char *path)
{
  /* Translators: where the review was written to */
  g_autofree char *text = g_strdup_printf (_ ("Exported to %s"), path);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("Open _Folder"));
  g_object_set_data_full (G_OBJECT (toast), "file", g_file_new_for_path (path), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_open_folder_clicked_cb), self,
                           G_CONNECT_DEFAULT);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
present_export (MqWindow *self, MqReview *review, MqPreview *preview)
{
  AdwDialog *dialog = ADW_DIALOG (mq_export_dialog_new (self->library, review, self->settings));

  g_signal_connect_object (dialog, "exported", G_CALLBACK (on_exported_cb), self,
                           G_CONNECT_SWAPPED);
  if (preview != NULL)
    g_signal_connect_object (dialog, "print", G_CALLBACK (mq_preview_print), preview,
                             G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_export_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;
  gint64 revision;
  int caret;
  g_autoptr (MqReview) review
      = mq_library_load_finish (MQ_LIBRARY (source), result, &revision, &caret, &error);

  if (review != NULL)
    present_export (self, review, NULL);
  else
    mq_window_toast (self, error->message);
}

/** Offers to export a review; the one that is open goes out as it stands in the window. */
void
mq_window_export (MqWindow *self, const char *id)
{
  MqReview *review = self->open != NULL ? mq_open_review_get_review (self->open) : NULL;

  if (review != NULL && g_str_equal (id, mq_review_get_id (review)))
    {
      mq_open_review_sync_body (self->open);
      present_export (self, review, self->preview);
    }
  else
    mq_library_load_async (self->library, id, NULL, on_export_loaded_cb, g_object_ref (self));
}

static void
on_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);

  if (self->open != NULL)
    mq_window_export (self, mq_review_get_id (mq_open_review_get_review (self->open)));
}

static void
on_history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mq_window_show_history (MQ_WINDOW (widget));
}

static void
on_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);
  const char *format = g_variant_get_string (parameter, NULL);
  g_autofree char *text = NULL;
  MqReview *review;

  if (self->open == NULL)
    return;
  mq_open_review_sync_body (self->open);
  review = mq_open_review_get_review (self->open);
  if (g_str_equal (format, "markdown"))
    text = mq_markdown_file_print (review);
  else if (g_str_equal (format, "text"))
    text = mq_plain_text_print (review);
  else
    text = mq_page_render_fragment (review, NULL, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  mq_window_toast (self, _ ("Copied"));
}

/* ---- Pictures ---- */

typedef struct
{
  MqWindow *window;
  char *review; /* the id of the one that the picture is for */
} PictureCall;

static void
add_picture (MqWindow *self, MqPicture *picture)
{
  MqUndoStack *stack = mq_open_review_get_undo_stack (self->open);
  g_autofree char *markdown = NULL;
  MqPicture *added;

  mq_undo_stack_begin (stack);
  added = mq_review_add_picture (mq_open_review_get_review (self->open), picture);
  markdown = g_strdup_printf ("![](%s)", added->name);
  if (added->use != MQ_PICTURE_POSTER)
    mq_editor_pane_insert (self->editor, markdown);
  mq_undo_stack_end (stack);
}

static void
on_picture_imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PictureCall *call = data;
  g_autoptr (MqWindow) self = call->window;
  g_autofree char *id = call->review, *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MqPicture) picture = mq_picture_import_finish (result, &error);
  MqReview *review = self->open != NULL ? mq_open_review_get_review (self->open) : NULL;

  g_free (call);
  if (self->library == NULL)
    return; /* the window was closed meanwhile */
  if (picture == NULL)
    text = g_strdup (error->message);
  else if (review != NULL && g_str_equal (mq_review_get_id (review), id))
    add_picture (self, picture);
  else
    text = g_strdup_printf (_ ("“%s” is not added, for its review was left. Add it again"),
                            picture->name);
  if (text != NULL)
    mq_window_toast (self, text);
}

/** Takes a #GFile or a #GdkTexture into the review; a still is put where the caret is. */
void
mq_window_add_picture (MqWindow *self, GObject *source, MqPictureUse use)
{
  PictureCall *call;

  if (self->open == NULL)
    return;
  call = g_new (PictureCall, 1);
  *call = (PictureCall) { g_object_ref (self),
                          g_strdup (mq_review_get_id (mq_open_review_get_review (self->open))) };
  mq_picture_import_async (self->library, source, use, on_picture_imported_cb, call);
}

static void
on_poster_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    mq_window_add_picture (self, G_OBJECT (file), MQ_PICTURE_POSTER);
}

static void
on_still_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    mq_window_add_picture (self, G_OBJECT (file), MQ_PICTURE_STILL);
}

static void
on_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  gboolean poster = g_str_equal (name, "review.set-poster");

  gtk_file_filter_add_pixbuf_formats (filter);
  gtk_file_dialog_set_title (dialog, poster ? _ ("Choose the Poster") : _ ("Choose a Still"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_WINDOW (widget), NULL,
                        poster ? on_poster_chosen_cb : on_still_chosen_cb, g_object_ref (widget));
}

/* ---- Links ---- */

static void
on_link_response_cb (AdwAlertDialog *dialog, const char *response, MqWindow *self)
{
  if (g_str_equal (response, "open"))
    mq_browser_open (GTK_WIDGET (self), g_object_get_data (G_OBJECT (dialog), "address"));
}

/** Asks before an address from the page is opened in the browser. */
void
mq_window_ask_to_open_link (MqWindow *self, const char *address)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Open in the Browser?"), address);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "open",
                                  _ ("_Open"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "open");
  g_object_set_data_full (G_OBJECT (dialog), "address", g_strdup (address), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_link_response_cb), self,
                           G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ---- Small ones ---- */

static void
on_new_review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mq_window_new_review (MQ_WINDOW (widget));
}

static void
on_details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);

  if (self->open == NULL)
    return;
  if (self->narrow)
    adw_view_stack_set_visible_child_name (self->narrow_stack, "credits");
  else
    adw_dialog_present (
        ADW_DIALOG (mq_credits_dialog_new (self->library, mq_open_review_get_review (self->open))),
        widget);
}

/** @words: (nullable): what to search for; %NULL for what stands there */
void
mq_window_search (MqWindow *self, const char *words)
{
  gboolean narrow = adw_navigation_split_view_get_collapsed (self->split_view);

  g_object_set (self, "show-library", TRUE, NULL);
  if (narrow)
    adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  mq_library_pane_start_search (self->library_pane, words);
}

static void
on_search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mq_window_search (MQ_WINDOW (widget), NULL);
}

/* In the text, where there is one to see; in the library for who is there. */
static void
on_find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);
  gboolean replace = g_str_equal (name, "win.replace");
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean in_library
      = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->library_pane));
  gboolean in_text = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->editor));

  if (self->open != NULL && replace && !gtk_widget_get_mapped (GTK_WIDGET (self->editor)))
    gtk_widget_activate_action (widget, "win.mode", "s", "write");
  if (self->open != NULL && (replace || in_text || (self->narrow && !in_library)))
    mq_editor_pane_find (self->editor, replace);
  else
    on_search_action (widget, name, NULL);
}

static void
on_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);
  MqUndoStack *stack;

  if (self->open == NULL)
    return;
  stack = mq_open_review_get_undo_stack (self->open);
  if ((g_str_equal (name, "win.undo") ? mq_undo_stack_undo : mq_undo_stack_redo) (stack))
    mq_editor_pane_show_caret (self->editor);
}

static void
on_shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (ADW_DIALOG (mq_shortcuts_dialog_new ()), widget);
}

void
mq_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-review", NULL, on_new_review_action);
  mq_window_install_import_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, on_search_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, on_find_action);
  gtk_widget_class_install_action (widget_class, "win.replace", NULL, on_find_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, on_undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, on_undo_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, on_shortcuts_action);
  gtk_widget_class_install_action (widget_class, "review.details", NULL, on_details_action);
  gtk_widget_class_install_action (widget_class, "review.export", NULL, on_export_action);
  gtk_widget_class_install_action (widget_class, "review.history", NULL, on_history_action);
  gtk_widget_class_install_action (widget_class, "review.copy", "s", on_copy_action);
  gtk_widget_class_install_action (widget_class, "review.set-poster", NULL, on_picture_action);
  gtk_widget_class_install_action (widget_class, "review.add-still", NULL, on_picture_action);
  gtk_widget_class_install_action (widget_class, "review.bin", NULL, on_bin_action);
  mq_window_install_people_actions (widget_class);
  mq_window_install_publish_actions (widget_class);
}

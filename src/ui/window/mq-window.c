/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-window-private.h"

#include <glib/gi18n.h>

#include "mq-empty-state.h"
#include "mq-late-menu.h"

G_DEFINE_FINAL_TYPE (MqWindow, mq_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_MODE = 1,
  PROP_SHOW_LIBRARY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* ---- Layout: mode, width and library make one arrangement ---- */

static void
update_layout (MqWindow *self)
{
  gboolean split = g_strcmp0 (self->mode, "split") == 0;
  gboolean write = g_strcmp0 (self->mode, "read") != 0, read = g_strcmp0 (self->mode, "write") != 0;
  gboolean put_away = !self->show_library || (self->medium && split);

  adw_navigation_split_view_set_collapsed (self->split_view, self->narrow || put_away);
  adw_navigation_page_set_can_pop (self->review_page, self->narrow);
  if (!self->narrow)
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->page_menu_button), put_away && !self->narrow);
  gtk_menu_button_set_primary (self->page_menu_button, put_away && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->writing_column), write);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_sheet), read);
  gtk_widget_set_margin_start (GTK_WIDGET (self->preview_sheet), write ? 0 : 12);
}

static void
ensure_details (MqWindow *self)
{
  if (self->details != NULL)
    return;
  self->details = g_object_new (MQ_TYPE_CREDITS_DETAILS, NULL);
  adw_bin_set_child (self->details_bin, GTK_WIDGET (self->details));
  if (self->open != NULL)
    mq_credits_details_set_review (self->details, self->library,
                                   mq_open_review_get_review (self->open));
}

/* Somebody who writes, or reads, goes on with that in a narrow window. Its other pages are not
 * mapped: what has the focus there hears no key. */
static void
show_page_with_focus (MqWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->layout_view)))
    return;
  adw_view_stack_set_visible_child_name (
      self->narrow_stack, gtk_widget_is_ancestor (focus, GTK_WIDGET (self->editor))    ? "write"
                          : gtk_widget_is_ancestor (focus, GTK_WIDGET (self->preview)) ? "preview"
                                                                                       : "credits");
}

static void
on_medium_apply_cb (MqWindow *self)
{
  self->medium = TRUE;
  self->narrow = FALSE;
  update_layout (self);
}

static void
on_narrow_apply_cb (MqWindow *self)
{
  self->medium = FALSE;
  self->narrow = TRUE;
  ensure_details (self);
  update_layout (self);
  show_page_with_focus (self);
}

static void
on_wide_cb (MqWindow *self)
{
  self->medium = self->narrow = FALSE;
  update_layout (self);
}

static void
set_mode (MqWindow *self, const char *mode)
{
  if (!g_set_str (&self->mode, mode))
    return;
  update_layout (self);
  if (self->narrow)
    adw_view_stack_set_visible_child_name (self->narrow_stack,
                                           g_str_equal (mode, "read") ? "preview" : "write");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

/* In a window that has no room for three columns the library takes the page's place. */
static void
set_show_library (MqWindow *self, gboolean show)
{
  if (self->show_library == show)
    return;
  self->show_library = show;
  if (show && self->medium && g_strcmp0 (self->mode, "split") == 0)
    set_mode (self, "write");
  update_layout (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_LIBRARY]);
}

/* A menu that is in view GTK opens itself; a narrow window has it beside the list. */
static gboolean
on_menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  MqWindow *self = MQ_WINDOW (widget);

  if (!self->narrow || !adw_navigation_split_view_get_show_content (self->split_view))
    return GDK_EVENT_PROPAGATE;
  self->menu_is_wanted = TRUE;
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  return GDK_EVENT_STOP;
}

static void
on_library_shown_cb (MqWindow *self)
{
  if (self->menu_is_wanted)
    mq_library_pane_open_menu (self->library_pane);
  self->menu_is_wanted = FALSE;
}

/* ---- The panes' signals ---- */

static void
on_pane_chosen_cb (MqWindow *self, const char *id)
{
  mq_window_open_review (self, id);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
on_pane_duplicate_cb (MqWindow *self, const char *id)
{
  mq_window_duplicate (self, id);
}

static void
on_pane_export_cb (MqWindow *self, const char *id)
{
  mq_window_export (self, id);
}

static void
on_pane_bin_cb (MqWindow *self, char **ids)
{
  mq_window_bin (self, (const char *const *) ids);
}

static void
on_pane_put_back_cb (MqWindow *self, const char *id)
{
  mq_window_put_back (self, id);
}

static void
on_pane_delete_cb (MqWindow *self, const char *id)
{
  mq_window_delete (self, id);
}

static void
on_pane_listed_cb (MqWindow *self, gboolean any)
{
  g_autofree char *last = NULL;
  const char *first;

  if (self->open != NULL || self->opening != NULL)
    return;
  if (!any && adw_bin_get_child (self->empty_bin) == NULL)
    adw_bin_set_child (self->empty_bin, g_object_new (MQ_TYPE_EMPTY_STATE, NULL));
  gtk_stack_set_visible_child_name (self->stack, any ? "library" : "empty");
  if (!any)
    return;
  last = g_settings_get_string (self->settings, "open-review");
  first = mq_library_pane_has (self->library_pane, last)
              ? last
              : mq_library_pane_get_first (self->library_pane);
  if (first != NULL)
    mq_window_open_review (self, first);
}

static void
on_pane_search_forgotten_cb (MqWindow *self, const char *name, const char *words)
{
  mq_window_tell_of_search (self, name, words);
}

static void
on_pane_failed_cb (MqWindow *self, const char *sentence)
{
  mq_window_toast (self, sentence);
}

static void
on_editor_caret_moved_cb (MqWindow *self, int line)
{
  mq_preview_show_line (self->preview, line);
  if (gtk_widget_has_focus (mq_editor_pane_get_view (self->editor)))
    mq_credits_form_set_folded (self->credits, TRUE);
}

static void
on_editor_leave_up_cb (MqWindow *self)
{
  if (self->narrow)
    adw_view_stack_set_visible_child_name (self->narrow_stack, "credits");
  mq_credits_form_focus_last (self->credits);
}

static void
on_editor_add_picture_cb (MqWindow *self, GObject *source)
{
  mq_window_add_picture (self, source, MQ_PICTURE_STILL);
}

static void
on_preview_block_clicked_cb (MqWindow *self, int line)
{
  if (!self->narrow && g_strcmp0 (self->mode, "read") != 0)
    mq_editor_pane_go_to_line (self->editor, line);
}

static void
on_preview_link_clicked_cb (MqWindow *self, const char *address)
{
  mq_window_ask_to_open_link (self, address);
}

static void
on_problem_button_clicked_cb (MqWindow *self)
{
  mq_window_handle_problem (self);
}

/* ---- Closing ---- */

static void
keep_state (MqWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "width", width);
  g_settings_set_int (self->settings, "height", height);
  g_settings_set_boolean (self->settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_string (
      self->settings, "open-review",
      self->open != NULL ? mq_review_get_id (mq_open_review_get_review (self->open)) : "");
}

static void
on_close_response_cb (AdwAlertDialog *dialog, const char *response, MqWindow *self)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  GtkTextBuffer *buffer;

  if (g_str_equal (response, "stay") || self->open == NULL)
    return;
  buffer = GTK_TEXT_BUFFER (mq_open_review_get_buffer (self->open));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
on_close_request_cb (MqWindow *self)
{
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  keep_state (self);
  if (self->open == NULL)
    return FALSE;
  if (mq_open_review_flush (self->open, &error))
    {
      mq_open_review_leave (self->open);
      return FALSE;
    }
  dialog = adw_alert_dialog_new (_ ("The Review Is Not Saved"), error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _ ("_Stay"), "close",
                                  _ ("_Copy the Text and Close"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "close",
                                            ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_response_cb), self,
                           G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  return TRUE;
}

/* ---- Object ---- */

static void
mq_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MqWindow *self = MQ_WINDOW (object);

  if (id == PROP_MODE)
    g_value_set_string (value, self->mode);
  else
    g_value_set_boolean (value, self->show_library);
}

static void
mq_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MqWindow *self = MQ_WINDOW (object);

  if (id == PROP_SHOW_LIBRARY)
    set_show_library (self, g_value_get_boolean (value));
  else if (g_value_get_string (value) != NULL)
    set_mode (self, g_value_get_string (value));
}

static void
mq_window_dispose (GObject *object)
{
  MqWindow *self = MQ_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->backup_timeout, g_source_remove);
  g_clear_handle_id (&self->mirror_timeout, g_source_remove);
  if (self->open != NULL)
    mq_window_close_review (self);
  g_clear_object (&self->library);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->mode, g_free);
  g_clear_weak_pointer (&self->undo_toast);
  g_clear_pointer (&self->opening, g_free);
  g_clear_pointer (&self->pending, g_free);
  g_clear_pointer (&self->mirror_problem, g_free);
  self->details = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_WINDOW);
  G_OBJECT_CLASS (mq_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MqWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, library_pane);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, review_page);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, send_button);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, send_menu);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, page_menu_button);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, problem_banner);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, layout_view);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, narrow_stack);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, writing_column);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, preview_sheet);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, credits);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, details_bin);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, MqWindow, empty_bin);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_medium_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_library_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_duplicate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_export_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_bin_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_put_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_listed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_search_forgotten_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_editor_caret_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_editor_leave_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_editor_add_picture_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_block_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_link_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_problem_button_clicked_cb);
}

static void
mq_window_class_init (MqWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mq_window_get_property;
  object_class->set_property = mq_window_set_property;
  object_class->dispose = mq_window_dispose;
  properties[PROP_MODE] = g_param_spec_string ("mode", NULL, NULL, "split", flags);
  properties[PROP_SHOW_LIBRARY] = g_param_spec_boolean ("show-library", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (MQ_TYPE_LIBRARY_PANE);
  g_type_ensure (MQ_TYPE_CREDITS_FORM);
  g_type_ensure (MQ_TYPE_EDITOR_PANE);
  g_type_ensure (MQ_TYPE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/marquee/ui/window/mq-window.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.mode", "mode");
  gtk_widget_class_install_property_action (widget_class, "win.show-library", "show-library");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, 0, on_menu_key_cb, NULL);
  mq_window_install_actions (widget_class);
}

static void
mq_window_init (MqWindow *self)
{
  self->mode = g_strdup ("split");
  self->show_library = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mq_window_accept_files (self, GTK_WIDGET (self->library_pane));
  mq_window_accept_files (self, GTK_WIDGET (self->empty_bin));
  mq_late_menu_set (GTK_WIDGET (self->page_menu_button),
                    mq_library_pane_get_main_menu (self->library_pane));
  mq_late_menu_set (self->send_button, self->send_menu);
  mq_late_menu_set (self->export_button, self->send_menu);
  update_layout (self);
}

static void
on_page_settings_changed_cb (MqWindow *self)
{
  mq_window_update_page_settings (self);
}

static void
on_language_changed_cb (MqWindow *self)
{
  g_autofree char *language = mq_window_dup_language (self);
  mq_editor_pane_set_language (self->editor, language);
}

static void
add_setting_action (MqWindow *self, const char *name)
{
  g_autoptr (GAction) action = g_settings_create_action (self->settings, name);
  g_action_map_add_action (G_ACTION_MAP (self), action);
}

static void
bind_settings (MqWindow *self)
{
  GSettings *settings = self->settings;

  add_setting_action (self, "focus-mode");
  add_setting_action (self, "typewriter");
  on_language_changed_cb (self);
  g_signal_connect_object (settings, "changed::review-language",
                           G_CALLBACK (on_language_changed_cb), self, G_CONNECT_SWAPPED);

  g_settings_bind (settings, "mode", self, "mode", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-library", self, "show-library", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "folded", self->credits, "folded", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sort", self->library_pane, "sort", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "check-spelling", self->editor, "check-spelling", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "smart-quotes", self->editor, "smart-quotes", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "focus-mode", self->editor, "focus-mode", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "typewriter", self->editor, "typewriter", G_SETTINGS_BIND_GET);
  g_signal_connect_object (settings, "changed::theme", G_CALLBACK (on_page_settings_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::own-css", G_CALLBACK (on_page_settings_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::rating-scale",
                           G_CALLBACK (on_page_settings_changed_cb), self, G_CONNECT_SWAPPED);
  mq_window_update_page_settings (self);
}

MqWindow *
mq_window_new (GtkApplication *application, GSettings *settings)
{
  MqWindow *self = g_object_new (MQ_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "width"),
                               g_settings_get_int (settings, "height"));
  if (g_settings_get_boolean (settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  bind_settings (self);
  return self;
}

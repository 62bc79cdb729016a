/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-editor-pane.h"

#include <glib/gi18n.h>
#include <libspelling.h>

#include "mq-find-bar.h"
#include "mq-markdown-highlighter.h"
#include "mq-smart-typing.h"
#include "mq-text-view.h"
#include "mq-text.h"

struct _MqEditorPane
{
  AdwBin parent_instance;

  MqFindBar *find_bar;
  GtkScrolledWindow *scrolled_window;
  MqTextView *view;
  GtkWidget *status_bar;
  GtkLabel *statistics_label;
  GtkSpinButton *target_spin;
  GtkLabel *words_label;
  GtkProgressBar *words_progress;
  GtkImage *saved_icon;
  GtkLabel *saved_label;

  MqReview *review;
  GtkSourceBuffer *buffer;
  MqMarkdownHighlighter *highlighter;
  SpellingTextBufferAdapter *spelling;
  GBinding *target_binding;
  gulong caret_handler;
  MqStatistics statistics;
  gboolean compact;
  gboolean smart_quotes;
  gboolean check_spelling;
  char *language; /* (nullable): of texts that do not say theirs */
  gboolean focus_mode;
  gboolean typewriter;
};

G_DEFINE_FINAL_TYPE (MqEditorPane, mq_editor_pane, ADW_TYPE_BIN)

enum
{
  PROP_COMPACT = 1,
  PROP_SMART_QUOTES,
  PROP_CHECK_SPELLING,
  PROP_FOCUS_MODE,
  PROP_TYPEWRITER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CARET_MOVED,
  LEAVE_UP,
  ADD_PICTURE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Word count ---- */

/* A line each. */
static char *
describe_statistics (MqEditorPane *self)
{
  const MqStatistics *n = &self->statistics;
  int minutes = (int) mq_statistics_get_minutes (n);
  g_autofree char *words
      = g_strdup_printf (g_dngettext (NULL, "%d word", "%d words", n->words), (int) n->words),
      *characters = g_strdup_printf (
          g_dngettext (NULL, "%d character", "%d characters", n->characters), (int) n->characters),
      *sentences = g_strdup_printf (g_dngettext (NULL, "%d sentence", "%d sentences", n->sentences),
                                    (int) n->sentences),
      *time = g_strdup_printf (_ ("%d min to read"), minutes);

  return g_strdup_printf ("%s\n%s\n%s\n%s", words, characters, sentences, time);
}

static void
update_words (MqEditorPane *self)
{
  int target = self->review != NULL ? mq_review_get_word_target (self->review) : 0;
  int words = (int) self->statistics.words;
  g_autofree char *label = NULL, *details = NULL;

  if (target > 0)
    /* Translators: how many words there are, and how many there are to be */
    label = g_strdup_printf (g_dngettext (NULL, "%d of %d word", "%d of %d words", target), words,
                             target);
  else
    label = g_strdup_printf (g_dngettext (NULL, "%d word", "%d words", words), words);
  gtk_label_set_label (self->words_label, label);
  gtk_widget_set_visible (GTK_WIDGET (self->words_progress), target > 0);
  gtk_progress_bar_set_fraction (self->words_progress,
                                 target > 0 ? MIN (1.0, (double) words / target) : 0);
  details = describe_statistics (self);
  gtk_label_set_label (self->statistics_label, details);
}

/* ---- The caret ---- */

static void
on_caret_moved_cb (MqEditorPane *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  if (self->typewriter && gtk_widget_has_focus (GTK_WIDGET (self->view)))
    gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer),
                                  0, TRUE, 0, 0.5);
  g_signal_emit (self, signals[CARET_MOVED], 0, gtk_text_iter_get_line (&caret) + 1);
}

static gboolean
is_at_start (MqEditorPane *self)
{
  GtkTextIter caret;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_is_start (&caret) && !gtk_text_buffer_get_has_selection (buffer);
}

/* ---- Keys ---- */

static gboolean
on_key_pressed_cb (MqEditorPane *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  const char *language
      = self->review != NULL ? mq_review_get_text (self->review, MQ_REVIEW_LANGUAGE) : NULL;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_ISO_Left_Tab || (keyval == GDK_KEY_Up && is_at_start (self)))
    {
      g_signal_emit (self, signals[LEAVE_UP], 0);
      return TRUE;
    }
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && (state & GDK_SHIFT_MASK) == 0)
    {
      if (!mq_smart_typing_enter (buffer))
        return FALSE;
      gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view),
                                          gtk_text_buffer_get_insert (buffer));
      return TRUE;
    }
  if (self->smart_quotes && (keyval == GDK_KEY_quotedbl || keyval == GDK_KEY_apostrophe))
    return mq_smart_typing_quote (buffer, gdk_keyval_to_unicode (keyval), language);
  return FALSE;
}

static void
on_wrap_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mq_smart_typing_wrap (GTK_TEXT_BUFFER (MQ_EDITOR_PANE (widget)->buffer),
                        g_variant_get_string (parameter, NULL));
}

static void
on_link_text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqEditorPane) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->review != NULL)
    mq_smart_typing_link (GTK_TEXT_BUFFER (self->buffer), text != NULL ? g_strstrip (text) : NULL);
}

static void
on_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_link_text_cb,
                                 g_object_ref (widget));
}

/* ---- Paste and drop ---- */

static void
on_clipboard_texture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqEditorPane) self = data;
  g_autoptr (GdkTexture) texture
      = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);

  if (texture != NULL)
    g_signal_emit (self, signals[ADD_PICTURE], 0, texture);
}

static void
on_clipboard_files_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqEditorPane) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  GSList *files = value != NULL ? g_value_get_boxed (value) : NULL;

  for (GSList *l = files; l != NULL; l = l->next)
    g_signal_emit (self, signals[ADD_PICTURE], 0, l->data);
}

static void
on_clipboard_text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqEditorPane) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL)
    return;
  g_strstrip (text);
  if (!mq_smart_typing_paste (GTK_TEXT_BUFFER (self->buffer), text))
    gtk_text_buffer_paste_clipboard (GTK_TEXT_BUFFER (self->buffer), GDK_CLIPBOARD (source), NULL,
                                     TRUE);
}

/* Pictures become stills, an address over a selection becomes a link, the rest is text. */
static void
on_paste_clipboard_cb (MqEditorPane *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    on_clipboard_files_cb, g_object_ref (self));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)
           && !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    gdk_clipboard_read_texture_async (clipboard, NULL, on_clipboard_texture_cb,
                                      g_object_ref (self));
  else if (gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)))
    gdk_clipboard_read_text_async (clipboard, NULL, on_clipboard_text_cb, g_object_ref (self));
  else
    return;
  g_signal_stop_emission_by_name (self->view, "paste-clipboard");
}

static gboolean
on_drop_cb (MqEditorPane *self, const GValue *value, double x, double y)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    g_signal_emit (self, signals[ADD_PICTURE], 0, g_value_get_object (value));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
      g_signal_emit (self, signals[ADD_PICTURE], 0, l->data);
  else
    return FALSE;
  return TRUE;
}

/* In a narrow window Escape would go back to the list, out of the sentence. */
static gboolean
on_escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  return gtk_widget_has_focus (GTK_WIDGET (MQ_EDITOR_PANE (widget)->view));
}

/* ---- Spelling and colours ---- */

static void
update_spelling (MqEditorPane *self)
{
  const char *language
      = self->review != NULL ? mq_review_get_text (self->review, MQ_REVIEW_LANGUAGE) : "";

  if (self->spelling == NULL)
    return;
  if (*language == '\0' && self->language != NULL)
    language = self->language;
  if (*language != '\0')
    {
      g_autofree char *code = g_strdelimit (g_strdup (language), "-", '_');
      spelling_text_buffer_adapter_set_language (self->spelling, code);
    }
  spelling_text_buffer_adapter_set_enabled (self->spelling, self->check_spelling);
}

static void
on_dark_changed_cb (MqEditorPane *self)
{
  if (self->highlighter != NULL)
    mq_markdown_highlighter_set_dark (
        self->highlighter, adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

/* ---- Object ---- */

static void
set_compact (MqEditorPane *self, gboolean compact)
{
  int margin = compact ? 18 : 24;

  self->compact = compact;
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), margin);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), margin);
  if (compact)
    gtk_widget_add_css_class (self->status_bar, "compact");
  else
    gtk_widget_remove_css_class (self->status_bar, "compact");
}

static gboolean *
find_flag (MqEditorPane *self, guint id)
{
  switch (id)
    {
    case PROP_COMPACT:
      return &self->compact;
    case PROP_SMART_QUOTES:
      return &self->smart_quotes;
    case PROP_CHECK_SPELLING:
      return &self->check_spelling;
    case PROP_FOCUS_MODE:
      return &self->focus_mode;
    default:
      return &self->typewriter;
    }
}

static void
mq_editor_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, *find_flag (MQ_EDITOR_PANE (object), id));
}

static void
mq_editor_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MqEditorPane *self = MQ_EDITOR_PANE (object);
  gboolean *flag = find_flag (self, id);

  if (*flag == g_value_get_boolean (value))
    return;
  *flag = g_value_get_boolean (value);
  if (id == PROP_COMPACT)
    set_compact (self, self->compact);
  else if (id == PROP_CHECK_SPELLING)
    update_spelling (self);
  else if (id == PROP_FOCUS_MODE && self->highlighter != NULL)
    mq_markdown_highlighter_set_focus_mode (self->highlighter, self->focus_mode);
  else if (id == PROP_TYPEWRITER && self->buffer != NULL)
    on_caret_moved_cb (self);
  g_object_notify_by_pspec (object, pspec);
}

/* The view holds the adapter as its actions, and what it still has to look at outlives that: the
 * text has to be there as long as it is. */
static void
release_spelling (MqEditorPane *self)
{
  if (self->spelling == NULL)
    return;
  spelling_text_buffer_adapter_set_enabled (self->spelling, FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", NULL);
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self->view), NULL);
  g_clear_object (&self->spelling);
}

static void
release_review (MqEditorPane *self)
{
  if (self->buffer != NULL)
    g_clear_signal_handler (&self->caret_handler, self->buffer);
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_clear_pointer (&self->target_binding, g_binding_unbind);
  release_spelling (self);
  g_clear_object (&self->highlighter);
  g_clear_object (&self->buffer);
  g_clear_object (&self->review);
}

static void
mq_editor_pane_dispose (GObject *object)
{
  MqEditorPane *self = MQ_EDITOR_PANE (object);

  release_review (self);
  g_clear_pointer (&self->language, g_free);
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_EDITOR_PANE);
  G_OBJECT_CLASS (mq_editor_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MqEditorPane, find_bar);
  gtk_widget_class_bind_template_child (widget_class, MqEditorPane, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, MqEditorPane, view);
  gtk_widget_class_bind_template_child (widget_class, MqEditorPane, status_bar);
  gtk_widget_class_bind_template_child (widget_class, MqEditorPane, statistics_label);
  gtk_widget_class_bind_template_child (widget_class, MqEditorPane, target_spin);
  gtk_widget_class_bind_template_child (widget_class, MqEditorPane, words_label);
  gtk_widget_class_bind_template_child (widget_class, MqEditorPane, words_progress);
  gtk_widget_class_bind_template_child (widget_class, MqEditorPane, saved_icon);
  gtk_widget_class_bind_template_child (widget_class, MqEditorPane, saved_label);
}

static void
mq_editor_pane_class_init (MqEditorPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  static const char *const names[]
      = { "compact", "smart-quotes", "check-spelling", "focus-mode", "typewriter" };

  object_class->get_property = mq_editor_pane_get_property;
  object_class->set_property = mq_editor_pane_set_property;
  object_class->dispose = mq_editor_pane_dispose;
  for (int i = PROP_COMPACT; i < N_PROPS; i++)
    properties[i] = g_param_spec_boolean (names[i - 1], NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CARET_MOVED] = g_signal_new ("caret-moved", MQ_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LEAVE_UP] = g_signal_new ("leave-up", MQ_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[ADD_PICTURE] = g_signal_new ("add-picture", MQ_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  g_type_ensure (MQ_TYPE_FIND_BAR);
  g_type_ensure (MQ_TYPE_TEXT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/editor/mq-editor-pane.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "editor.wrap", "s", on_wrap_action);
  gtk_widget_class_install_action (widget_class, "editor.link", NULL, on_link_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "editor.link",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "editor.wrap",
                                       "s", "**");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "editor.wrap",
                                       "s", "*");
}

static void
mq_editor_pane_init (MqEditorPane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_drop_target_set_gtypes (drop, types, G_N_ELEMENTS (types));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_swapped (self->view, "paste-clipboard", G_CALLBACK (on_paste_clipboard_cb),
                            self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (on_dark_changed_cb), self, G_CONNECT_SWAPPED);
  mq_find_bar_set_view (self->find_bar, GTK_SOURCE_VIEW (self->view));
  update_words (self);
}

/** Shows the text of a review; @review is %NULL for none. */
void
mq_editor_pane_set_review (MqEditorPane *self, MqReview *review, GtkSourceBuffer *buffer)
{
  release_review (self);
  self->statistics = (MqStatistics) { 0, 0, 0 };
  if (review == NULL)
    {
      gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view), NULL);
      return;
    }
  self->review = g_object_ref (review);
  self->buffer = g_object_ref (buffer);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view), GTK_TEXT_BUFFER (buffer));
  self->highlighter = mq_markdown_highlighter_new (GTK_TEXT_BUFFER (buffer));
  mq_markdown_highlighter_set_focus_mode (self->highlighter, self->focus_mode);
  on_dark_changed_cb (self);
  self->spelling = spelling_text_buffer_adapter_new (buffer, spelling_checker_get_default ());
  g_object_set_data_full (G_OBJECT (self->spelling), "buffer", g_object_ref (buffer),
                          g_object_unref);
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self->view),
                                spelling_text_buffer_adapter_get_menu_model (self->spelling));
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling",
                                  G_ACTION_GROUP (self->spelling));
  update_spelling (self);
  g_signal_connect_swapped (review, "notify::language", G_CALLBACK (update_spelling), self);
  g_signal_connect_swapped (review, "notify::word-target", G_CALLBACK (update_words), self);
  self->target_binding = g_object_bind_property (review, "word-target", self->target_spin, "value",
                                                 G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  self->caret_handler = g_signal_connect_swapped (buffer, "notify::cursor-position",
                                                  G_CALLBACK (on_caret_moved_cb), self);
  update_words (self);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view),
                                gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (buffer)), 0.1, FALSE,
                                0, 0);
}

void
mq_editor_pane_set_statistics (MqEditorPane *self, const MqStatistics *statistics)
{
  self->statistics = *statistics;
  update_words (self);
}

/** Says whether the review is saved. */
void
mq_editor_pane_set_saved (MqEditorPane *self, const char *text, gboolean saving, gboolean failed)
{
  gtk_label_set_label (self->saved_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->saved_label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_image_set_from_icon_name (self->saved_icon, failed   ? "dialog-error-symbolic"
                                                  : saving ? "content-loading-symbolic"
                                                           : "object-select-symbolic");
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->saved_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->saved_label), "error");
}

/** Puts the caret at the start of a line, from 1. */
void
mq_editor_pane_go_to_line (MqEditorPane *self, int line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_line (buffer, &at, line - 1);
  gtk_text_buffer_place_cursor (buffer, &at);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer),
                                0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/** Says whether the window's actions "win.undo" and "win.redo" would do something. */
void
mq_editor_pane_set_can_undo (MqEditorPane *self, gboolean can_undo, gboolean can_redo)
{
  mq_text_view_set_can_undo (self->view, can_undo, can_redo);
}

void
mq_editor_pane_show_caret (MqEditorPane *self)
{
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

/** Inserts text at the caret, on a line of its own where it is a picture. */
void
mq_editor_pane_insert (MqEditorPane *self, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  if (!gtk_text_iter_starts_line (&caret))
    gtk_text_buffer_insert_at_cursor (buffer, "\n\n", -1);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_insert_at_cursor (buffer, "\n\n", -1);
  gtk_text_buffer_end_user_action (buffer);
}

void
mq_editor_pane_find (MqEditorPane *self, gboolean replace)
{
  mq_find_bar_open (self->find_bar, replace);
}

GtkWidget *
mq_editor_pane_get_view (MqEditorPane *self)
{
  return GTK_WIDGET (self->view);
}

/** @language: in which texts are that do not say theirs, such as "en-GB" */
void
mq_editor_pane_set_language (MqEditorPane *self, const char *language)
{
  if (g_set_str (&self->language, language))
    update_spelling (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-find-bar.h"

#include <glib/gi18n.h>

struct _MqFindBar
{
  AdwBin parent_instance;

  GtkSearchBar *search_bar;
  GtkEditable *find_entry;
  GtkLabel *count_label;
  GtkWidget *replace_box;
  GtkEditable *replace_entry;
  GtkSourceView *view; /* (unowned): the pane holds both */
  GtkSourceSearchSettings *settings;
  GtkSourceSearchContext *context;
};

G_DEFINE_FINAL_TYPE (MqFindBar, mq_find_bar, ADW_TYPE_BIN)

static void
on_count_changed_cb (MqFindBar *self)
{
  int count
      = self->context != NULL ? gtk_source_search_context_get_occurrences_count (self->context) : 0;
  g_autofree char *text = NULL;

  if (*gtk_editable_get_text (self->find_entry) == '\0' || count < 0)
    text = g_strdup ("");
  else
    /* Translators: how often the words were found */
    text = g_strdup_printf (g_dngettext (NULL, "%d match", "%d matches", count), count);
  gtk_label_set_label (self->count_label, text);
}

static void
make_context (MqFindBar *self)
{
  GtkSourceBuffer *buffer
      = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));

  if (self->context != NULL && gtk_source_search_context_get_buffer (self->context) == buffer)
    return;
  g_clear_object (&self->context);
  self->context = gtk_source_search_context_new (buffer, self->settings);
  g_signal_connect_object (self->context, "notify::occurrences-count",
                           G_CALLBACK (on_count_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
move (MqFindBar *self, gboolean forward, gboolean from_start_of_selection)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end, match_start, match_end;
  gboolean wrapped;

  make_context (self);
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (forward ? gtk_source_search_context_forward (self->context,
                                                   from_start_of_selection ? &start : &end,
                                                   &match_start, &match_end, &wrapped)
              : gtk_source_search_context_backward (self->context, &start, &match_start, &match_end,
                                                    &wrapped))
    {
      gtk_text_buffer_select_range (buffer, &match_start, &match_end);
      gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer),
                                    0.2, FALSE, 0, 0);
    }
}

static void
on_find_changed_cb (MqFindBar *self)
{
  gtk_source_search_settings_set_search_text (self->settings,
                                              gtk_editable_get_text (self->find_entry));
  move (self, TRUE, TRUE);
  on_count_changed_cb (self);
}

static void
on_next_cb (MqFindBar *self)
{
  move (self, TRUE, FALSE);
}

static void
on_previous_cb (MqFindBar *self)
{
  move (self, FALSE, FALSE);
}

static void
on_replace_cb (MqFindBar *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  make_context (self);
  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    gtk_source_search_context_replace (self->context, &start, &end,
                                       gtk_editable_get_text (self->replace_entry), -1, NULL);
  move (self, TRUE, FALSE);
}

static void
on_replace_all_cb (MqFindBar *self)
{
  make_context (self);
  gtk_source_search_context_replace_all (self->context, gtk_editable_get_text (self->replace_entry),
                                         -1, NULL);
}

static void
on_stop_cb (MqFindBar *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

/* From wherever in the bar. */
static gboolean
on_escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  MqFindBar *self = MQ_FIND_BAR (widget);
  gboolean open = gtk_search_bar_get_search_mode (self->search_bar);

  on_stop_cb (self);
  return open;
}

/* Another text is shown: what was found in the one before is gone. */
static void
on_buffer_changed_cb (MqFindBar *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    return;
  make_context (self);
  on_count_changed_cb (self);
}

/* What was found stays marked only while one searches. */
static void
on_mode_changed_cb (MqFindBar *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    return;
  g_clear_object (&self->context);
  if (self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
mq_find_bar_dispose (GObject *object)
{
  MqFindBar *self = MQ_FIND_BAR (object);

  self->view = NULL;
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_FIND_BAR);
  G_OBJECT_CLASS (mq_find_bar_parent_class)->dispose (object);
}

static void
mq_find_bar_class_init (MqFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_find_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/marquee/ui/editor/mq-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MqFindBar, search_bar);
  gtk_widget_class_bind_template_child (widget_class, MqFindBar, find_entry);
  gtk_widget_class_bind_template_child (widget_class, MqFindBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, MqFindBar, replace_box);
  gtk_widget_class_bind_template_child (widget_class, MqFindBar, replace_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_find_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_replace_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_changed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_cb, NULL);
}

static void
mq_find_bar_init (MqFindBar *self)
{
  self->settings = gtk_source_search_settings_new ();
  gtk_source_search_settings_set_wrap_around (self->settings, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @view: has to outlive the bar */
void
mq_find_bar_set_view (MqFindBar *self, GtkSourceView *view)
{
  self->view = view;
  g_signal_connect_object (view, "notify::buffer", G_CALLBACK (on_buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/** Opens the bar with what is selected in the text. */
void
mq_find_bar_open (MqFindBar *self, gboolean replace)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  gtk_widget_set_visible (self->replace_box, replace);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end)
      && gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end))
    {
      g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      gtk_editable_set_text (self->find_entry, text);
    }
  make_context (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
}

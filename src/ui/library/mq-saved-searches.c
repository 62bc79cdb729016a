/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-saved-searches.h"

#include <glib/gi18n.h>

#include "mq-library-finding.h"

/* About four rows; more are scrolled. */
#define MOST_HEIGHT 168

struct _MqSavedSearches
{
  AdwBin parent_instance;

  MqLibrary *library;
  GPtrArray *searches;  /* (nullable) */
  GtkListBox *list_box; /* NULL where there are none */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MqSavedSearches, mq_saved_searches, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  UPDATED,
  FORGOTTEN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const MqSavedSearch *
get_search (MqSavedSearches *self, GtkListBoxRow *row)
{
  return self->searches->pdata[gtk_list_box_row_get_index (row)];
}

/* ---- The list ---- */

static void
on_row_activated_cb (MqSavedSearches *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, get_search (self, row)->words);
}

static gboolean
on_key_pressed_cb (MqSavedSearches *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (keyval != GDK_KEY_Delete || !GTK_IS_LIST_BOX_ROW (focus))
    return FALSE;
  mq_saved_searches_forget (self, get_search (self, GTK_LIST_BOX_ROW (focus))->name);
  return TRUE;
}

static void
on_remove_clicked_cb (GtkWidget *button, MqSavedSearches *self)
{
  mq_saved_searches_forget (self, g_object_get_data (G_OBJECT (button), "name"));
}

/* For the mouse; on the keyboard it is Delete. */
static GtkWidget *
make_remove_button (MqSavedSearches *self, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self,
                           G_CONNECT_DEFAULT);
  return button;
}

static GtkWidget *
make_row (MqSavedSearches *self, const MqSavedSearch *search)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12),
            *icon = gtk_image_new_from_icon_name ("starred-symbolic"),
            *label = gtk_label_new (search->name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_remove_button (self, search->name));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, search->words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, search->name,
                                  -1);
  return row;
}

static void
make_list (MqSavedSearches *self)
{
  GtkWidget *list = gtk_list_box_new (), *window = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list_box = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list_box, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_widget_add_css_class (list, "saved-searches");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Saved Searches"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (list, keys);
  g_object_set (window, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "max-content-height", MOST_HEIGHT, "child", list, NULL);
  adw_bin_set_child (ADW_BIN (self), window);
}

/* Which row has the keyboard, -1 for none. */
static int
find_focus (MqSavedSearches *self)
{
  GtkWidget *row
      = self->list_box != NULL ? gtk_widget_get_focus_child (GTK_WIDGET (self->list_box)) : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return row != NULL && root != NULL && gtk_root_get_focus (root) == row
             ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))
             : -1;
}

static void
show_searches (MqSavedSearches *self)
{
  int focus = find_focus (self);

  if (self->searches->len == 0)
    {
      adw_bin_set_child (ADW_BIN (self), NULL);
      self->list_box = NULL;
      return;
    }
  if (self->list_box == NULL)
    make_list (self);
  gtk_list_box_remove_all (self->list_box);
  for (guint i = 0; i < self->searches->len; i++)
    gtk_list_box_append (self->list_box, make_row (self, self->searches->pdata[i]));
  if (focus >= 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (
        self->list_box, MIN (focus, (int) self->searches->len - 1))));
}

/* ---- The library ---- */

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) searches
      = mq_library_list_searches_finish (MQ_LIBRARY (source), result, &error);
  MqSavedSearches *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  if (searches == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  g_clear_pointer (&self->searches, g_ptr_array_unref);
  self->searches = g_steal_pointer (&searches);
  show_searches (self);
  g_signal_emit (self, signals[UPDATED], 0);
}

static void
refresh (MqSavedSearches *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->library == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  mq_library_list_searches_async (self->library, self->cancellable, on_listed_cb, self);
}

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqSavedSearches) self = data;
  g_autoptr (GError) error = NULL;

  if (!mq_library_keep_search_finish (MQ_LIBRARY (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  refresh (self);
}

/* ---- Object ---- */

static void
mq_saved_searches_dispose (GObject *object)
{
  MqSavedSearches *self = MQ_SAVED_SEARCHES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->searches, g_ptr_array_unref);
  G_OBJECT_CLASS (mq_saved_searches_parent_class)->dispose (object);
}

static void
mq_saved_searches_class_init (MqSavedSearchesClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_saved_searches_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[UPDATED]
      = g_signal_new ("updated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FORGOTTEN] = g_signal_new ("forgotten", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mq_saved_searches_init (MqSavedSearches *self)
{
}

void
mq_saved_searches_set_library (MqSavedSearches *self, MqLibrary *library)
{
  g_set_object (&self->library, library);
  refresh (self);
}

/** Returns: (nullable): the name under which @words are kept */
const char *
mq_saved_searches_find (MqSavedSearches *self, const char *words)
{
  for (guint i = 0; self->searches != NULL && i < self->searches->len; i++)
    {
      const MqSavedSearch *search = self->searches->pdata[i];
      if (g_str_equal (search->words, words))
        return search->name;
    }
  return NULL;
}

/** Keeps a search; another of that name makes room, which is said as if it was forgotten. */
void
mq_saved_searches_keep (MqSavedSearches *self, const char *name, const char *words)
{
  for (guint i = 0; self->searches != NULL && i < self->searches->len; i++)
    {
      const MqSavedSearch *search = self->searches->pdata[i];
      if (g_str_equal (search->name, name) && !g_str_equal (search->words, words))
        g_signal_emit (self, signals[FORGOTTEN], 0, search->name, search->words);
    }
  mq_library_keep_search_async (self->library, name, words, on_kept_cb, g_object_ref (self));
}

void
mq_saved_searches_forget (MqSavedSearches *self, const char *name)
{
  for (guint i = 0; i < self->searches->len; i++)
    {
      const MqSavedSearch *search = self->searches->pdata[i];
      if (!g_str_equal (search->name, name))
        continue;
      mq_library_forget_search_async (self->library, search->name, on_kept_cb, g_object_ref (self));
      g_signal_emit (self, signals[FORGOTTEN], 0, search->name, search->words);
      return;
    }
}

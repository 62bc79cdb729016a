/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-search.h"

#include <glib/gi18n.h>

#include "mq-saved-searches.h"
#include "mq-search-completer.h"

struct _MqLibrarySearch
{
  AdwBin parent_instance;

  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkWidget *save_button;
  MqSavedSearches *saved;
  MqSearchCompleter *completer; /* NULL until somebody searches */

  MqLibrary *library;
  gboolean search_mode;
  char *words;       /* of the whole query */
  gboolean keepable; /* words say all of it */
};

G_DEFINE_FINAL_TYPE (MqLibrarySearch, mq_library_search, ADW_TYPE_BIN)

enum
{
  PROP_SEARCH_MODE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  ACTIVATED,
  RESTORED,
  FORGOTTEN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- The entry ---- */

static void
on_search_changed_cb (MqLibrarySearch *self)
{
  g_signal_emit (self, signals[CHANGED], 0,
                 gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
on_activate_cb (MqLibrarySearch *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
set_search_mode (MqLibrarySearch *self, gboolean search_mode)
{
  if (self->search_mode == search_mode)
    return;
  self->search_mode = search_mode;
  if (self->completer == NULL)
    {
      self->completer = mq_search_completer_new (self->search_entry);
      mq_search_completer_set_library (self->completer, self->library);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

/* ---- Searches that are kept ---- */

static void
update_save_button (MqLibrarySearch *self)
{
  gboolean any = self->keepable && self->words != NULL && *self->words != '\0';
  gboolean kept = any && mq_saved_searches_find (self->saved, self->words) != NULL;

  gtk_widget_set_sensitive (self->save_button, any);
  gtk_button_set_icon_name (GTK_BUTTON (self->save_button),
                            kept ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (self->save_button,
                               kept ? _ ("Remove Saved Search") : _ ("Save Search…"));
}

static void
on_name_applied_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  MqLibrarySearch *self = data;
  g_autofree char *name = NULL;

  if (!g_str_equal (response, "save"))
    return;
  name = g_strstrip (
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog)))));
  mq_saved_searches_keep (self->saved, *name != '\0' ? name : self->words, self->words);
}

static void
ask_for_name (MqLibrarySearch *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Save Search"),
                                            _ ("It will stand above the list, under this name"));
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), self->words);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "save",
                                  _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "save",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_name_applied_cb), self,
                           G_CONNECT_DEFAULT);
  adw_dialog_set_focus (dialog, entry);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_save_clicked_cb (MqLibrarySearch *self)
{
  const char *name = mq_saved_searches_find (self->saved, self->words);

  if (name != NULL)
    mq_saved_searches_forget (self->saved, name);
  else
    ask_for_name (self);
}

static void
on_saved_chosen_cb (MqLibrarySearch *self, const char *words)
{
  g_autofree char *typed = g_strdup (words);

  set_search_mode (self, TRUE);
  mq_search_completer_set_text (self->completer, typed);
  g_signal_emit (self, signals[RESTORED], 0, typed);
}

static void
on_saved_updated_cb (MqLibrarySearch *self)
{
  update_save_button (self);
}

static void
on_saved_forgotten_cb (MqLibrarySearch *self, const char *name, const char *words)
{
  g_signal_emit (self, signals[FORGOTTEN], 0, name, words);
}

static void
on_saved_failed_cb (MqLibrarySearch *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

/* ---- Object ---- */

static void
mq_library_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, MQ_LIBRARY_SEARCH (object)->search_mode);
}

static void
mq_library_search_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_search_mode (MQ_LIBRARY_SEARCH (object), g_value_get_boolean (value));
}

static void
mq_library_search_dispose (GObject *object)
{
  MqLibrarySearch *self = MQ_LIBRARY_SEARCH (object);

  if (self->completer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->completer));
  self->completer = NULL;
  g_clear_object (&self->library);
  g_clear_pointer (&self->words, g_free);
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_LIBRARY_SEARCH);
  G_OBJECT_CLASS (mq_library_search_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n_strings)
{
  return g_signal_new (name, MQ_TYPE_LIBRARY_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_strings, G_TYPE_STRING, G_TYPE_STRING);
}

static void
mq_library_search_class_init (MqLibrarySearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mq_library_search_get_property;
  object_class->set_property = mq_library_search_set_property;
  object_class->dispose = mq_library_search_dispose;
  properties[PROP_SEARCH_MODE]
      = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = new_signal ("changed", 1);
  signals[ACTIVATED] = new_signal ("activated", 0);
  signals[RESTORED] = new_signal ("restored", 1);
  signals[FORGOTTEN] = new_signal ("forgotten", 2);
  signals[FAILED] = new_signal ("failed", 1);
  g_type_ensure (MQ_TYPE_SAVED_SEARCHES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/library/mq-library-search.ui");
  gtk_widget_class_bind_template_child (widget_class, MqLibrarySearch, search_bar);
  gtk_widget_class_bind_template_child (widget_class, MqLibrarySearch, search_entry);
  gtk_widget_class_bind_template_child (widget_class, MqLibrarySearch, save_button);
  gtk_widget_class_bind_template_child (widget_class, MqLibrarySearch, saved);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_saved_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_saved_updated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_saved_forgotten_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_saved_failed_cb);
}

static void
mq_library_search_init (MqLibrarySearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
}

void
mq_library_search_set_library (MqLibrarySearch *self, MqLibrary *library)
{
  g_set_object (&self->library, library);
  if (self->completer != NULL)
    mq_search_completer_set_library (self->completer, library);
  mq_saved_searches_set_library (self->saved, library);
}

/** Follows what the list shows, which is what would be kept. */
void
mq_library_search_follow (MqLibrarySearch *self, const MqQuery *query)
{
  g_free (self->words);
  self->words = mq_query_dup_words (query);
  self->keepable = query->show != MQ_SHOW_BIN;
  update_save_button (self);
}

/** Takes the words out again. */
void
mq_library_search_clear (MqLibrarySearch *self)
{
  mq_search_completer_set_text (self->completer, "");
  set_search_mode (self, FALSE);
}

/** @words: (nullable): put into the entry; %NULL leaves it as it is */
void
mq_library_search_start (MqLibrarySearch *self, const char *words)
{
  set_search_mode (self, TRUE);
  if (words != NULL)
    mq_search_completer_set_text (self->completer, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/** Keeps a search; one of that name is replaced. */
void
mq_library_search_keep (MqLibrarySearch *self, const char *name, const char *words)
{
  mq_saved_searches_keep (self->saved, name, words);
}

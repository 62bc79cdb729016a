/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-people-dialog.h"

#include <glib/gi18n.h>

#include "mq-library-finding.h"
#include "mq-person-page.h"
#include "mq-text.h"

struct _MqPeopleDialog
{
  AdwDialog parent_instance;

  AdwNavigationSplitView *split_view;
  GtkEditable *search_entry;
  GtkStack *stack;
  AdwStatusPage *nobody_page;
  GtkListView *list_view;
  AdwNavigationPage *person_navigation;
  GtkStack *person_stack;
  MqPersonPage *person_page;
  GtkWidget *show_button;

  MqLibrary *library;
  GtkStringList *names;
  GHashTable *numbers; /* of reviews, by name */
  GtkFilterListModel *filtered;
  GtkFilter *filter;
  char *name; /* (nullable): who is shown */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MqPeopleDialog, mq_people_dialog, ADW_TYPE_DIALOG)

enum
{
  CHOSEN,
  SEARCH,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- One person ---- */

static void
on_works_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) works = mq_library_list_works_finish (MQ_LIBRARY (source), result, &error);
  MqPeopleDialog *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  if (works == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  mq_person_page_show (self->person_page, self->name, works);
  adw_navigation_page_set_title (self->person_navigation, self->name);
  gtk_widget_set_sensitive (self->show_button, works->len > 0);
  gtk_stack_set_visible_child_name (self->person_stack, "person");
}

static void
show_person (MqPeopleDialog *self, const char *name)
{
  g_set_str (&self->name, name);
  mq_library_list_works_async (self->library, name, self->cancellable, on_works_cb, self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
on_show_clicked_cb (MqPeopleDialog *self)
{
  MqQuery query = { .person = self->name };
  g_autofree char *words = mq_query_dup_words (&query);

  g_signal_emit (self, signals[SEARCH], 0, words);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_review_chosen_cb (MqPeopleDialog *self, const char *id)
{
  g_signal_emit (self, signals[CHOSEN], 0, id);
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- The list ---- */

static void
choose (MqPeopleDialog *self, guint position)
{
  g_autoptr (GtkStringObject) item
      = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (item != NULL)
    show_person (self, gtk_string_object_get_string (item));
}

static void
on_list_activate_cb (MqPeopleDialog *self, guint position)
{
  choose (self, position);
}

static void
on_search_activate_cb (MqPeopleDialog *self)
{
  choose (self, 0);
}

static void
update_stack (MqPeopleDialog *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;
  gboolean searched = *gtk_editable_get_text (self->search_entry) != '\0';

  adw_status_page_set_title (self->nobody_page, searched ? _ ("Nothing Found") : _ ("Nobody Yet"));
  adw_status_page_set_description (self->nobody_page,
                                   searched ? _ ("Try other letters, or fewer")
                                            : _ ("Whom your reviews credit stands here"));
  gtk_stack_set_visible_child_name (self->stack, any ? "people" : "nobody");
}

/* Escape empties the search first, then closes the dialog. */
static void
on_stop_search_cb (MqPeopleDialog *self)
{
  if (*gtk_editable_get_text (self->search_entry) != '\0')
    gtk_editable_set_text (self->search_entry, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
on_search_changed_cb (MqPeopleDialog *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static gboolean
matches (gpointer item, gpointer data)
{
  MqPeopleDialog *self = data;
  return mq_text_has_words (gtk_string_object_get_string (item),
                            gtk_editable_get_text (self->search_entry));
}

static void
on_people_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people
      = mq_library_list_people_finish (MQ_LIBRARY (source), result, &error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  MqPeopleDialog *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  if (people == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  for (guint i = 0; i < people->len; i++)
    {
      const MqCreditedPerson *person = people->pdata[i];
      g_strv_builder_add (builder, person->name);
      g_hash_table_insert (self->numbers, g_strdup (person->name),
                           GUINT_TO_POINTER (person->n_reviews));
    }
  names = g_strv_builder_end (builder);
  gtk_string_list_splice (self->names, 0, 0, (const char *const *) names);
  update_stack (self);
}

static void
on_item_setup_cb (MqPeopleDialog *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *name = gtk_label_new (NULL),
            *number = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (number, "dimmed");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), number);
  gtk_list_item_set_child (item, box);
}

static void
on_item_bind_cb (MqPeopleDialog *self, GtkListItem *item)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, name));
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *reviews = g_strdup_printf (ngettext ("%u review", "%u reviews", n), n);

  gtk_label_set_label (GTK_LABEL (label), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (label)), number);
  gtk_list_item_set_accessible_label (item, name);
  gtk_list_item_set_accessible_description (item, reviews);
}

/* ---- Object ---- */

static void
mq_people_dialog_dispose (GObject *object)
{
  MqPeopleDialog *self = MQ_PEOPLE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_object (&self->filtered);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->name, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_PEOPLE_DIALOG);
  G_OBJECT_CLASS (mq_people_dialog_parent_class)->dispose (object);
}

static void
mq_people_dialog_class_init (MqPeopleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[N_SIGNALS] = { "chosen", "search", "failed" };

  G_OBJECT_CLASS (klass)->dispose = mq_people_dialog_dispose;
  for (int i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], MQ_TYPE_PEOPLE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (MQ_TYPE_PERSON_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/people/mq-people-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, MqPeopleDialog, child)
  BIND (split_view);
  BIND (search_entry);
  BIND (stack);
  BIND (nobody_page);
  BIND (list_view);
  BIND (person_navigation);
  BIND (person_stack);
  BIND (person_page);
  BIND (show_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_review_chosen_cb);
}

static void
mq_people_dialog_init (MqPeopleDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);

  self->cancellable = g_cancellable_new ();
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->names = gtk_string_list_new (NULL);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (self->names), self->filter);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_item_setup_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_item_bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (self->filtered));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_object_unref (factory);
}

/** @name: (nullable): who is shown at first */
MqPeopleDialog *
mq_people_dialog_new (MqLibrary *library, const char *name)
{
  MqPeopleDialog *self = g_object_new (MQ_TYPE_PEOPLE_DIALOG, NULL);

  self->library = g_object_ref (library);
  mq_library_list_people_async (library, self->cancellable, on_people_cb, self);
  if (name != NULL)
    show_person (self, name);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-pane.h"

#include <glib/gi18n.h>

#include "mq-filter-dialog.h"
#include "mq-late-menu.h"
#include "mq-library-search.h"
#include "mq-reviews-view.h"
#include "mq-review-rows.h"

struct _MqLibraryPane
{
  AdwBin parent_instance;

  GtkToggleButton *search_button;
  MqLibrarySearch *search;
  AdwToggleGroup *status_group;
  AdwBanner *filter_banner;
  GtkStack *stack;
  MqReviewsView *list;
  GtkWidget *menu_button;
  GMenuModel *main_menu;
  GtkWidget *filter_button;
  GMenuModel *filter_menu;

  MqLibrary *library;
  MqQuery *query;
  char *sort;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MqLibraryPane, mq_library_pane, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  DUPLICATE,
  EXPORT,
  BIN,
  PUT_BACK,
  DELETE,
  LISTED,
  FAILED,
  SEARCH_FORGOTTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const sorts[] = { "changed", "title", "year", "rating" };

/* ---- The rows ---- */

static gboolean
shows_all (MqLibraryPane *self)
{
  return self->query->show == MQ_SHOW_ALL && !mq_query_has_filter (self->query)
         && (self->query->words == NULL || *self->query->words == '\0');
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = mq_library_list_finish (MQ_LIBRARY (source), result, &error);
  MqLibraryPane *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  if (rows == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  mq_reviews_view_take (self->list, rows);
  gtk_stack_set_visible_child_name (self->stack,
                                    rows->len > 0 || shows_all (self) ? "list" : "nothing");
  if (shows_all (self))
    g_signal_emit (self, signals[LISTED], 0, rows->len > 0);
}

/** Reads the list again. */
void
mq_library_pane_refresh (MqLibraryPane *self)
{
  if (self->library == NULL)
    return;
  mq_library_search_follow (self->search, self->query);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  mq_library_list_async (self->library, self->query, self->cancellable, on_listed_cb, self);
}

/* ---- Search, status, filters ---- */

static void
on_search_changed_cb (MqLibraryPane *self, const char *words)
{
  g_set_str (&self->query->words, words);
  mq_library_pane_refresh (self);
}

static void
on_search_activated_cb (MqLibraryPane *self)
{
  mq_reviews_view_choose (self->list, 0);
}

static void
on_search_forgotten_cb (MqLibraryPane *self, const char *name, const char *words)
{
  g_signal_emit (self, signals[SEARCH_FORGOTTEN], 0, name, words);
}

static void
on_search_failed_cb (MqLibraryPane *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

/* What is asked of the list is asked of the pane. */
static void
on_list_request_cb (MqLibraryPane *self, gpointer what, MqReviewsView *list)
{
  const GSignalInvocationHint *hint = g_signal_get_invocation_hint (list);
  g_signal_emit_by_name (self, g_signal_name (hint->signal_id), what);
}

static void
update_banner (MqLibraryPane *self)
{
  gboolean bin = self->query->show == MQ_SHOW_BIN;

  adw_banner_set_title (self->filter_banner,
                        bin ? _ ("Reviews in the bin are deleted after 30 days")
                            : _ ("Only some reviews are shown"));
  adw_banner_set_revealed (self->filter_banner, bin || mq_query_has_filter (self->query));
  mq_reviews_view_set_in_bin (self->list, bin);
}

static void
on_status_changed_cb (MqLibraryPane *self)
{
  guint active = adw_toggle_group_get_active (self->status_group);

  if (self->query == NULL || active == GTK_INVALID_LIST_POSITION)
    return;
  self->query->show = active;
  update_banner (self);
  mq_library_pane_refresh (self);
}

/* All reviews, or those that @words name, in the order that they have. */
static void
show_all (MqLibraryPane *self, const char *words)
{
  g_autoptr (MqQuery) all = mq_query_new ();

  all->words = g_strdup (words);
  all->sort = self->query->sort;
  mq_query_free (self->query);
  self->query = g_steal_pointer (&all);
  adw_toggle_group_set_active_name (self->status_group, "all");
  update_banner (self);
  mq_library_pane_refresh (self);
}

static void
on_show_all_clicked_cb (MqLibraryPane *self)
{
  show_all (self, self->query->words);
}

static void
on_search_restored_cb (MqLibraryPane *self, const char *words)
{
  show_all (self, words);
}

static void
on_show_bin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqLibraryPane *self = MQ_LIBRARY_PANE (widget);

  adw_toggle_group_set_active (self->status_group, GTK_INVALID_LIST_POSITION);
  mq_library_search_clear (self->search); /* the bin is shown whole */
  g_clear_pointer (&self->query->words, g_free);
  self->query->show = MQ_SHOW_BIN;
  update_banner (self);
  mq_library_pane_refresh (self);
}

static void
on_filter_applied_cb (MqLibraryPane *self)
{
  update_banner (self);
  mq_library_pane_refresh (self);
}

static void
on_filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqLibraryPane *self = MQ_LIBRARY_PANE (widget);
  MqFilterDialog *dialog = mq_filter_dialog_new (self->library, self->query);

  g_signal_connect_object (dialog, "applied", G_CALLBACK (on_filter_applied_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqReviewsView *list = MQ_LIBRARY_PANE (widget)->list;
  mq_reviews_view_set_selecting (list, !mq_reviews_view_get_selecting (list));
}

/* ---- Object ---- */

static void
on_sort_changed (MqLibraryPane *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (sorts[i], self->sort) == 0)
      self->query->sort = i;
  mq_library_pane_refresh (self);
}

enum
{
  PROP_SORT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
mq_library_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, MQ_LIBRARY_PANE (object)->sort);
}

static void
mq_library_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  mq_library_pane_set_sort (MQ_LIBRARY_PANE (object), g_value_get_string (value));
}

static void
mq_library_pane_dispose (GObject *object)
{
  MqLibraryPane *self = MQ_LIBRARY_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->query, mq_query_free);
  g_clear_pointer (&self->sort, g_free);
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_LIBRARY_PANE);
  G_OBJECT_CLASS (mq_library_pane_parent_class)->dispose (object);
}

/* From the words to what they found. */
static gboolean
on_down_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  MqLibraryPane *self = MQ_LIBRARY_PANE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search))
         && gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, on_down_cb, NULL);
  gtk_widget_class_install_property_action (widget_class, "library.sort", "sort");
  gtk_widget_class_install_action (widget_class, "library.filter", NULL, on_filter_action);
  gtk_widget_class_install_action (widget_class, "library.show-bin", NULL, on_show_bin_action);
  gtk_widget_class_install_action (widget_class, "library.select", NULL, on_select_action);
}

static guint
new_signal (const char *name, GType parameter)
{
  return g_signal_new (name, MQ_TYPE_LIBRARY_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, parameter);
}

static void
mq_library_pane_class_init (MqLibraryPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mq_library_pane_get_property;
  object_class->set_property = mq_library_pane_set_property;
  object_class->dispose = mq_library_pane_dispose;
  properties[PROP_SORT]
      = g_param_spec_string ("sort", NULL, NULL, "changed",
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHOSEN] = new_signal ("chosen", G_TYPE_STRING);
  signals[DUPLICATE] = new_signal ("duplicate", G_TYPE_STRING);
  signals[EXPORT] = new_signal ("export", G_TYPE_STRING);
  signals[BIN] = new_signal ("bin", G_TYPE_STRV);
  signals[PUT_BACK] = new_signal ("put-back", G_TYPE_STRING);
  signals[DELETE] = new_signal ("delete", G_TYPE_STRING);
  signals[LISTED] = new_signal ("listed", G_TYPE_BOOLEAN);
  signals[FAILED] = new_signal ("failed", G_TYPE_STRING);
  signals[SEARCH_FORGOTTEN]
      = g_signal_new ("search-forgotten", MQ_TYPE_LIBRARY_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  g_type_ensure (MQ_TYPE_LIBRARY_SEARCH);
  g_type_ensure (MQ_TYPE_REVIEWS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/library/mq-library-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, search_button);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, search);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, status_group);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, filter_banner);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, stack);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, list);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, main_menu);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, filter_button);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, filter_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_restored_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_forgotten_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_status_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_request_cb);
  install_actions (widget_class);
}

static void
mq_library_pane_init (MqLibraryPane *self)
{
  self->query = mq_query_new ();
  self->sort = g_strdup ("changed");
  gtk_widget_init_template (GTK_WIDGET (self));
  mq_late_menu_set (self->menu_button, self->main_menu);
  mq_late_menu_set (self->filter_button, self->filter_menu);
  update_banner (self);
}

void
mq_library_pane_set_library (MqLibraryPane *self, MqLibrary *library)
{
  g_set_object (&self->library, library);
  mq_reviews_view_set_library (self->list, library);
  mq_library_search_set_library (self->search, library);
  mq_library_pane_refresh (self);
}

/** Marks the review that is open. */
void
mq_library_pane_select (MqLibraryPane *self, const char *id)
{
  mq_reviews_view_mark (self->list, id);
}

void
mq_library_pane_start_search (MqLibraryPane *self, const char *words)
{
  mq_library_search_start (self->search, words);
  if (words != NULL)
    show_all (self, words);
}

/** Keeps a search, as one that was forgotten. */
void
mq_library_pane_keep_search (MqLibraryPane *self, const char *name, const char *words)
{
  mq_library_search_keep (self->search, name, words);
}

/** @sort: "changed", "title", "year" or "rating" */
void
mq_library_pane_set_sort (MqLibraryPane *self, const char *sort)
{
  if (!g_set_str (&self->sort, sort))
    return;
  on_sort_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

/** Returns: (nullable): the review to show where the one with @id goes away: the next, or the one
 * before */
const char *
mq_library_pane_get_neighbour (MqLibraryPane *self, const char *id)
{
  int at = mq_review_rows_find (mq_reviews_view_get_rows (self->list), id);
  const char *next
      = at >= 0 ? mq_review_rows_peek_id (mq_reviews_view_get_rows (self->list), at + 1) : NULL;

  return next != NULL ? next
                      : mq_review_rows_peek_id (mq_reviews_view_get_rows (self->list), at - 1);
}

/** Returns: (nullable): the first review of the list */
const char *
mq_library_pane_get_first (MqLibraryPane *self)
{
  return mq_review_rows_peek_id (mq_reviews_view_get_rows (self->list), 0);
}

gboolean
mq_library_pane_has (MqLibraryPane *self, const char *id)
{
  return mq_review_rows_find (mq_reviews_view_get_rows (self->list), id) >= 0;
}

/** Returns: (nullable): what a review of the list is called; %NULL where it has no title yet */
const char *
mq_library_pane_get_title (MqLibraryPane *self, const char *id)
{
  int at = mq_review_rows_find (mq_reviews_view_get_rows (self->list), id);
  g_autoptr (MqReviewRow) row
      = at >= 0 ? g_list_model_get_item (G_LIST_MODEL (mq_reviews_view_get_rows (self->list)),
                                         (guint) at)
                : NULL;

  return row != NULL && *row->title != '\0' ? row->title : NULL; /* the list holds it */
}

/** Returns: (transfer none): the program's menu */
GMenuModel *
mq_library_pane_get_main_menu (MqLibraryPane *self)
{
  return self->main_menu;
}

void
mq_library_pane_open_menu (MqLibraryPane *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu_button));
}

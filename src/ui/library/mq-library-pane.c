/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-pane.h"

#include <glib/gi18n.h>

#include "mq-filter-dialog.h"
#include "mq-late-menu.h"
#include "mq-library-row.h"
#include "mq-library-search.h"
#include "mq-review-rows.h"

struct _MqLibraryPane
{
  AdwBin parent_instance;

  GtkToggleButton *search_button;
  MqLibrarySearch *search;
  AdwToggleGroup *status_group;
  AdwBanner *filter_banner;
  GtkStack *stack;
  GtkListView *list_view;
  GtkActionBar *selection_bar;
  GtkWidget *menu_button;
  GMenuModel *main_menu;
  GtkWidget *filter_button;
  GMenuModel *filter_menu;
  GMenuModel *row_menu;

  MqLibrary *library;
  MqThumbnails *thumbnails;
  GListStore *rows;
  GtkSelectionModel *selection;
  MqQuery *query;
  char *sort;
  char *selected;
  GtkWidget *row_popover; /* NULL until the menu of a row is first opened */
  char *menu_id;          /* the review that it was opened on */
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

static void
mark_selected (MqLibraryPane *self)
{
  int at = mq_review_rows_find (self->rows, self->selected);

  if (GTK_IS_SINGLE_SELECTION (self->selection))
    gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (self->selection),
                                       at >= 0 ? (guint) at : GTK_INVALID_LIST_POSITION);
}

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
  mq_review_rows_take (self->rows, rows);
  mark_selected (self);
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
choose_row (MqLibraryPane *self, guint position)
{
  g_autoptr (MqReviewRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, row->id);
}

static void
on_search_activated_cb (MqLibraryPane *self)
{
  choose_row (self, 0);
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

static void
on_list_activate_cb (MqLibraryPane *self, guint position)
{
  if (GTK_IS_SINGLE_SELECTION (self->selection))
    choose_row (self, position);
}

static void
update_banner (MqLibraryPane *self)
{
  gboolean bin = self->query->show == MQ_SHOW_BIN;

  adw_banner_set_title (self->filter_banner,
                        bin ? _ ("Reviews in the bin are deleted after 30 days")
                            : _ ("Only some reviews are shown"));
  adw_banner_set_revealed (self->filter_banner, bin || mq_query_has_filter (self->query));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.bin", !bin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.bin-selected", !bin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.put-back", bin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.delete", bin);
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

/* ---- Menu and selection ---- */

static void
open_row_menu (MqLibraryPane *self, const char *id, int x, int y)
{
  g_set_str (&self->menu_id, id);
  mq_late_menu_popup (&self->row_popover, GTK_WIDGET (self), self->row_menu, x, y);
}

static void
on_row_secondary_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, gpointer data)
{
  MqLibraryPane *self = data;
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));
  MqReviewRow *row = mq_library_row_get_row (MQ_LIBRARY_ROW (widget));
  graphene_point_t point;

  if (row == NULL
      || !gtk_widget_compute_point (widget, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &point))
    return;
  open_row_menu (self, row->id, (int) point.x, (int) point.y);
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* Shift+F10 and the menu key, for the row that is selected. */
static gboolean
on_menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  MqLibraryPane *self = MQ_LIBRARY_PANE (widget);

  if (self->selected == NULL)
    return FALSE;
  open_row_menu (self, self->selected, 24, gtk_widget_get_height (widget) / 3);
  return TRUE;
}

static void
on_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const struct
  {
    const char *name;
    guint signal;
  } actions[] = {
    { "library.duplicate", DUPLICATE },
    { "library.export", EXPORT },
    { "library.put-back", PUT_BACK },
    { "library.delete", DELETE },
  };
  MqLibraryPane *self = MQ_LIBRARY_PANE (widget);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (self->menu_id != NULL && g_str_equal (actions[i].name, name))
      g_signal_emit (self, signals[actions[i].signal], 0, self->menu_id);
}

static void
on_bin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqLibraryPane *self = MQ_LIBRARY_PANE (widget);
  const char *ids[] = { self->menu_id, NULL };

  if (self->menu_id != NULL)
    g_signal_emit (self, signals[BIN], 0, ids);
}

static void
set_selection (MqLibraryPane *self, gboolean many)
{
  GListModel *rows = g_object_ref (G_LIST_MODEL (self->rows));

  g_clear_object (&self->selection);
  if (many)
    self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (rows));
  else
    {
      self->selection = GTK_SELECTION_MODEL (gtk_single_selection_new (rows));
      gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (self->selection), FALSE);
      gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (self->selection), TRUE);
    }
  gtk_list_view_set_model (self->list_view, self->selection);
  gtk_list_view_set_single_click_activate (self->list_view, !many);
  gtk_list_view_set_enable_rubberband (self->list_view, many);
  gtk_action_bar_set_revealed (self->selection_bar, many);
  mark_selected (self);
}

static void
on_select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqLibraryPane *self = MQ_LIBRARY_PANE (widget);
  set_selection (self, GTK_IS_SINGLE_SELECTION (self->selection));
}

static void
on_bin_selected_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqLibraryPane *self = MQ_LIBRARY_PANE (widget);
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (self->selection);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < gtk_bitset_get_size (set); i++)
    {
      g_autoptr (MqReviewRow) row
          = g_list_model_get_item (G_LIST_MODEL (self->rows), gtk_bitset_get_nth (set, i));
      g_strv_builder_add (builder, row->id);
    }
  ids = g_strv_builder_end (builder);
  set_selection (self, FALSE);
  if (ids[0] != NULL)
    g_signal_emit (self, signals[BIN], 0, ids);
}

/* ---- The list's widgets ---- */

static void
on_item_setup_cb (MqLibraryPane *self, GtkListItem *item)
{
  MqLibraryRow *row = mq_library_row_new (self->thumbnails);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_row_secondary_pressed_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, GTK_WIDGET (row));
}

static void
on_item_bind_cb (MqLibraryPane *self, GtkListItem *item)
{
  MqReviewRow *row = gtk_list_item_get_item (item);

  mq_library_row_show (MQ_LIBRARY_ROW (gtk_list_item_get_child (item)), row);
  gtk_list_item_set_accessible_label (item, *row->title != '\0' ? row->title : _ ("Untitled"));
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
  g_clear_pointer (&self->row_popover, gtk_widget_unparent);
  g_clear_object (&self->library);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->query, mq_query_free);
  g_clear_pointer (&self->sort, g_free);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->menu_id, g_free);
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_LIBRARY_PANE);
  G_OBJECT_CLASS (mq_library_pane_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "library.sort", "sort");
  gtk_widget_class_install_action (widget_class, "library.filter", NULL, on_filter_action);
  gtk_widget_class_install_action (widget_class, "library.show-bin", NULL, on_show_bin_action);
  gtk_widget_class_install_action (widget_class, "library.select", NULL, on_select_action);
  gtk_widget_class_install_action (widget_class, "library.bin", NULL, on_bin_action);
  gtk_widget_class_install_action (widget_class, "library.bin-selected", NULL,
                                   on_bin_selected_action);
  gtk_widget_class_install_action (widget_class, "library.duplicate", NULL, on_menu_action);
  gtk_widget_class_install_action (widget_class, "library.export", NULL, on_menu_action);
  gtk_widget_class_install_action (widget_class, "library.put-back", NULL, on_menu_action);
  gtk_widget_class_install_action (widget_class, "library.delete", NULL, on_menu_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key_cb, NULL);
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
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/library/mq-library-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, search_button);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, search);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, status_group);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, filter_banner);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, stack);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, list_view);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryPane, row_menu);
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
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  install_actions (widget_class);
}

static void
mq_library_pane_init (MqLibraryPane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->query = mq_query_new ();
  self->sort = g_strdup ("changed");
  self->thumbnails = mq_thumbnails_new ();
  self->rows = g_list_store_new (MQ_TYPE_REVIEW_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  mq_late_menu_set (self->menu_button, self->main_menu);
  mq_late_menu_set (self->filter_button, self->filter_menu);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_item_setup_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_item_bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  set_selection (self, FALSE);
  update_banner (self);
}

void
mq_library_pane_set_library (MqLibraryPane *self, MqLibrary *library)
{
  g_set_object (&self->library, library);
  mq_thumbnails_set_library (self->thumbnails, library);
  mq_library_search_set_library (self->search, library);
  mq_library_pane_refresh (self);
}

/** Marks the review that is open. */
void
mq_library_pane_select (MqLibraryPane *self, const char *id)
{
  g_set_str (&self->selected, id);
  mark_selected (self);
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
  int at = mq_review_rows_find (self->rows, id);
  const char *next = at >= 0 ? mq_review_rows_peek_id (self->rows, at + 1) : NULL;

  return next != NULL ? next : mq_review_rows_peek_id (self->rows, at - 1);
}

/** Returns: (nullable): the first review of the list */
const char *
mq_library_pane_get_first (MqLibraryPane *self)
{
  return mq_review_rows_peek_id (self->rows, 0);
}

gboolean
mq_library_pane_has (MqLibraryPane *self, const char *id)
{
  return mq_review_rows_find (self->rows, id) >= 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-reviews-view.h"

#include <glib/gi18n.h>

#include "mq-late-menu.h"
#include "mq-library-row.h"
#include "mq-review-rows.h"

struct _MqReviewsView
{
  AdwBin parent_instance;

  GtkListView *list_view;
  GMenuModel *row_menu;

  MqThumbnails *thumbnails;
  GListStore *rows;
  GtkSelectionModel *selection;
  gboolean selecting;
  gboolean in_bin;
  char *marked;           /* (nullable): the review that is open */
  gboolean is_sought;     /* it has still to be brought into view */
  GtkWidget *row_popover; /* NULL until the menu of a row is first opened */
  char *menu_id;          /* the review that it was opened on */
};

G_DEFINE_FINAL_TYPE (MqReviewsView, mq_reviews_view, ADW_TYPE_BIN)

enum
{
  PROP_SELECTING = 1,
  PROP_HEADING, /* what the list is, or how many are selected */
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHOSEN,
  DUPLICATE,
  EXPORT,
  BIN,
  PUT_BACK,
  DELETE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- What is open ---- */

static void
show_mark (MqReviewsView *self)
{
  int at = mq_review_rows_find (self->rows, self->marked);
  guint position = at >= 0 ? (guint) at : GTK_INVALID_LIST_POSITION;

  if (self->selecting)
    return;
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (self->selection), position);
  if (self->is_sought && at >= 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_NONE, NULL);
      self->is_sought = FALSE;
    }
}

/** Marks the review that is open, and brings it into view. */
void
mq_reviews_view_mark (MqReviewsView *self, const char *id)
{
  self->is_sought = g_set_str (&self->marked, id) || self->is_sought;
  show_mark (self);
}

/** Shows other rows (of #MqReviewRow). */
void
mq_reviews_view_take (MqReviewsView *self, GPtrArray *rows)
{
  mq_review_rows_take (self->rows, rows);
  show_mark (self);
}

GListStore *
mq_reviews_view_get_rows (MqReviewsView *self)
{
  return self->rows;
}

void
mq_reviews_view_set_library (MqReviewsView *self, MqLibrary *library)
{
  mq_thumbnails_set_library (self->thumbnails, library);
}

/* ---- Choosing one, or many ---- */

/** Opens the review at @position, if there is one. */
void
mq_reviews_view_choose (MqReviewsView *self, guint position)
{
  const char *id = mq_review_rows_peek_id (self->rows, (int) position);

  if (id != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, id);
}

static int
count_selected (MqReviewsView *self)
{
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (self->selection);
  return (int) gtk_bitset_get_size (set);
}

static char *
dup_heading (MqReviewsView *self)
{
  int n = count_selected (self);

  if (!self->selecting)
    return g_strdup (_ ("Reviews"));
  return g_strdup_printf (g_dngettext (NULL, "%d selected", "%d selected", (gulong) n), n);
}

static void
on_selection_changed_cb (MqReviewsView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reviews.bin-selected",
                                 self->selecting && count_selected (self) > 0 && !self->in_bin);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADING]);
}

static void
toggle (MqReviewsView *self, guint position)
{
  if (gtk_selection_model_is_selected (self->selection, position))
    gtk_selection_model_unselect_item (self->selection, position);
  else
    gtk_selection_model_select_item (self->selection, position, FALSE);
}

static void
on_list_activate_cb (MqReviewsView *self, guint position)
{
  if (self->selecting)
    toggle (self, position);
  else
    mq_reviews_view_choose (self, position);
}

static void
set_selection (MqReviewsView *self)
{
  GListModel *rows = g_object_ref (G_LIST_MODEL (self->rows));

  g_clear_object (&self->selection);
  if (self->selecting)
    self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (rows));
  else
    {
      self->selection = GTK_SELECTION_MODEL (gtk_single_selection_new (rows));
      gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (self->selection), FALSE);
      gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (self->selection), TRUE);
    }
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (on_selection_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list_view, self->selection);
  gtk_list_view_set_enable_rubberband (self->list_view, self->selecting);
  on_selection_changed_cb (self);
  show_mark (self);
}

void
mq_reviews_view_set_selecting (MqReviewsView *self, gboolean selecting)
{
  if (self->selecting == selecting)
    return;
  self->selecting = selecting;
  set_selection (self);
  if (selecting)
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);
}

gboolean
mq_reviews_view_get_selecting (MqReviewsView *self)
{
  return self->selecting;
}

static void
on_select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (MQ_REVIEWS_VIEW (widget)->selection);
}

static char **
dup_selected (MqReviewsView *self)
{
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (self->selection);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < gtk_bitset_get_size (set); i++)
    g_strv_builder_add (builder,
                        mq_review_rows_peek_id (self->rows, (int) gtk_bitset_get_nth (set, i)));
  return g_strv_builder_end (builder);
}

static void
on_bin_selected_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqReviewsView *self = MQ_REVIEWS_VIEW (widget);
  g_auto (GStrv) ids = dup_selected (self);

  mq_reviews_view_set_selecting (self, FALSE);
  if (ids[0] != NULL)
    g_signal_emit (self, signals[BIN], 0, ids);
}

/* ---- A row's menu ---- */

/** Which actions there are: for reviews in the bin, or for the others. */
void
mq_reviews_view_set_in_bin (MqReviewsView *self, gboolean in_bin)
{
  self->in_bin = in_bin;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reviews.bin", !in_bin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reviews.put-back", in_bin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reviews.delete", in_bin);
  on_selection_changed_cb (self);
}

static void
open_menu (MqReviewsView *self, MqLibraryRow *row, double x, double y)
{
  graphene_point_t point;

  if (mq_library_row_get_row (row) == NULL
      || !gtk_widget_compute_point (GTK_WIDGET (row), GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  g_set_str (&self->menu_id, mq_library_row_get_row (row)->id);
  mq_late_menu_popup (&self->row_popover, GTK_WIDGET (self), self->row_menu, (int) point.x,
                      (int) point.y);
}

/* Returns: (nullable): the row that has the focus; the widget around it has */
static MqLibraryRow *
get_focused_row (MqReviewsView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_view))
                       ? gtk_widget_get_first_child (focus)
                       : NULL;

  return MQ_IS_LIBRARY_ROW (row) ? MQ_LIBRARY_ROW (row) : NULL;
}

/* Shift+F10 and the menu key. */
static gboolean
on_menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  MqReviewsView *self = MQ_REVIEWS_VIEW (widget);
  MqLibraryRow *row = get_focused_row (self);

  if (row == NULL)
    return FALSE;
  open_menu (self, row, 24, gtk_widget_get_height (GTK_WIDGET (row)) / 2.0);
  return TRUE;
}

/* What is in the bin already is asked about first. */
static gboolean
on_delete_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  MqReviewsView *self = MQ_REVIEWS_VIEW (widget);
  MqLibraryRow *row = get_focused_row (self);

  if (row == NULL)
    return FALSE;
  g_set_str (&self->menu_id, mq_library_row_get_row (row)->id);
  gtk_widget_activate_action (widget,
                              self->selecting ? "reviews.bin-selected"
                              : self->in_bin  ? "reviews.delete"
                                              : "reviews.bin",
                              NULL);
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
    { "reviews.duplicate", DUPLICATE },
    { "reviews.export", EXPORT },
    { "reviews.put-back", PUT_BACK },
    { "reviews.delete", DELETE },
  };
  MqReviewsView *self = MQ_REVIEWS_VIEW (widget);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (self->menu_id != NULL && g_str_equal (actions[i].name, name))
      g_signal_emit (self, signals[actions[i].signal], 0, self->menu_id);
}

static void
on_bin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqReviewsView *self = MQ_REVIEWS_VIEW (widget);
  const char *ids[] = { self->menu_id, NULL };

  if (self->menu_id != NULL)
    g_signal_emit (self, signals[BIN], 0, ids);
}

/* ---- The rows ---- */

static MqReviewsView *
get_list (GtkListItem *item)
{
  return MQ_REVIEWS_VIEW (
      gtk_widget_get_ancestor (gtk_list_item_get_child (item), MQ_TYPE_REVIEWS_VIEW));
}

/* The list itself would have one that is pointed at selected, rather than the one that is open. */
static void
on_row_released_cb (GtkGestureClick *click, int n_press, double x, double y, GtkListItem *item)
{
  MqReviewsView *self = get_list (item);

  if (!self->selecting && n_press == 1)
    mq_reviews_view_choose (self, gtk_list_item_get_position (item));
}

/* The list itself would select this one alone. */
static void
on_row_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, GtkListItem *item)
{
  MqReviewsView *self = get_list (item);

  if (!self->selecting)
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (item)));
  toggle (self, gtk_list_item_get_position (item));
}

static void
on_row_secondary_pressed_cb (GtkGestureClick *click,
                             int n_press,
                             double x,
                             double y,
                             GtkListItem *item)
{
  open_menu (get_list (item), MQ_LIBRARY_ROW (gtk_list_item_get_child (item)), x, y);
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
}

static GtkGesture *
add_click (MqLibraryRow *row,
           guint button,
           const char *signal,
           GCallback callback,
           GtkListItem *item)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  g_signal_connect_object (click, signal, callback, item, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (click));
  return click;
}

static void
on_item_setup_cb (MqReviewsView *self, GtkListItem *item)
{
  MqLibraryRow *row = mq_library_row_new (self->thumbnails);
  GtkGesture *primary
      = add_click (row, GDK_BUTTON_PRIMARY, "released", G_CALLBACK (on_row_released_cb), item);

  g_signal_connect_object (primary, "pressed", G_CALLBACK (on_row_pressed_cb), item,
                           G_CONNECT_DEFAULT);
  add_click (row, GDK_BUTTON_SECONDARY, "pressed", G_CALLBACK (on_row_secondary_pressed_cb), item);
  g_object_bind_property (self, "selecting", row, "selectable", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "selected", row, "selected", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, GTK_WIDGET (row));
}

static void
on_item_bind_cb (MqReviewsView *self, GtkListItem *item)
{
  MqReviewRow *row = gtk_list_item_get_item (item);

  mq_library_row_show (MQ_LIBRARY_ROW (gtk_list_item_get_child (item)), row);
  gtk_list_item_set_accessible_label (item, *row->title != '\0' ? row->title : _ ("Untitled"));
}

/* ---- Object ---- */

static void
mq_reviews_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mq_reviews_view_parent_class)->map (widget);
  show_mark (MQ_REVIEWS_VIEW (widget));
}

static void
mq_reviews_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MqReviewsView *self = MQ_REVIEWS_VIEW (object);

  if (id == PROP_HEADING)
    g_value_take_string (value, dup_heading (self));
  else
    g_value_set_boolean (value, self->selecting);
}

static void
mq_reviews_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  mq_reviews_view_set_selecting (MQ_REVIEWS_VIEW (object), g_value_get_boolean (value));
}

static void
mq_reviews_view_dispose (GObject *object)
{
  MqReviewsView *self = MQ_REVIEWS_VIEW (object);

  g_clear_pointer (&self->row_popover, gtk_widget_unparent);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->marked, g_free);
  g_clear_pointer (&self->menu_id, g_free);
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_REVIEWS_VIEW);
  G_OBJECT_CLASS (mq_reviews_view_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const of_menu[]
      = { "reviews.duplicate", "reviews.export", "reviews.put-back", "reviews.delete" };

  for (guint i = 0; i < G_N_ELEMENTS (of_menu); i++)
    gtk_widget_class_install_action (widget_class, of_menu[i], NULL, on_menu_action);
  gtk_widget_class_install_action (widget_class, "reviews.bin", NULL, on_bin_action);
  gtk_widget_class_install_action (widget_class, "reviews.bin-selected", NULL,
                                   on_bin_selected_action);
  gtk_widget_class_install_action (widget_class, "reviews.select-all", NULL, on_select_all_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, on_delete_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, on_delete_key_cb, NULL);
}

static void
mq_reviews_view_class_init (MqReviewsViewClass *klass)
{
  static const char *const names[]
      = { "chosen", "duplicate", "export", "bin", "put-back", "delete" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mq_reviews_view_get_property;
  object_class->set_property = mq_reviews_view_set_property;
  object_class->dispose = mq_reviews_view_dispose;
  widget_class->map = mq_reviews_view_map;
  properties[PROP_SELECTING]
      = g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], MQ_TYPE_REVIEWS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, i == BIN ? G_TYPE_STRV : G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/library/mq-reviews-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MqReviewsView, list_view);
  gtk_widget_class_bind_template_child (widget_class, MqReviewsView, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  install_actions (widget_class);
}

static void
mq_reviews_view_init (MqReviewsView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->thumbnails = mq_thumbnails_new ();
  self->rows = g_list_store_new (MQ_TYPE_REVIEW_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_item_setup_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_item_bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  set_selection (self);
}

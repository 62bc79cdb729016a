/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-name-token.h"

#include <glib/gi18n.h>

#include "mq-late-menu.h"

struct _MqNameToken
{
  GtkBox parent_instance;

  GtkLabel *name_label;
  GtkWidget *remove_button;
  GMenuModel *token_menu;
  GtkWidget *popover; /* NULL until the menu is first opened */
};

G_DEFINE_FINAL_TYPE (MqNameToken, mq_name_token, GTK_TYPE_BOX)

enum
{
  REMOVE,
  MOVE,
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_remove_clicked_cb (MqNameToken *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static gboolean
on_key_pressed_cb (MqNameToken *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean left = keyval == GDK_KEY_Left, right = keyval == GDK_KEY_Right;

  g_assert (MQ_IS_NAME_TOKEN (self));
  if ((state & GDK_ALT_MASK) != 0 && (left || right))
    {
      g_signal_emit (self, signals[MOVE], 0, right != rtl ? 1 : -1);
      return TRUE;
    }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (left || right)
    return gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)),
                                   right != rtl ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
  if (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete)
    {
      g_signal_emit (self, signals[REMOVE], 0);
      return TRUE;
    }
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_F2)
    {
      g_signal_emit (self, signals[EDIT], 0);
      return TRUE;
    }
  return FALSE;
}

/* ---- The menu ---- */

static void
on_secondary_pressed_cb (MqNameToken *self, int n_press, double x, double y, GtkGesture *click)
{
  mq_late_menu_popup (&self->popover, GTK_WIDGET (self), self->token_menu, (int) x, (int) y);
  gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
on_menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  MqNameToken *self = MQ_NAME_TOKEN (widget);

  mq_late_menu_popup (&self->popover, widget, self->token_menu, gtk_widget_get_width (widget) / 2,
                      gtk_widget_get_height (widget));
  return TRUE;
}

static void
on_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "token.person"))
    gtk_widget_activate_action (widget, "win.person", "s",
                                mq_name_token_get_name (MQ_NAME_TOKEN (widget)));
  else
    g_signal_emit (widget, signals[g_str_equal (name, "token.edit") ? EDIT : REMOVE], 0);
}

/* ---- Object ---- */

static GdkContentProvider *
on_drag_prepare_cb (MqNameToken *self)
{
  return gdk_content_provider_new_typed (MQ_TYPE_NAME_TOKEN, self);
}

static void
mq_name_token_dispose (GObject *object)
{
  g_clear_pointer (&MQ_NAME_TOKEN (object)->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_NAME_TOKEN);
  G_OBJECT_CLASS (mq_name_token_parent_class)->dispose (object);
}

static void
mq_name_token_class_init (MqNameTokenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_name_token_dispose;
  signals[REMOVE] = g_signal_new ("remove", MQ_TYPE_NAME_TOKEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", MQ_TYPE_NAME_TOKEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  signals[EDIT] = g_signal_new ("edit", MQ_TYPE_NAME_TOKEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/credits/mq-name-token.ui");
  gtk_widget_class_bind_template_child (widget_class, MqNameToken, name_label);
  gtk_widget_class_bind_template_child (widget_class, MqNameToken, remove_button);
  gtk_widget_class_bind_template_child (widget_class, MqNameToken, token_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
  gtk_widget_class_install_action (widget_class, "token.person", NULL, on_menu_action);
  gtk_widget_class_install_action (widget_class, "token.edit", NULL, on_menu_action);
  gtk_widget_class_install_action (widget_class, "token.remove", NULL, on_menu_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key_cb, NULL);
}

static void
mq_name_token_init (MqNameToken *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_swapped (drag, "prepare", G_CALLBACK (on_drag_prepare_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

MqNameToken *
mq_name_token_new (const char *name)
{
  MqNameToken *self = g_object_new (MQ_TYPE_NAME_TOKEN, NULL);
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), name);

  gtk_label_set_label (self->name_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  return self;
}

const char *
mq_name_token_get_name (MqNameToken *self)
{
  return gtk_label_get_label (self->name_label);
}

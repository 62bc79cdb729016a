/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-undo-keys.h"

/* Whether words stand in a field of its own undo: they are not in the review yet. */
static gboolean
is_for_field (GtkWidget *form)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (form));

  return GTK_IS_EDITABLE (focus) && gtk_editable_get_enable_undo (GTK_EDITABLE (focus))
         && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0';
}

static gboolean
on_undo_cb (GtkWidget *form, GVariant *parameter, gpointer action)
{
  return !is_for_field (form) && gtk_widget_activate_action (form, action, NULL);
}

static void
add (GtkEventController *controller, const char *keys, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys),
                        gtk_callback_action_new (on_undo_cb, (gpointer) action, NULL)));
}

/**
 * mq_undo_keys_add:
 * @form: with fields for a review's facts
 *
 * Makes the keys for undo and redo those of the window, "win.undo" and "win.redo", wherever in
 * @form the focus is. A field takes the keys itself, even when it has nothing to undo; so they are
 * caught before it.
 */
void
mq_undo_keys_add (GtkWidget *form)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add (controller, "<Control>z", "win.undo");
  add (controller, "<Control><Shift>z|<Control>y", "win.redo");
  gtk_widget_add_controller (form, controller);
}

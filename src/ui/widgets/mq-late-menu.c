/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-late-menu.h"

#define FIRST_FRAMES 3

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer menu)
{
  if (gdk_frame_clock_get_frame_counter (clock) < FIRST_FRAMES)
    return G_SOURCE_CONTINUE;
  g_object_set (widget, "menu-model", menu, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * mq_late_menu_set:
 * @button: of a type that has the property "menu-model"
 *
 * Gives a button its menu once the window has been painted with it. A menu is made of as many
 * widgets as the rest of the window, and nobody opens one before there is something to see.
 */
void
mq_late_menu_set (GtkWidget *button, GMenuModel *menu)
{
  gtk_widget_add_tick_callback (button, on_tick_cb, g_object_ref (menu), g_object_unref);
}

/**
 * mq_late_menu_popup:
 * @popover: (inout): %NULL before it is first opened; to be unparented with @parent
 * @x: where in @parent it opens
 * @y: likewise
 *
 * Opens a context menu, which is made when that is first done.
 */
void
mq_late_menu_popup (GtkWidget **popover, GtkWidget *parent, GMenuModel *menu, int x, int y)
{
  if (*popover == NULL)
    {
      *popover = gtk_popover_menu_new_from_model (menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (*popover), FALSE);
      gtk_widget_set_halign (*popover, GTK_ALIGN_START);
      gtk_widget_set_parent (*popover, parent);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (*popover), &(GdkRectangle) { x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (*popover));
}

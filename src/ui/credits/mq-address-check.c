/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-address-check.h"

#include <glib/gi18n.h>

#include "mq-text.h"

static void
on_row_changed_cb (GtkEditable *row, gpointer only_https)
{
  const char *text = gtk_editable_get_text (row);
  gboolean good = *text == '\0' || mq_text_is_web_address (text, GPOINTER_TO_INT (only_https));

  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row),
                               good ? NULL : _ ("An address starts with https:// and a host"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

/** Marks a row while what stands in it is no web address. */
void
mq_address_check_watch (GtkEditable *row, gboolean only_https)
{
  g_signal_connect (row, "changed", G_CALLBACK (on_row_changed_cb), GINT_TO_POINTER (only_https));
}

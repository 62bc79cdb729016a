/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-field-check.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-iso-date.h"
#include "mq-text.h"

static void
mark (GtkWidget *row, gboolean good, const char *cure)
{
  if (good)
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");
  gtk_widget_set_tooltip_text (row, good ? NULL : cure);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

/* ---- Addresses ---- */

static void
on_address_changed_cb (GtkEditable *row, gpointer only_https)
{
  const char *text = gtk_editable_get_text (row);

  mark (GTK_WIDGET (row),
        *text == '\0' || mq_text_is_web_address (text, GPOINTER_TO_INT (only_https)),
        _ ("An address starts with https:// and a host"));
}

/* "electric.example/times" is what people say: on a page it would lead nowhere. */
static void
on_address_left_cb (GtkEventController *controller, GtkEditable *row)
{
  const char *text = gtk_editable_get_text (row);
  g_autofree char *whole = g_strconcat ("https://", text, NULL);

  if (strchr (text, '.') != NULL && strchr (text, ':') == NULL
      && mq_text_is_web_address (whole, TRUE))
    gtk_editable_set_text (row, whole);
}

/** For a web address. */
void
mq_field_check_address (GtkEditable *row, gboolean only_https)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect_object (controller, "leave", G_CALLBACK (on_address_left_cb), row,
                           G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (row), controller);
  g_signal_connect (row, "changed", G_CALLBACK (on_address_changed_cb),
                    GINT_TO_POINTER (only_https));
}

/* ---- Moments ---- */

static void
on_moment_changed_cb (GtkEditable *row, GtkLabel *reading)
{
  const char *text = gtk_editable_get_text (row);
  g_autoptr (GDateTime) moment = mq_iso_date_parse_here (text);
  g_autoptr (GDateTime) here = moment != NULL ? g_date_time_to_local (moment) : NULL;
  g_autofree char *words = here != NULL ? g_date_time_format (here, _ ("%a, %H:%M"))
                                        : g_strdup (*text != '\0' ? _ ("Not a date") : "");

  gtk_label_set_label (reading, words);
  mark (GTK_WIDGET (row), *text == '\0' || moment != NULL,
        _ ("A day and time, such as 2026-11-30T18:00, or with a zone 2026-11-30T18:00+01:00"));
}

/* The zone goes with the review wherever that goes. */
static void
on_moment_left_cb (GtkEventController *controller, GtkEditable *row)
{
  g_autoptr (GDateTime) moment = mq_iso_date_parse_here (gtk_editable_get_text (row));
  g_autofree char *text = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M%:z") : NULL;

  if (text != NULL && !g_str_equal (gtk_editable_get_text (row), text))
    gtk_editable_set_text (row, text);
}

/** For a day and time, whose weekday and time here are shown beside it. */
void
mq_field_check_moment (AdwEntryRow *row)
{
  GtkWidget *reading = gtk_label_new ("");
  GtkEventController *controller = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (reading, "dimmed");
  adw_entry_row_add_suffix (row, reading);
  gtk_widget_add_controller (GTK_WIDGET (row), controller);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_moment_changed_cb), reading,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (controller, "leave", G_CALLBACK (on_moment_left_cb), row,
                           G_CONNECT_DEFAULT);
}

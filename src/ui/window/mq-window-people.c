/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-people-dialog.h"
#include "mq-window-private.h"

static void
on_chosen_cb (MqWindow *self, const char *id)
{
  mq_window_open_review (self, id);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
on_search_cb (MqWindow *self, const char *words)
{
  mq_window_search (self, words);
}

static void
on_failed_cb (MqWindow *self, const char *sentence)
{
  mq_window_toast (self, sentence);
}

static void
on_people_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);
  MqPeopleDialog *dialog;

  if (self->library == NULL)
    return;
  if (self->open != NULL)
    mq_open_review_flush (self->open, NULL); /* what can't be saved is said by the window */
  dialog = mq_people_dialog_new (self->library,
                                 parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "search", G_CALLBACK (on_search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "failed", G_CALLBACK (on_failed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

void
mq_window_install_people_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.people", NULL, on_people_action);
  gtk_widget_class_install_action (widget_class, "win.person", "s", on_people_action);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdio.h>

#include "mq-import-dialog.h"
#include "mq-window-private.h"

static gint64 woken;
static double longest; /* in ms */

static int
measuring_poll (GPollFD *fds, guint n, int timeout)
{
  int result;

  if (woken != 0)
    longest = MAX (longest, (g_get_monotonic_time () - woken) / 1000.0);
  result = g_poll (fds, n, timeout);
  woken = g_get_monotonic_time ();
  return result;
}

/* The button with that label, while it is shown. */
static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
wait_for_button (GtkWidget *dialog, const char *label)
{
  GtkWidget *button;
  gint64 end = g_get_monotonic_time () + 180 * G_USEC_PER_SEC;

  while ((button = find_button (dialog, label)) == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  return button;
}

static void
run_for (int milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE) ? (void) 0 : g_usleep (200);
}

/* import-loop PATH: how long the main loop is ever kept while a source is looked at and imported */
int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.marquee", NULL);
  g_autoptr (MqLibrary) library = mq_library_open (path, NULL);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[1]);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSettings) settings = NULL;
  GtkWidget *button = NULL;
  MqImportDialog *dialog;
  MqWindow *window;

  adw_init ();
  gtk_source_init ();
  settings = g_settings_new (MQ_APPLICATION_ID);
  window = mq_window_new (NULL, settings);
  mq_window_set_library (window, library);
  gtk_window_present (GTK_WINDOW (window));
  run_for (1500);
  dialog = mq_import_dialog_new (library, "en");
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
  run_for (1000);
  g_main_context_set_poll_func (NULL, measuring_poll);
  g_list_store_append (files, file);
  mq_import_dialog_look_at (dialog, G_LIST_MODEL (files));
  button = wait_for_button (GTK_WIDGET (dialog), "_Import");
  if (button == NULL)
    return 1;
  run_for (500);
  g_signal_emit_by_name (button, "clicked");
  button = wait_for_button (GTK_WIDGET (dialog), "_Take Back");
  run_for (500);
  printf ("%.1f\n", longest);
  gtk_window_destroy (GTK_WINDOW (window));
  mq_library_close (library);
  return button == NULL;
}

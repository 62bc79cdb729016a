/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drag-source FILE…: a small window of another program, which files can be dragged out of. Its
 * title says how far the drag is: "Files", "Dragged", "Wanted" where somebody would take them,
 * "Done". */
#include <gtk/gtk.h>

static GdkContentProvider *
provide_files (char **paths)
{
  GSList *files = NULL;
  GdkFileList *list;
  GdkContentProvider *provider;

  for (char **path = paths; *path != NULL; path++)
    files = g_slist_append (files, g_file_new_for_commandline_arg (*path));
  list = gdk_file_list_new_from_list (files);
  provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  g_slist_free_full (files, g_object_unref);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  return provider;
}

static void
on_action_cb (GdkDrag *drag, GParamSpec *pspec, GtkWindow *window)
{
  gtk_window_set_title (window, gdk_drag_get_selected_action (drag) != 0 ? "Wanted" : "Dragged");
}

static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, GtkWindow *window)
{
  gtk_window_set_title (window, "Dragged");
  g_signal_connect (drag, "notify::selected-action", G_CALLBACK (on_action_cb), window);
}

static void
on_drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete, GtkWindow *window)
{
  gtk_window_set_title (window, "Done");
}

int
main (int argc, char **argv)
{
  GtkWidget *window, *label;
  GtkDragSource *source;
  g_autoptr (GdkContentProvider) provider = NULL;

  gtk_init ();
  source = gtk_drag_source_new ();
  provider = provide_files (argv + 1);
  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "Files");
  label = gtk_label_new ("Files");
  gtk_drag_source_set_content (source, provider);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), window);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end_cb), window);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 80, 60);
  gtk_window_present (GTK_WINDOW (window));
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

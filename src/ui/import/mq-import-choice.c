/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-choice.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* Takes @file and @error. */
static void
return_file (GTask *task, GFile *file, GError *error)
{
  GListStore *files;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  files = g_list_store_new (G_TYPE_FILE);
  g_list_store_append (files, file);
  g_object_unref (file);
  g_task_return_pointer (task, files, g_object_unref);
}

static void
on_files_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GListModel *files
      = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);

  if (files != NULL)
    g_task_return_pointer (task, files, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GFile *folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  return_file (task, folder, error);
}

/* ---- The clipboard ---- */

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "marquee", "pasted", NULL);
}

/* Named after what is in it: the same text is the same source each time, and another is another. */
static GFile *
write_text (const char *text, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *name = g_strdup_printf ("%s %.8s.txt", _ ("Pasted Text"), hash);
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700); /* where it can't be made, the file can't either */
  return g_file_set_contents (path, text, -1, error) ? g_file_new_for_path (path) : NULL;
}

static void
on_text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  GError *error = NULL;
  GFile *file = NULL;

  if (text == NULL || text[strspn (text, " \t\r\n")] == '\0')
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("There is no text on the clipboard. Copy a review first"));
  else
    file = write_text (text, &error);
  return_file (task, file, error);
}

/* ---- Choosing ---- */

void
mq_import_choice_make (GtkWidget *widget,
                       MqImportChoice choice,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (widget, NULL, callback, data);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, choice == MQ_IMPORT_CHOICE_FOLDER ? _ ("Import a Folder")
                                                                       : _ ("Import Reviews"));
  if (choice == MQ_IMPORT_CHOICE_FILES)
    gtk_file_dialog_open_multiple (dialog, window, NULL, on_files_chosen_cb, task);
  else if (choice == MQ_IMPORT_CHOICE_FOLDER)
    gtk_file_dialog_select_folder (dialog, window, NULL, on_folder_chosen_cb, task);
  else
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text_read_cb, task);
}

/** Returns: (transfer full) (nullable): of #GFile; %NULL with %GTK_DIALOG_ERROR_DISMISSED where the
 * critic chose nothing */
GListModel *
mq_import_choice_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** Deletes what was put into files here: what is copied may not be meant for the disk. */
void
mq_import_choice_forget (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
}

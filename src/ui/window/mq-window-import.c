/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-window-private.h"

#include <glib/gi18n.h>

#include "mq-export-all-dialog.h"
#include "mq-import-dialog.h"
#include "mq-sample.h"

/* ---- Moving in ---- */

static void
on_looked_for_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;
  gint64 revision;
  int caret;
  g_autoptr (MqReview) review
      = mq_library_load_finish (MQ_LIBRARY (source), result, &revision, &caret, &error);

  if (g_error_matches (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND) && self->open != NULL
      && mq_open_review_get_revision (self->open) > 0)
    mq_window_close_review (self);
}

/* What was taken back can't be written on. */
static void
leave_what_is_gone (MqWindow *self)
{
  if (self->open != NULL)
    mq_library_load_async (self->library, mq_review_get_id (mq_open_review_get_review (self->open)),
                           NULL, on_looked_for_cb, g_object_ref (self));
}

static void
on_import_changed_cb (MqWindow *self, const char *id)
{
  if (id == NULL)
    leave_what_is_gone (self);
  mq_library_pane_refresh (self->library_pane);
  if (id != NULL)
    mq_window_open_review (self, id);
}

static MqImportDialog *
open_dialog (MqWindow *self)
{
  g_autofree char *language = mq_window_dup_language (self);
  MqImportDialog *dialog = mq_import_dialog_new (self->library, language);

  g_signal_connect_object (dialog, "changed", G_CALLBACK (on_import_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
  return dialog;
}

/** Shows what would be taken of files and folders (of #GFile). */
void
mq_window_import (MqWindow *self, GListModel *files)
{
  if (self->library != NULL && g_list_model_get_n_items (files) > 0)
    mq_import_dialog_look_at (open_dialog (self), files);
}

static void
on_import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);

  if (self->library != NULL)
    open_dialog (self);
}

static gboolean
on_drop_cb (MqWindow *self, const GValue *value, double x, double y)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  mq_window_import (self, G_LIST_MODEL (files));
  return TRUE;
}

/** Files that are dropped on @widget are imported. */
void
mq_window_accept_files (MqWindow *self, GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static void
on_sample_taken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = mq_sample_take_finish (result, &error);

  if (id != NULL)
    on_import_changed_cb (self, id);
  else
    mq_window_toast (self, error->message);
}

static void
on_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);

  if (self->library != NULL)
    mq_sample_take_async (self->library, on_sample_taken_cb, g_object_ref (self));
}

/* ---- Moving out ---- */

static void
on_export_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqWindow *self = MQ_WINDOW (widget);

  if (self->library != NULL)
    adw_dialog_present (ADW_DIALOG (mq_export_all_dialog_new (self->library)), widget);
}

void
mq_window_install_import_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, on_import_action);
  gtk_widget_class_install_action (widget_class, "win.export-all", NULL, on_export_all_action);
  gtk_widget_class_install_action (widget_class, "win.sample", NULL, on_sample_action);
}

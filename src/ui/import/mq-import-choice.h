/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MQ_IMPORT_CHOICE_FILES,
  MQ_IMPORT_CHOICE_FOLDER,
  MQ_IMPORT_CHOICE_CLIPBOARD,
} MqImportChoice;

/* What is to be imported: chosen by the critic, or copied somewhere and put into a file here. */
void mq_import_choice_make (GtkWidget *widget,
                            MqImportChoice choice,
                            GAsyncReadyCallback callback,
                            gpointer data);
GListModel *mq_import_choice_finish (GAsyncResult *result, GError **error);
void mq_import_choice_forget (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqImportDialog:
 *
 * Brings in reviews from files and folders: shows what it would take, takes it, and takes it back.
 *
 * Signal `changed`: the library was changed; with the id of the one review that came, or %NULL.
 */
#define MQ_TYPE_IMPORT_DIALOG (mq_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqImportDialog, mq_import_dialog, MQ, IMPORT_DIALOG, AdwDialog)

MqImportDialog *mq_import_dialog_new (MqLibrary *library, const char *language);
void mq_import_dialog_look_at (MqImportDialog *self, GListModel *files);

G_END_DECLS

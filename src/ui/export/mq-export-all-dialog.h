/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/** MqExportAllDialog: writes the whole library down in one of several formats. */
#define MQ_TYPE_EXPORT_ALL_DIALOG (mq_export_all_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqExportAllDialog, mq_export_all_dialog, MQ, EXPORT_ALL_DIALOG, AdwDialog)

MqExportAllDialog *mq_export_all_dialog_new (MqLibrary *library);

G_END_DECLS

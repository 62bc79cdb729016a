/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqExportDialog:
 *
 * Takes a review out of the program: as a page, as one file, as Markdown, as text, as PDF.
 *
 * Signals: `exported` (the path of what was written), `print` (a GFile and a GTask to return a
 * boolean from) for the PDF, which the preview makes.
 */
#define MQ_TYPE_EXPORT_DIALOG (mq_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqExportDialog, mq_export_dialog, MQ, EXPORT_DIALOG, AdwDialog)

MqExportDialog *mq_export_dialog_new (MqLibrary *library, MqReview *review, GSettings *settings);

G_END_DECLS

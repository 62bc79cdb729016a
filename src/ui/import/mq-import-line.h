/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-import.h"

G_BEGIN_DECLS

/**
 * MqImportLine:
 *
 * A row of the plan of an import, or of the report on it.
 *
 * Signal `toggled`: the critic chose whether the review is wanted.
 */
#define MQ_TYPE_IMPORT_LINE (mq_import_line_get_type ())
G_DECLARE_FINAL_TYPE (MqImportLine, mq_import_line, MQ, IMPORT_LINE, AdwBin)

GtkWidget *mq_import_line_new (void);
void mq_import_line_set_row (MqImportLine *self, MqImportRow *row, gboolean wanted, gboolean done);
MqImportRow *mq_import_line_get_row (MqImportLine *self);
gboolean mq_import_line_is_wanted (MqImportLine *self);

G_END_DECLS

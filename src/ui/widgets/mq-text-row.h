/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MqTextRow:
 *
 * A row for one line of text that may be a long sentence: it wraps, and the row grows with it.
 * Enter leads to the next field.
 */
#define MQ_TYPE_TEXT_ROW (mq_text_row_get_type ())
G_DECLARE_FINAL_TYPE (MqTextRow, mq_text_row, MQ, TEXT_ROW, AdwPreferencesRow)

GtkTextBuffer *mq_text_row_get_buffer (MqTextRow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mq-page.h"

G_BEGIN_DECLS

/**
 * MqTextParser:
 *
 * Parses the text of a buffer on another thread: one snapshot at a time, the latest first, stale
 * results dropped.
 *
 * Signal `parsed`: there is a new document. Signal `counted`: its statistics are known, a moment
 * later.
 */
#define MQ_TYPE_TEXT_PARSER (mq_text_parser_get_type ())
G_DECLARE_FINAL_TYPE (MqTextParser, mq_text_parser, MQ, TEXT_PARSER, GObject)

MqTextParser *mq_text_parser_new (GtkTextBuffer *buffer, MqReview *review);
void mq_text_parser_set_review (MqTextParser *self, MqReview *review);
void mq_text_parser_set_theme (MqTextParser *self, const MqTheme *theme);
void mq_text_parser_request (MqTextParser *self);
MqDocument *mq_text_parser_get_document (MqTextParser *self);

G_END_DECLS

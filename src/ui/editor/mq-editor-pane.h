/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

#include "mq-review.h"
#include "mq-statistics.h"

G_BEGIN_DECLS

/**
 * MqEditorPane:
 *
 * Where the review is written, with the word count and the saved state below.
 *
 * Properties: `compact`, `smart-quotes`, `check-spelling`, `focus-mode`, `typewriter`.
 * Signals: `caret-moved` (line from 1), `leave-up` (Shift+Tab or Up at the very start),
 * `add-picture` (a GFile or a GdkTexture that was pasted or dropped).
 */
#define MQ_TYPE_EDITOR_PANE (mq_editor_pane_get_type ())
G_DECLARE_FINAL_TYPE (MqEditorPane, mq_editor_pane, MQ, EDITOR_PANE, AdwBin)

void mq_editor_pane_set_review (MqEditorPane *self, MqReview *review, GtkSourceBuffer *buffer);
void mq_editor_pane_set_statistics (MqEditorPane *self, const MqStatistics *statistics);
void
mq_editor_pane_set_saved (MqEditorPane *self, const char *text, gboolean saving, gboolean failed);
void mq_editor_pane_go_to_line (MqEditorPane *self, int line);
void mq_editor_pane_set_language (MqEditorPane *self, const char *language);
void mq_editor_pane_set_can_undo (MqEditorPane *self, gboolean can_undo, gboolean can_redo);
void mq_editor_pane_show_caret (MqEditorPane *self);
void mq_editor_pane_insert (MqEditorPane *self, const char *text);
void mq_editor_pane_find (MqEditorPane *self, gboolean replace);
GtkWidget *mq_editor_pane_get_view (MqEditorPane *self);

G_END_DECLS

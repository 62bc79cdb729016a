/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mq-review.h"

G_BEGIN_DECLS

/**
 * MqUndoStack:
 *
 * Undo and redo for all of a review that somebody works on, its text and its facts, in the order in
 * which they were changed. Properties: "can-undo" and "can-redo".
 */
#define MQ_TYPE_UNDO_STACK (mq_undo_stack_get_type ())
G_DECLARE_FINAL_TYPE (MqUndoStack, mq_undo_stack, MQ, UNDO_STACK, GObject)

MqUndoStack *mq_undo_stack_new (MqReview *review, GtkTextBuffer *buffer);
void mq_undo_stack_begin (MqUndoStack *self);
void mq_undo_stack_end (MqUndoStack *self);
void mq_undo_stack_pause (MqUndoStack *self);
void mq_undo_stack_resume (MqUndoStack *self);
gboolean mq_undo_stack_can_undo (MqUndoStack *self);
gboolean mq_undo_stack_can_redo (MqUndoStack *self);
gboolean mq_undo_stack_is_at_work (MqUndoStack *self);
gboolean mq_undo_stack_undo (MqUndoStack *self);
gboolean mq_undo_stack_redo (MqUndoStack *self);

G_END_DECLS

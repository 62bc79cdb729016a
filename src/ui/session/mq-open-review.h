/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "mq-library.h"
#include "mq-outbox.h"
#include "mq-page.h"
#include "mq-undo-stack.h"

G_BEGIN_DECLS

typedef enum
{
  MQ_SAVED,
  MQ_SAVING,
  MQ_NOT_SAVED, /* something went wrong */
  MQ_CONFLICT,  /* somebody else changed the review */
} MqSaveState;

/**
 * MqOpenReview:
 *
 * The review that a window shows: its facts, its text in a buffer, its place in the library. It
 * saves itself within a second of each change, and parses the text on another thread.
 *
 * Signal `document-changed`: mq_open_review_get_document() gives another one.
 * Signal `counted`: the document's statistics are known.
 * Signal `state-changed`: mq_open_review_get_state() does.
 */
#define MQ_TYPE_OPEN_REVIEW (mq_open_review_get_type ())
G_DECLARE_FINAL_TYPE (MqOpenReview, mq_open_review, MQ, OPEN_REVIEW, GObject)

MqOpenReview *mq_open_review_new (MqLibrary *library, MqReview *review, gint64 revision, int caret);
MqReview *mq_open_review_get_review (MqOpenReview *self);
GtkSourceBuffer *mq_open_review_get_buffer (MqOpenReview *self);
MqUndoStack *mq_open_review_get_undo_stack (MqOpenReview *self);
MqDocument *mq_open_review_get_document (MqOpenReview *self);
gboolean mq_open_review_is_too_long (MqOpenReview *self);
MqSaveState mq_open_review_get_state (MqOpenReview *self);
const char *mq_open_review_get_problem (MqOpenReview *self);
void mq_open_review_set_theme (MqOpenReview *self, const MqTheme *theme);
void mq_open_review_sync_body (MqOpenReview *self);
void mq_open_review_take_words (MqOpenReview *self, MqReview *from);
void mq_open_review_note_delivery (MqOpenReview *self, const MqDeliveryReport *report);
gboolean mq_open_review_restore (MqOpenReview *self, MqReview *then, GError **error);
void mq_open_review_save_again (MqOpenReview *self);
gboolean mq_open_review_leave (MqOpenReview *self);
gboolean mq_open_review_flush (MqOpenReview *self, GError **error);
int mq_open_review_get_caret (MqOpenReview *self);
gint64 mq_open_review_get_revision (MqOpenReview *self);
void mq_open_review_keep_as_copy (MqOpenReview *self);

G_END_DECLS

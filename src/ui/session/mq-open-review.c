/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-open-review.h"

#include "mq-snapshot-keeper.h"
#include "mq-text-parser.h"
#include "mq-text.h"

/* A kill or a power cut takes no more than a second's typing with it. */
#define SAVE_AFTER_MS 500    /* of quiet */
#define SAVE_AT_LEAST_MS 850 /* while the critic types on */

struct _MqOpenReview
{
  GObject parent_instance;

  MqLibrary *library;
  MqReview *review;
  gint64 revision;
  GtkSourceBuffer *buffer;
  MqTextParser *parser;
  MqUndoStack *undo_stack;
  MqSnapshotKeeper *keeper;

  MqSaveState state;
  char *problem;
  gboolean too_long; /* for the buffer, which is empty then */
  gboolean dirty;
  gboolean saving;
  guint save_timeout;
  gint64 dirty_since;
};

G_DEFINE_FINAL_TYPE (MqOpenReview, mq_open_review, G_TYPE_OBJECT)

enum
{
  DOCUMENT_CHANGED,
  COUNTED,
  STATE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_saving (MqOpenReview *self);

static void
set_state (MqOpenReview *self, MqSaveState state, const char *problem)
{
  if (self->state == state && g_strcmp0 (self->problem, problem) == 0)
    return;
  self->state = state;
  g_set_str (&self->problem, problem);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

/* ---- Saving ---- */

static gboolean
on_save_timeout_cb (gpointer data)
{
  MqOpenReview *self = data;

  self->save_timeout = 0;
  start_saving (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_save (MqOpenReview *self)
{
  gint64 now = g_get_monotonic_time (), left;

  if (!self->dirty)
    self->dirty_since = now;
  left = SAVE_AT_LEAST_MS - (now - self->dirty_since) / 1000;
  self->dirty = TRUE;
  if (self->state == MQ_CONFLICT)
    return;
  set_state (self, MQ_SAVING, NULL);
  if (self->save_timeout != 0 && left <= 0)
    return; /* it is due already: typing on does not put it off any longer */
  g_clear_handle_id (&self->save_timeout, g_source_remove);
  self->save_timeout
      = g_timeout_add ((guint) CLAMP (left, 0, SAVE_AFTER_MS), on_save_timeout_cb, self);
}

static void
take_save_error (MqOpenReview *self, GError *error)
{
  gboolean conflict = g_error_matches (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_CONFLICT);

  self->dirty = TRUE;
  set_state (self, conflict ? MQ_CONFLICT : MQ_NOT_SAVED, error->message);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqOpenReview) self = data;
  g_autoptr (GError) error = NULL;
  gint64 revision;
  gboolean good = mq_library_save_finish (MQ_LIBRARY (source), result, &revision, &error);

  self->saving = FALSE;
  if (!good)
    {
      take_save_error (self, error);
      return;
    }
  self->revision = revision;
  mq_snapshot_keeper_note_saved (self->keeper);
  if (self->dirty && self->save_timeout == 0)
    schedule_save (self);
  else if (!self->dirty)
    set_state (self, MQ_SAVED, NULL);
}

static void
start_saving (MqOpenReview *self)
{
  if (self->saving || !self->dirty || self->state == MQ_CONFLICT)
    return;
  mq_open_review_sync_body (self);
  if (self->revision == 0 && mq_review_is_empty (self->review))
    {
      self->dirty = FALSE; /* nothing was typed yet: there is nothing to keep */
      set_state (self, MQ_SAVED, NULL);
      return;
    }
  self->saving = TRUE;
  self->dirty = FALSE;
  mq_library_save_async (self->library, self->review, self->revision, on_saved_cb,
                         g_object_ref (self));
}

/* ---- Changes ---- */

static void
on_review_notify_cb (MqOpenReview *self, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "body"))
    return;
  schedule_save (self);
  mq_text_parser_set_review (self->parser, self->review);
}

/* A line that is too long to be laid out is not let in; what undo brings back was there before. */
static void
on_buffer_insert_text_cb (GtkTextBuffer *buffer,
                          GtkTextIter *at,
                          const char *text,
                          int length,
                          MqOpenReview *self)
{
  if (length < MQ_TEXT_LONGEST_LINE || mq_undo_stack_is_at_work (self->undo_stack)
      || mq_text_longest_line (text) < MQ_TEXT_LONGEST_LINE)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gdk_display_beep (gdk_display_get_default ());
}

static void
on_buffer_changed_cb (MqOpenReview *self)
{
  schedule_save (self);
  mq_text_parser_request (self->parser);
}

static void
on_parser_parsed_cb (MqOpenReview *self)
{
  g_signal_emit (self, signals[DOCUMENT_CHANGED], 0);
}

static void
on_parser_counted_cb (MqOpenReview *self)
{
  g_signal_emit (self, signals[COUNTED], 0);
}

static void
fill_buffer (MqOpenReview *self, int caret)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter at;

  self->too_long = mq_text_longest_line (mq_review_get_text (self->review, MQ_REVIEW_BODY))
                   > MQ_TEXT_LONGEST_LINE;
  if (self->too_long)
    return;
  gtk_text_buffer_set_text (buffer, mq_review_get_text (self->review, MQ_REVIEW_BODY), -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &at, caret);
  gtk_text_buffer_place_cursor (buffer, &at);
}

static void
mq_open_review_dispose (GObject *object)
{
  MqOpenReview *self = MQ_OPEN_REVIEW (object);

  g_clear_handle_id (&self->save_timeout, g_source_remove);
  g_clear_object (&self->undo_stack);
  g_clear_pointer (&self->keeper, mq_snapshot_keeper_free);
  g_clear_object (&self->parser);
  g_clear_object (&self->buffer);
  g_clear_object (&self->review);
  g_clear_object (&self->library);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (mq_open_review_parent_class)->dispose (object);
}

static void
mq_open_review_class_init (MqOpenReviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_open_review_dispose;
  signals[DOCUMENT_CHANGED] = g_signal_new ("document-changed", MQ_TYPE_OPEN_REVIEW,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COUNTED] = g_signal_new ("counted", MQ_TYPE_OPEN_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", MQ_TYPE_OPEN_REVIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkSourceStyleScheme *
find_scheme (void)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();

  if (gtk_source_style_scheme_manager_get_scheme (manager, "marquee") == NULL)
    gtk_source_style_scheme_manager_append_search_path (manager, "resource:///marquee/ui/styles/");
  return gtk_source_style_scheme_manager_get_scheme (manager, "marquee");
}

static void
mq_open_review_init (MqOpenReview *self)
{
  self->buffer = gtk_source_buffer_new (NULL);
  gtk_source_buffer_set_highlight_matching_brackets (self->buffer, FALSE);
  gtk_source_buffer_set_style_scheme (self->buffer, find_scheme ());
}

/**
 * mq_open_review_new:
 * @review: a review; for a new one @revision is 0, and it comes into the library with its first
 * change
 * @caret: where to write on, in characters
 *
 * Returns: (transfer full): the open review
 */
MqOpenReview *
mq_open_review_new (MqLibrary *library, MqReview *review, gint64 revision, int caret)
{
  MqOpenReview *self = g_object_new (MQ_TYPE_OPEN_REVIEW, NULL);

  self->library = g_object_ref (library);
  self->review = g_object_ref (review);
  self->revision = revision;
  self->keeper = mq_snapshot_keeper_new (library, review, revision == 0);
  fill_buffer (self, caret);
  self->undo_stack = mq_undo_stack_new (review, GTK_TEXT_BUFFER (self->buffer));
  self->parser = mq_text_parser_new (GTK_TEXT_BUFFER (self->buffer), review);
  g_signal_connect_object (self->parser, "parsed", G_CALLBACK (on_parser_parsed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->parser, "counted", G_CALLBACK (on_parser_counted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify", G_CALLBACK (on_review_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (on_buffer_insert_text_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  mq_text_parser_request (self->parser);
  return self;
}

MqReview *
mq_open_review_get_review (MqOpenReview *self)
{
  return self->review;
}

GtkSourceBuffer *
mq_open_review_get_buffer (MqOpenReview *self)
{
  return self->buffer;
}

MqUndoStack *
mq_open_review_get_undo_stack (MqOpenReview *self)
{
  return self->undo_stack;
}

/** Returns: (transfer none) (nullable): the text as it was parsed last */
MqDocument *
mq_open_review_get_document (MqOpenReview *self)
{
  return mq_text_parser_get_document (self->parser);
}

/** Returns: whether a line of the text is too long for the editor, so that only the facts can be
 * changed */
gboolean
mq_open_review_is_too_long (MqOpenReview *self)
{
  return self->too_long;
}

MqSaveState
mq_open_review_get_state (MqOpenReview *self)
{
  return self->state;
}

/** Returns: (nullable): why the review is not saved */
const char *
mq_open_review_get_problem (MqOpenReview *self)
{
  return self->problem;
}

gint64
mq_open_review_get_revision (MqOpenReview *self)
{
  return self->revision;
}

/** Sets the theme that the document's pictures are drawn for. */
void
mq_open_review_set_theme (MqOpenReview *self, const MqTheme *theme)
{
  mq_text_parser_set_theme (self->parser, theme);
}

/** Takes the buffer's text into the review. */
void
mq_open_review_sync_body (MqOpenReview *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (self->too_long)
    return;
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  text = gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
  mq_review_set_text (self->review, MQ_REVIEW_BODY, text);
}

static void
set_body (MqOpenReview *self, const char *body)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  if (self->too_long)
    {
      mq_review_set_text (self->review, MQ_REVIEW_BODY, body);
      schedule_save (self); /* no buffer does it */
      return;
    }
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, body, -1);
  gtk_text_buffer_end_user_action (buffer);
  mq_open_review_sync_body (self);
}

/* Facts and text go together, or neither is undone: a text that is not in the buffer can't be. */
static void
begin_exchange (MqOpenReview *self)
{
  (self->too_long ? mq_undo_stack_pause : mq_undo_stack_begin) (self->undo_stack);
}

static void
end_exchange (MqOpenReview *self)
{
  (self->too_long ? mq_undo_stack_resume : mq_undo_stack_end) (self->undo_stack);
}

/**
 * mq_open_review_restore:
 * @then: what the review is to be again
 *
 * What it is now is kept before, as a state of its own.
 */
gboolean
mq_open_review_restore (MqOpenReview *self, MqReview *then, GError **error)
{
  if (!mq_open_review_flush (self, error)
      || !mq_history_take (self->library, self->review, MQ_MOMENT_RESTORED, error))
    return FALSE;
  begin_exchange (self);
  mq_history_restore (self->review, then);
  set_body (self, mq_review_get_text (then, MQ_REVIEW_BODY));
  end_exchange (self);
  return TRUE;
}

/** Takes title, standfirst and text from another, which can be undone as one. */
void
mq_open_review_take_words (MqOpenReview *self, MqReview *from)
{
  begin_exchange (self);
  mq_review_set_text (self->review, MQ_REVIEW_TITLE, mq_review_get_text (from, MQ_REVIEW_TITLE));
  mq_review_set_text (self->review, MQ_REVIEW_STANDFIRST,
                      mq_review_get_text (from, MQ_REVIEW_STANDFIRST));
  set_body (self, mq_review_get_text (from, MQ_REVIEW_BODY));
  end_exchange (self);
}

/** As mq_outbox_note_in_review(). It can't be undone: the review is out. */
void
mq_open_review_note_delivery (MqOpenReview *self, const MqDeliveryReport *report)
{
  mq_undo_stack_pause (self->undo_stack);
  mq_outbox_note_in_review (self->review, report);
  mq_undo_stack_resume (self->undo_stack);
}

static void
keep_caret (MqOpenReview *self)
{
  if (self->revision > 0)
    mq_library_set_caret (self->library, mq_review_get_id (self->review),
                          mq_open_review_get_caret (self));
}

/** Tries to save once more after something went wrong. */
void
mq_open_review_save_again (MqOpenReview *self)
{
  set_state (self, MQ_SAVING, NULL);
  start_saving (self);
}

/**
 * mq_open_review_leave:
 *
 * Saves at once, before another review is shown. The state is %MQ_SAVED when it is done.
 *
 * Returns: whether there was nothing to save
 */
gboolean
mq_open_review_leave (MqOpenReview *self)
{
  g_clear_handle_id (&self->save_timeout, g_source_remove);
  if (self->state != MQ_CONFLICT)
    start_saving (self);
  keep_caret (self);
  if (self->saving || self->dirty)
    return FALSE;
  mq_snapshot_keeper_leave (self->keeper);
  return TRUE;
}

/**
 * mq_open_review_flush:
 *
 * Saves what is not saved yet and waits for it; for the moment before a window closes.
 */
gboolean
mq_open_review_flush (MqOpenReview *self, GError **error)
{
  g_clear_handle_id (&self->save_timeout, g_source_remove);
  while (self->saving)
    g_main_context_iteration (NULL, TRUE);
  mq_open_review_sync_body (self);
  if (self->dirty && !(self->revision == 0 && mq_review_is_empty (self->review)))
    {
      if (!mq_library_save (self->library, self->review, self->revision, &self->revision, error))
        return FALSE;
      self->dirty = FALSE;
      mq_snapshot_keeper_note_saved (self->keeper);
      set_state (self, MQ_SAVED, NULL);
    }
  keep_caret (self);
  return TRUE;
}

/** Returns: where the critic writes, in characters */
int
mq_open_review_get_caret (MqOpenReview *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_offset (&caret);
}

static void
on_copy_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqOpenReview) self = data;
  g_autoptr (GError) error = NULL;
  gint64 revision;

  if (!mq_library_save_finish (MQ_LIBRARY (source), result, &revision, &error))
    take_save_error (self, error);
}

/** After a conflict: keeps what is here as a review of its own, beside the other version. */
void
mq_open_review_keep_as_copy (MqOpenReview *self)
{
  g_autoptr (MqReview) copy = NULL;

  mq_open_review_sync_body (self);
  copy = mq_review_duplicate (self->review);
  mq_library_save_async (self->library, copy, 0, on_copy_saved_cb, g_object_ref (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-snapshot-keeper.h"

#define PAUSE_SECONDS 180

struct _MqSnapshotKeeper
{
  MqLibrary *library;
  MqReview *review;
  MqReview *as_opened; /* NULL for a new review, and once it is kept */
  gboolean changed;    /* since a state was kept last */
  guint pause_timeout;
};

/** @is_new: whether the review is not in the library yet */
MqSnapshotKeeper *
mq_snapshot_keeper_new (MqLibrary *library, MqReview *review, gboolean is_new)
{
  MqSnapshotKeeper *self = g_new0 (MqSnapshotKeeper, 1);

  self->library = g_object_ref (library);
  self->review = g_object_ref (review);
  self->as_opened = is_new ? NULL : mq_review_copy (review);
  return self;
}

void
mq_snapshot_keeper_free (MqSnapshotKeeper *self)
{
  g_clear_handle_id (&self->pause_timeout, g_source_remove);
  g_clear_object (&self->as_opened);
  g_object_unref (self->review);
  g_object_unref (self->library);
  g_free (self);
}

static gboolean
on_pause_cb (gpointer data)
{
  MqSnapshotKeeper *self = data;

  self->pause_timeout = 0;
  self->changed = FALSE;
  mq_history_take_later (self->library, self->review, MQ_MOMENT_PAUSE);
  return G_SOURCE_REMOVE;
}

/** A change is on the disk. */
void
mq_snapshot_keeper_note_saved (MqSnapshotKeeper *self)
{
  if (self->as_opened != NULL)
    mq_history_take_later (self->library, self->as_opened, MQ_MOMENT_OPENED);
  g_clear_object (&self->as_opened);
  self->changed = TRUE;
  g_clear_handle_id (&self->pause_timeout, g_source_remove);
  self->pause_timeout = g_timeout_add_seconds (PAUSE_SECONDS, on_pause_cb, self);
}

/** The review is shown no longer, or the program ends; it is saved already. */
void
mq_snapshot_keeper_leave (MqSnapshotKeeper *self)
{
  g_clear_handle_id (&self->pause_timeout, g_source_remove);
  if (self->changed)
    mq_history_take_later (self->library, self->review, MQ_MOMENT_LEFT);
  self->changed = FALSE;
}

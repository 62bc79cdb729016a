/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-facts-history.h"

#define MOST_STEPS 200
#define ONE_STEP_US (1500 * 1000) /* letters typed into one field closer than this are one step */

struct _MqFactsHistory
{
  MqReview *review; /* (unowned) */
  MqReview *now;    /* as it is after the last noted change */
  GQueue undo;      /* of MqReview, the latest first */
  GQueue redo;
  char *property;
  gint64 noted_at;
  gboolean restoring;
};

static MqReview *
copy_facts (MqReview *review)
{
  MqReview *copy = mq_review_copy (review);
  mq_review_set_text (copy, MQ_REVIEW_BODY, "");
  return copy;
}

MqFactsHistory *
mq_facts_history_new (MqReview *review)
{
  MqFactsHistory *self = g_new0 (MqFactsHistory, 1);

  self->review = review;
  self->now = copy_facts (review);
  return self;
}

void
mq_facts_history_free (MqFactsHistory *self)
{
  g_queue_clear_full (&self->undo, g_object_unref);
  g_queue_clear_full (&self->redo, g_object_unref);
  g_object_unref (self->now);
  g_free (self->property);
  g_free (self);
}

/** Notes that a property has just changed. */
void
mq_facts_history_note (MqFactsHistory *self, const char *property)
{
  gint64 now = g_get_monotonic_time ();
  gboolean same_step;

  if (self->restoring)
    return;
  same_step = g_strcmp0 (self->property, property) == 0 && now - self->noted_at < ONE_STEP_US
              && !g_queue_is_empty (&self->undo);
  g_set_str (&self->property, property);
  self->noted_at = now;
  g_queue_clear_full (&self->redo, g_object_unref);
  if (same_step)
    g_object_unref (self->now);
  else
    g_queue_push_head (&self->undo, self->now);
  self->now = copy_facts (self->review);
  while (g_queue_get_length (&self->undo) > MOST_STEPS)
    g_object_unref (g_queue_pop_tail (&self->undo));
}

static gboolean
step (MqFactsHistory *self, GQueue *from, GQueue *to)
{
  g_autofree char *body = NULL;

  if (g_queue_is_empty (from))
    return FALSE;
  g_queue_push_head (to, self->now);
  self->now = g_queue_pop_head (from);
  body = g_strdup (mq_review_get_text (self->review, MQ_REVIEW_BODY));
  self->restoring = TRUE;
  g_object_freeze_notify (G_OBJECT (self->review));
  mq_review_assign (self->review, self->now);
  mq_review_set_text (self->review, MQ_REVIEW_BODY, body);
  g_object_thaw_notify (G_OBJECT (self->review));
  self->restoring = FALSE;
  g_clear_pointer (&self->property, g_free);
  return TRUE;
}

/** Takes back the last step. Returns: whether there was one */
gboolean
mq_facts_history_undo (MqFactsHistory *self)
{
  return step (self, &self->undo, &self->redo);
}

gboolean
mq_facts_history_redo (MqFactsHistory *self)
{
  return step (self, &self->redo, &self->undo);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-mirror-records.h"

MqMirrorRecord *
mq_mirror_record_new (const char *name, const char *review, const char *hash, gint64 revision)
{
  MqMirrorRecord *self = g_new0 (MqMirrorRecord, 1);

  self->name = g_strdup (name);
  self->review = g_strdup (review);
  self->hash = g_strdup (hash);
  self->revision = revision;
  return self;
}

void
mq_mirror_record_free (MqMirrorRecord *self)
{
  g_free (self->name);
  g_free (self->review);
  g_free (self->hash);
  g_free (self);
}

void
mq_review_state_free (MqReviewState *self)
{
  g_free (self->id);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_free (self);
}

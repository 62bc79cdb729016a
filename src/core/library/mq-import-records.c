/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-records.h"

static GHashTable *
new_bytes_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

MqArrival *
mq_arrival_new (MqReview *review, gboolean binned)
{
  MqArrival *self = g_new0 (MqArrival, 1);

  self->review = g_object_ref (review);
  self->pictures = new_bytes_table ();
  self->thumbnails = new_bytes_table ();
  self->binned = binned;
  return self;
}

void
mq_arrival_free (MqArrival *self)
{
  g_object_unref (self->review);
  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->thumbnails);
  g_free (self->language);
  g_free (self->twin);
  g_free (self);
}

void
mq_import_record_free (MqImportRecord *self)
{
  g_free (self->source);
  g_free (self->format);
  g_free (self);
}

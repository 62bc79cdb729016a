/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-review.h"

G_BEGIN_DECLS

/** What a library has to say to a review that arrives from elsewhere. */
typedef enum
{
  MQ_ARRIVAL_NEW,
  MQ_ARRIVAL_KNOWN,   /* it is here as it arrives */
  MQ_ARRIVAL_CHANGED, /* it is here, with other words or facts */
  MQ_ARRIVAL_BINNED,  /* it is here, in the bin */
  MQ_ARRIVAL_TWIN,    /* another review has the same text */
} MqArrivalVerdict;

/**
 * MqArrival:
 * @review: what arrives; its id is the same each time it does
 * @pictures: (element-type utf8 GBytes): the originals of its pictures, by hash
 * @thumbnails: (element-type utf8 GBytes): likewise, the small ones; may lack some for a dry run
 * @binned: whether it goes to the bin
 * @has_own_id: whether its id is one of Marquee's, by which alone it is known
 * @partial: its pictures were not looked for
 * @language: (nullable): for a text that does not say its own
 * @verdict: what the library said
 * @twin: (nullable): for %MQ_ARRIVAL_TWIN the title of the other
 */
typedef struct
{
  MqReview *review;
  GHashTable *pictures;
  GHashTable *thumbnails;
  gboolean binned;
  gboolean has_own_id;
  gboolean partial;
  char *language;
  MqArrivalVerdict verdict;
  char *twin;
} MqArrival;

MqArrival *mq_arrival_new (MqReview *review, gboolean binned);
void mq_arrival_free (MqArrival *self);

/**
 * MqImportRecord:
 * @started: seconds since 1970
 * @source: the path it was read from
 * @format: the word for its format: "letterboxd", "wxr" …
 * @n_reviews: how many came with it
 */
typedef struct
{
  gint64 number;
  gint64 started;
  char *source;
  char *format;
  guint n_reviews;
} MqImportRecord;

void mq_import_record_free (MqImportRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqArrival, mq_arrival_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqImportRecord, mq_import_record_free)

G_END_DECLS

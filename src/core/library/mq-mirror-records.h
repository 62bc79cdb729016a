/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqMirrorRecord:
 * @name: of a file, within the folder
 * @review: the id of the review in it, "" for a file that was only looked at
 * @hash: of what it held when it and the library last agreed
 * @revision: of the review then
 */
typedef struct
{
  char *name;
  char *review;
  char *hash;
  gint64 revision;
} MqMirrorRecord;

/**
 * MqReviewState:
 * @pictures: (element-type utf8) (nullable): of each its name, then its hash; %NULL for none
 *
 * Which revision of a review the library has.
 */
typedef struct
{
  char *id;
  gint64 revision;
  gboolean binned;
  GPtrArray *pictures;
} MqReviewState;

MqMirrorRecord *
mq_mirror_record_new (const char *name, const char *review, const char *hash, gint64 revision);
void mq_mirror_record_free (MqMirrorRecord *self);
void mq_review_state_free (MqReviewState *self);

G_END_DECLS

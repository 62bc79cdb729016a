/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-import-records.h"

G_BEGIN_DECLS

/**
 * MqImportItem:
 * @place: where it stands in its source: "reviews.csv, line 12", "_posts/2012-11-02-rust.md"
 * @arrival: the review with its pictures
 * @notes: (element-type utf8): what the critic should know, a sentence each
 * @doubtful: whether the critic should look at it: a name may be none
 *
 * A review as a reader of a foreign format hands it over.
 */
typedef struct
{
  char *place;
  MqArrival *arrival;
  GPtrArray *notes;
  gboolean doubtful;
} MqImportItem;

MqImportItem *mq_import_item_new (const char *place, const char *key);
MqImportItem *mq_import_item_new_for (const char *place, MqReview *review, gboolean binned);
void mq_import_item_free (MqImportItem *self);
MqReview *mq_import_item_get_review (MqImportItem *self);
void mq_import_item_note (MqImportItem *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

MqPicture *mq_import_item_add_picture (MqImportItem *self,
                                       GBytes *bytes,
                                       const char *name,
                                       MqPictureUse use,
                                       const char *alt,
                                       GError **error);
void mq_import_item_check_names (MqImportItem *self);
void mq_import_item_check_facts (MqImportItem *self);
void mq_import_item_set_moment (MqImportItem *self, const char *date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqImportItem, mq_import_item_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-history.h"

G_BEGIN_DECLS

/**
 * MqSnapshotKeeper:
 *
 * Keeps states of a review while it is worked on: as it was opened, in each pause of minutes, and
 * as it was left. A review that is only looked at leaves none.
 */
typedef struct _MqSnapshotKeeper MqSnapshotKeeper;

MqSnapshotKeeper *mq_snapshot_keeper_new (MqLibrary *library, MqReview *review, gboolean is_new);
void mq_snapshot_keeper_free (MqSnapshotKeeper *self);
void mq_snapshot_keeper_note_saved (MqSnapshotKeeper *self);
void mq_snapshot_keeper_leave (MqSnapshotKeeper *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqSnapshot:
 * @number: its row
 * @taken: seconds since 1970
 * @reason: "opened", "pause", "left", "published", "other", "theirs" or "restored"
 *
 * An earlier state of a review, without its document.
 */
typedef struct
{
  gint64 number;
  gint64 taken;
  char *reason;
} MqSnapshot;

void mq_snapshot_free (MqSnapshot *snapshot);
gboolean mq_snapshot_is_lasting (const char *reason);
gboolean mq_snapshot_is_kept (const MqSnapshot *snapshot, const MqSnapshot *newer, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqSnapshot, mq_snapshot_free)

G_END_DECLS

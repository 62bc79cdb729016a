/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library-history.h"

G_BEGIN_DECLS

/**
 * MqMoment:
 * @MQ_MOMENT_OTHER: how another machine has it, where both changed it
 * @MQ_MOMENT_THEIRS: before a site's or another program's words took the place of the critic's
 * @MQ_MOMENT_RESTORED: before an earlier state took its place
 *
 * When a state of a review was kept.
 */
typedef enum
{
  MQ_MOMENT_OPENED,
  MQ_MOMENT_PAUSE,
  MQ_MOMENT_LEFT,
  MQ_MOMENT_PUBLISHED,
  MQ_MOMENT_OTHER,
  MQ_MOMENT_THEIRS,
  MQ_MOMENT_RESTORED,
} MqMoment;

const char *mq_moment_get_label (const char *reason);

gboolean mq_history_take (MqLibrary *library, MqReview *review, MqMoment moment, GError **error);
void mq_history_take_later (MqLibrary *library, MqReview *review, MqMoment moment);
MqReview *mq_history_load (MqLibrary *library, const char *id, gint64 number, GError **error);
MqReview *mq_history_load_from_backup (const char *backup,
                                       const char *id,
                                       MqLibrary *library,
                                       GCancellable *cancellable,
                                       GError **error);
void mq_history_restore (MqReview *review, MqReview *then);
char *mq_history_dup_text (MqReview *review);

G_END_DECLS

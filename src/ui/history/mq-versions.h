/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library.h"

G_BEGIN_DECLS

/* The earlier versions of a review, read on a thread of their own: a library may be locked by
 * another program, a backup may be large. */

/**
 * MqVersion:
 * @taken: seconds since 1970
 * @label: why it was kept, for the critic
 * @number: of the snapshot that it is
 * @backup: (nullable): the path of the backup that it is in, if it is no snapshot
 */
typedef struct
{
  gint64 taken;
  char *label;
  gint64 number;
  char *backup;
} MqVersion;

void mq_version_free (MqVersion *version);

void mq_versions_list_async (MqLibrary *library,
                             MqReview *review,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
GPtrArray *mq_versions_list_finish (GAsyncResult *result, GError **error);

void mq_version_load_async (const MqVersion *version,
                            const char *id,
                            MqLibrary *library,
                            gboolean take_pictures,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
MqReview *mq_version_load_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqVersion, mq_version_free)

G_END_DECLS

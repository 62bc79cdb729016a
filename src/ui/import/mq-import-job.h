/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-import.h"
#include "mq-progress-relay.h"

G_BEGIN_DECLS

/**
 * MqImportWish:
 * @paths: (array zero-terminated=1): files and folders
 * @dry_run: only look
 * @all: also films without a review
 * @fetch: get pictures from the web
 * @language: (nullable): of texts that do not say theirs
 * @leave_out: (nullable) (element-type utf8): ids of reviews that are not wanted
 *
 * What a job is to do; it keeps a copy.
 */
typedef struct
{
  char **paths;
  gboolean dry_run;
  gboolean all;
  gboolean fetch;
  char *language;
  GHashTable *leave_out;
} MqImportWish;

void mq_import_job_start (MqLibrary *library,
                          const MqImportWish *wish,
                          MqProgressFunc progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
MqImportReport *mq_import_job_finish (GAsyncResult *result, GError **error);

void mq_import_job_undo_start (MqLibrary *library,
                               gint64 number,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean
mq_import_job_undo_finish (GAsyncResult *result, guint *deleted, guint *binned, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library.h"
#include "mq-theme.h"

G_BEGIN_DECLS

typedef enum
{
  MQ_EXPORT_PAGE,
  MQ_EXPORT_FILE,
  MQ_EXPORT_MARKDOWN,
  MQ_EXPORT_TEXT,
  MQ_EXPORT_PDF, /* made by the preview, not here */
} MqExportFormat;

#define MQ_N_EXPORT_FORMATS (MQ_EXPORT_PDF + 1)

void mq_export_job_start (MqLibrary *library,
                          MqReview *review,
                          MqExportFormat format,
                          const MqTheme *theme,
                          const char *own_css,
                          GFile *file,
                          GAsyncReadyCallback callback,
                          gpointer data);
char *mq_export_job_finish (GAsyncResult *result, GError **error);

G_END_DECLS

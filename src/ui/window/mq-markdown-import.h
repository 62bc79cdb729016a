/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library.h"

G_BEGIN_DECLS

void mq_markdown_import_file_async (MqLibrary *library,
                                    GFile *file,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
void
mq_markdown_import_sample_async (MqLibrary *library, GAsyncReadyCallback callback, gpointer data);
char *mq_markdown_import_finish (GAsyncResult *result, GError **error);

G_END_DECLS

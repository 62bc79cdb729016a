/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-import-records.h"
#include "mq-library.h"

G_BEGIN_DECLS

gint64
mq_library_begin_import (MqLibrary *self, const char *source, const char *format, GError **error);
gboolean mq_library_judge_arrivals (MqLibrary *self, GPtrArray *arrivals, GError **error);
gboolean
mq_library_keep_arrivals (MqLibrary *self, gint64 number, GPtrArray *arrivals, GError **error);
GPtrArray *mq_library_list_imports (MqLibrary *self, GError **error);
void mq_library_list_imports_async (MqLibrary *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
GPtrArray *mq_library_list_imports_finish (MqLibrary *self, GAsyncResult *result, GError **error);
gboolean mq_library_undo_import (MqLibrary *self,
                                 gint64 number,
                                 guint *deleted,
                                 guint *binned,
                                 GError **error);

G_END_DECLS

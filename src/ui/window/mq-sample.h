/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library.h"

G_BEGIN_DECLS

void mq_sample_take_async (MqLibrary *library, GAsyncReadyCallback callback, gpointer data);
char *mq_sample_take_finish (GAsyncResult *result, GError **error);

G_END_DECLS

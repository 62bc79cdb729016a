/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-import-item.h"

G_BEGIN_DECLS

void mq_import_text_read (MqImportItem *item, const char *markdown, gboolean from_web);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-import-feed.h"

G_BEGIN_DECLS

gboolean mq_import_html_is_name (const char *name);
void mq_import_html_read_text (MqImportFeed *feed,
                               MqImportItem *item,
                               const char *html,
                               const char *folder);

G_END_DECLS

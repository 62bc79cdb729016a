/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-import-item.h"
#include "mq-import.h"

G_BEGIN_DECLS

/** MqImportFeed: where the readers of formats put what they find */
typedef struct _MqImportFeed MqImportFeed;

gboolean mq_import_feed_take (MqImportFeed *self, MqImportItem *item, GError **error);
gboolean
mq_import_feed_refuse (MqImportFeed *self, const char *place, const char *sentence, GError **error);
void mq_import_feed_note (MqImportFeed *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void mq_import_feed_set_share (MqImportFeed *self, double share);
gboolean mq_import_feed_wants_all (MqImportFeed *self);
gboolean mq_import_feed_knows (MqImportFeed *self, MqImportItem *item);
gboolean mq_import_feed_can_fetch (MqImportFeed *self);
GBytes *mq_import_feed_fetch (MqImportFeed *self, const char *address, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-import-feed.h"

G_BEGIN_DECLS

MqPicture *mq_import_pictures_take (MqImportFeed *feed,
                                    MqImportItem *item,
                                    const char *address,
                                    const char *folder,
                                    MqPictureUse use,
                                    const char *alt);
GHashTable *mq_import_pictures_take_all (MqImportFeed *feed,
                                         MqImportItem *item,
                                         const char *html,
                                         const char *base,
                                         const char *folder);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library-publishing.h"
#include "mq-publisher.h"

G_BEGIN_DECLS

/**
 * MqPullEntry:
 * @post: as the site has it
 * @review: (nullable): the review in the library that it is, %NULL for none yet
 */
typedef struct
{
  MqPost *post;
  char *review;
} MqPullEntry;

GPtrArray *mq_pull_list (MqLibrary *library,
                         MqPublisher *publisher,
                         const MqSite *site,
                         GCancellable *cancellable,
                         GError **error);
gboolean mq_pull_bring (MqLibrary *library,
                        MqPublisher *publisher,
                        const MqSite *site,
                        MqPullEntry *entry,
                        GPtrArray *notes,
                        GCancellable *cancellable,
                        GError **error);

G_END_DECLS

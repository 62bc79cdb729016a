/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqLibrarySearch:
 *
 * The search over the library: the entry that completes words of fields, and the searches that the
 * critic kept.
 *
 * Property `search-mode`: whether the entry is shown. Signals: `changed` (words), `activated`,
 * `restored` (words of a kept search, which stand for the whole of a query), `forgotten` (name,
 * words), `failed` (a sentence).
 */
#define MQ_TYPE_LIBRARY_SEARCH (mq_library_search_get_type ())
G_DECLARE_FINAL_TYPE (MqLibrarySearch, mq_library_search, MQ, LIBRARY_SEARCH, AdwBin)

void mq_library_search_set_library (MqLibrarySearch *self, MqLibrary *library);
void mq_library_search_follow (MqLibrarySearch *self, const MqQuery *query);
void mq_library_search_clear (MqLibrarySearch *self);
void mq_library_search_start (MqLibrarySearch *self, const char *words);
void mq_library_search_keep (MqLibrarySearch *self, const char *name, const char *words);

G_END_DECLS

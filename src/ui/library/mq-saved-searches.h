/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqSavedSearches:
 *
 * The searches that the critic kept, as a list; nothing where there are none.
 *
 * Signals: `chosen` (words), `updated`, `forgotten` (name, words), `failed` (a sentence).
 */
#define MQ_TYPE_SAVED_SEARCHES (mq_saved_searches_get_type ())
G_DECLARE_FINAL_TYPE (MqSavedSearches, mq_saved_searches, MQ, SAVED_SEARCHES, AdwBin)

void mq_saved_searches_set_library (MqSavedSearches *self, MqLibrary *library);
const char *mq_saved_searches_find (MqSavedSearches *self, const char *words);
void mq_saved_searches_keep (MqSavedSearches *self, const char *name, const char *words);
void mq_saved_searches_forget (MqSavedSearches *self, const char *name);

G_END_DECLS

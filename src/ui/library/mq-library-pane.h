/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqLibraryPane:
 *
 * The library as a list with search, filters and sorting.
 *
 * Signals: `chosen` (id), `duplicate` (id), `export` (id), `bin` (ids, a GStrv), `put-back` (id),
 * `delete` (id), `listed` (whether there is any review at all), `search-forgotten` (name, words),
 * `failed` (a sentence).
 */
#define MQ_TYPE_LIBRARY_PANE (mq_library_pane_get_type ())
G_DECLARE_FINAL_TYPE (MqLibraryPane, mq_library_pane, MQ, LIBRARY_PANE, AdwBin)

void mq_library_pane_set_library (MqLibraryPane *self, MqLibrary *library);
void mq_library_pane_refresh (MqLibraryPane *self);
void mq_library_pane_select (MqLibraryPane *self, const char *id);
void mq_library_pane_start_search (MqLibraryPane *self, const char *words);
void mq_library_pane_keep_search (MqLibraryPane *self, const char *name, const char *words);
void mq_library_pane_set_sort (MqLibraryPane *self, const char *sort);
const char *mq_library_pane_get_neighbour (MqLibraryPane *self, const char *id);
const char *mq_library_pane_get_first (MqLibraryPane *self);
const char *mq_library_pane_get_title (MqLibraryPane *self, const char *id);
gboolean mq_library_pane_has (MqLibraryPane *self, const char *id);
GMenuModel *mq_library_pane_get_main_menu (MqLibraryPane *self);
void mq_library_pane_open_menu (MqLibraryPane *self);

G_END_DECLS

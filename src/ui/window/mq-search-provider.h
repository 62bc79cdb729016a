/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqSearchProvider:
 *
 * Answers the search of GNOME Shell:
 * https://developer.gnome.org/documentation/tutorials/search-provider.html
 *
 * Signal `activated`: the critic chose the review with that id. Signal `searched`: wants to see all
 * that is found for these words.
 */
#define MQ_TYPE_SEARCH_PROVIDER (mq_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (MqSearchProvider, mq_search_provider, MQ, SEARCH_PROVIDER, GObject)

/** Returns: (transfer none) (nullable): the library, opened where it was not yet */
typedef MqLibrary *(*MqSearchLibrary) (gpointer data);

MqSearchProvider *mq_search_provider_new (MqSearchLibrary get_library, gpointer data);
gboolean mq_search_provider_export (MqSearchProvider *self,
                                    GDBusConnection *connection,
                                    const char *path,
                                    GError **error);
void mq_search_provider_unexport (MqSearchProvider *self, GDBusConnection *connection);

G_END_DECLS

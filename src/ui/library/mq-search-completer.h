/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-completion-popover.h"
#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqSearchCompleter:
 *
 * Completes the words of fields in a search entry, below which it opens.
 */
#define MQ_TYPE_SEARCH_COMPLETER (mq_search_completer_get_type ())
G_DECLARE_FINAL_TYPE (MqSearchCompleter,
                      mq_search_completer,
                      MQ,
                      SEARCH_COMPLETER,
                      MqCompletionPopover)

MqSearchCompleter *mq_search_completer_new (GtkSearchEntry *entry);
void mq_search_completer_set_library (MqSearchCompleter *self, MqLibrary *library);
void mq_search_completer_set_text (MqSearchCompleter *self, const char *text);

G_END_DECLS

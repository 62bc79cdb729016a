/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MqCompletionPopover:
 *
 * What a few typed letters may mean, below the entry that they are typed in. The focus stays in the
 * entry, which passes on the keys.
 *
 * Signal `chosen` with the index of what was offered.
 */
#define MQ_TYPE_COMPLETION_POPOVER (mq_completion_popover_get_type ())
G_DECLARE_DERIVABLE_TYPE (MqCompletionPopover,
                          mq_completion_popover,
                          MQ,
                          COMPLETION_POPOVER,
                          GtkPopover)

struct _MqCompletionPopoverClass
{
  GtkPopoverClass parent_class;
};

MqCompletionPopover *mq_completion_popover_new (void);
void mq_completion_popover_clear (MqCompletionPopover *self);
void mq_completion_popover_withdraw (MqCompletionPopover *self);
void mq_completion_popover_add (MqCompletionPopover *self, const char *text, const char *note);
void mq_completion_popover_offer (MqCompletionPopover *self);
gboolean mq_completion_popover_move (MqCompletionPopover *self, int step);
gboolean mq_completion_popover_choose (MqCompletionPopover *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-completion-popover.h"
#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqNameCompletion:
 *
 * The people of the critic's own library whom a few letters may mean, with the works that the
 * critic knows them from.
 *
 * Signal `named` with the name that was chosen.
 */
#define MQ_TYPE_NAME_COMPLETION (mq_name_completion_get_type ())
G_DECLARE_FINAL_TYPE (MqNameCompletion,
                      mq_name_completion,
                      MQ,
                      NAME_COMPLETION,
                      MqCompletionPopover)

MqNameCompletion *mq_name_completion_new (void);
void mq_name_completion_set_source (MqNameCompletion *self, MqLibrary *library, const char *except);
void mq_name_completion_look_up (MqNameCompletion *self, const char *start);

G_END_DECLS

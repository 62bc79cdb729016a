/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** MqEmptyState: what the window shows while there is no review at all. */
#define MQ_TYPE_EMPTY_STATE (mq_empty_state_get_type ())
G_DECLARE_FINAL_TYPE (MqEmptyState, mq_empty_state, MQ, EMPTY_STATE, AdwBin)

G_END_DECLS

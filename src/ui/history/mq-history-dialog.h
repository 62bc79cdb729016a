/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqHistoryDialog:
 *
 * The earlier states of a review beside what it is now.
 *
 * Signal: `restore` (a MqReview, as it is to be again).
 */
#define MQ_TYPE_HISTORY_DIALOG (mq_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqHistoryDialog, mq_history_dialog, MQ, HISTORY_DIALOG, AdwDialog)

MqHistoryDialog *mq_history_dialog_new (MqLibrary *library, MqReview *review);

G_END_DECLS

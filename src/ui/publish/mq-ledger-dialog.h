/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqLedgerDialog:
 *
 * On which sites a review is, and what was sent there when, with the words as they went out.
 */
#define MQ_TYPE_LEDGER_DIALOG (mq_ledger_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqLedgerDialog, mq_ledger_dialog, MQ, LEDGER_DIALOG, AdwDialog)

MqLedgerDialog *mq_ledger_dialog_new (MqLibrary *library, MqReview *review);

G_END_DECLS

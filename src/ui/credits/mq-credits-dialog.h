/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/** MqCreditsDialog: everything about the film and the review, in a dialog. */
#define MQ_TYPE_CREDITS_DIALOG (mq_credits_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqCreditsDialog, mq_credits_dialog, MQ, CREDITS_DIALOG, AdwDialog)

MqCreditsDialog *mq_credits_dialog_new (MqLibrary *library, MqReview *review);

G_END_DECLS

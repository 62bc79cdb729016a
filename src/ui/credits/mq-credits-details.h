/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqCreditsDetails:
 *
 * All that the short form leaves out. It stands in a dialog while the window is wide, below the
 * form while it is narrow.
 */
#define MQ_TYPE_CREDITS_DETAILS (mq_credits_details_get_type ())
G_DECLARE_FINAL_TYPE (MqCreditsDetails, mq_credits_details, MQ, CREDITS_DETAILS, GtkBox)

void mq_credits_details_set_review (MqCreditsDetails *self, MqLibrary *library, MqReview *review);

G_END_DECLS

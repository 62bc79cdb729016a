/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqCreditsForm:
 *
 * The short form above the text: title, the two first credit lines, rating and year. It folds to
 * one line.
 *
 * Property `compact`: narrower margins and no fold, for a narrow window.
 */
#define MQ_TYPE_CREDITS_FORM (mq_credits_form_get_type ())
G_DECLARE_FINAL_TYPE (MqCreditsForm, mq_credits_form, MQ, CREDITS_FORM, AdwBin)

void mq_credits_form_set_review (MqCreditsForm *self, MqLibrary *library, MqReview *review);
void mq_credits_form_set_scale (MqCreditsForm *self, MqScale scale);
void mq_credits_form_set_folded (MqCreditsForm *self, gboolean folded);
void mq_credits_form_focus_title (MqCreditsForm *self);
void mq_credits_form_focus_last (MqCreditsForm *self);

G_END_DECLS

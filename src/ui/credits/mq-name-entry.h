/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"
#include "mq-review.h"

G_BEGIN_DECLS

/**
 * MqNameEntry:
 *
 * The people of one credit line, a token each. A comma or Enter makes a token; a pasted line is
 * parted at commas and "and"; Alt and the arrow keys, or dragging, change the order.
 *
 * Property `role`: the credit line. Property `label`: what a screen reader calls it.
 */
#define MQ_TYPE_NAME_ENTRY (mq_name_entry_get_type ())
G_DECLARE_FINAL_TYPE (MqNameEntry, mq_name_entry, MQ, NAME_ENTRY, AdwBin)

void mq_name_entry_set_role (MqNameEntry *self,
                             const char *role,
                             const char *label,
                             const char *placeholder);
void mq_name_entry_set_review (MqNameEntry *self, MqLibrary *library, MqReview *review);

G_END_DECLS

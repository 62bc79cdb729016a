/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqPeopleDialog:
 *
 * Everybody whom the reviews credit, and a page for each.
 *
 * Signals: `chosen` (the id of a review), `search` (words), `failed` (a sentence).
 */
#define MQ_TYPE_PEOPLE_DIALOG (mq_people_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqPeopleDialog, mq_people_dialog, MQ, PEOPLE_DIALOG, AdwDialog)

MqPeopleDialog *mq_people_dialog_new (MqLibrary *library, const char *name);

G_END_DECLS

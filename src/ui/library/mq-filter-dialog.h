/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqFilterDialog:
 *
 * Narrows a list by tag, person, outlet, year and rating, at once.
 *
 * Signal `applied`: the query was changed.
 */
#define MQ_TYPE_FILTER_DIALOG (mq_filter_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqFilterDialog, mq_filter_dialog, MQ, FILTER_DIALOG, AdwDialog)

MqFilterDialog *mq_filter_dialog_new (MqLibrary *library, MqQuery *query);

G_END_DECLS

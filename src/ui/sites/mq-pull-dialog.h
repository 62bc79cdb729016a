/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqPullDialog:
 *
 * The posts of a site, to be brought into the library.
 *
 * Signal `brought`: there are new reviews in the library.
 */
#define MQ_TYPE_PULL_DIALOG (mq_pull_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqPullDialog, mq_pull_dialog, MQ, PULL_DIALOG, AdwDialog)

MqPullDialog *mq_pull_dialog_new (MqLibrary *library);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqPublishDialog:
 *
 * Takes a review to a site: where and how, what is amiss before, step by step, and what the site
 * made of it. The review goes out as it stood when Publish was pressed; writing goes on meanwhile.
 *
 * Signals: `published` (a MqDeliveryReport), `failed-unseen` (a sentence, where the dialog was
 * closed meanwhile), `edited` (a MqReview whose page name and tags were changed here), `merged` (a
 * MqReview; returns whether it is on the disk), `go-to` (a place of MqPublishCheck), `add-site`.
 */
#define MQ_TYPE_PUBLISH_DIALOG (mq_publish_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqPublishDialog, mq_publish_dialog, MQ, PUBLISH_DIALOG, AdwDialog)

MqPublishDialog *mq_publish_dialog_new (MqLibrary *library, MqReview *review);
void mq_publish_dialog_refresh_sites (MqPublishDialog *self);
gboolean mq_publish_dialog_is_closed (MqPublishDialog *self);

G_END_DECLS

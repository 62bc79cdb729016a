/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library-publishing.h"

G_BEGIN_DECLS

/**
 * MqSiteDialog:
 *
 * Asks where reviews are published, tries it, and keeps it: the password in the keyring.
 *
 * Signal `added`: the site is in the library, as it was filled in.
 */
#define MQ_TYPE_SITE_DIALOG (mq_site_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqSiteDialog, mq_site_dialog, MQ, SITE_DIALOG, AdwDialog)

MqSiteDialog *mq_site_dialog_new (MqLibrary *library, const MqSite *site);

G_END_DECLS

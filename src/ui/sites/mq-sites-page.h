/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/** MqSitesPage: the page of the preferences where sites are added and taken out. */
#define MQ_TYPE_SITES_PAGE (mq_sites_page_get_type ())
G_DECLARE_FINAL_TYPE (MqSitesPage, mq_sites_page, MQ, SITES_PAGE, AdwPreferencesPage)

MqSitesPage *mq_sites_page_new (MqLibrary *library);

G_END_DECLS

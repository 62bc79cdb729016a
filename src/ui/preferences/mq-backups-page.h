/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** MqBackupsPage: the backups of a library, to go back to one of them. */
#define MQ_TYPE_BACKUPS_PAGE (mq_backups_page_get_type ())
G_DECLARE_FINAL_TYPE (MqBackupsPage, mq_backups_page, MQ, BACKUPS_PAGE, AdwNavigationPage)

MqBackupsPage *mq_backups_page_new (GSettings *settings, const char *library);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-publisher.h"

G_BEGIN_DECLS

/* One file for each kind of site; mq-publisher.c chooses. */
MqPublisher *mq_wordpress_new (const MqSite *site, const char *secret, guint patience);
MqPublisher *mq_ghost_new (const MqSite *site, const char *secret, guint patience);
MqPublisher *mq_micropub_new (const MqSite *site, const char *secret, guint patience);
MqPublisher *mq_page_folder_site_new (const MqSite *site, const char *secret, guint patience);
MqPublisher *mq_webdav_site_new (const MqSite *site, const char *secret, guint patience);
MqPublisher *mq_sftp_site_new (const MqSite *site, const char *secret, guint patience);
MqPublisher *mq_generator_new (const MqSite *site, const char *secret, guint patience);

G_END_DECLS

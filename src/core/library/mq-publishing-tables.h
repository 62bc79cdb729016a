/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"
#include "mq-publishing-records.h"

G_BEGIN_DECLS

/* The tables of 002-publishing.sql. */
gboolean mq_site_table_save (MqDatabase *database, const MqSite *site, GError **error);
GPtrArray *mq_site_table_list (MqDatabase *database, GError **error);
gboolean mq_site_table_remove (MqDatabase *database, const char *id, GError **error);

gboolean mq_publication_table_ensure (MqDatabase *database,
                                      const char *review,
                                      const char *site,
                                      GError **error);
GPtrArray *mq_publication_table_list (MqDatabase *database,
                                      const char *review,
                                      const char *site,
                                      GError **error);
gboolean
mq_publication_table_save (MqDatabase *database, const MqPublication *publication, GError **error);

gboolean mq_delivery_table_add (MqDatabase *database, MqDelivery *delivery, GError **error);
GPtrArray *mq_delivery_table_list (MqDatabase *database,
                                   const char *review,
                                   gint64 number,
                                   gboolean only_open,
                                   GError **error);
gboolean mq_delivery_table_save (MqDatabase *database, const MqDelivery *delivery, GError **error);
gboolean mq_delivery_table_note (MqDatabase *database,
                                 gint64 delivery,
                                 const char *step,
                                 const char *answer,
                                 GError **error);

MqSitePicture *mq_site_picture_table_get (MqDatabase *database,
                                          const char *site,
                                          const char *hash,
                                          GError **error);
gboolean
mq_site_picture_table_save (MqDatabase *database, const MqSitePicture *picture, GError **error);

G_END_DECLS

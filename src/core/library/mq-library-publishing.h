/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library.h"
#include "mq-publishing-records.h"

G_BEGIN_DECLS

/* What the library knows of sites and of what was sent to them. Each call is a transaction that has
 * reached the disk when it returns. Those without `_async` wait for the library's thread. */

gboolean mq_library_save_site (MqLibrary *self, const MqSite *site, GError **error);
GPtrArray *mq_library_list_sites (MqLibrary *self, GError **error);
void mq_library_list_sites_async (MqLibrary *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GPtrArray *mq_library_list_sites_finish (MqLibrary *self, GAsyncResult *result, GError **error);
MqSite *mq_library_find_site (MqLibrary *self, const char *name_or_id, GError **error);
gboolean mq_library_remove_site (MqLibrary *self, const char *id, GError **error);

MqPublication *
mq_library_get_publication (MqLibrary *self, const char *review, const char *site, GError **error);
GPtrArray *mq_library_list_publications (MqLibrary *self,
                                         const char *review,
                                         const char *site,
                                         GError **error);
void mq_library_list_publications_async (MqLibrary *self,
                                         const char *review,
                                         const char *site,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data);
GPtrArray *
mq_library_list_publications_finish (MqLibrary *self, GAsyncResult *result, GError **error);
gboolean
mq_library_save_publication (MqLibrary *self, const MqPublication *publication, GError **error);

gboolean mq_library_add_delivery (MqLibrary *self, MqDelivery *delivery, GError **error);
MqDelivery *mq_library_get_delivery (MqLibrary *self, gint64 number, GError **error);
GPtrArray *mq_library_list_deliveries (MqLibrary *self,
                                       const char *review,
                                       gboolean only_open,
                                       GError **error);
void mq_library_list_deliveries_async (MqLibrary *self,
                                       const char *review,
                                       gboolean only_open,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data);
GPtrArray *
mq_library_list_deliveries_finish (MqLibrary *self, GAsyncResult *result, GError **error);
gboolean mq_library_save_delivery (MqLibrary *self, const MqDelivery *delivery, GError **error);
gboolean mq_library_note_step (MqLibrary *self,
                               gint64 delivery,
                               const char *step,
                               const char *answer,
                               GError **error);

MqSitePicture *
mq_library_get_site_picture (MqLibrary *self, const char *site, const char *hash, GError **error);
gboolean
mq_library_save_site_picture (MqLibrary *self, const MqSitePicture *picture, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-finding-records.h"
#include "mq-library.h"

G_BEGIN_DECLS

void mq_library_complete_search_async (MqLibrary *self,
                                       const char *typed,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data);
GPtrArray *
mq_library_complete_search_finish (MqLibrary *self, GAsyncResult *result, GError **error);

GPtrArray *mq_library_list_people (MqLibrary *self, GError **error);
void mq_library_list_people_async (MqLibrary *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
GPtrArray *mq_library_list_people_finish (MqLibrary *self, GAsyncResult *result, GError **error);
GPtrArray *mq_library_list_works (MqLibrary *self, const char *person, GError **error);
void mq_library_list_works_async (MqLibrary *self,
                                  const char *person,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GPtrArray *mq_library_list_works_finish (MqLibrary *self, GAsyncResult *result, GError **error);

void mq_library_list_searches_async (MqLibrary *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
GPtrArray *mq_library_list_searches_finish (MqLibrary *self, GAsyncResult *result, GError **error);
void mq_library_keep_search_async (MqLibrary *self,
                                   const char *name,
                                   const char *words,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
void mq_library_forget_search_async (MqLibrary *self,
                                     const char *name,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
gboolean mq_library_keep_search_finish (MqLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-library-error.h"
#include "mq-person.h"
#include "mq-query.h"
#include "mq-review-row.h"
#include "mq-review.h"

G_BEGIN_DECLS

/**
 * MqLibrary:
 *
 * The one door to the critic's reviews: an SQLite file and the thread that owns it. Every function
 * may be called from any thread. Those without `_async` wait for the library's thread.
 *
 * Signal `changed` (on the thread that opened it): another process or window wrote to the library.
 */
#define MQ_TYPE_LIBRARY (mq_library_get_type ())
G_DECLARE_FINAL_TYPE (MqLibrary, mq_library, MQ, LIBRARY, GObject)

MqLibrary *mq_library_open (const char *path, GError **error);
void mq_library_open_async (const char *path, GAsyncReadyCallback callback, gpointer data);
MqLibrary *mq_library_open_finish (GAsyncResult *result, GError **error);
void mq_library_close (MqLibrary *self);
const char *mq_library_get_path (MqLibrary *self);
char *mq_library_dup_default_path (void);

MqReview *
mq_library_load (MqLibrary *self, const char *id, gint64 *revision, int *caret, GError **error);
void mq_library_load_async (MqLibrary *self,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
MqReview *mq_library_load_finish (MqLibrary *self,
                                  GAsyncResult *result,
                                  gint64 *revision,
                                  int *caret,
                                  GError **error);

gboolean
mq_library_save (MqLibrary *self, MqReview *review, gint64 base, gint64 *revision, GError **error);
void mq_library_save_async (MqLibrary *self,
                            MqReview *review,
                            gint64 base,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean
mq_library_save_finish (MqLibrary *self, GAsyncResult *result, gint64 *revision, GError **error);

GPtrArray *mq_library_list (MqLibrary *self, const MqQuery *query, GError **error);
void mq_library_list_async (MqLibrary *self,
                            const MqQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
GPtrArray *mq_library_list_finish (MqLibrary *self, GAsyncResult *result, GError **error);

gboolean mq_library_add_picture (MqLibrary *self,
                                 const char *hash,
                                 GBytes *bytes,
                                 GBytes *thumbnail,
                                 GError **error);
GBytes *mq_library_get_picture (MqLibrary *self, const char *hash, GError **error);
GBytes *mq_library_get_thumbnail (MqLibrary *self, const char *hash, GError **error);
void mq_library_get_thumbnail_async (MqLibrary *self,
                                     const char *hash,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
GBytes *mq_library_get_thumbnail_finish (MqLibrary *self, GAsyncResult *result, GError **error);

void mq_library_complete_name_async (MqLibrary *self,
                                     const char *start,
                                     const char *except,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
GPtrArray *mq_library_complete_name_finish (MqLibrary *self, GAsyncResult *result, GError **error);
void mq_library_list_words_async (MqLibrary *self,
                                  const char *list,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
char **mq_library_list_words_finish (MqLibrary *self, GAsyncResult *result, GError **error);

gboolean mq_library_set_binned (MqLibrary *self, const char *id, gboolean binned, GError **error);
void mq_library_set_binned_async (MqLibrary *self,
                                  const char *id,
                                  gboolean binned,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean mq_library_set_binned_finish (MqLibrary *self, GAsyncResult *result, GError **error);
void mq_library_delete_async (MqLibrary *self,
                              const char *id,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean mq_library_delete_finish (MqLibrary *self, GAsyncResult *result, GError **error);
void mq_library_set_caret (MqLibrary *self, const char *id, int caret);
char *mq_library_find_twin (MqLibrary *self, MqReview *review, GError **error);

gboolean mq_library_check (MqLibrary *self, GError **error);

G_END_DECLS

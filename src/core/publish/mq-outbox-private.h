/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-outbox.h"

G_BEGIN_DECLS

/* One run of a delivery. */
typedef struct
{
  MqLibrary *library;
  MqDelivery *delivery;
  MqPublication *publication;
  MqSite *site;
  MqPublisher *publisher;
  MqSiteAbilities abilities;
  MqPost *post;    /* what is to be there */
  MqPost *current; /* what is there; NULL for nothing */
  MqDeliveryReport *report;
  MqDeliveryChoice choice;
  MqDeliveryProgress progress;
  gpointer data;
  GCancellable *cancellable;
} MqDeliveryRun;

gboolean mq_outbox_check_embargo (MqReview *review,
                                  const MqPublishRequest *request,
                                  gint64 time,
                                  GError **error);

int mq_outbox_lock (MqLibrary *library, guint patience, GCancellable *cancellable, GError **error);
void mq_outbox_unlock (int lock);

void mq_delivery_run_tell (MqDeliveryRun *run, double done, const char *sentence);
gboolean
mq_delivery_run_note (MqDeliveryRun *run, const char *step, const char *answer, GError **error);
gboolean mq_delivery_run_look (MqDeliveryRun *run, GError **error);
gboolean mq_delivery_run_remove_doubles (MqDeliveryRun *run, GPtrArray *posts, GError **error);
gboolean mq_delivery_run_bring_pictures (MqDeliveryRun *run, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library-publishing.h"
#include "mq-publisher.h"

G_BEGIN_DECLS

/**
 * MqPublishRequest:
 * @status: what the post is to be on the site
 * @date: when it is to appear, seconds since 1970, 0 for now
 * @categories: (array zero-terminated=1) (nullable): their names
 */
typedef struct
{
  MqPostStatus status;
  gint64 date;
  const char *const *categories;
} MqPublishRequest;

/**
 * MqDeliveryChoice:
 * @MQ_DELIVERY_CAREFUL: what somebody changed on the site is left alone, and the critic is asked
 * @MQ_DELIVERY_OVERWRITE: the critic has seen the site's version and keeps their own
 * @MQ_DELIVERY_ANEW: the post was deleted on the site and is to be made again
 */
typedef enum
{
  MQ_DELIVERY_CAREFUL = 0,
  MQ_DELIVERY_OVERWRITE = 1 << 0,
  MQ_DELIVERY_ANEW = 1 << 1,
} MqDeliveryChoice;

/**
 * MqDeliveryProgress:
 * @sentence: what is being done
 * @done: how much of it is, 0 to 1
 */
typedef void (*MqDeliveryProgress) (const char *sentence, double done, gpointer data);

/**
 * MqDeliveryReport:
 * @address: where the post is, as the site says
 * @for_readers: whether @address is one that readers can use
 * @status: what it is there
 * @date: when it appears or appeared
 * @notes: (element-type utf8): sentences on what the site made of it
 * @theirs: (nullable): after %MQ_PUBLISH_ERROR_CHANGED, the post as the site has it
 */
typedef struct
{
  char *address;
  gboolean for_readers;
  MqPostStatus status;
  gint64 date;
  GPtrArray *notes;
  MqPost *theirs;
} MqDeliveryReport;

void mq_delivery_report_free (MqDeliveryReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqDeliveryReport, mq_delivery_report_free)

MqPost *mq_outbox_compose (MqLibrary *library,
                           MqReview *review,
                           const MqSite *site,
                           const MqPublishRequest *request,
                           MqPublication **publication,
                           GError **error);
gint64 mq_outbox_add (MqLibrary *library,
                      MqReview *review,
                      const MqSite *site,
                      const MqPublishRequest *request,
                      GError **error);
MqDeliveryReport *mq_outbox_deliver (MqLibrary *library,
                                     gint64 number,
                                     const char *secret,
                                     guint patience,
                                     MqDeliveryChoice choice,
                                     MqDeliveryProgress progress,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean mq_outbox_accept_theirs (MqLibrary *library,
                                  MqReview *review,
                                  const MqSite *site,
                                  const MqPost *theirs,
                                  GError **error);
void mq_outbox_note_in_review (MqReview *review, const MqDeliveryReport *report);
gboolean mq_outbox_note_in_library (MqLibrary *library,
                                    const char *id,
                                    const MqDeliveryReport *report,
                                    GError **error);
gboolean mq_outbox_give_up (MqLibrary *library, gint64 number, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library-publishing.h"
#include "mq-publisher.h"
#include "mq-review.h"

G_BEGIN_DECLS

/**
 * MqSiteLook:
 * @abilities: what can be done there
 * @missing_tags: those of the review that the site doesn't have yet
 * @sent: whether the site had the review when it was last asked
 * @in_doubt: whether something was sent that may have arrived
 * @status: what the site has of it now; %MQ_POST_GONE where that is nothing, or in the bin
 * @changed: whether the site has changed it since it was sent
 * @address: where readers find it
 *
 * What a site says of a review, without anything being sent.
 */
typedef struct
{
  MqSiteAbilities abilities;
  char **missing_tags;
  gboolean sent;
  gboolean in_doubt;
  MqPostStatus status;
  gboolean changed;
  char *address;
} MqSiteLook;

MqSiteLook *mq_site_look (MqLibrary *library,
                          MqReview *review,
                          const MqSite *site,
                          const char *secret,
                          guint patience,
                          GCancellable *cancellable,
                          GError **error);
void mq_site_look_free (MqSiteLook *look);
char *mq_site_look_dup_sentence (const MqSiteLook *look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqSiteLook, mq_site_look_free)

G_END_DECLS

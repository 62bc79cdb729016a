/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-backends.h"
#include "mq-http.h"

G_BEGIN_DECLS

/* WordPress through its REST interface: https://developer.wordpress.org/rest-api/reference/ */
#define MQ_TYPE_WORDPRESS (mq_wordpress_get_type ())
G_DECLARE_FINAL_TYPE (MqWordpress, mq_wordpress, MQ, WORDPRESS, GObject)

struct _MqWordpress
{
  GObject parent_instance;

  MqHttp *http;
  char *address;
  char *user;
  char *secret;
  char *root; /* of the interface, once it was found */
};

JsonNode *mq_wordpress_call (MqWordpress *self,
                             const char *method,
                             const char *route,
                             JsonNode *body,
                             GCancellable *cancellable,
                             GError **error);
char *mq_wordpress_make_url (MqWordpress *self, const char *route);
char *mq_wordpress_plain_text (const char *html);
gboolean mq_wordpress_check (const MqHttpReply *reply, GError **error);

gboolean mq_wordpress_connect (MqWordpress *self,
                               MqSiteAbilities *abilities,
                               GCancellable *cancellable,
                               GError **error);

JsonArray *mq_wordpress_find_terms (MqWordpress *self,
                                    const char *taxonomy,
                                    char **names,
                                    GCancellable *cancellable,
                                    GError **error);

char **mq_wordpress_list_missing_tags (MqPublisher *publisher,
                                       const char *const *tags,
                                       GCancellable *cancellable,
                                       GError **error);

gboolean mq_wordpress_find_picture (MqWordpress *self,
                                    MqPostPicture *picture,
                                    gboolean *found,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean mq_wordpress_upload (MqWordpress *self,
                              MqPostPicture *picture,
                              GBytes *bytes,
                              GCancellable *cancellable,
                              GError **error);
gboolean mq_wordpress_describe (MqWordpress *self,
                                const MqPostPicture *picture,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS

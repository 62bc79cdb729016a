/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "mq-publish-error.h"

G_BEGIN_DECLS

/**
 * MqHttp:
 *
 * A conversation with one site, on one thread. A password goes to the host that it was given for
 * and to no other; plain HTTP is spoken to this machine only.
 */
typedef struct _MqHttp MqHttp;

/**
 * MqHttpRequest:
 * @method: "GET"
 * @url: an absolute address
 * @body: (nullable): what is sent
 * @type: (nullable): the media type of @body
 * @headers: (array zero-terminated=1) (nullable): further headers, name and value in turns
 * @anonymous: whether it goes out without the password
 * @refuse_redirects: whether to stay where @url points; what changes something always does
 */
typedef struct
{
  const char *method;
  const char *url;
  GBytes *body;
  const char *type;
  const char *const *headers;
  gboolean anonymous;
  gboolean refuse_redirects;
} MqHttpRequest;

/**
 * MqHttpReply:
 * @status: the code
 * @url: where the answer came from in the end
 * @headers: its headers
 * @body: what it says
 */
typedef struct
{
  guint status;
  char *url;
  SoupMessageHeaders *headers;
  GBytes *body;
} MqHttpReply;

MqHttp *mq_http_new (const char *authorization, guint patience);
void mq_http_free (MqHttp *self);
void mq_http_set_authorization (MqHttp *self, const char *authorization);
gint64 mq_http_get_clock_difference (MqHttp *self);
gboolean mq_http_wait (guint milliseconds, GCancellable *cancellable);
char *mq_http_make_basic (const char *user, const char *password);

MqHttpReply *mq_http_send (MqHttp *self,
                           const MqHttpRequest *request,
                           GCancellable *cancellable,
                           GError **error);
MqHttpReply *mq_http_get (MqHttp *self, const char *url, GCancellable *cancellable, GError **error);
GBytes *mq_http_make_form (const char *const *texts,
                           const char *file_field,
                           const char *file_name,
                           const char *media_type,
                           GBytes *file,
                           char **type);
const char *mq_http_reply_get_header (const MqHttpReply *reply, const char *name);
gboolean mq_http_reply_is_good (const MqHttpReply *reply);
gboolean mq_http_reply_check (const MqHttpReply *reply, const char *said, GError **error);
JsonNode *mq_http_reply_parse_json (const MqHttpReply *reply, GError **error);
char *mq_http_reply_find_link (const MqHttpReply *reply, const char *relation);
void mq_http_reply_free (MqHttpReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqHttp, mq_http_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqHttpReply, mq_http_reply_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  MQ_PUBLISH_ERROR_FAILED,
  MQ_PUBLISH_ERROR_HOST,         /* no such host */
  MQ_PUBLISH_ERROR_CONNECTION,   /* nobody listens, no network: nothing was sent */
  MQ_PUBLISH_ERROR_TLS,          /* the site could not prove who it is */
  MQ_PUBLISH_ERROR_INSECURE,     /* plain HTTP to another machine */
  MQ_PUBLISH_ERROR_LOST,         /* cut off or too slow: the site may have acted */
  MQ_PUBLISH_ERROR_GARBLED,      /* an answer that is none: the site may have acted */
  MQ_PUBLISH_ERROR_REDIRECT,     /* sent on to another host */
  MQ_PUBLISH_ERROR_UNAUTHORIZED, /* who is it? */
  MQ_PUBLISH_ERROR_FORBIDDEN,    /* may not */
  MQ_PUBLISH_ERROR_NOT_FOUND,
  MQ_PUBLISH_ERROR_GONE,
  MQ_PUBLISH_ERROR_CHANGED, /* by somebody else since it was last seen */
  MQ_PUBLISH_ERROR_TOO_LARGE,
  MQ_PUBLISH_ERROR_UNSUPPORTED,
  MQ_PUBLISH_ERROR_REFUSED, /* what was sent is wrong in the site's eyes */
  MQ_PUBLISH_ERROR_BUSY,    /* asks to come back later */
  MQ_PUBLISH_ERROR_SERVER,  /* its own fault: it may have acted */
  MQ_PUBLISH_ERROR_NO_API,  /* nothing there that can be published to */
  MQ_PUBLISH_ERROR_EMBARGO,
  MQ_PUBLISH_ERROR_OVER,   /* what was to be sent was sent, given up or replaced meanwhile */
  MQ_PUBLISH_ERROR_SECRET, /* the keyring, or none given */
} MqPublishError;

#define MQ_PUBLISH_ERROR (mq_publish_error_quark ())
GQuark mq_publish_error_quark (void);

gboolean mq_publish_error_is_doubtful (const GError *error);
gboolean mq_publish_error_may_retry (const GError *error);
gboolean mq_publish_error_is_absent (const GError *error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-http.h"

#include <glib/gi18n.h>
#include <string.h>

#define LARGEST_REPLY (64 * 1024 * 1024)
#define MOST_REDIRECTS 5
#define TOO_MANY_REQUESTS 429
#define MOST_WAITS 2
#define LONGEST_WAIT 30 /* seconds */

struct _MqHttp
{
  GMainContext *context;
  SoupSession *session;
  char *authorization;
  guint patience; /* seconds that one request may take */
  gint64 clock_difference;
};

/**
 * mq_http_new:
 * @authorization: (nullable): the value of the header `Authorization`
 * @patience: how many seconds one request may take
 *
 * Returns: (transfer full): a conversation; it is used by the thread that made it
 */
MqHttp *
mq_http_new (const char *authorization, guint patience)
{
  MqHttp *self = g_new0 (MqHttp, 1);

  self->context = g_main_context_new ();
  self->authorization = g_strdup (authorization);
  self->patience = patience;
  g_main_context_push_thread_default (self->context);
  self->session = soup_session_new_with_options ("user-agent", "Marquee/" MQ_VERSION, "timeout",
                                                 patience, "idle-timeout", 30, NULL);
  g_main_context_pop_thread_default (self->context);
  return self;
}

static void
wipe (char **secret)
{
  if (*secret != NULL)
    explicit_bzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

void
mq_http_free (MqHttp *self)
{
  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_main_context_unref (self->context);
  wipe (&self->authorization);
  g_free (self);
}

void
mq_http_set_authorization (MqHttp *self, const char *authorization)
{
  wipe (&self->authorization);
  self->authorization = g_strdup (authorization);
}

/** Returns: by how many seconds the site's clock is ahead of this machine's, as it last said */
gint64
mq_http_get_clock_difference (MqHttp *self)
{
  return self->clock_difference;
}

/** Returns: (transfer full): the header's value for a user and a password */
char *
mq_http_make_basic (const char *user, const char *password)
{
  char *both = g_strdup_printf ("%s:%s", user, password);
  char *encoded = g_base64_encode ((const guchar *) both, strlen (both));
  char *value = g_strconcat ("Basic ", encoded, NULL);

  wipe (&both);
  wipe (&encoded);
  return value;
}

/* ---- What can go wrong on the way ---- */

static const char *
explain_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("its certificate was made for another site");
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("its certificate has expired");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("its certificate is not valid yet; is this computer’s clock right?");
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _ ("its certificate was revoked");
  return _ ("its certificate comes from an authority that this computer does not know");
}

static gboolean
was_nothing_sent (const GError *error)
{
  static const int codes[] = { G_IO_ERROR_CONNECTION_REFUSED,  G_IO_ERROR_HOST_UNREACHABLE,
                               G_IO_ERROR_NETWORK_UNREACHABLE, G_IO_ERROR_HOST_NOT_FOUND,
                               G_IO_ERROR_PROXY_FAILED,        G_IO_ERROR_PROXY_AUTH_FAILED,
                               G_IO_ERROR_PROXY_NEED_AUTH,     G_IO_ERROR_PROXY_NOT_ALLOWED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_IO_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

static void
set_transport_error (GError **error, const GError *cause, SoupMessage *message)
{
  const char *host = g_uri_get_host (soup_message_get_uri (message));

  if (cause->domain == G_RESOLVER_ERROR)
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_HOST,
                 _ ("There is no site “%s”. Is the address right, and is there a network?"), host);
  else if (cause->domain == G_TLS_ERROR)
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_TLS,
                 _ ("“%s” can’t be trusted: %s. Nothing was sent"), host,
                 explain_certificate (soup_message_get_tls_peer_certificate_errors (message)));
  else if (was_nothing_sent (cause))
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_CONNECTION,
                 _ ("“%s” does not answer. Nothing was sent"), host);
  else
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_LOST,
                 _ ("The connection to “%s” was lost before it had answered"), host);
}

/* ---- Sending ---- */

/* Ends a request that takes too long: a site that sends a byte a second is as good as none. */
typedef struct
{
  GMutex lock;
  GCond over_cond;
  gboolean over;
  gboolean late;
  gint64 deadline;
  GCancellable *cancellable;
  GThread *thread;
} Watchdog;

static gpointer
watch (gpointer data)
{
  Watchdog *dog = data;

  g_mutex_lock (&dog->lock);
  while (!dog->over && !dog->late)
    dog->late = !g_cond_wait_until (&dog->over_cond, &dog->lock, dog->deadline) && !dog->over;
  g_mutex_unlock (&dog->lock);
  if (dog->late)
    g_cancellable_cancel (dog->cancellable);
  return NULL;
}

static void
start_watching (Watchdog *dog, guint seconds, GCancellable *cancellable)
{
  g_mutex_init (&dog->lock);
  g_cond_init (&dog->over_cond);
  dog->deadline = g_get_monotonic_time () + (gint64) seconds * G_TIME_SPAN_SECOND;
  dog->cancellable = cancellable;
  dog->thread = g_thread_new ("marquee-watchdog", watch, dog);
}

/* Returns: whether it was too late */
static gboolean
stop_watching (Watchdog *dog)
{
  g_mutex_lock (&dog->lock);
  dog->over = TRUE;
  g_cond_signal (&dog->over_cond);
  g_mutex_unlock (&dog->lock);
  g_thread_join (dog->thread);
  g_mutex_clear (&dog->lock);
  g_cond_clear (&dog->over_cond);
  return dog->late;
}

static void
on_outer_cancelled_cb (GCancellable *outer, gpointer inner)
{
  g_cancellable_cancel (inner);
}

static GBytes *
send_and_wait (MqHttp *self, SoupMessage *message, GCancellable *outer, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) cause = NULL;
  Watchdog dog = { 0 };
  gulong chained = 0;
  GBytes *body;
  gboolean late;

  if (g_cancellable_set_error_if_cancelled (outer, error))
    return NULL;
  if (outer != NULL)
    chained = g_cancellable_connect (outer, G_CALLBACK (on_outer_cancelled_cb), cancellable, NULL);
  start_watching (&dog, self->patience, cancellable);
  body = soup_session_send_and_read (self->session, message, cancellable, &cause);
  late = stop_watching (&dog);
  if (outer != NULL)
    g_cancellable_disconnect (outer, chained);
  if (body != NULL)
    return body;
  if (!late && g_cancellable_set_error_if_cancelled (outer, error))
    return NULL;
  if (late || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_LOST,
                 _ ("“%s” did not answer within %u seconds"),
                 g_uri_get_host (soup_message_get_uri (message)), self->patience);
  else
    set_transport_error (error, cause, message);
  return NULL;
}

static gboolean
is_this_machine (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_str_equal (host, "localhost")
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
check_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REFUSED,
                   _ ("“%s” is no address of a site. It begins with https://"), url);
      return FALSE;
    }
  if (g_str_equal (scheme, "https") || is_this_machine (g_uri_get_host (uri)))
    return TRUE;
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_INSECURE,
               _ ("“%s” would get the password unprotected. Use its address with https://"),
               g_uri_get_host (uri));
  return FALSE;
}

static void
add_headers (MqHttp *self, const MqHttpRequest *request, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (self->authorization != NULL && !request->anonymous)
    soup_message_headers_replace (headers, "Authorization", self->authorization);
  soup_message_headers_replace (headers, "Accept", "application/json, */*;q=0.5");
  for (const char *const *header = request->headers; header != NULL && *header != NULL; header += 2)
    soup_message_headers_replace (headers, header[0], header[1]);
  if (request->body == NULL)
    return;
  /* On a connection that was used before libsoup may send again by itself: pages went missing so.
   */
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_set_request_body_from_bytes (message, request->type, request->body);
}

static void
note_clock (MqHttp *self, SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date != NULL)
    self->clock_difference = g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC;
}

static MqHttpReply *
send_once (MqHttp *self,
           const MqHttpRequest *request,
           const char *url,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;
  MqHttpReply *reply;

  if (!check_url (url, error))
    return NULL;
  message = soup_message_new (request->method, url);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  add_headers (self, request, message);
  body = send_and_wait (self, message, cancellable, error);
  if (body == NULL)
    return NULL;
  note_clock (self, soup_message_get_response_headers (message));
  if (g_bytes_get_size (body) > LARGEST_REPLY)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
                   _ ("“%s” sent more than can be an answer"), url);
      return NULL;
    }
  reply = g_new0 (MqHttpReply, 1);
  reply->status = soup_message_get_status (message);
  reply->url = g_strdup (url);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  reply->body = g_steal_pointer (&body);
  return reply;
}

static gboolean
is_same_host (const char *a, const char *b)
{
  g_autoptr (GUri) one = g_uri_parse (a, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) other = g_uri_parse (b, SOUP_HTTP_URI_FLAGS, NULL);

  return one != NULL && other != NULL
         && g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0
         && (g_uri_get_port (one) == g_uri_get_port (other)
             || (g_str_equal (g_uri_get_scheme (one), "http")
                 && g_str_equal (g_uri_get_scheme (other), "https")));
}

/* Where a redirect leads, %NULL where it is not followed. */
static char *
follow (const MqHttpRequest *request, const MqHttpReply *reply, GError **error)
{
  const char *location = mq_http_reply_get_header (reply, "Location");
  g_autofree char *url
      = location != NULL ? g_uri_resolve_relative (reply->url, location, SOUP_HTTP_URI_FLAGS, NULL)
                         : NULL;
  gboolean only_reads
      = g_str_equal (request->method, "GET") || g_str_equal (request->method, "HEAD");

  if (url != NULL && only_reads && !request->refuse_redirects
      && (request->anonymous || is_same_host (reply->url, url)))
    return g_steal_pointer (&url);
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REDIRECT,
               _ ("The site sends on to “%s”; the password is not given there. If that is the "
                  "right address, set it for the site"),
               url != NULL ? url : "?");
  return NULL;
}

/* How long a site asks to wait, where that is soon and it has surely not acted yet; 0 for no. */
static guint
seconds_to_wait (const MqHttpRequest *request, const MqHttpReply *reply)
{
  const char *after = mq_http_reply_get_header (reply, "Retry-After");
  gboolean asks = reply->status == TOO_MANY_REQUESTS
                  || (reply->status == SOUP_STATUS_SERVICE_UNAVAILABLE
                      && g_str_equal (request->method, "GET"));
  guint64 seconds = after != NULL ? g_ascii_strtoull (after, NULL, 10) : 1;

  return asks && seconds <= LONGEST_WAIT ? MAX ((guint) seconds, 1) : 0;
}

static MqHttpReply *
send_patiently (MqHttp *self,
                const MqHttpRequest *request,
                const char *url,
                GCancellable *cancellable,
                GError **error)
{
  MqHttpReply *reply = send_once (self, request, url, cancellable, error);

  for (int i = 0; reply != NULL && i < MOST_WAITS; i++)
    {
      guint seconds = seconds_to_wait (request, reply);
      if (seconds == 0 || !mq_http_wait (seconds * 1000, cancellable))
        break;
      mq_http_reply_free (reply);
      reply = send_once (self, request, url, cancellable, error);
    }
  return reply;
}

/**
 * mq_http_wait:
 *
 * Waits. Returns: whether the time has passed and nobody cancelled
 */
gboolean
mq_http_wait (guint milliseconds, GCancellable *cancellable)
{
  GPollFD fd;

  if (cancellable == NULL || !g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_usleep ((gulong) milliseconds * 1000);
      return TRUE;
    }
  g_poll (&fd, 1, (int) milliseconds);
  g_cancellable_release_fd (cancellable);
  return !g_cancellable_is_cancelled (cancellable);
}

/**
 * mq_http_send:
 * @error: where no answer came, or one that leads elsewhere
 *
 * Sends a request and waits for the answer, whatever its status. What only reads is led on within
 * the same host.
 *
 * Returns: (transfer full) (nullable): the answer
 */
MqHttpReply *
mq_http_send (MqHttp *self, const MqHttpRequest *request, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strdup (request->url);

  for (int i = 0; i < MOST_REDIRECTS; i++)
    {
      g_autoptr (MqHttpReply) reply = send_patiently (self, request, url, cancellable, error);
      char *next;
      if (reply == NULL)
        return NULL;
      if (!SOUP_STATUS_IS_REDIRECTION (reply->status) || reply->status == SOUP_STATUS_NOT_MODIFIED)
        return g_steal_pointer (&reply);
      next = follow (request, reply, error);
      if (next == NULL)
        return NULL;
      g_free (url);
      url = next;
    }
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REDIRECT, _ ("“%s” leads in a circle"),
               request->url);
  return NULL;
}

/** Returns: (transfer full) (nullable): the answer to a plain question */
MqHttpReply *
mq_http_get (MqHttp *self, const char *url, GCancellable *cancellable, GError **error)
{
  MqHttpRequest request = { .method = "GET", .url = url };
  return mq_http_send (self, &request, cancellable, error);
}

/**
 * mq_http_make_form:
 * @texts: (array zero-terminated=1): fields and their texts in turns; an empty text is left out
 * @type: (out): the media type that goes with it
 *
 * Returns: (transfer full): a body that hands over a file
 */
GBytes *
mq_http_make_form (const char *const *texts,
                   const char *file_field,
                   const char *file_name,
                   const char *media_type,
                   GBytes *file,
                   char **type)
{
  SoupMultipart *form = soup_multipart_new ("multipart/form-data");
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_MULTIPART);
  GBytes *body = NULL;

  soup_multipart_append_form_file (form, file_field, file_name, media_type, file);
  for (; *texts != NULL; texts += 2)
    if (*texts[1] != '\0')
      soup_multipart_append_form_string (form, texts[0], texts[1]);
  soup_multipart_to_message (form, headers, &body);
  *type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  soup_message_headers_unref (headers);
  soup_multipart_free (form);
  return body;
}

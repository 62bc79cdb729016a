/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-http.h"
#include "mq-markup.h"
#include "mq-remote-folder.h"

/* https://www.rfc-editor.org/rfc/rfc4918 */
typedef struct
{
  MqRemoteFolder parent;
  MqHttp *http;
  char *address;
} WebdavFolder;

static char *
make_url (MqRemoteFolder *self, const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  return g_strconcat (((WebdavFolder *) self)->address, escaped, NULL);
}

/* The answer to a request, whatever its status. */
static MqHttpReply *
ask (MqRemoteFolder *self,
     const char *method,
     const char *url,
     GBytes *body,
     const char *const *headers,
     GCancellable *cancellable,
     GError **error)
{
  MqHttpRequest request = { .method = method,
                            .url = url,
                            .body = body,
                            .type = "application/octet-stream",
                            .headers = headers };
  return mq_http_send (((WebdavFolder *) self)->http, &request, cancellable, error);
}

static gboolean
connect_webdav (MqRemoteFolder *self, GCancellable *cancellable, GError **error)
{
  const char *address = ((WebdavFolder *) self)->address;
  const char *const depth[] = { "Depth", "0", NULL };
  g_autoptr (MqHttpReply) reply = ask (self, "PROPFIND", address, NULL, depth, cancellable, error);

  if (reply == NULL)
    return FALSE;
  if (reply->status == 207)
    return TRUE;
  if (reply->status == 404 || reply->status == 405 || reply->status == 200)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_NO_API,
                   _ ("There is no WebDAV folder at “%s” (status %u)"), address, reply->status);
      return FALSE;
    }
  mq_http_reply_check (reply, NULL, error);
  return FALSE;
}

static GBytes *
read_webdav (MqRemoteFolder *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = make_url (self, path);
  g_autoptr (MqHttpReply) reply = ask (self, "GET", url, NULL, NULL, cancellable, error);

  if (reply == NULL || !mq_http_reply_check (reply, NULL, error))
    return NULL;
  return g_bytes_ref (reply->body);
}

static gboolean
exists_webdav (MqRemoteFolder *self,
               const char *path,
               gboolean *there,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *url = make_url (self, path);
  g_autoptr (MqHttpReply) reply = ask (self, "HEAD", url, NULL, NULL, cancellable, error);

  if (reply == NULL)
    return FALSE;
  *there = mq_http_reply_is_good (reply);
  return *there || reply->status == 404 || mq_http_reply_check (reply, NULL, error);
}

static gboolean
make_folders (MqRemoteFolder *self, const char *path, GCancellable *cancellable, GError **error)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, (gsize) (slash - path + 1));
      g_autofree char *url = make_url (self, folder);
      g_autoptr (MqHttpReply) reply = ask (self, "MKCOL", url, NULL, NULL, cancellable, error);
      if (reply == NULL)
        return FALSE;
      if (reply->status != 405 && !mq_http_reply_check (reply, NULL, error)) /* 405: it is there */
        return FALSE;
    }
  return TRUE;
}

static gboolean
put (MqRemoteFolder *self,
     const char *path,
     const char *url,
     GBytes *bytes,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (MqHttpReply) reply = ask (self, "PUT", url, bytes, NULL, cancellable, error);

  if (reply == NULL)
    return FALSE;
  if (reply->status == 409 || reply->status == 404) /* its folder is missing */
    {
      g_clear_pointer (&reply, mq_http_reply_free);
      if (!make_folders (self, path, cancellable, error))
        return FALSE;
      reply = ask (self, "PUT", url, bytes, NULL, cancellable, error);
    }
  return reply != NULL && mq_http_reply_check (reply, NULL, error);
}

/* Before it takes the place of what readers see. Servers that tell no length are believed. */
static gboolean
check_size (MqRemoteFolder *self,
            const char *url,
            GBytes *bytes,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (MqHttpReply) reply = ask (self, "HEAD", url, NULL, NULL, cancellable, error);

  if (reply == NULL || !mq_http_reply_check (reply, NULL, error))
    return FALSE;
  if (soup_message_headers_get_one (reply->headers, "Content-Length") == NULL
      || soup_message_headers_get_content_length (reply->headers)
             == (goffset) g_bytes_get_size (bytes))
    return TRUE;
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
               _ ("Only a part of “%s” arrived. It is written again at the next try"), url);
  return FALSE;
}

static gboolean
write_webdav (MqRemoteFolder *self,
              const char *path,
              GBytes *bytes,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *from = make_url (self, part), *to = make_url (self, path);
  const char *const headers[] = { "Destination", to, "Overwrite", "T", NULL };
  g_autoptr (MqHttpReply) reply = NULL;

  if (!put (self, path, from, bytes, cancellable, error)
      || !check_size (self, from, bytes, cancellable, error))
    return FALSE;
  reply = ask (self, "MOVE", from, NULL, headers, cancellable, error);
  return reply != NULL && mq_http_reply_check (reply, NULL, error);
}

static gboolean
remove_webdav (MqRemoteFolder *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = make_url (self, path);
  g_autoptr (MqHttpReply) reply = ask (self, "DELETE", url, NULL, NULL, cancellable, error);

  if (reply == NULL)
    return FALSE;
  return reply->status == 404 || mq_http_reply_check (reply, NULL, error);
}

static char **
list_webdav (MqRemoteFolder *self, GCancellable *cancellable, GError **error)
{
  const char *address = ((WebdavFolder *) self)->address;
  const char *const depth[] = { "Depth", "1", NULL };
  g_autoptr (MqHttpReply) reply = ask (self, "PROPFIND", address, NULL, depth, cancellable, error);
  g_auto (GStrv) paths = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (reply == NULL || !mq_http_reply_check (reply, NULL, error))
    return NULL;
  paths = mq_markup_list_texts (reply->body, "href");
  for (char **path = paths; *path != NULL; path++)
    {
      g_autofree char *name = g_path_get_basename (*path);
      g_strv_builder_take (names, g_uri_unescape_string (name, NULL));
    }
  return g_strv_builder_end (names);
}

static void
free_webdav (MqRemoteFolder *self)
{
  WebdavFolder *folder = (WebdavFolder *) self;

  mq_http_free (folder->http);
  g_free (folder->address);
  g_free (folder);
}

MqRemoteFolder *
mq_webdav_folder_new (const MqSite *site, const char *secret, guint patience)
{
  static const MqRemoteFolderClass klass
      = { connect_webdav, read_webdav, exists_webdav, write_webdav,
          remove_webdav,  list_webdav, free_webdav };
  WebdavFolder *self = g_new0 (WebdavFolder, 1);
  char *authorization = mq_http_make_basic (site->user, secret);

  self->parent.klass = &klass;
  self->http = mq_http_new (authorization, patience);
  self->address = g_str_has_suffix (site->address, "/") ? g_strdup (site->address)
                                                        : g_strconcat (site->address, "/", NULL);
  explicit_bzero (authorization, strlen (authorization));
  g_free (authorization);
  return &self->parent;
}

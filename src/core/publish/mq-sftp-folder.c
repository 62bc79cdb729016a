/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <curl/curl.h>
#include <glib/gi18n.h>
#include <string.h>

#include "mq-remote-folder.h"
#include "mq-site-facts.h"

/* SFTP through libcurl: https://curl.se/libcurl/c/CURLOPT_SSH_HOSTKEYFUNCTION.html */
typedef struct
{
  MqRemoteFolder parent;
  CURL *curl;
  char *address;
  char *user;
  char *secret;
  char *key;
  char *expected; /* the server's fingerprint, "" before it is known */
  char *shown;    /* the one that it showed */
  guint patience;
} SftpFolder;

static int
check_host_key (void *data, int type, const char *key, size_t length)
{
  SftpFolder *self = data;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  g_autofree char *base64 = NULL;

  g_checksum_update (checksum, (const guchar *) key, (gssize) length);
  g_checksum_get_digest (checksum, digest, &size);
  base64 = g_base64_encode (digest, size);
  *strchrnul (base64, '=') = '\0';
  g_free (self->shown);
  self->shown = g_strconcat ("SHA256:", base64, NULL);
  return g_str_equal (self->shown, self->expected) ? CURLKHMATCH_OK : CURLKHMATCH_MISMATCH;
}

static size_t
take_bytes (char *data, size_t size, size_t count, void *array)
{
  g_byte_array_append (array, (const guint8 *) data, (guint) (size * count));
  return size * count;
}

typedef struct
{
  const char *data;
  gsize left;
} Upload;

static size_t
give_bytes (char *buffer, size_t size, size_t count, void *data)
{
  Upload *upload = data;
  gsize length = MIN (upload->left, size * count);

  memcpy (buffer, upload->data, length);
  upload->data += length;
  upload->left -= length;
  return length;
}

static int
look_for_cancel (void *cancellable,
                 curl_off_t down,
                 curl_off_t downloaded,
                 curl_off_t up,
                 curl_off_t uploaded)
{
  return g_cancellable_is_cancelled (cancellable);
}

static char *
make_url (SftpFolder *self, const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  return g_strconcat (self->address, escaped, NULL);
}

/* Where SFTP commands find a file: they take no addresses but paths on the server. */
static char *
make_server_path (SftpFolder *self, const char *path)
{
  g_autoptr (GUri) uri = g_uri_parse (self->address, G_URI_FLAGS_NONE, NULL);
  return g_strconcat (g_uri_get_path (uri), path, NULL);
}

static CURL *
begin (SftpFolder *self, const char *url, GCancellable *cancellable)
{
  CURL *curl = self->curl;

  curl_easy_reset (curl); /* keeps the connection */
  curl_easy_setopt (curl, CURLOPT_URL, url);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "sftp");
  curl_easy_setopt (curl, CURLOPT_USERNAME, self->user);
  curl_easy_setopt (curl, CURLOPT_SSH_HOSTKEYFUNCTION, check_host_key);
  curl_easy_setopt (curl, CURLOPT_SSH_HOSTKEYDATA, self);
  if (*self->key != '\0')
    {
      curl_easy_setopt (curl, CURLOPT_SSH_AUTH_TYPES, (long) CURLSSH_AUTH_PUBLICKEY);
      curl_easy_setopt (curl, CURLOPT_SSH_PRIVATE_KEYFILE, self->key);
      curl_easy_setopt (curl, CURLOPT_KEYPASSWD, self->secret);
    }
  else
    {
      curl_easy_setopt (
          curl, CURLOPT_SSH_AUTH_TYPES,
          (long) (CURLSSH_AUTH_AGENT | CURLSSH_AUTH_PASSWORD | CURLSSH_AUTH_KEYBOARD));
      curl_easy_setopt (curl, CURLOPT_PASSWORD, self->secret);
    }
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, (long) self->patience);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, look_for_cancel);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, cancellable);
  return curl;
}

static gboolean
fail_at_host_key (SftpFolder *self, GError **error)
{
  if (*self->expected == '\0')
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_TLS,
                 _ ("The server is not known yet. It shows the fingerprint %s. If that is the one "
                    "that its owner gives, add the site with it"),
                 self->shown);
  else
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_TLS,
                 _ ("The server shows another fingerprint (%s) than the one that is known (%s). "
                    "Nothing was sent. Ask its owner whether that is right"),
                 self->shown, self->expected);
  return FALSE;
}

/* https://curl.se/libcurl/c/libcurl-errors.html */
static gboolean
finish (SftpFolder *self, CURLcode code, GCancellable *cancellable, GError **error)
{
  MqPublishError meaning = MQ_PUBLISH_ERROR_LOST;
  const char *sentence = _ ("The connection was lost before the server had answered");

  if (code == CURLE_OK)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  switch (code)
    {
    case CURLE_PEER_FAILED_VERIFICATION:
      return fail_at_host_key (self, error);
    case CURLE_COULDNT_RESOLVE_HOST:
      meaning = MQ_PUBLISH_ERROR_HOST;
      sentence = _ ("There is no such server. Is the address right, and is there a network?");
      break;
    case CURLE_COULDNT_CONNECT:
      meaning = MQ_PUBLISH_ERROR_CONNECTION;
      sentence = _ ("The server does not answer. Nothing was sent");
      break;
    case CURLE_LOGIN_DENIED:
      meaning = MQ_PUBLISH_ERROR_UNAUTHORIZED;
      sentence = _ ("The server did not accept the user’s name with this key or password");
      break;
    case CURLE_REMOTE_FILE_NOT_FOUND:
      meaning = MQ_PUBLISH_ERROR_NOT_FOUND;
      sentence = _ ("The server has no such file or folder, or this user may not write there");
      break;
    case CURLE_REMOTE_ACCESS_DENIED:
      meaning = MQ_PUBLISH_ERROR_FORBIDDEN;
      sentence = _ ("The server does not let this user do that");
      break;
    case CURLE_REMOTE_DISK_FULL:
      meaning = MQ_PUBLISH_ERROR_TOO_LARGE;
      sentence = _ ("The server’s disk is full");
      break;
    case CURLE_OPERATION_TIMEDOUT:
      sentence = _ ("The server did not answer in time");
      break;
    default:
      break;
    }
  g_set_error (error, MQ_PUBLISH_ERROR, meaning, "%s (%s)", sentence, curl_easy_strerror (code));
  return FALSE;
}

static gboolean
stat_url (SftpFolder *self, const char *url, GCancellable *cancellable, GError **error)
{
  CURL *curl = begin (self, url, cancellable);

  curl_easy_setopt (curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt (curl, CURLOPT_FILETIME, 1L);
  return finish (self, curl_easy_perform (curl), cancellable, error);
}

static gboolean
connect_sftp (MqRemoteFolder *folder, GCancellable *cancellable, GError **error)
{
  SftpFolder *self = (SftpFolder *) folder;

  if (!g_str_has_prefix (self->address, "sftp://"))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REFUSED,
                   _ ("“%s” is no address of a folder. It looks like sftp://example.org/path/"),
                   self->address);
      return FALSE;
    }
  return stat_url (self, self->address, cancellable, error);
}

static GBytes *
read_sftp (MqRemoteFolder *folder, const char *path, GCancellable *cancellable, GError **error)
{
  SftpFolder *self = (SftpFolder *) folder;
  g_autofree char *url = make_url (self, path);
  GByteArray *array = g_byte_array_new ();
  CURL *curl = begin (self, url, cancellable);

  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, take_bytes);
  curl_easy_setopt (curl, CURLOPT_WRITEDATA, array);
  if (finish (self, curl_easy_perform (curl), cancellable, error))
    return g_byte_array_free_to_bytes (array);
  g_byte_array_unref (array);
  return NULL;
}

static gboolean
exists_sftp (MqRemoteFolder *folder,
             const char *path,
             gboolean *there,
             GCancellable *cancellable,
             GError **error)
{
  SftpFolder *self = (SftpFolder *) folder;
  g_autofree char *url = make_url (self, path);
  g_autoptr (GError) problem = NULL;

  *there = stat_url (self, url, cancellable, &problem);
  if (*there || mq_publish_error_is_absent (problem))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* A rename does not replace, so the old file goes first: if that is where it ends, the next run
 * brings the new one. */
static gboolean
write_sftp (MqRemoteFolder *folder,
            const char *path,
            GBytes *bytes,
            GCancellable *cancellable,
            GError **error)
{
  SftpFolder *self = (SftpFolder *) folder;
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *url = make_url (self, part), *from = make_server_path (self, part),
                  *to = make_server_path (self, path);
  g_autofree char *away = g_strdup_printf ("*rm \"%s\"", to),
                  *rename = g_strdup_printf ("rename \"%s\" \"%s\"", from, to);
  struct curl_slist *commands = curl_slist_append (curl_slist_append (NULL, away), rename);
  Upload upload = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) };
  CURL *curl = begin (self, url, cancellable);
  CURLcode code;

  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, give_bytes);
  curl_easy_setopt (curl, CURLOPT_READDATA, &upload);
  curl_easy_setopt (curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t) upload.left);
  curl_easy_setopt (curl, CURLOPT_FTP_CREATE_MISSING_DIRS, (long) CURLFTP_CREATE_DIR_RETRY);
  curl_easy_setopt (curl, CURLOPT_POSTQUOTE, commands);
  code = curl_easy_perform (curl);
  curl_slist_free_all (commands);
  return finish (self, code, cancellable, error);
}

static gboolean
remove_sftp (MqRemoteFolder *folder, const char *path, GCancellable *cancellable, GError **error)
{
  SftpFolder *self = (SftpFolder *) folder;
  g_autofree char *full = make_server_path (self, path);
  g_autofree char *away = g_strdup_printf ("*rm \"%s\"", full);
  struct curl_slist *commands = curl_slist_append (NULL, away);
  CURL *curl = begin (self, self->address, cancellable);
  CURLcode code;

  curl_easy_setopt (curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt (curl, CURLOPT_QUOTE, commands);
  code = curl_easy_perform (curl);
  curl_slist_free_all (commands);
  return finish (self, code, cancellable, error);
}

static char **
list_sftp (MqRemoteFolder *folder, GCancellable *cancellable, GError **error)
{
  SftpFolder *self = (SftpFolder *) folder;
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autofree char *text = NULL;
  CURL *curl = begin (self, self->address, cancellable);

  curl_easy_setopt (curl, CURLOPT_DIRLISTONLY, 1L);
  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, take_bytes);
  curl_easy_setopt (curl, CURLOPT_WRITEDATA, array);
  if (!finish (self, curl_easy_perform (curl), cancellable, error))
    return NULL;
  text = g_strndup ((const char *) array->data, array->len);
  return g_strsplit (g_strchomp (text), "\n", -1);
}

static void
free_sftp (MqRemoteFolder *folder)
{
  SftpFolder *self = (SftpFolder *) folder;

  curl_easy_cleanup (self->curl);
  g_free (self->address);
  g_free (self->user);
  explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->key);
  g_free (self->expected);
  g_free (self->shown);
  g_free (self);
}

MqRemoteFolder *
mq_sftp_folder_new (const MqSite *site, const char *secret, guint patience)
{
  static const MqRemoteFolderClass klass
      = { connect_sftp, read_sftp, exists_sftp, write_sftp, remove_sftp, list_sftp, free_sftp };
  SftpFolder *self = g_new0 (SftpFolder, 1);

  self->parent.klass = &klass;
  self->curl = curl_easy_init ();
  self->address = g_str_has_suffix (site->address, "/") ? g_strdup (site->address)
                                                        : g_strconcat (site->address, "/", NULL);
  self->user = g_strdup (site->user);
  self->secret = g_strdup (secret);
  self->key = mq_site_dup_fact (site, "key");
  self->expected = mq_site_dup_fact (site, "fingerprint");
  self->patience = patience;
  return &self->parent;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-http.h"

#include <glib/gi18n.h>
#include <string.h>

void
mq_http_reply_free (MqHttpReply *reply)
{
  g_free (reply->url);
  soup_message_headers_unref (reply->headers);
  g_bytes_unref (reply->body);
  g_free (reply);
}

const char *
mq_http_reply_get_header (const MqHttpReply *reply, const char *name)
{
  return soup_message_headers_get_one (reply->headers, name);
}

gboolean
mq_http_reply_is_good (const MqHttpReply *reply)
{
  return SOUP_STATUS_IS_SUCCESSFUL (reply->status);
}

typedef struct
{
  guint status;
  MqPublishError code;
  const char *sentence;
} StatusMeaning;

static const StatusMeaning meanings[] = {
  { 400, MQ_PUBLISH_ERROR_REFUSED, N_ ("The site refused what was sent") },
  { 401, MQ_PUBLISH_ERROR_UNAUTHORIZED,
    N_ ("The site did not accept the user’s name and password") },
  { 403, MQ_PUBLISH_ERROR_FORBIDDEN, N_ ("The site does not let this user do that") },
  { 404, MQ_PUBLISH_ERROR_NOT_FOUND, N_ ("The site has no such thing") },
  { 405, MQ_PUBLISH_ERROR_NO_API, N_ ("The site does not take this kind of request") },
  { 409, MQ_PUBLISH_ERROR_CHANGED, N_ ("Somebody else changed it on the site meanwhile") },
  { 410, MQ_PUBLISH_ERROR_GONE, N_ ("It was deleted on the site") },
  { 412, MQ_PUBLISH_ERROR_CHANGED, N_ ("Somebody else changed it on the site meanwhile") },
  { 413, MQ_PUBLISH_ERROR_TOO_LARGE, N_ ("It is larger than the site takes") },
  { 415, MQ_PUBLISH_ERROR_UNSUPPORTED, N_ ("The site does not take this kind of file") },
  { 422, MQ_PUBLISH_ERROR_REFUSED, N_ ("The site refused what was sent") },
  { 429, MQ_PUBLISH_ERROR_BUSY, N_ ("The site asks to come back later") },
  { 503, MQ_PUBLISH_ERROR_SERVER, N_ ("The site is in maintenance or overloaded") },
  { 507, MQ_PUBLISH_ERROR_TOO_LARGE, N_ ("The site’s disk is full") },
};

static StatusMeaning
find_meaning (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].status == status)
      return meanings[i];
  if (status >= 500)
    return (StatusMeaning) { status, MQ_PUBLISH_ERROR_SERVER,
                             N_ ("The site failed at it, for a reason of its own") };
  return (StatusMeaning) { status, MQ_PUBLISH_ERROR_FAILED, N_ ("The site did not do it") };
}

/**
 * mq_http_reply_check:
 * @said: (nullable): the site's own words, if it found any
 *
 * Returns: whether the site did what it was asked; if not, @error is a sentence with the status
 */
gboolean
mq_http_reply_check (const MqHttpReply *reply, const char *said, GError **error)
{
  StatusMeaning meaning;

  if (mq_http_reply_is_good (reply))
    return TRUE;
  meaning = find_meaning (reply->status);
  if (said != NULL && *said != '\0')
    g_set_error (error, MQ_PUBLISH_ERROR, meaning.code, _ ("%s (status %u). It says: %s"),
                 _ (meaning.sentence), reply->status, said);
  else
    g_set_error (error, MQ_PUBLISH_ERROR, meaning.code, _ ("%s (status %u)"), _ (meaning.sentence),
                 reply->status);
  return FALSE;
}

/** Returns: (transfer full) (nullable): the answer as JSON; %MQ_PUBLISH_ERROR_GARBLED where it is
 * none */
JsonNode *
mq_http_reply_parse_json (const MqHttpReply *reply, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size = 0;
  const char *text = g_bytes_get_data (reply->body, &size);
  const char *start = text != NULL ? memchr (text, '{', size) : NULL;
  const char *list = text != NULL ? memchr (text, '[', size) : NULL;

  /* A site's plugins may put a byte order mark or a warning in front. */
  if (start == NULL || (list != NULL && list < start))
    start = list;
  if (start != NULL && g_utf8_validate_len (start, size - (start - text), NULL)
      && json_parser_load_from_data (parser, start, size - (start - text), NULL)
      && json_parser_get_root (parser) != NULL)
    return json_parser_steal_root (parser);
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
               _ ("The site’s answer could not be read: something between here and the site, or a "
                  "plugin of it, put other text in its place"));
  return NULL;
}

static char *
link_with_relation (const char *link, const char *relation, const char *base)
{
  const char *end = strchr (link, '>');
  g_autofree char *address = NULL;
  g_autoptr (GHashTable) parameters = NULL;
  g_auto (GStrv) relations = NULL;
  const char *found;

  if (*link != '<' || end == NULL || strchr (end, ';') == NULL)
    return NULL;
  address = g_strndup (link + 1, end - link - 1);
  parameters = soup_header_parse_semi_param_list (strchr (end, ';') + 1);
  found = g_hash_table_lookup (parameters, "rel");
  relations = g_strsplit (found != NULL ? found : "", " ", -1);
  found = g_strv_contains ((const char *const *) relations, relation) ? address : NULL;
  soup_header_free_param_list (g_steal_pointer (&parameters));
  return found != NULL ? g_uri_resolve_relative (base, address, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
}

/** Returns: (transfer full) (nullable): the address that a `Link` header of that relation names;
 * https://www.rfc-editor.org/rfc/rfc8288 */
char *
mq_http_reply_find_link (const MqHttpReply *reply, const char *relation)
{
  const char *header = soup_message_headers_get_list (reply->headers, "Link");
  GSList *links = header != NULL ? soup_header_parse_list (header) : NULL;
  char *found = NULL;

  for (GSList *l = links; l != NULL && found == NULL; l = l->next)
    found = link_with_relation (l->data, relation, reply->url);
  g_slist_free_full (links, g_free);
  return found;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-markup.h"
#include "mq-wordpress.h"

#define API_RELATION "https://api.w.org/"

/* ---- Where the interface is ---- */

static const char *
without_www (const char *host)
{
  return g_str_has_prefix (host, "www.") ? host + 4 : host;
}

static gboolean
is_same_site (const char *a, const char *b)
{
  g_autoptr (GUri) one = g_uri_parse (a, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) other = g_uri_parse (b, SOUP_HTTP_URI_FLAGS, NULL);

  return one != NULL && other != NULL
         && g_ascii_strcasecmp (without_www (g_uri_get_host (one)),
                                without_www (g_uri_get_host (other)))
                == 0;
}

/* Nothing that an address leads on to may have the password but the site that the critic named. */
static gboolean
check_same_site (MqWordpress *self, const char *url, GError **error)
{
  if (is_same_site (self->address, url))
    return TRUE;
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REDIRECT,
               _ ("The site sends on to “%s”; the password is not given there. If that is the "
                  "right address, set it for the site"),
               url);
  return FALSE;
}

static gboolean
find_root (MqWordpress *self, GCancellable *cancellable, GError **error)
{
  MqHttpRequest request = { .method = "GET", .url = self->address, .anonymous = TRUE };
  g_autoptr (MqHttpReply) reply = mq_http_send (self->http, &request, cancellable, error);
  g_autofree char *root = NULL;

  if (reply == NULL || !check_same_site (self, reply->url, error))
    return FALSE;
  if (reply->status >= 500 && !mq_http_reply_check (reply, NULL, error))
    return FALSE;
  root = mq_http_reply_find_link (reply, API_RELATION);
  if (root == NULL)
    root = mq_markup_find_link (reply->body, API_RELATION, reply->url);
  if (root == NULL)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_NO_API,
                   _ ("There is no WordPress at “%s”, or its REST interface is switched off. Ask "
                      "whoever runs the site"),
                   reply->url);
      return FALSE;
    }
  if (!check_same_site (self, root, error))
    return FALSE;
  g_set_str (&self->root, root);
  return TRUE;
}

/* ---- What the site says of itself ---- */

static gboolean
has_namespace (JsonObject *index, const char *wanted)
{
  JsonArray *names = json_object_has_member (index, "namespaces")
                         ? json_object_get_array_member (index, "namespaces")
                         : NULL;

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    if (g_strcmp0 (json_array_get_string_element (names, i), wanted) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_zone (JsonObject *index)
{
  const char *name = json_object_get_string_member_with_default (index, "timezone_string", "");
  double hours = 0;
  JsonNode *offset = json_object_get_member (index, "gmt_offset");

  if (name != NULL && *name != '\0')
    return g_strdup (name);
  if (offset != NULL && json_node_get_value_type (offset) == G_TYPE_STRING)
    hours = g_ascii_strtod (json_node_get_string (offset), NULL);
  else if (offset != NULL)
    hours = json_node_get_double (offset);
  return g_strdup_printf ("%c%02d:%02d", hours < 0 ? '-' : '+', (int) ABS (hours),
                          (int) (ABS (hours) * 60) % 60);
}

/* Whether the site grants application passwords. */
static gboolean
read_index (MqWordpress *self,
            MqSiteAbilities *abilities,
            gboolean *grants,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *url = mq_wordpress_make_url (
      self, "?_fields=name,namespaces,timezone_string,gmt_offset,authentication");
  MqHttpRequest request = { .method = "GET", .url = url, .anonymous = TRUE };
  g_autoptr (MqHttpReply) reply = mq_http_send (self->http, &request, cancellable, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *index;
  JsonNode *authentication;

  if (reply == NULL)
    return FALSE;
  if (reply->status == 401 || reply->status == 403 || reply->status == 404)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_NO_API,
                   _ ("The site’s REST interface is switched off (status %u). Ask whoever runs the "
                      "site to let it be used"),
                   reply->status);
      return FALSE;
    }
  if (!mq_wordpress_check (reply, error))
    return FALSE;
  node = mq_http_reply_parse_json (reply, error);
  if (node == NULL)
    return FALSE;
  index = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (index == NULL || !has_namespace (index, "wp/v2"))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_NO_API,
                   _ ("The WordPress at “%s” is too old, or its REST interface is switched off"),
                   self->address);
      return FALSE;
    }
  abilities->title
      = mq_wordpress_plain_text (json_object_get_string_member_with_default (index, "name", ""));
  abilities->zone = dup_zone (index);
  authentication = json_object_get_member (index, "authentication");
  *grants
      = authentication != NULL && JSON_NODE_HOLDS_OBJECT (authentication)
        && json_object_has_member (json_node_get_object (authentication), "application-passwords");
  return TRUE;
}

/* ---- Why a password is not taken ---- */

/* "abcd EFGH 1234 ijkl MNOP 5678" */
static gboolean
looks_like_application_password (const char *secret)
{
  gsize letters = 0;

  for (; *secret != '\0'; secret++)
    if (g_ascii_isalnum (*secret))
      letters++;
    else if (*secret != ' ')
      return FALSE;
  return letters == 24;
}

/* The older interface takes the password in the body: where it is good there, it was lost on its
 * way in the header. */
static gboolean
is_good_in_body (MqWordpress *self, GCancellable *cancellable)
{
  g_autofree char *user = g_markup_escape_text (self->user, -1);
  g_autofree char *secret = g_markup_escape_text (self->secret, -1);
  g_autofree char *call = g_strdup_printf (
      "<?xml version=\"1.0\"?><methodCall><methodName>wp.getUsersBlogs</methodName><params>"
      "<param><value><string>%s</string></value></param>"
      "<param><value><string>%s</string></value></param></params></methodCall>",
      user, secret);
  g_autofree char *url
      = g_uri_resolve_relative (self->address, "xmlrpc.php", SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GBytes) body = g_bytes_new (call, strlen (call));
  MqHttpRequest request
      = { .method = "POST", .url = url, .body = body, .type = "text/xml", .anonymous = TRUE };
  g_autoptr (MqHttpReply) reply = mq_http_send (self->http, &request, cancellable, NULL);
  gsize size = 0;
  const char *text = reply != NULL ? g_bytes_get_data (reply->body, &size) : NULL;

  explicit_bzero (call, strlen (call));
  explicit_bzero (secret, strlen (secret));
  return text != NULL && reply->status == 200 && g_strstr_len (text, size, "blogName") != NULL;
}

static void
explain_refusal (MqWordpress *self, gboolean grants, GCancellable *cancellable, GError **error)
{
  gboolean shape = looks_like_application_password (self->secret);
  const char *sentence;

  if (!grants)
    sentence = _ ("The site grants no application passwords, which it does on https:// only. Ask "
                  "whoever runs the site to allow them");
  else if (is_good_in_body (self, cancellable))
    sentence = shape
                   ? _ ("The password is right, but the site’s server strips the header "
                        "“Authorization” before WordPress sees it. Ask whoever runs the server to "
                        "pass it on")
                   : _ ("This is the password for logging in. Make an application password "
                        "under Users → Profile on the site, and use that");
  else if (!shape)
    sentence = _ ("This is no application password: those have 24 letters and figures. Make one "
                  "under Users → Profile on the site");
  else
    sentence = _ ("The site does not know this user with this application password. Look at both, "
                  "or make a new password under Users → Profile on the site");
  g_set_error_literal (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNAUTHORIZED, sentence);
}

static gboolean
read_user (MqWordpress *self,
           MqSiteAbilities *abilities,
           gboolean grants,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) node
      = mq_wordpress_call (self, "GET", "wp/v2/users/me?context=edit&_fields=name,capabilities",
                           NULL, cancellable, &problem);
  JsonObject *user, *capabilities;

  if (g_error_matches (problem, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNAUTHORIZED))
    {
      explain_refusal (self, grants, cancellable, error);
      return FALSE;
    }
  if (node == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  user = json_node_get_object (node);
  capabilities = json_object_has_member (user, "capabilities")
                     ? json_object_get_object_member (user, "capabilities")
                     : NULL;
  abilities->user
      = g_strdup (json_object_get_string_member_with_default (user, "name", self->user));
  if (capabilities != NULL && json_object_has_member (capabilities, "edit_posts"))
    {
      abilities->may_publish = json_object_has_member (capabilities, "publish_posts");
      abilities->may_upload = json_object_has_member (capabilities, "upload_files");
      return TRUE;
    }
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_FORBIDDEN,
               _ ("“%s” may read the site but not write there. Ask whoever runs the site for the "
                  "role of an author"),
               abilities->user);
  return FALSE;
}

gboolean
mq_wordpress_connect (MqWordpress *self,
                      MqSiteAbilities *abilities,
                      GCancellable *cancellable,
                      GError **error)
{
  gboolean grants = FALSE;

  if (!find_root (self, cancellable, error)
      || !read_index (self, abilities, &grants, cancellable, error)
      || !read_user (self, abilities, grants, cancellable, error))
    return FALSE;
  abilities->schedules = abilities->pends = abilities->drafts = TRUE;
  abilities->clock_difference = mq_http_get_clock_difference (self->http);
  return TRUE;
}

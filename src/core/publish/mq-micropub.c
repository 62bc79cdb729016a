/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-backends.h"
#include "mq-http.h"
#include "mq-markup.h"

/* Any site that speaks Micropub: https://www.w3.org/TR/micropub/ */
#define MQ_TYPE_MICROPUB (mq_micropub_get_type ())
G_DECLARE_FINAL_TYPE (MqMicropub, mq_micropub, MQ, MICROPUB, GObject)

struct _MqMicropub
{
  GObject parent_instance;

  MqHttp *http;
  char *address;
  char *endpoint;
  char *media; /* "" where the site takes no files */
};

static void mq_micropub_publisher_init (MqPublisherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MqMicropub,
                               mq_micropub,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MQ_TYPE_PUBLISHER,
                                                      mq_micropub_publisher_init))

static void
mq_micropub_finalize (GObject *object)
{
  MqMicropub *self = MQ_MICROPUB (object);

  mq_http_free (self->http);
  g_free (self->address);
  g_free (self->endpoint);
  g_free (self->media);
  G_OBJECT_CLASS (mq_micropub_parent_class)->finalize (object);
}

static void
mq_micropub_class_init (MqMicropubClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mq_micropub_finalize;
}

static void
mq_micropub_init (MqMicropub *self)
{
}

MqPublisher *
mq_micropub_new (const MqSite *site, const char *secret, guint patience)
{
  MqMicropub *self = g_object_new (MQ_TYPE_MICROPUB, NULL);
  char *authorization = g_strconcat ("Bearer ", secret, NULL);

  self->http = mq_http_new (authorization, patience);
  self->address = g_strdup (site->address);
  self->media = g_strdup ("");
  explicit_bzero (authorization, strlen (authorization));
  g_free (authorization);
  return MQ_PUBLISHER (self);
}

/* ---- Calls ---- */

static gboolean
check (const MqHttpReply *reply, GError **error)
{
  g_autoptr (JsonNode) node
      = mq_http_reply_is_good (reply) ? NULL : mq_http_reply_parse_json (reply, NULL);
  const char *said = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    said = json_object_get_string_member_with_default (json_node_get_object (node),
                                                       "error_description", NULL);
  return mq_http_reply_check (reply, said, error);
}

static JsonNode *
query (MqMicropub *self, const char *arguments, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strconcat (
      self->endpoint, strchr (self->endpoint, '?') != NULL ? "&" : "?", arguments, NULL);
  g_autoptr (MqHttpReply) reply = mq_http_get (self->http, url, cancellable, error);

  return reply != NULL && check (reply, error) ? mq_http_reply_parse_json (reply, error) : NULL;
}

static MqHttpReply *
post_json (MqMicropub *self, JsonObject *object, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) body = NULL;
  MqHttpRequest request = { .method = "POST", .url = self->endpoint, .type = "application/json" };
  g_autoptr (MqHttpReply) reply = NULL;

  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  body = g_bytes_new (text, strlen (text));
  request.body = body;
  reply = mq_http_send (self->http, &request, cancellable, error);
  return reply != NULL && check (reply, error) ? g_steal_pointer (&reply) : NULL;
}

/* ---- Connecting ---- */

static gboolean
is_same_host (const char *a, const char *b)
{
  g_autoptr (GUri) one = g_uri_parse (a, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) other = g_uri_parse (b, SOUP_HTTP_URI_FLAGS, NULL);

  return one != NULL && other != NULL
         && g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0;
}

/* The site itself names its endpoint, which may be on another host; a redirect may not. */
static gboolean
find_endpoint (MqMicropub *self, GCancellable *cancellable, GError **error)
{
  MqHttpRequest request = { .method = "GET", .url = self->address, .anonymous = TRUE };
  g_autoptr (MqHttpReply) reply = mq_http_send (self->http, &request, cancellable, error);
  char *endpoint;

  if (reply == NULL)
    return FALSE;
  if (!is_same_host (self->address, reply->url))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REDIRECT,
                   _ ("The site sends on to “%s”; the password is not given there. If that is the "
                      "right address, set it for the site"),
                   reply->url);
      return FALSE;
    }
  if (!check (reply, error))
    return FALSE;
  endpoint = mq_http_reply_find_link (reply, "micropub");
  if (endpoint == NULL)
    endpoint = mq_markup_find_link (reply->body, "micropub", reply->url);
  if (endpoint == NULL)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_NO_API,
                   _ ("“%s” names no Micropub endpoint. Is it the address of the front page?"),
                   self->address);
      return FALSE;
    }
  g_free (self->endpoint);
  self->endpoint = endpoint;
  return TRUE;
}

static gboolean
says_draft (JsonObject *config)
{
  JsonNode *node = json_object_get_member (config, "post-status");
  return node != NULL;
}

static gboolean
connect_site (MqPublisher *publisher,
              MqSiteAbilities *abilities,
              GCancellable *cancellable,
              GError **error)
{
  MqMicropub *self = MQ_MICROPUB (publisher);
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *config;

  if (!find_endpoint (self, cancellable, error))
    return FALSE;
  answer = query (self, "q=config", cancellable, error);
  if (answer == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (answer))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
                   _ ("The site does not say what it can do"));
      return FALSE;
    }
  config = json_node_get_object (answer);
  g_set_str (&self->media,
             json_object_get_string_member_with_default (config, "media-endpoint", ""));
  abilities->title = g_strdup (self->address);
  abilities->user = g_strdup (_ ("token"));
  abilities->may_publish = TRUE;
  abilities->may_upload = *self->media != '\0';
  abilities->drafts = says_draft (config);
  abilities->clock_difference = mq_http_get_clock_difference (self->http);
  return TRUE;
}

/* ---- Posts as the site has them ---- */

static JsonNode *
first (JsonObject *properties, const char *name)
{
  JsonNode *node = json_object_get_member (properties, name);
  JsonArray *values
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return values != NULL && json_array_get_length (values) > 0 ? json_array_get_element (values, 0)
                                                              : NULL;
}

/* A value is a text or, for HTML and pictures, an object. */
static const char *
value_of (JsonNode *node, const char *member)
{
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_string_member_with_default (json_node_get_object (node), member, "");
  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

static void
read_tags (MqPost *post, JsonObject *properties)
{
  JsonNode *node = json_object_get_member (properties, "category");
  JsonArray *values
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    g_strv_builder_add (names, value_of (json_array_get_element (values, i), "value"));
  g_strfreev (post->tags);
  post->tags = g_strv_builder_end (names);
}

static MqPost *
read_post (JsonObject *properties, const char *url)
{
  MqPost *post = mq_post_new ();
  const char *published = value_of (first (properties, "published"), "value");
  g_autoptr (GDateTime) date
      = *published != '\0' ? g_date_time_new_from_iso8601 (published, NULL) : NULL;
  JsonNode *photo = first (properties, "photo");
  g_autofree char *all = NULL;

  g_set_str (&post->remote, url);
  g_set_str (&post->address, url);
  g_set_str (&post->title, value_of (first (properties, "name"), "value"));
  g_set_str (&post->body, value_of (first (properties, "content"), "html"));
  g_set_str (&post->summary, value_of (first (properties, "summary"), "value"));
  read_tags (post, properties);
  post->status = g_str_equal (value_of (first (properties, "post-status"), "value"), "draft")
                     ? MQ_POST_DRAFT
                     : MQ_POST_PUBLISHED;
  post->date = date != NULL ? g_date_time_to_unix (date) : 0;
  if (photo != NULL)
    {
      post->poster = mq_post_picture_new ("", "", value_of (photo, "alt"), 0);
      g_set_str (&post->poster->address, value_of (photo, "value"));
    }
  all = g_strdup_printf ("%s\x1e%s\x1e%s\x1e%d", post->title, post->body, post->summary,
                         post->status);
  g_free (post->version);
  post->version = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  return post;
}

static MqPost *
fetch_post (MqPublisher *publisher, const char *remote, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (remote, NULL, FALSE);
  g_autofree char *arguments = g_strconcat ("q=source&url=", escaped, NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) answer = query (MQ_MICROPUB (publisher), arguments, cancellable, &problem);

  if (answer != NULL && JSON_NODE_HOLDS_OBJECT (answer)
      && json_object_has_member (json_node_get_object (answer), "properties"))
    return read_post (json_object_get_object_member (json_node_get_object (answer), "properties"),
                      remote);
  if (answer != NULL || g_error_matches (problem, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REFUSED))
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GONE, _ ("The site has no such post"));
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* Listing is an extension; a site without it can't be asked:
 * https://indieweb.org/Micropub-extensions#Query_for_Post_List */
static JsonNode *
query_list (MqMicropub *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) answer = query (self, "q=source&limit=100", cancellable, &problem);

  if (answer != NULL && JSON_NODE_HOLDS_OBJECT (answer)
      && json_object_has_member (json_node_get_object (answer), "items"))
    return g_steal_pointer (&answer);
  if (problem != NULL && !g_error_matches (problem, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REFUSED))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNSUPPORTED,
                 _ ("The site can’t list its posts, so it can’t be asked whether this one is "
                    "there. Look for it on the site"));
  return NULL;
}

static GPtrArray *
list_all (MqMicropub *self, const char *mark, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) answer = query_list (self, cancellable, error);
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_post_free);
  JsonArray *items;

  if (answer == NULL)
    return NULL;
  items = json_object_get_array_member (json_node_get_object (answer), "items");
  for (guint i = json_array_get_length (items); i > 0; i--) /* the newest come first */
    {
      JsonObject *item = json_array_get_object_element (items, i - 1);
      JsonObject *properties = json_object_get_object_member (item, "properties");
      g_autoptr (MqPost) post
          = read_post (properties, value_of (first (properties, "url"), "value"));
      if (mark == NULL || strstr (post->body, mark) != NULL)
        g_ptr_array_add (posts, g_steal_pointer (&post));
    }
  return g_steal_pointer (&posts);
}

static GPtrArray *
find_posts (MqPublisher *publisher, const MqPost *post, GCancellable *cancellable, GError **error)
{
  return list_all (MQ_MICROPUB (publisher), post->mark, cancellable, error);
}

static GPtrArray *
list_posts (MqPublisher *publisher, guint page, GCancellable *cancellable, GError **error)
{
  if (page > 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) mq_post_free);
  return list_all (MQ_MICROPUB (publisher), NULL, cancellable, error);
}

/* ---- Sending ---- */

static void
set_one (JsonObject *properties, const char *name, const char *text)
{
  JsonArray *values = json_array_new ();

  if (*text != '\0')
    json_array_add_string_element (values, text);
  json_object_set_array_member (properties, name, values);
}

static void
set_object (JsonObject *properties, const char *name, JsonObject *object)
{
  JsonArray *values = json_array_new ();

  json_array_add_object_element (values, object);
  json_object_set_array_member (properties, name, values);
}

/* https://microformats.org/wiki/h-review */
static void
set_review (JsonObject *properties, const MqPost *post)
{
  JsonObject *item = json_object_new (), *inner = json_object_new ();
  JsonArray *type = json_array_new ();
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  json_array_add_string_element (type, "h-item");
  json_object_set_array_member (item, "type", type);
  set_one (inner, "name", post->work_title);
  json_object_set_object_member (item, "properties", inner);
  set_object (properties, "item", item);
  if (post->rating_best <= 0)
    return;
  set_one (properties, "rating",
           g_ascii_formatd (number, sizeof number, "%.10g", post->rating_value));
  set_one (properties, "best", g_ascii_formatd (number, sizeof number, "%.10g", post->rating_best));
}

static void
set_poster (JsonObject *properties, const MqPost *post)
{
  JsonObject *photo = json_object_new ();

  json_object_set_string_member (photo, "value", post->poster->address);
  json_object_set_string_member (photo, "alt", post->poster->alt);
  set_object (properties, "photo", photo);
}

static JsonObject *
make_properties (const MqPost *post)
{
  JsonObject *properties = json_object_new (), *content = json_object_new ();
  JsonArray *tags = json_array_new ();
  g_autofree char *body = mq_post_dup_body (post);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (post->date);
  g_autofree char *when = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");

  json_object_set_string_member (content, "html", body);
  set_object (properties, "content", content);
  set_one (properties, "name", post->title);
  set_one (properties, "summary", post->summary);
  for (char **tag = post->tags; *tag != NULL; tag++)
    json_array_add_string_element (tags, *tag);
  json_object_set_array_member (properties, "category", tags);
  set_one (properties, "post-status", post->status == MQ_POST_DRAFT ? "draft" : "published");
  if (post->date != 0)
    set_one (properties, "published", when);
  if (post->poster != NULL)
    set_poster (properties, post);
  set_review (properties, post);
  return properties;
}

static gboolean
create_post (MqPublisher *publisher, MqPost *post, GCancellable *cancellable, GError **error)
{
  JsonObject *entry = json_object_new (), *properties = make_properties (post);
  JsonArray *type = json_array_new ();
  g_autoptr (MqHttpReply) reply = NULL;
  const char *location;

  json_array_add_string_element (type, "h-entry");
  json_object_set_array_member (entry, "type", type);
  set_one (properties, "mp-slug", post->slug);
  json_object_set_object_member (entry, "properties", properties);
  reply = post_json (MQ_MICROPUB (publisher), entry, cancellable, error);
  if (reply == NULL)
    return FALSE;
  location = mq_http_reply_get_header (reply, "Location");
  if (location == NULL || reply->status == SOUP_STATUS_OK)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
                   _ ("The site does not say where the post is"));
      return FALSE;
    }
  g_free (post->remote);
  post->remote = g_uri_resolve_relative (reply->url, location, SOUP_HTTP_URI_FLAGS, NULL);
  return TRUE;
}

static gboolean
update_post (MqPublisher *publisher,
             MqPost *post,
             const MqPost *current,
             GCancellable *cancellable,
             GError **error)
{
  JsonObject *change = json_object_new ();
  g_autoptr (MqHttpReply) reply = NULL;
  const char *location;

  json_object_set_string_member (change, "action", "update");
  json_object_set_string_member (change, "url", current->remote);
  json_object_set_object_member (change, "replace", make_properties (post));
  reply = post_json (MQ_MICROPUB (publisher), change, cancellable, error);
  if (reply == NULL)
    return FALSE;
  location = mq_http_reply_get_header (reply, "Location");
  g_set_str (&post->remote,
             reply->status == SOUP_STATUS_CREATED && location != NULL ? location : current->remote);
  return TRUE;
}

static gboolean
remove_post (MqPublisher *publisher, const MqPost *post, GCancellable *cancellable, GError **error)
{
  JsonObject *change = json_object_new ();
  g_autoptr (MqHttpReply) reply = NULL;

  json_object_set_string_member (change, "action", "delete");
  json_object_set_string_member (change, "url", post->remote);
  reply = post_json (MQ_MICROPUB (publisher), change, cancellable, error);
  return reply != NULL;
}

/* ---- Pictures ---- */

/* The media endpoint can't be asked by name. Servers give the same bytes the same address. */
static gboolean
find_picture (MqPublisher *publisher,
              MqPostPicture *picture,
              gboolean *found,
              GCancellable *cancellable,
              GError **error)
{
  MqHttpRequest request = { .method = "HEAD", .url = picture->remote, .anonymous = TRUE };
  g_autoptr (MqHttpReply) reply = NULL;

  *found = FALSE;
  if (*picture->remote == '\0')
    return TRUE;
  reply = mq_http_send (MQ_MICROPUB (publisher)->http, &request, cancellable, error);
  if (reply == NULL)
    return FALSE;
  *found = mq_http_reply_is_good (reply);
  g_set_str (&picture->address, picture->remote);
  return *found || reply->status == 404 || reply->status == 410 || check (reply, error);
}

static gboolean
upload_picture (MqPublisher *publisher,
                MqPostPicture *picture,
                GBytes *bytes,
                GCancellable *cancellable,
                GError **error)
{
  MqMicropub *self = MQ_MICROPUB (publisher);
  const char *media = g_str_has_suffix (picture->name, ".png") ? "image/png" : "image/jpeg";
  const char *const none[] = { NULL };
  g_autofree char *type = NULL;
  g_autoptr (GBytes) body = mq_http_make_form (none, "file", picture->name, media, bytes, &type);
  MqHttpRequest request = { .method = "POST", .url = self->media, .body = body, .type = type };
  g_autoptr (MqHttpReply) reply = NULL;
  const char *location;

  if (*self->media == '\0')
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNSUPPORTED,
                   _ ("The site takes no pictures. Take them out of the review, or ask whoever "
                      "runs the site for a media endpoint"));
      return FALSE;
    }
  reply = mq_http_send (self->http, &request, cancellable, error);
  if (reply == NULL || !check (reply, error))
    {
      g_prefix_error (error, _ ("The picture “%s”: "), picture->name);
      return FALSE;
    }
  location = mq_http_reply_get_header (reply, "Location");
  if (location == NULL)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
                   _ ("The site’s answer does not say where the picture “%s” is"), picture->name);
      return FALSE;
    }
  g_free (picture->remote);
  picture->remote = g_uri_resolve_relative (reply->url, location, SOUP_HTTP_URI_FLAGS, NULL);
  g_set_str (&picture->address, picture->remote);
  return TRUE;
}

static void
mq_micropub_publisher_init (MqPublisherInterface *iface)
{
  iface->connect = connect_site;
  iface->find = find_posts;
  iface->fetch = fetch_post;
  iface->find_picture = find_picture;
  iface->upload = upload_picture;
  iface->create = create_post;
  iface->update = update_post;
  iface->remove = remove_post;
  iface->list = list_posts;
}

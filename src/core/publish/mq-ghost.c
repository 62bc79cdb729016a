/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-backends.h"
#include "mq-ghost-key.h"
#include "mq-http.h"

/* Ghost through its Admin interface: https://ghost.org/docs/admin-api/ */
#define MQ_TYPE_GHOST (mq_ghost_get_type ())
G_DECLARE_FINAL_TYPE (MqGhost, mq_ghost, MQ, GHOST, GObject)

struct _MqGhost
{
  GObject parent_instance;

  MqHttp *http;
  char *address;
  char *secret; /* "ID:SECRET" */
};

static void mq_ghost_publisher_init (MqPublisherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MqGhost,
                               mq_ghost,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MQ_TYPE_PUBLISHER, mq_ghost_publisher_init))

#define CARD_BEGIN "<!--kg-card-begin: html-->\n"
#define CARD_END "\n<!--kg-card-end: html-->"
#define LONGEST_SUMMARY 300
#define FIELDS "formats=html&include=tags"

static void
mq_ghost_finalize (GObject *object)
{
  MqGhost *self = MQ_GHOST (object);

  mq_http_free (self->http);
  g_free (self->address);
  explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  G_OBJECT_CLASS (mq_ghost_parent_class)->finalize (object);
}

static void
mq_ghost_class_init (MqGhostClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mq_ghost_finalize;
}

static void
mq_ghost_init (MqGhost *self)
{
}

MqPublisher *
mq_ghost_new (const MqSite *site, const char *secret, guint patience)
{
  MqGhost *self = g_object_new (MQ_TYPE_GHOST, NULL);

  self->http = mq_http_new (NULL, patience);
  self->address = g_str_has_suffix (site->address, "/") ? g_strdup (site->address)
                                                        : g_strconcat (site->address, "/", NULL);
  self->secret = g_strdup (secret);
  return MQ_PUBLISHER (self);
}

/* ---- Calls ---- */

static char *
dup_words (const MqHttpReply *reply)
{
  g_autoptr (JsonNode) node = mq_http_reply_parse_json (reply, NULL);
  JsonArray *errors;
  JsonObject *first;
  const char *context;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)
      || !json_object_has_member (json_node_get_object (node), "errors"))
    return NULL;
  errors = json_object_get_array_member (json_node_get_object (node), "errors");
  if (errors == NULL || json_array_get_length (errors) == 0)
    return NULL;
  first = json_array_get_object_element (errors, 0);
  context = json_object_get_string_member_with_default (first, "context", "");
  return g_strdup_printf ("%s %s",
                          json_object_get_string_member_with_default (first, "message", ""),
                          context != NULL ? context : "");
}

static MqHttpReply *
send_to (MqGhost *self,
         const char *method,
         const char *route,
         GBytes *body,
         const char *type,
         GCancellable *cancellable,
         GError **error)
{
  g_autofree char *url = g_strconcat (self->address, "ghost/api/admin/", route, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC + mq_http_get_clock_difference (self->http);
  char *token = mq_ghost_make_token (self->secret, now);
  const char *headers[] = { "Accept-Version", "v5.0", "Authorization", token, NULL };
  MqHttpRequest request
      = { .method = method, .url = url, .body = body, .type = type, .headers = headers };
  g_autoptr (MqHttpReply) reply = mq_http_send (self->http, &request, cancellable, error);
  g_autofree char *said = NULL;

  explicit_bzero (token, strlen (token));
  g_free (token);
  if (reply == NULL)
    return NULL;
  said = mq_http_reply_is_good (reply) ? NULL : dup_words (reply);
  return mq_http_reply_check (reply, said, error) ? g_steal_pointer (&reply) : NULL;
}

static JsonNode *
call (MqGhost *self,
      const char *method,
      const char *route,
      JsonNode *body,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *text = body != NULL ? json_to_string (body, FALSE) : NULL;
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
  g_autoptr (MqHttpReply) reply
      = send_to (self, method, route, bytes, "application/json", cancellable, error);

  return reply != NULL ? mq_http_reply_parse_json (reply, error) : NULL;
}

/* ---- Connecting ---- */

static gboolean
check_site (MqGhost *self, MqSiteAbilities *abilities, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strconcat (self->address, "ghost/api/admin/site/", NULL);
  MqHttpRequest request = { .method = "GET", .url = url };
  g_autoptr (MqHttpReply) reply = mq_http_send (self->http, &request, cancellable, error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *site = NULL;

  if (reply == NULL)
    return FALSE;
  if (reply->status >= 500 || reply->status == 429)
    return mq_http_reply_check (reply, NULL, error);
  node = mq_http_reply_is_good (reply) ? mq_http_reply_parse_json (reply, NULL) : NULL;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node)
      && json_object_has_member (json_node_get_object (node), "site"))
    site = json_object_get_object_member (json_node_get_object (node), "site");
  if (site == NULL)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_NO_API,
                   _ ("There is no Ghost at “%s”, or a server in front of it hides its interface"),
                   self->address);
      return FALSE;
    }
  abilities->title = g_strdup (json_object_get_string_member_with_default (site, "title", ""));
  return TRUE;
}

static gboolean
connect_site (MqPublisher *publisher,
              MqSiteAbilities *abilities,
              GCancellable *cancellable,
              GError **error)
{
  MqGhost *self = MQ_GHOST (publisher);
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) answer = NULL;

  if (!mq_ghost_is_key (self->secret))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNAUTHORIZED,
                   _ ("This is no Admin API key. Make a custom integration under Settings → "
                      "Integrations on the site, and use its Admin API key"));
      return FALSE;
    }
  if (!check_site (self, abilities, cancellable, error))
    return FALSE;
  answer = call (self, "GET", "posts/?limit=1&fields=id", NULL, cancellable, &problem);
  if (answer == NULL && g_error_matches (problem, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNAUTHORIZED))
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNAUTHORIZED,
                 _ ("The site does not know this Admin API key. Look under Settings → Integrations "
                    "on the site. %s"),
                 problem->message);
  else if (answer == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  if (answer == NULL)
    return FALSE;
  abilities->user = g_strdup (_ ("integration"));
  abilities->may_publish = abilities->may_upload = TRUE;
  abilities->schedules = abilities->drafts = TRUE;
  abilities->summary_limit = LONGEST_SUMMARY;
  abilities->clock_difference = mq_http_get_clock_difference (self->http);
  return TRUE;
}

/* ---- Posts as the site has them ---- */

static const char *
get_text (JsonObject *object, const char *name)
{
  const char *text = json_object_get_string_member_with_default (object, name, "");
  return text != NULL ? text : "";
}

static char *
unwrap (const char *html)
{
  g_autoptr (GString) text = g_string_new (html);

  g_string_replace (text, CARD_BEGIN, "", 0);
  g_string_replace (text, CARD_END, "", 0);
  g_string_replace (text, "<!--kg-card-begin: html-->", "", 0);
  g_string_replace (text, "<!--kg-card-end: html-->", "", 0);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static gint64
read_time (const char *text)
{
  g_autoptr (GDateTime) date = *text != '\0' ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  return date != NULL ? g_date_time_to_unix (date) : 0;
}

static void
read_tags (MqPost *post, JsonObject *object)
{
  JsonArray *tags = json_object_has_member (object, "tags")
                        ? json_object_get_array_member (object, "tags")
                        : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    g_strv_builder_add (names, get_text (json_array_get_object_element (tags, i), "name"));
  g_strfreev (post->tags);
  post->tags = g_strv_builder_end (names);
}

static MqPost *
read_post (JsonObject *object)
{
  MqPost *post = mq_post_new ();
  const char *picture = get_text (object, "feature_image"), *status = get_text (object, "status");

  g_set_str (&post->remote, get_text (object, "id"));
  g_set_str (&post->address, get_text (object, "url"));
  g_set_str (&post->title, get_text (object, "title"));
  g_free (post->body);
  post->body = unwrap (get_text (object, "html"));
  g_set_str (&post->summary, get_text (object, "custom_excerpt"));
  g_set_str (&post->slug, get_text (object, "slug"));
  g_set_str (&post->version, get_text (object, "updated_at"));
  post->status = g_str_equal (status, "published")   ? MQ_POST_PUBLISHED
                 : g_str_equal (status, "scheduled") ? MQ_POST_SCHEDULED
                                                     : MQ_POST_DRAFT;
  post->date = read_time (get_text (object, "published_at"));
  read_tags (post, object);
  if (*picture != '\0')
    {
      post->poster = mq_post_picture_new ("", "", get_text (object, "feature_image_alt"), 0);
      g_set_str (&post->poster->remote, picture);
      g_set_str (&post->poster->address, picture);
    }
  return post;
}

static GPtrArray *
read_posts (JsonNode *answer, const char *mark, GError **error)
{
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_post_free);
  JsonArray *items = NULL;

  if (JSON_NODE_HOLDS_OBJECT (answer)
      && json_object_has_member (json_node_get_object (answer), "posts"))
    items = json_object_get_array_member (json_node_get_object (answer), "posts");
  if (items == NULL)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
                   _ ("The site’s answer holds no posts"));
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      g_autoptr (MqPost) post = read_post (json_array_get_object_element (items, i));
      if (mark == NULL || strstr (post->body, mark) != NULL)
        g_ptr_array_add (posts, g_steal_pointer (&post));
    }
  return g_steal_pointer (&posts);
}

static GPtrArray *
query_posts (MqGhost *self,
             const char *query,
             const char *mark,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *route = g_strconcat ("posts/?" FIELDS "&", query, NULL);
  g_autoptr (JsonNode) answer = call (self, "GET", route, NULL, cancellable, error);

  return answer != NULL ? read_posts (answer, mark, error) : NULL;
}

static MqPost *
fetch_post (MqPublisher *publisher, const char *remote, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strdup_printf ("posts/%s/?" FIELDS, remote);
  g_autoptr (JsonNode) answer = call (MQ_GHOST (publisher), "GET", route, NULL, cancellable, error);
  g_autoptr (GPtrArray) posts = answer != NULL ? read_posts (answer, NULL, error) : NULL;

  if (posts == NULL)
    return NULL;
  if (posts->len == 1)
    return g_ptr_array_steal_index (posts, 0);
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
               _ ("The site’s answer is no post"));
  return NULL;
}

/* Ghost can't search texts, but a post keeps its slug, which gets a number where it is taken. */
static GPtrArray *
find_posts (MqPublisher *publisher, const MqPost *post, GCancellable *cancellable, GError **error)
{
  g_autofree char *query
      = g_strdup_printf ("filter=slug:~^'%s'&limit=100&order=created_at%%20asc", post->slug);
  return query_posts (MQ_GHOST (publisher), query, post->mark, cancellable, error);
}

static GPtrArray *
list_posts (MqPublisher *publisher, guint page, GCancellable *cancellable, GError **error)
{
  g_autofree char *query = g_strdup_printf ("limit=50&page=%u&order=updated_at%%20desc", page + 1);
  return query_posts (MQ_GHOST (publisher), query, NULL, cancellable, error);
}

/* ---- Sending ---- */

static void
set_date (JsonObject *object, const MqPost *post, const MqPost *current)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (post->date);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");

  if (post->date != 0)
    json_object_set_string_member (object, "published_at", text);
  else if (current != NULL && current->status == MQ_POST_SCHEDULED)
    json_object_set_null_member (object, "published_at"); /* it would wait for its old date */
}

static void
set_poster (JsonObject *object, const MqPost *post)
{
  if (post->poster == NULL)
    {
      json_object_set_null_member (object, "feature_image");
      return;
    }
  json_object_set_string_member (object, "feature_image", post->poster->address);
  json_object_set_string_member (object, "feature_image_alt", post->poster->alt);
  if (*post->poster->caption != '\0')
    json_object_set_string_member (object, "feature_image_caption", post->poster->caption);
}

static JsonNode *
make_body (const MqPost *post, const MqPost *current)
{
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new (), *outer = json_object_new ();
  JsonArray *tags = json_array_new (), *posts = json_array_new ();
  g_autofree char *body = mq_post_dup_body (post);
  g_autofree char *card = g_strconcat (CARD_BEGIN, body, CARD_END, NULL);
  static const char *const words[] = { "", "draft", "draft", "scheduled", "published" };

  json_object_set_string_member (object, "title", *post->title != '\0' ? post->title : "-");
  json_object_set_string_member (object, "html", card);
  json_object_set_string_member (object, "slug", post->slug);
  json_object_set_string_member (object, "status", words[post->status]);
  if (*post->summary != '\0')
    json_object_set_string_member (object, "custom_excerpt", post->summary);
  else
    json_object_set_null_member (object, "custom_excerpt");
  for (char **tag = post->tags; *tag != NULL; tag++)
    json_array_add_string_element (tags, *tag);
  json_object_set_array_member (object, "tags", tags);
  set_poster (object, post);
  set_date (object, post, current);
  if (current != NULL)
    json_object_set_string_member (object, "updated_at", current->version);
  json_array_add_object_element (posts, object);
  json_object_set_array_member (outer, "posts", posts);
  json_node_take_object (root, outer);
  return root;
}

static gboolean
send_post (MqPublisher *publisher,
           const char *method,
           const char *route,
           MqPost *post,
           const MqPost *current,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (JsonNode) body = make_body (post, current);
  g_autoptr (JsonNode) answer
      = call (MQ_GHOST (publisher), method, route, body, cancellable, error);
  g_autoptr (GPtrArray) posts = answer != NULL ? read_posts (answer, NULL, error) : NULL;

  if (posts == NULL || posts->len == 0)
    return FALSE;
  g_set_str (&post->remote, ((MqPost *) posts->pdata[0])->remote);
  return TRUE;
}

static gboolean
create_post (MqPublisher *publisher, MqPost *post, GCancellable *cancellable, GError **error)
{
  return send_post (publisher, "POST", "posts/?source=html&" FIELDS, post, NULL, cancellable,
                    error);
}

static gboolean
update_post (MqPublisher *publisher,
             MqPost *post,
             const MqPost *current,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *route = g_strdup_printf ("posts/%s/?source=html&" FIELDS, current->remote);
  return send_post (publisher, "PUT", route, post, current, cancellable, error);
}

static gboolean
remove_post (MqPublisher *publisher, const MqPost *post, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strdup_printf ("posts/%s/", post->remote);
  g_autoptr (GError) problem = NULL;
  g_autoptr (MqHttpReply) reply
      = send_to (MQ_GHOST (publisher), "DELETE", route, NULL, NULL, cancellable, &problem);

  if (reply != NULL || mq_publish_error_is_absent (problem))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* ---- Pictures ---- */

static gboolean
is_there (MqGhost *self,
          const char *url,
          gboolean *there,
          GCancellable *cancellable,
          GError **error)
{
  MqHttpRequest request = { .method = "HEAD", .url = url };
  g_autoptr (MqHttpReply) reply = mq_http_send (self->http, &request, cancellable, error);

  if (reply == NULL)
    return FALSE;
  *there = mq_http_reply_is_good (reply);
  return *there || reply->status == 404 || mq_http_reply_check (reply, NULL, error);
}

/* There is no list of pictures, but Ghost keeps them in a folder for each month. */
static gboolean
find_picture (MqPublisher *publisher,
              MqPostPicture *picture,
              gboolean *found,
              GCancellable *cancellable,
              GError **error)
{
  MqGhost *self = MQ_GHOST (publisher);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC + mq_http_get_clock_difference (self->http);

  *found = FALSE;
  if (*picture->remote != '\0')
    {
      g_set_str (&picture->address, picture->remote);
      return is_there (self, picture->address, found, cancellable, error);
    }
  for (int days = 0; days <= 31 && !*found; days += 31) /* this month and the last */
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now - days * 86400);
      g_autofree char *month = g_date_time_format (date, "%Y/%m");
      g_autofree char *url
          = g_strdup_printf ("%scontent/images/%s/%s", self->address, month, picture->name);
      if (!is_there (self, url, found, cancellable, error))
        return FALSE;
      if (*found)
        {
          g_set_str (&picture->remote, url);
          g_set_str (&picture->address, url);
        }
    }
  return TRUE;
}

static gboolean
take_address (MqPostPicture *picture, JsonNode *answer, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;
  JsonArray *images = object != NULL && json_object_has_member (object, "images")
                          ? json_object_get_array_member (object, "images")
                          : NULL;

  if (images == NULL || json_array_get_length (images) == 0)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
                   _ ("The site’s answer does not say where the picture “%s” is"), picture->name);
      return FALSE;
    }
  g_set_str (&picture->remote, get_text (json_array_get_object_element (images, 0), "url"));
  g_set_str (&picture->address, picture->remote);
  return TRUE;
}

static gboolean
upload_picture (MqPublisher *publisher,
                MqPostPicture *picture,
                GBytes *bytes,
                GCancellable *cancellable,
                GError **error)
{
  const char *media = g_str_has_suffix (picture->name, ".png") ? "image/png" : "image/jpeg";
  const char *const texts[] = { "purpose", "image", "ref", picture->hash, NULL };
  g_autofree char *type = NULL;
  g_autoptr (GBytes) body = mq_http_make_form (texts, "file", picture->name, media, bytes, &type);
  g_autoptr (MqHttpReply) reply
      = send_to (MQ_GHOST (publisher), "POST", "images/upload/", body, type, cancellable, error);
  g_autoptr (JsonNode) answer = NULL;

  if (reply == NULL)
    {
      g_prefix_error (error, _ ("The picture “%s”: "), picture->name);
      return FALSE;
    }
  answer = mq_http_reply_parse_json (reply, error);
  return answer != NULL && take_address (picture, answer, error);
}

static char **
list_missing_tags (MqPublisher *publisher,
                   const char *const *tags,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (JsonNode) answer
      = call (MQ_GHOST (publisher), "GET", "tags/?limit=all&fields=name", NULL, cancellable, error);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  JsonObject *object
      = answer != NULL && JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;
  JsonArray *there = object != NULL && json_object_has_member (object, "tags")
                         ? json_object_get_array_member (object, "tags")
                         : NULL;

  if (answer == NULL)
    return NULL;
  for (guint i = 0; there != NULL && i < json_array_get_length (there); i++)
    g_hash_table_add (
        known, g_utf8_casefold (get_text (json_array_get_object_element (there, i), "name"), -1));
  for (; *tags != NULL; tags++)
    {
      g_autofree char *folded = g_utf8_casefold (*tags, -1);
      if (!g_hash_table_contains (known, folded))
        g_strv_builder_add (missing, *tags);
    }
  return g_strv_builder_end (missing);
}

static void
mq_ghost_publisher_init (MqPublisherInterface *iface)
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
  iface->list_missing_tags = list_missing_tags;
}

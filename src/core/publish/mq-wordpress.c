/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-wordpress.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-markup.h"

static void mq_wordpress_publisher_init (MqPublisherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MqWordpress,
                               mq_wordpress,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MQ_TYPE_PUBLISHER,
                                                      mq_wordpress_publisher_init))

#define ALL_STATUSES "publish,future,draft,pending,private"
#define EMBED "_embed=wp:term,wp:featuredmedia"
#define HTML_BEGIN "<!-- wp:html -->\n"
#define HTML_END "<!-- /wp:html -->"

static void
mq_wordpress_finalize (GObject *object)
{
  MqWordpress *self = MQ_WORDPRESS (object);

  mq_http_free (self->http);
  g_free (self->address);
  g_free (self->user);
  explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->root);
  G_OBJECT_CLASS (mq_wordpress_parent_class)->finalize (object);
}

static void
mq_wordpress_class_init (MqWordpressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mq_wordpress_finalize;
}

static void
mq_wordpress_init (MqWordpress *self)
{
}

MqPublisher *
mq_wordpress_new (const MqSite *site, const char *secret, guint patience)
{
  MqWordpress *self = g_object_new (MQ_TYPE_WORDPRESS, NULL);
  char *authorization = mq_http_make_basic (site->user, secret);

  self->http = mq_http_new (authorization, patience);
  self->address = g_strdup (site->address);
  self->user = g_strdup (site->user);
  self->secret = g_strdup (secret);
  explicit_bzero (authorization, strlen (authorization));
  g_free (authorization);
  return MQ_PUBLISHER (self);
}

/* ---- Calls ---- */

/* With plain permalinks the root has a question mark already:
 * https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/ */
char *
mq_wordpress_make_url (MqWordpress *self, const char *route)
{
  g_autofree char *continued = g_strdup (route);
  char *question = strchr (continued, '?');

  if (strchr (self->root, '?') != NULL && question != NULL)
    *question = '&';
  return g_strconcat (self->root, continued, NULL);
}

char *
mq_wordpress_plain_text (const char *html)
{
  return mq_markup_to_plain_text (html != NULL ? html : "");
}

/* Like mq_http_reply_check(), with WordPress's own words. */
gboolean
mq_wordpress_check (const MqHttpReply *reply, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *said = NULL;

  if (mq_http_reply_is_good (reply))
    return TRUE;
  node = mq_http_reply_parse_json (reply, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    said = mq_wordpress_plain_text (
        json_object_get_string_member_with_default (json_node_get_object (node), "message", ""));
  return mq_http_reply_check (reply, said, error);
}

static JsonNode *
call_for_reply (MqWordpress *self,
                const char *method,
                const char *route,
                JsonNode *body,
                MqHttpReply **reply,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *url = mq_wordpress_make_url (self, route);
  g_autofree char *text = body != NULL ? json_to_string (body, FALSE) : NULL;
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
  MqHttpRequest request
      = { .method = method, .url = url, .body = bytes, .type = "application/json" };

  *reply = mq_http_send (self->http, &request, cancellable, error);
  if (*reply == NULL || !mq_wordpress_check (*reply, error))
    return NULL;
  return mq_http_reply_parse_json (*reply, error);
}

/** Returns: (transfer full) (nullable): what the site answers to a call of a route such as
 * "wp/v2/posts?search=x" */
JsonNode *
mq_wordpress_call (MqWordpress *self,
                   const char *method,
                   const char *route,
                   JsonNode *body,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (MqHttpReply) reply = NULL;
  return call_for_reply (self, method, route, body, &reply, cancellable, error);
}

static gboolean
connect_site (MqPublisher *publisher,
              MqSiteAbilities *abilities,
              GCancellable *cancellable,
              GError **error)
{
  return mq_wordpress_connect (MQ_WORDPRESS (publisher), abilities, cancellable, error);
}

/* ---- A post as the site has it ---- */

static const char *
get_raw (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return "";
  return json_object_get_string_member_with_default (
      json_node_get_object (node), "raw",
      json_object_get_string_member_with_default (json_node_get_object (node), "rendered", ""));
}

static MqPostStatus
read_status (const char *word)
{
  if (g_str_equal (word, "publish") || g_str_equal (word, "private"))
    return MQ_POST_PUBLISHED;
  if (g_str_equal (word, "future"))
    return MQ_POST_SCHEDULED;
  if (g_str_equal (word, "pending"))
    return MQ_POST_PENDING;
  return g_str_equal (word, "trash") ? MQ_POST_GONE : MQ_POST_DRAFT;
}

static gint64
read_date (JsonObject *object)
{
  const char *text = json_object_get_string_member_with_default (object, "date_gmt", "");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date
      = text != NULL && *text != '\0' ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/* Categories and tags stand in the embedded terms, a list for each taxonomy. */
static void
read_terms (MqPost *post, JsonObject *embedded)
{
  JsonArray *lists = json_object_has_member (embedded, "wp:term")
                         ? json_object_get_array_member (embedded, "wp:term")
                         : NULL;
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new (), categories = g_strv_builder_new ();

  for (guint i = 0; lists != NULL && i < json_array_get_length (lists); i++)
    {
      JsonArray *terms = json_array_get_array_element (lists, i);
      for (guint j = 0; j < json_array_get_length (terms); j++)
        {
          JsonObject *term = json_array_get_object_element (terms, j);
          const char *taxonomy = json_object_get_string_member_with_default (term, "taxonomy", "");
          g_autofree char *name = mq_wordpress_plain_text (
              json_object_get_string_member_with_default (term, "name", ""));
          g_strv_builder_add (g_str_equal (taxonomy, "post_tag") ? tags : categories, name);
        }
    }
  g_strfreev (post->tags);
  post->tags = g_strv_builder_end (tags);
  g_strfreev (post->categories);
  post->categories = g_strv_builder_end (categories);
}

static void
read_poster (MqPost *post, JsonObject *object, JsonObject *embedded)
{
  gint64 id = json_object_get_int_member_with_default (object, "featured_media", 0);
  JsonArray *media = embedded != NULL && json_object_has_member (embedded, "wp:featuredmedia")
                         ? json_object_get_array_member (embedded, "wp:featuredmedia")
                         : NULL;
  JsonObject *item = media != NULL && json_array_get_length (media) > 0
                         ? json_array_get_object_element (media, 0)
                         : NULL;

  if (id == 0)
    return;
  post->poster = mq_post_picture_new (
      "", "", item != NULL ? json_object_get_string_member_with_default (item, "alt_text", "") : "",
      0);
  g_free (post->poster->remote);
  post->poster->remote = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  if (item != NULL)
    g_set_str (&post->poster->address,
               json_object_get_string_member_with_default (item, "source_url", ""));
}

/* There is no version number, and times count whole seconds: what matters is hashed. A draft's date
 * is that of its last change. */
static char *
make_version (const MqPost *post)
{
  g_autofree char *tags = g_strjoinv ("\x1f", post->tags);
  g_autofree char *all = g_strdup_printf (
      "%s\x1e%s\x1e%s\x1e%s\x1e%s\x1e%s\x1e%s\x1e%d\x1e%" G_GINT64_FORMAT, post->title, post->body,
      post->summary, mq_post_status_to_string (post->status), post->slug, tags,
      post->poster != NULL ? post->poster->remote : "", post->comments_open,
      post->status == MQ_POST_SCHEDULED ? post->date : 0);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
}

static char *
unwrap (const char *content)
{
  gsize length = strlen (content);

  if (!g_str_has_prefix (content, HTML_BEGIN) || !g_str_has_suffix (content, HTML_END)
      || strstr (content + 1, "<!-- wp:") != NULL)
    return g_strdup (content);
  return g_strndup (content + strlen (HTML_BEGIN),
                    length - strlen (HTML_BEGIN) - strlen (HTML_END));
}

static MqPost *
read_post (JsonObject *object)
{
  MqPost *post = mq_post_new ();
  JsonObject *embedded = json_object_has_member (object, "_embedded")
                             ? json_object_get_object_member (object, "_embedded")
                             : NULL;

  g_free (post->remote);
  post->remote = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (object, "id"));
  g_set_str (&post->address, json_object_get_string_member_with_default (object, "link", ""));
  g_free (post->title);
  post->title = mq_wordpress_plain_text (get_raw (object, "title"));
  g_free (post->body);
  post->body = unwrap (get_raw (object, "content"));
  g_set_str (&post->summary, get_raw (object, "excerpt"));
  g_set_str (&post->slug, json_object_get_string_member_with_default (object, "slug", ""));
  post->status
      = read_status (json_object_get_string_member_with_default (object, "status", "draft"));
  post->date = read_date (object);
  post->comments_open = g_str_equal (
      json_object_get_string_member_with_default (object, "comment_status", "open"), "open");
  if (embedded != NULL)
    read_terms (post, embedded);
  read_poster (post, object, embedded);
  g_free (post->version);
  post->version = make_version (post);
  return post;
}

static MqPost *
fetch_post (MqPublisher *publisher, const char *remote, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/posts/%s?context=edit&" EMBED, remote);
  g_autoptr (JsonNode) answer
      = mq_wordpress_call (MQ_WORDPRESS (publisher), "GET", route, NULL, cancellable, error);
  g_autoptr (MqPost) post = NULL;

  if (answer == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (answer)
      || !json_object_has_member (json_node_get_object (answer), "id"))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
                   _ ("The site’s answer is no post"));
      return NULL;
    }
  post = read_post (json_node_get_object (answer));
  if (post->status != MQ_POST_GONE)
    return g_steal_pointer (&post);
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GONE, _ ("The post is in the site’s bin"));
  return NULL;
}

static GPtrArray *
read_posts (JsonNode *answer, const char *mark)
{
  GPtrArray *posts = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_post_free);
  JsonArray *items = JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      g_autoptr (MqPost) post = read_post (json_array_get_object_element (items, i));
      if (mark == NULL || strstr (post->body, mark) != NULL)
        g_ptr_array_add (posts, g_steal_pointer (&post));
    }
  return posts;
}

/* By the mark, and where a plugin has taken the search over by the slug. */
static GPtrArray *
find_posts (MqPublisher *publisher, const MqPost *post, GCancellable *cancellable, GError **error)
{
  g_autofree char *slug = g_uri_escape_string (post->slug, NULL, FALSE);
  g_autofree char *by_mark = g_strconcat ("search=", post->mark, NULL);
  g_autofree char *by_slug = g_strconcat ("slug=", slug, NULL);
  const char *const filters[] = { by_mark, by_slug };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *route = g_strdup_printf ("wp/v2/posts?context=edit&status=" ALL_STATUSES
                                                "&per_page=100&orderby=id&order=asc&%s&" EMBED,
                                                filters[i]);
      g_autoptr (JsonNode) answer
          = mq_wordpress_call (MQ_WORDPRESS (publisher), "GET", route, NULL, cancellable, error);
      GPtrArray *found;
      if (answer == NULL)
        return NULL;
      found = read_posts (answer, post->mark);
      if (found->len > 0 || i == G_N_ELEMENTS (filters) - 1)
        return found;
      g_ptr_array_unref (found);
    }
  g_assert_not_reached ();
}

static GPtrArray *
list_posts (MqPublisher *publisher, guint page, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strdup_printf (
      "wp/v2/posts?context=edit&status=" ALL_STATUSES "&per_page=50&page=%u&" EMBED, page + 1);
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) answer
      = mq_wordpress_call (MQ_WORDPRESS (publisher), "GET", route, NULL, cancellable, &problem);

  if (answer != NULL)
    return read_posts (answer, NULL);
  if (page > 0 && g_error_matches (problem, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REFUSED))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) mq_post_free); /* beyond the last */
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static char *
read_body (const MqPost *post)
{
  return mq_markup_from_wordpress (post->body);
}

/* ---- Sending ---- */

static const char *
status_word (MqPostStatus status)
{
  static const char *const words[] = { "trash", "draft", "pending", "future", "publish" };
  return words[status];
}

static void
set_date (JsonObject *object, const MqPost *post, const MqPost *current)
{
  gint64 date = post->date;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (post->status == MQ_POST_DRAFT || post->status == MQ_POST_PENDING)
    {
      if (current != NULL && current->status >= MQ_POST_SCHEDULED)
        json_object_set_null_member (object, "date_gmt");
      return;
    }
  if (post->status == MQ_POST_PUBLISHED && date == 0 && current != NULL
      && current->status == MQ_POST_SCHEDULED)
    date = g_get_real_time () / G_USEC_PER_SEC - 60; /* it would wait for its old date otherwise */
  if (date == 0)
    return;
  time = g_date_time_new_from_unix_utc (date);
  text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  json_object_set_string_member (object, "date_gmt", text);
}

static gboolean
set_terms (MqWordpress *self,
           JsonObject *object,
           const MqPost *post,
           GCancellable *cancellable,
           GError **error)
{
  JsonArray *tags = mq_wordpress_find_terms (self, "tags", post->tags, cancellable, error);
  JsonArray *categories;

  if (tags == NULL)
    return FALSE;
  json_object_set_array_member (object, "tags", tags);
  if (*post->categories == NULL)
    return TRUE;
  categories = mq_wordpress_find_terms (self, "categories", post->categories, cancellable, error);
  if (categories == NULL)
    return FALSE;
  json_object_set_array_member (object, "categories", categories);
  return TRUE;
}

/* The block is left alone by WordPress, which else makes a line break of each newline. */
static JsonNode *
make_body (MqWordpress *self,
           const MqPost *post,
           const MqPost *current,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *body = mq_post_dup_body (post);
  g_autofree char *content = g_strconcat (HTML_BEGIN, body, HTML_END, NULL);
  g_autofree char *title = g_markup_escape_text (post->title, -1);

  json_node_take_object (node, object);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "content", content);
  json_object_set_string_member (object, "excerpt", post->summary);
  json_object_set_string_member (object, "slug", post->slug);
  json_object_set_string_member (object, "status", status_word (post->status));
  json_object_set_string_member (object, "comment_status", post->comments_open ? "open" : "closed");
  json_object_set_int_member (
      object, "featured_media",
      post->poster != NULL ? g_ascii_strtoll (post->poster->remote, NULL, 10) : 0);
  set_date (object, post, current);
  return set_terms (self, object, post, cancellable, error) ? g_steal_pointer (&node) : NULL;
}

static gboolean
send_post (MqWordpress *self,
           const char *route,
           MqPost *post,
           const MqPost *current,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (JsonNode) body = make_body (self, post, current, cancellable, error);
  g_autoptr (JsonNode) answer = NULL;

  if (body == NULL)
    return FALSE;
  answer = mq_wordpress_call (self, "POST", route, body, cancellable, error);
  if (answer == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (answer)
      || !json_object_has_member (json_node_get_object (answer), "id"))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
                   _ ("The site’s answer is no post"));
      return FALSE;
    }
  g_free (post->remote);
  post->remote = g_strdup_printf ("%" G_GINT64_FORMAT,
                                  json_object_get_int_member (json_node_get_object (answer), "id"));
  return TRUE;
}

static gboolean
create_post (MqPublisher *publisher, MqPost *post, GCancellable *cancellable, GError **error)
{
  return send_post (MQ_WORDPRESS (publisher), "wp/v2/posts?context=edit&_fields=id", post, NULL,
                    cancellable, error);
}

static gboolean
update_post (MqPublisher *publisher,
             MqPost *post,
             const MqPost *current,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *route
      = g_strdup_printf ("wp/v2/posts/%s?context=edit&_fields=id", current->remote);
  return send_post (MQ_WORDPRESS (publisher), route, post, current, cancellable, error);
}

static gboolean
remove_post (MqPublisher *publisher, const MqPost *post, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/posts/%s", post->remote);
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) answer
      = mq_wordpress_call (MQ_WORDPRESS (publisher), "DELETE", route, NULL, cancellable, &problem);

  if (answer != NULL || mq_publish_error_is_absent (problem))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* ---- Pictures ---- */

static gboolean
find_picture (MqPublisher *publisher,
              MqPostPicture *picture,
              gboolean *found,
              GCancellable *cancellable,
              GError **error)
{
  return mq_wordpress_find_picture (MQ_WORDPRESS (publisher), picture, found, cancellable, error);
}

static gboolean
upload_picture (MqPublisher *publisher,
                MqPostPicture *picture,
                GBytes *bytes,
                GCancellable *cancellable,
                GError **error)
{
  return mq_wordpress_upload (MQ_WORDPRESS (publisher), picture, bytes, cancellable, error);
}

static gboolean
describe_picture (MqPublisher *publisher,
                  const MqPostPicture *picture,
                  GCancellable *cancellable,
                  GError **error)
{
  return mq_wordpress_describe (MQ_WORDPRESS (publisher), picture, cancellable, error);
}

static void
mq_wordpress_publisher_init (MqPublisherInterface *iface)
{
  iface->connect = connect_site;
  iface->find = find_posts;
  iface->fetch = fetch_post;
  iface->find_picture = find_picture;
  iface->upload = upload_picture;
  iface->describe = describe_picture;
  iface->create = create_post;
  iface->update = update_post;
  iface->remove = remove_post;
  iface->list = list_posts;
  iface->list_missing_tags = mq_wordpress_list_missing_tags;
  iface->read_body = read_body;
}

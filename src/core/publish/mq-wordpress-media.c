/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-wordpress.h"

#define FIELDS "_fields=id,slug,source_url,alt_text"

static void
take_picture (MqPostPicture *picture, JsonObject *object)
{
  g_free (picture->remote);
  picture->remote
      = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (object, "id"));
  g_set_str (&picture->address,
             json_object_get_string_member_with_default (object, "source_url", ""));
}

/* "water-tower-3fa9c1d2e4b5" */
static char *
dup_stem (const MqPostPicture *picture)
{
  const char *dot = strrchr (picture->name, '.');
  return g_strndup (picture->name, dot - picture->name);
}

static gboolean
remove_item (MqWordpress *self, gint64 id, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/media/%" G_GINT64_FORMAT "?force=true", id);
  g_autoptr (JsonNode) answer = mq_wordpress_call (self, "DELETE", route, NULL, cancellable, error);
  return answer != NULL;
}

/* Of the items that bear the name the oldest is the picture; more are there where an answer got
 * lost and the site was slow to own up to it. */
static gboolean
take_oldest (MqWordpress *self,
             JsonArray *items,
             MqPostPicture *picture,
             gboolean *found,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *stem = dup_stem (picture);

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      if (!g_str_has_prefix (json_object_get_string_member_with_default (item, "slug", ""), stem))
        continue;
      if (!*found)
        take_picture (picture, item);
      else if (!remove_item (self, json_object_get_int_member (item, "id"), cancellable, error))
        return FALSE;
      *found = TRUE;
    }
  return TRUE;
}

static gboolean
find_by_name (MqWordpress *self,
              MqPostPicture *picture,
              gboolean *found,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *stem = dup_stem (picture);
  g_autofree char *route = g_strdup_printf (
      "wp/v2/media?context=edit&orderby=id&order=asc&per_page=100&search=%s&" FIELDS, stem);
  g_autoptr (JsonNode) answer = mq_wordpress_call (self, "GET", route, NULL, cancellable, error);

  if (answer == NULL)
    return FALSE;
  return !JSON_NODE_HOLDS_ARRAY (answer)
         || take_oldest (self, json_node_get_array (answer), picture, found, cancellable, error);
}

gboolean
mq_wordpress_find_picture (MqWordpress *self,
                           MqPostPicture *picture,
                           gboolean *found,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *route = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) problem = NULL;

  *found = FALSE;
  if (*picture->remote == '\0')
    return find_by_name (self, picture, found, cancellable, error);
  route = g_strdup_printf ("wp/v2/media/%s?context=edit&" FIELDS, picture->remote);
  answer = mq_wordpress_call (self, "GET", route, NULL, cancellable, &problem);
  if (answer != NULL)
    {
      take_picture (picture, json_node_get_object (answer));
      *found = TRUE;
      return TRUE;
    }
  if (mq_publish_error_is_absent (problem))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
mq_wordpress_upload (MqWordpress *self,
                     MqPostPicture *picture,
                     GBytes *bytes,
                     GCancellable *cancellable,
                     GError **error)
{
  const char *media = g_str_has_suffix (picture->name, ".png") ? "image/png" : "image/jpeg";
  const char *const texts[] = { "alt_text", picture->alt, "caption", picture->caption, NULL };
  g_autofree char *url = mq_wordpress_make_url (self, "wp/v2/media"), *type = NULL;
  g_autoptr (GBytes) body = mq_http_make_form (texts, "file", picture->name, media, bytes, &type);
  MqHttpRequest request = { .method = "POST", .url = url, .body = body, .type = type };
  g_autoptr (MqHttpReply) reply = mq_http_send (self->http, &request, cancellable, error);
  g_autoptr (JsonNode) answer = NULL;

  if (reply == NULL)
    return FALSE;
  if (!mq_wordpress_check (reply, error))
    {
      g_prefix_error (error, _ ("The picture “%s”: "), picture->name);
      return FALSE;
    }
  answer = mq_http_reply_parse_json (reply, error);
  if (answer == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (answer)
      || !json_object_has_member (json_node_get_object (answer), "id"))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
                   _ ("The site’s answer does not say where the picture “%s” is"), picture->name);
      return FALSE;
    }
  take_picture (picture, json_node_get_object (answer));
  return TRUE;
}

gboolean
mq_wordpress_describe (MqWordpress *self,
                       const MqPostPicture *picture,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/media/%s?" FIELDS, picture->remote);
  g_autoptr (JsonNode) body = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "alt_text", picture->alt);
  json_node_take_object (body, object);
  answer = mq_wordpress_call (self, "POST", route, body, cancellable, error);
  return answer != NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-wordpress.h"

static gboolean
find_term (MqWordpress *self,
           const char *taxonomy,
           const char *name,
           gint64 *id,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *route
      = g_strdup_printf ("wp/v2/%s?per_page=100&_fields=id,name&search=%s", taxonomy, escaped);
  g_autoptr (JsonNode) answer = mq_wordpress_call (self, "GET", route, NULL, cancellable, error);
  g_autofree char *wanted = g_utf8_casefold (name, -1);
  JsonArray *terms;

  if (answer == NULL)
    return FALSE;
  terms = JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;
  for (guint i = 0; terms != NULL && *id == 0 && i < json_array_get_length (terms); i++)
    {
      JsonObject *term = json_array_get_object_element (terms, i);
      g_autofree char *plain
          = mq_wordpress_plain_text (json_object_get_string_member_with_default (term, "name", ""));
      g_autofree char *folded = g_utf8_casefold (plain, -1);
      if (g_str_equal (folded, wanted))
        *id = json_object_get_int_member (term, "id");
    }
  return TRUE;
}

static gboolean
make_term (MqWordpress *self,
           const char *taxonomy,
           const char *name,
           gint64 *id,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *route = g_strdup_printf ("wp/v2/%s?_fields=id", taxonomy);
  g_autoptr (JsonNode) body = json_node_new (JSON_NODE_OBJECT), answer = NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", name);
  json_node_take_object (body, object);
  answer = mq_wordpress_call (self, "POST", route, body, cancellable, error);
  if (answer == NULL)
    {
      g_prefix_error (
          error, g_str_equal (taxonomy, "tags") ? _ ("The tag “%s”: ") : _ ("The category “%s”: "),
          name);
      return FALSE;
    }
  *id = json_object_get_int_member_with_default (json_node_get_object (answer), "id", 0);
  return TRUE;
}

/** Returns: (transfer full) (nullable): the ids of tags or categories, which are made where the
 * site lacks them */
JsonArray *
mq_wordpress_find_terms (MqWordpress *self,
                         const char *taxonomy,
                         char **names,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (JsonArray) ids = json_array_new ();

  for (; *names != NULL; names++)
    {
      gint64 id = 0;
      if (!find_term (self, taxonomy, *names, &id, cancellable, error))
        return NULL;
      if (id == 0 && !make_term (self, taxonomy, *names, &id, cancellable, error))
        return NULL;
      json_array_add_int_element (ids, id);
    }
  return g_steal_pointer (&ids);
}

/** Returns: (transfer full) (nullable): the tags that would be made */
char **
mq_wordpress_list_missing_tags (MqPublisher *publisher,
                                const char *const *tags,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();

  for (; *tags != NULL; tags++)
    {
      gint64 id = 0;
      if (!find_term (MQ_WORDPRESS (publisher), "tags", *tags, &id, cancellable, error))
        return NULL;
      if (id == 0)
        g_strv_builder_add (missing, *tags);
    }
  return g_strv_builder_end (missing);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-post.h"
#include "mq-publish-error.h"

/* How a post stands in the outbox. */

typedef struct
{
  const char *key;
  gsize offset;
} Member;

static const Member texts[] = {
  { "mark", G_STRUCT_OFFSET (MqPost, mark) },
  { "title", G_STRUCT_OFFSET (MqPost, title) },
  { "body", G_STRUCT_OFFSET (MqPost, body) },
  { "text", G_STRUCT_OFFSET (MqPost, text) },
  { "summary", G_STRUCT_OFFSET (MqPost, summary) },
  { "slug", G_STRUCT_OFFSET (MqPost, slug) },
  { "language", G_STRUCT_OFFSET (MqPost, language) },
  { "work", G_STRUCT_OFFSET (MqPost, work_title) },
  { "rating", G_STRUCT_OFFSET (MqPost, rating) },
};

static const Member lists[] = {
  { "tags", G_STRUCT_OFFSET (MqPost, tags) },
  { "categories", G_STRUCT_OFFSET (MqPost, categories) },
  { "directors", G_STRUCT_OFFSET (MqPost, directors) },
  { "stars", G_STRUCT_OFFSET (MqPost, stars) },
};

static const Member picture_texts[] = {
  { "key", G_STRUCT_OFFSET (MqPostPicture, key) },
  { "hash", G_STRUCT_OFFSET (MqPostPicture, hash) },
  { "name", G_STRUCT_OFFSET (MqPostPicture, name) },
  { "alt", G_STRUCT_OFFSET (MqPostPicture, alt) },
  { "caption", G_STRUCT_OFFSET (MqPostPicture, caption) },
};

static JsonObject *
picture_to_json (const MqPostPicture *picture)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (picture_texts); i++)
    json_object_set_string_member (object, picture_texts[i].key,
                                   G_STRUCT_MEMBER (char *, picture, picture_texts[i].offset));
  json_object_set_int_member (object, "width", picture->width);
  return object;
}

static MqPostPicture *
picture_from_json (JsonObject *object)
{
  MqPostPicture *picture = mq_post_picture_new (
      "", "", "", (int) json_object_get_int_member_with_default (object, "width", 0));

  for (guint i = 0; i < G_N_ELEMENTS (picture_texts); i++)
    g_set_str (G_STRUCT_MEMBER_P (picture, picture_texts[i].offset),
               json_object_get_string_member_with_default (object, picture_texts[i].key, ""));
  return picture;
}

static JsonArray *
words_to_json (char **words)
{
  JsonArray *array = json_array_new ();

  for (; *words != NULL; words++)
    json_array_add_string_element (array, *words);
  return array;
}

static char **
words_from_json (JsonObject *object, const char *key)
{
  JsonArray *array
      = json_object_has_member (object, key) ? json_object_get_array_member (object, key) : NULL;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (words, json_array_get_string_element (array, i));
  return g_strv_builder_end (words);
}

/** Returns: (transfer full): a post that is to go out, as it stands in the outbox */
char *
mq_post_to_json (const MqPost *post)
{
  JsonObject *object = json_object_new ();
  JsonArray *pictures = json_array_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    json_object_set_string_member (object, texts[i].key,
                                   G_STRUCT_MEMBER (char *, post, texts[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    json_object_set_array_member (object, lists[i].key,
                                  words_to_json (G_STRUCT_MEMBER (char **, post, lists[i].offset)));
  json_object_set_string_member (object, "status", mq_post_status_to_string (post->status));
  json_object_set_int_member (object, "date", post->date);
  json_object_set_boolean_member (object, "comments", post->comments_open);
  json_object_set_int_member (object, "year", post->year);
  json_object_set_double_member (object, "value", post->rating_value);
  json_object_set_double_member (object, "best", post->rating_best);
  if (post->poster != NULL)
    json_object_set_object_member (object, "poster", picture_to_json (post->poster));
  for (guint i = 0; i < post->pictures->len; i++)
    json_array_add_object_element (pictures, picture_to_json (post->pictures->pdata[i]));
  json_object_set_array_member (object, "pictures", pictures);
  json_node_take_object (root, object);
  return json_to_string (root, FALSE);
}

static void
read_numbers (MqPost *post, JsonObject *object)
{
  post->status = mq_post_status_from_string (
      json_object_get_string_member_with_default (object, "status", "draft"));
  post->date = json_object_get_int_member_with_default (object, "date", 0);
  post->comments_open = json_object_get_boolean_member_with_default (object, "comments", TRUE);
  post->year = (int) json_object_get_int_member_with_default (object, "year", 0);
  post->rating_value = json_object_get_double_member_with_default (object, "value", 0);
  post->rating_best = json_object_get_double_member_with_default (object, "best", 0);
}

/** Returns: (transfer full) (nullable): the post that mq_post_to_json() wrote */
MqPost *
mq_post_from_json (const char *json, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (json, error);
  MqPost *post;
  JsonObject *object;
  JsonArray *pictures;

  if (root == NULL)
    return NULL;
  post = mq_post_new ();
  object = json_node_get_object (root);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_set_str (G_STRUCT_MEMBER_P (post, texts[i].offset),
               json_object_get_string_member_with_default (object, texts[i].key, ""));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      char ***words = G_STRUCT_MEMBER_P (post, lists[i].offset);
      g_strfreev (*words);
      *words = words_from_json (object, lists[i].key);
    }
  read_numbers (post, object);
  if (json_object_has_member (object, "poster"))
    post->poster = picture_from_json (json_object_get_object_member (object, "poster"));
  pictures = json_object_get_array_member (object, "pictures");
  for (guint i = 0; pictures != NULL && i < json_array_get_length (pictures); i++)
    g_ptr_array_add (post->pictures,
                     picture_from_json (json_array_get_object_element (pictures, i)));
  return post;
}

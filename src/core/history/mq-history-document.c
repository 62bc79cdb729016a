/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-history-document.h"

#include <json-glib/json-glib.h>

/* ---- Writing ---- */

static JsonArray *
print_words (const char *const *words)
{
  JsonArray *array = json_array_new ();

  for (; *words != NULL; words++)
    json_array_add_string_element (array, *words);
  return array;
}

static JsonArray *
print_credits (MqCredits *credits)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < mq_credits_get_length (credits); i++)
    {
      const MqCredit *credit = mq_credits_get (credits, i);
      JsonObject *line = json_object_new ();
      json_object_set_string_member (line, "role", credit->role);
      json_object_set_array_member (line, "names",
                                    print_words ((const char *const *) credit->names));
      json_array_add_object_element (array, line);
    }
  return array;
}

static JsonArray *
print_pictures (GPtrArray *pictures)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      JsonObject *object = json_object_new ();
      json_object_set_string_member (object, "hash", picture->hash);
      json_object_set_string_member (object, "name", picture->name);
      json_object_set_boolean_member (object, "poster", picture->use == MQ_PICTURE_POSTER);
      json_object_set_string_member (object, "alt", picture->alt);
      json_object_set_string_member (object, "credit", picture->credit);
      json_object_set_string_member (object, "caption", picture->caption);
      json_object_set_int_member (object, "width", picture->width);
      json_object_set_int_member (object, "height", picture->height);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
print_numbers (JsonObject *object, MqReview *review)
{
  MqRating rating = mq_review_get_rating (review);

  json_object_set_string_member (object, "work", mq_work_to_string (mq_review_get_work (review)));
  json_object_set_string_member (object, "status",
                                 mq_status_to_string (mq_review_get_status (review)));
  json_object_set_int_member (object, "year", mq_review_get_year (review));
  json_object_set_int_member (object, "runtime", mq_review_get_runtime (review));
  json_object_set_int_member (object, "word-target", mq_review_get_word_target (review));
  json_object_set_boolean_member (object, "comments-open", mq_review_get_comments_open (review));
  json_object_set_string_member (object, "scale", mq_scale_to_string (rating.scale));
  json_object_set_double_member (object, "rating", rating.value);
  json_object_set_double_member (object, "worst", rating.worst);
}

/** Returns: (transfer full): the review; the same bytes for equal reviews */
GBytes *
mq_history_document_print (MqReview *review)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  char *text;

  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++)
    if (*mq_review_get_text (review, i) != '\0')
      json_object_set_string_member (object, mq_review_text_get_name (i),
                                     mq_review_get_text (review, i));
  for (int i = 0; i < MQ_N_REVIEW_LISTS; i++)
    if (*mq_review_get_list (review, i) != NULL)
      json_object_set_array_member (object, mq_review_list_get_name (i),
                                    print_words (mq_review_get_list (review, i)));
  print_numbers (object, review);
  json_object_set_array_member (object, "credits", print_credits (mq_review_get_credits (review)));
  json_object_set_array_member (object, "pictures",
                                print_pictures (mq_review_get_pictures (review)));
  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/* ---- Reading ---- */

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static char **
parse_words (JsonArray *array)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (words, json_array_get_string_element (array, i));
  return g_strv_builder_end (words);
}

static void
parse_credits (MqReview *review, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *line = json_array_get_object_element (array, i);
      g_auto (GStrv) names = parse_words (get_array (line, "names"));
      mq_review_set_names (review, get_text (line, "role"), (const char *const *) names);
    }
}

static void
parse_pictures (MqReview *review, JsonArray *array)
{
  g_autoptr (GPtrArray) pictures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_picture_unref);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      gboolean poster = json_object_get_boolean_member_with_default (object, "poster", FALSE);
      g_autoptr (MqPicture) bare
          = mq_picture_new (get_text (object, "hash"), get_text (object, "name"),
                            poster ? MQ_PICTURE_POSTER : MQ_PICTURE_STILL,
                            (int) json_object_get_int_member_with_default (object, "width", 0),
                            (int) json_object_get_int_member_with_default (object, "height", 0));
      g_ptr_array_add (pictures, mq_picture_with_texts (bare, get_text (object, "alt"),
                                                        get_text (object, "credit"),
                                                        get_text (object, "caption")));
    }
  mq_review_set_pictures (review, pictures);
}

static int
get_number (JsonObject *object, const char *name)
{
  return (int) json_object_get_int_member_with_default (object, name, 0);
}

static void
parse_numbers (MqReview *review, JsonObject *object)
{
  MqRating rating
      = { MQ_SCALE_NONE, json_object_get_double_member_with_default (object, "rating", 0),
          json_object_get_double_member_with_default (object, "worst", 0) };
  MqWork work = MQ_WORK_FILM;
  MqStatus status = MQ_STATUS_DRAFT;

  if (mq_work_from_string (get_text (object, "work"), &work))
    mq_review_set_work (review, work);
  if (mq_status_from_string (get_text (object, "status"), &status))
    mq_review_set_status (review, status);
  mq_review_set_year (review, get_number (object, "year"));
  mq_review_set_runtime (review, get_number (object, "runtime"));
  mq_review_set_word_target (review, get_number (object, "word-target"));
  mq_review_set_comments_open (
      review, json_object_get_boolean_member_with_default (object, "comments-open", TRUE));
  if (mq_scale_from_string (get_text (object, "scale"), &rating.scale))
    mq_review_set_rating (review, rating);
}

/**
 * mq_history_document_parse:
 * @id: of the review that it is a state of
 *
 * Returns: (transfer full) (nullable): the review as it was
 */
MqReview *
mq_history_document_parse (GBytes *document, const char *id, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (document, &size);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  MqReview *review;
  JsonObject *object;

  if (!json_parser_load_from_data (parser, data, (gssize) size, error))
    return NULL;
  object = json_node_get_object (json_parser_get_root (parser));
  review = mq_review_new_with_id (id);
  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++)
    mq_review_set_text (review, i, get_text (object, mq_review_text_get_name (i)));
  for (int i = 0; i < MQ_N_REVIEW_LISTS; i++)
    {
      g_auto (GStrv) words = parse_words (get_array (object, mq_review_list_get_name (i)));
      mq_review_set_list (review, i, (const char *const *) words);
    }
  parse_numbers (review, object);
  parse_credits (review, get_array (object, "credits"));
  parse_pictures (review, get_array (object, "pictures"));
  return review;
}

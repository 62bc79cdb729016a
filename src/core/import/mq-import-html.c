/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "mq-credit-lines.h"
#include "mq-import-format.h"
#include "mq-import-html.h"
#include "mq-import-pictures.h"
#include "mq-import-title.h"
#include "mq-iso-date.h"
#include "mq-markup-page.h"
#include "mq-markup-review.h"

/* A page that was exported, or saved in a browser. */

gboolean
mq_import_html_is_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  return g_str_has_suffix (lower, ".html") || g_str_has_suffix (lower, ".htm")
         || g_str_has_suffix (lower, ".xhtml");
}

static gboolean
is_html (const MqImportSource *source)
{
  return source->head != NULL && source->members == NULL
         && (mq_import_html_is_name (source->name)
             || g_regex_match_simple ("<!doctype html|<html[\\s>]", source->head,
                                      G_REGEX_CASELESS | G_REGEX_RAW, 0));
}

/* ---- JSON-LD: https://schema.org/Review ---- */

static gboolean
is_of_type (JsonObject *object, const char *type)
{
  JsonNode *node = json_object_get_member (object, "@type");

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)
      && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && g_strcmp0 (json_node_get_string (node), type) == 0;
}

#define DEEPEST 32

static JsonObject *
find_type (JsonNode *node, const char *type, int depth)
{
  JsonObject *found = NULL;

  if (node == NULL || depth > DEEPEST)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      for (guint i = 0; found == NULL && i < json_array_get_length (array); i++)
        found = find_type (json_array_get_element (array, i), type, depth + 1);
      return found;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  if (is_of_type (json_node_get_object (node), type))
    return json_node_get_object (node);
  return find_type (json_object_get_member (json_node_get_object (node), "@graph"), type,
                    depth + 1);
}

/* A text, or the name of a thing. */
static const char *
get_name (JsonNode *node)
{
  JsonNode *name = node;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    name = json_object_get_member (json_node_get_object (node), "name");
  return name != NULL && JSON_NODE_HOLDS_VALUE (name) ? json_node_get_string (name) : NULL;
}

static void
set_names (MqReview *review, const char *role, JsonNode *node)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (get_name (json_array_get_element (array, i)) != NULL)
      g_strv_builder_add (builder, get_name (json_array_get_element (array, i)));
  if (array == NULL && get_name (node) != NULL)
    g_strv_builder_add (builder, get_name (node));
  names = g_strv_builder_end (builder);
  if (*names != NULL)
    mq_review_set_names (review, role, (const char *const *) names);
}

static double
get_number (JsonObject *object, const char *name, double otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return otherwise;
  return json_node_get_value_type (node) == G_TYPE_STRING
             ? g_ascii_strtod (json_node_get_string (node), NULL)
             : json_node_get_double (node);
}

static void
set_rating (MqReview *review, JsonNode *node)
{
  MqRating rating = MQ_RATING_NONE;
  JsonObject *object
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL || !mq_scale_from_best (get_number (object, "bestRating", 5), &rating.scale))
    return;
  rating.value = get_number (object, "ratingValue", -1);
  if (mq_rating_check (&rating, NULL))
    mq_review_set_rating (review, rating);
}

static void
read_linked_data (MqReview *review, JsonObject *object)
{
  JsonNode *item = json_object_get_member (object, "itemReviewed");
  const char *author = get_name (json_object_get_member (object, "author"));
  const char *date = get_name (json_object_get_member (object, "datePublished"));
  g_autofree char *normal = date != NULL ? mq_iso_date_normalize (date) : NULL;

  if (get_name (item) != NULL)
    mq_import_title_set (review, get_name (item));
  if (item != NULL && JSON_NODE_HOLDS_OBJECT (item))
    {
      JsonObject *work = json_node_get_object (item);
      const char *made = get_name (json_object_get_member (work, "dateCreated"));
      set_names (review, "director", json_object_get_member (work, "director"));
      set_names (review, "stars", json_object_get_member (work, "actor"));
      if (made != NULL && g_ascii_strtoll (made, NULL, 10) > 0)
        mq_review_set_year (review, (int) g_ascii_strtoll (made, NULL, 10) % 10000);
    }
  set_rating (review, json_object_get_member (object, "reviewRating"));
  if (author != NULL)
    mq_review_set_text (review, MQ_REVIEW_BYLINE, author);
  if (normal != NULL)
    mq_review_set_text (review, MQ_REVIEW_PUBLISHED, normal);
}

static void
look_for_linked_data (MqReview *review, const char *html)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("<script[^>]*type=[\"']?application/ld\\+json[\"']?[^>]*>(.*?)</script>",
                     G_REGEX_CASELESS | G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, html, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *text = g_match_info_fetch (match, 1);
      g_autoptr (JsonParser) parser = json_parser_new ();
      JsonObject *object = NULL;
      if (json_parser_load_from_data (parser, text, -1, NULL))
        object = find_type (json_parser_get_root (parser), "Review", 0);
      if (object != NULL)
        {
          read_linked_data (review, object);
          return;
        }
    }
}

/* ---- A page ---- */

/* The title is a fact, and no heading of the text. */
static void
leave_out_title (MqReview *review)
{
  const char *body = mq_review_get_text (review, MQ_REVIEW_BODY);
  const char *end = body + strcspn (body, "\n");
  g_autoptr (MqReview) said = mq_review_new ();
  g_autofree char *heading = NULL, *rest = NULL;

  if (!g_str_has_prefix (body, "# "))
    return;
  heading = g_strndup (body + 2, (gsize) (end - body) - 2);
  mq_import_title_set (said, heading);
  if (!g_str_equal (mq_review_get_text (said, MQ_REVIEW_TITLE),
                    mq_review_get_text (review, MQ_REVIEW_TITLE)))
    return;
  if (mq_review_get_year (review) == 0)
    mq_review_set_year (review, mq_review_get_year (said));
  rest = mq_credit_lines_take (review, end);
  mq_review_set_text (review, MQ_REVIEW_BODY, rest);
}

/* Facts that machines are told first, then those that stand as lines in the text. */
void
mq_import_html_read_text (MqImportFeed *feed,
                          MqImportItem *item,
                          const char *html,
                          const char *folder)
{
  MqReview *review = mq_import_item_get_review (item);
  g_autoptr (GHashTable) names = NULL;
  g_autofree char *title = NULL, *date = NULL;

  mq_review_set_status (review, MQ_STATUS_PUBLISHED);
  look_for_linked_data (review, html);
  if (!mq_import_feed_knows (feed, item))
    names = mq_import_pictures_take_all (feed, item, html, NULL, folder);
  mq_markup_read_review (html, NULL, names, review);
  title = mq_markup_read_page (html, review);
  if (*mq_review_get_text (review, MQ_REVIEW_TITLE) == '\0')
    mq_import_title_set (review, title);
  leave_out_title (review);
  date = g_strdup (mq_review_get_text (review, MQ_REVIEW_PUBLISHED));
  mq_import_item_set_moment (item, date);
  mq_import_item_check_names (item);
}

static gboolean
read_html (MqImportFeed *feed, const MqImportSource *source, GError **error)
{
  g_autofree char *html = mq_import_source_load_text (source, error);
  g_autofree char *folder = g_path_get_dirname (source->path);
  MqImportItem *item;

  if (html == NULL)
    return FALSE;
  item = mq_import_source_new_item (source);
  mq_import_html_read_text (feed, item, html, folder);
  return mq_import_feed_take (feed, item, error);
}

const MqImportFormat mq_import_html = { "html", N_ ("Web page"), is_html, read_html };

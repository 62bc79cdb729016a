/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-front-matter.h"

#include <math.h>
#include <string.h>

static void
set_text (JsonObject *object, const char *key, const char *text)
{
  if (*text != '\0')
    json_object_set_string_member (object, key, text);
}

static void
set_number (JsonObject *object, const char *key, double number)
{
  if (number == floor (number))
    json_object_set_int_member (object, key, (gint64) number);
  else
    json_object_set_double_member (object, key, number);
}

static void
set_words (JsonObject *object, const char *key, const char *const *words)
{
  JsonArray *array;

  if (words[0] == NULL)
    return;
  array = json_array_new ();
  for (; *words != NULL; words++)
    json_array_add_string_element (array, *words);
  json_object_set_array_member (object, key, array);
}

/* Leaves out an object that has nothing in it. */
static void
set_object (JsonObject *object, const char *key, JsonObject *member)
{
  if (json_object_get_size (member) > 0)
    json_object_set_object_member (object, key, member);
  else
    json_object_unref (member);
}

static void
set_pair (JsonObject *object,
          MqReview *review,
          const char *key,
          MqReviewText name,
          MqReviewText url)
{
  JsonObject *pair = json_object_new ();

  set_text (pair, "name", mq_review_get_text (review, name));
  set_text (pair, "url", mq_review_get_text (review, url));
  set_object (object, key, pair);
}

static void
set_rating (JsonObject *object, MqReview *review)
{
  MqRating rating = mq_review_get_rating (review);
  JsonObject *map;

  if (rating.scale == MQ_SCALE_NONE)
    return;
  if (rating.scale == MQ_SCALE_LETTERS)
    {
      g_autofree char *letter = mq_rating_to_text (&rating);
      json_object_set_string_member (object, "rating", letter);
      return;
    }
  map = json_object_new ();
  set_number (map, "value", rating.value);
  set_number (map, "best", mq_scale_get_best (rating.scale));
  set_number (map, "worst", rating.worst);
  json_object_set_object_member (object, "rating", map);
}

/* Directors and stars have keys of their own while they come first and in that order; else all are
 * credits, whose order is then kept. */
static void
set_credits (JsonObject *object, MqReview *review)
{
  MqCredits *credits = mq_review_get_credits (review);
  JsonArray *rest = json_array_new ();
  guint i = 0, n = mq_credits_get_length (credits);

  if (i < n && strcmp (mq_credits_get (credits, i)->role, "director") == 0)
    set_words (object, "directors", (const char *const *) mq_credits_get (credits, i++)->names);
  if (i < n && strcmp (mq_credits_get (credits, i)->role, "stars") == 0)
    set_words (object, "stars", (const char *const *) mq_credits_get (credits, i++)->names);
  for (; i < n; i++)
    {
      JsonObject *line = json_object_new ();
      json_object_set_string_member (line, "role", mq_credits_get (credits, i)->role);
      set_words (line, "names", (const char *const *) mq_credits_get (credits, i)->names);
      json_array_add_object_element (rest, line);
    }
  if (json_array_get_length (rest) > 0)
    json_object_set_array_member (object, "credits", rest);
  else
    json_array_unref (rest);
}

static JsonObject *
picture_to_json (const MqPicture *picture)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "src", picture->name);
  set_text (object, "alt", picture->alt);
  set_text (object, "credit", picture->credit);
  set_text (object, "caption", picture->caption);
  return object;
}

static void
set_pictures (JsonObject *object, MqReview *review)
{
  GPtrArray *pictures = mq_review_get_pictures (review);
  JsonArray *stills = json_array_new ();

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      if (picture->use == MQ_PICTURE_POSTER)
        json_object_set_object_member (object, "poster", picture_to_json (picture));
      else
        json_array_add_object_element (stills, picture_to_json (picture));
    }
  if (json_array_get_length (stills) > 0)
    json_object_set_array_member (object, "stills", stills);
  else
    json_array_unref (stills);
}

static void
set_film (JsonObject *object, MqReview *review)
{
  set_text (object, "title", mq_review_get_text (review, MQ_REVIEW_TITLE));
  set_text (object, "original_title", mq_review_get_text (review, MQ_REVIEW_ORIGINAL_TITLE));
  if (mq_review_get_year (review) > 0)
    json_object_set_int_member (object, "year", mq_review_get_year (review));
  json_object_set_string_member (object, "kind", mq_work_to_string (mq_review_get_work (review)));
  set_credits (object, review);
  if (mq_review_get_runtime (review) > 0)
    json_object_set_int_member (object, "runtime", mq_review_get_runtime (review));
  set_text (object, "certificate", mq_review_get_text (review, MQ_REVIEW_CERTIFICATE));
  set_words (object, "countries", mq_review_get_list (review, MQ_REVIEW_COUNTRIES));
  set_words (object, "languages", mq_review_get_list (review, MQ_REVIEW_LANGUAGES));
  set_text (object, "distributor", mq_review_get_text (review, MQ_REVIEW_DISTRIBUTOR));
  set_text (object, "release_date", mq_review_get_text (review, MQ_REVIEW_RELEASE_DATE));
}

static void
set_screenings (JsonObject *object, MqReview *review)
{
  JsonObject *map = json_object_new ();

  set_text (map, "text", mq_review_get_text (review, MQ_REVIEW_SCREENINGS_TEXT));
  set_text (map, "label", mq_review_get_text (review, MQ_REVIEW_SCREENINGS_LABEL));
  set_text (map, "url", mq_review_get_text (review, MQ_REVIEW_SCREENINGS_URL));
  set_object (object, "screenings", map);
}

/**
 * mq_front_matter_to_json:
 * @with_pictures: whether to name the pictures' files
 *
 * Returns: (transfer full): the review's facts but for its text, with the keys that front matter
 * has
 */
JsonObject *
mq_front_matter_to_json (MqReview *review, gboolean with_pictures)
{
  JsonObject *object = json_object_new (), *form = json_object_new ();

  set_film (object, review);
  set_rating (object, review);
  set_pair (object, review, "author", MQ_REVIEW_BYLINE, MQ_REVIEW_BYLINE_URL);
  set_text (object, "seen", mq_review_get_text (review, MQ_REVIEW_SEEN));
  set_text (object, "published", mq_review_get_text (review, MQ_REVIEW_PUBLISHED));
  set_text (object, "embargo", mq_review_get_text (review, MQ_REVIEW_EMBARGO));
  set_text (object, "social_embargo", mq_review_get_text (review, MQ_REVIEW_SOCIAL_EMBARGO));
  set_pair (object, review, "publisher", MQ_REVIEW_OUTLET, MQ_REVIEW_OUTLET_URL);
  set_text (object, "lang", mq_review_get_text (review, MQ_REVIEW_LANGUAGE));
  set_text (object, "dir", mq_review_get_text (review, MQ_REVIEW_DIRECTION));
  set_text (object, "url", mq_review_get_text (review, MQ_REVIEW_ADDRESS));
  set_text (object, "slug", mq_review_get_text (review, MQ_REVIEW_SLUG));
  set_text (object, "summary", mq_review_get_text (review, MQ_REVIEW_STANDFIRST));
  set_words (object, "tags", mq_review_get_list (review, MQ_REVIEW_TAGS));
  set_screenings (object, review);
  set_text (form, "action", mq_review_get_text (review, MQ_REVIEW_REPLY_ADDRESS));
  set_object (object, "form", form);
  if (!mq_review_get_comments_open (review))
    json_object_set_boolean_member (object, "comments", FALSE);
  if (mq_review_get_word_target (review) > 0)
    json_object_set_int_member (object, "word_target", mq_review_get_word_target (review));
  json_object_set_string_member (object, "status",
                                 mq_status_to_string (mq_review_get_status (review)));
  if (with_pictures)
    set_pictures (object, review);
  return object;
}

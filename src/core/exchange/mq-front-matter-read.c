/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-front-matter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-exchange-error.h"
#include "mq-iso-date.h"
#include "mq-names.h"
#include "mq-text.h"

typedef struct
{
  MqReview *review;
  GPtrArray *pictures;
  const char *field; /* for error texts */
  GPtrArray *notes;  /* (nullable): gets what would be refused, where nothing is to be */
  GError **error;
} Reader;

void
mq_picture_reference_free (MqPictureReference *reference)
{
  g_free (reference->src);
  g_free (reference->alt);
  g_free (reference->credit);
  g_free (reference->caption);
  g_free (reference);
}

static gboolean
refuse (Reader *reader, const MqYaml *value, const char *cure)
{
  if (reader->notes != NULL)
    {
      g_ptr_array_add (reader->notes,
                       g_strdup_printf (_ ("line %d: “%s”: %s"), value->line, reader->field, cure));
      return TRUE;
    }
  g_set_error (reader->error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_VALUE, _ ("line %d: “%s”: %s"),
               value->line, reader->field, cure);
  return FALSE;
}

/* ---- Kinds of values ---- */

static gboolean
read_scalar (Reader *reader, const MqYaml *value, const char **text)
{
  *text = "";
  if (mq_yaml_is_null (value))
    return TRUE;
  if (value->kind == MQ_YAML_SCALAR)
    *text = value->text;
  else
    return refuse (reader, value, _ ("one line of text belongs here"));
  return TRUE;
}

static gboolean
read_text (Reader *reader, const MqYaml *value, MqReviewText which)
{
  const char *text;

  if (!read_scalar (reader, value, &text))
    return FALSE;
  mq_review_set_text (reader->review, which, text);
  return TRUE;
}

static gboolean
read_member (Reader *reader, const MqYaml *map, const char *key, MqReviewText which)
{
  const MqYaml *value = mq_yaml_get (map, key);
  return value == NULL || read_text (reader, value, which);
}

/* "https" or "http" with a host and no password; an empty value is none. */
static gboolean
read_address (Reader *reader, const MqYaml *value, MqReviewText which, gboolean only_https)
{
  const char *text;
  g_autofree char *clean = NULL;

  if (value == NULL)
    return TRUE;
  if (!read_scalar (reader, value, &text))
    return FALSE;
  clean = g_strstrip (g_strdup (text));
  if (*clean != '\0' && !mq_text_is_web_address (clean, only_https) && reader->notes == NULL)
    return refuse (reader, value,
                   only_https
                       ? _ ("an address with https belongs here, such as https://example.org/reply")
                       : _ ("an address belongs here, such as https://example.org/page"));
  mq_review_set_text (reader->review, which, clean);
  return TRUE;
}

static gboolean
read_whole_number (Reader *reader, const MqYaml *value, gint64 least, gint64 most, int *number)
{
  gint64 read = 0;
  g_autofree char *cure = NULL;

  if (mq_yaml_is_null (value))
    *number = 0;
  else if (value->kind == MQ_YAML_SCALAR
           && g_ascii_string_to_signed (value->text, 10, least, most, &read, NULL))
    *number = (int) read;
  else
    {
      cure = g_strdup_printf (_ ("a whole number from %d to %d belongs here"), (int) least,
                              (int) most);
      return refuse (reader, value, cure);
    }
  return TRUE;
}

static gboolean
read_boolean (Reader *reader, const MqYaml *value, gboolean *answer)
{
  static const char *const yes[] = { "true", "yes", "on", "open", NULL };
  static const char *const no[] = { "false", "no", "off", "closed", NULL };
  g_autofree char *word
      = value->kind == MQ_YAML_SCALAR ? g_ascii_strdown (value->text, -1) : g_strdup ("");

  if (!g_strv_contains (yes, word) && !g_strv_contains (no, word))
    return refuse (reader, value, _ ("“true” or “false” belongs here"));
  *answer = g_strv_contains (yes, word);
  return TRUE;
}

/* A list is taken as it is; a line of text is parted by @parse. */
static char **
read_words (Reader *reader,
            const MqYaml *value,
            char **(*parse) (const char *text, const char *language))
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  if (value->kind == MQ_YAML_SCALAR)
    return parse (mq_yaml_is_null (value) ? "" : value->text,
                  mq_review_get_text (reader->review, MQ_REVIEW_LANGUAGE));
  if (value->kind == MQ_YAML_MAP)
    {
      refuse (reader, value, _ ("a line of text or a list of texts belongs here"));
      return NULL;
    }
  for (guint i = 0; i < value->items->len; i++)
    {
      const MqYaml *item = value->items->pdata[i];
      const char *text;
      if (!read_scalar (reader, item, &text))
        return NULL;
      g_strv_builder_add (words, text);
    }
  return g_strv_builder_end (words);
}

static char **
split_at_commas (const char *text, const char *language)
{
  char **words = g_strsplit (text, ",", -1);

  for (int i = 0; words[i] != NULL; i++)
    g_strstrip (words[i]);
  return words;
}

static gboolean
read_list (Reader *reader, const MqYaml *value, MqReviewList which)
{
  g_auto (GStrv) words = read_words (reader, value, split_at_commas);

  if (words == NULL)
    return FALSE;
  mq_review_set_list (reader->review, which, (const char *const *) words);
  return TRUE;
}

static gboolean
read_names (Reader *reader, const MqYaml *value, const char *role)
{
  g_auto (GStrv) names = read_words (reader, value, mq_names_parse);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) together = NULL;

  if (names == NULL)
    return FALSE;
  g_strv_builder_addv (
      all, (const char **) mq_review_get_names (reader->review, role)); /* a role may stand twice */
  g_strv_builder_addv (all, (const char **) names);
  together = g_strv_builder_end (all);
  mq_review_set_names (reader->review, role, (const char *const *) together);
  return TRUE;
}

/* ---- Fields with a form of their own ---- */

static gboolean
read_credits (Reader *reader, const MqYaml *value)
{
  if (value->kind == MQ_YAML_MAP)
    {
      for (guint i = 0; i < value->items->len; i++)
        if (!read_names (reader, value->items->pdata[i], value->keys->pdata[i]))
          return FALSE;
      return TRUE;
    }
  for (guint i = 0; value->kind == MQ_YAML_LIST && i < value->items->len; i++)
    {
      const MqYaml *line = value->items->pdata[i];
      const MqYaml *role = mq_yaml_get (line, "role"), *names = mq_yaml_get (line, "names");
      if (role == NULL || role->kind != MQ_YAML_SCALAR || names == NULL)
        return refuse (reader, line, _ ("each credit needs “role” and “names”"));
      if (!read_names (reader, names, role->text))
        return FALSE;
    }
  if (value->kind == MQ_YAML_LIST || mq_yaml_is_null (value))
    return TRUE;
  return refuse (reader, value,
                 _ ("roles with names belong here, such as “writer: Thomas Bidegain”"));
}

static gboolean
read_number (Reader *reader, const MqYaml *value, double *number)
{
  char *end = NULL;

  if (value->kind == MQ_YAML_SCALAR && *value->text != '\0')
    *number = g_ascii_strtod (value->text, &end);
  if (end == NULL || *end != '\0')
    return refuse (reader, value, _ ("a number belongs here, such as 3.5"));
  return TRUE;
}

static gboolean
set_rating (Reader *reader, const MqYaml *value, MqRating rating)
{
  g_autoptr (GError) range = NULL;

  if (!mq_rating_check (&rating, &range))
    return refuse (reader, value, range->message);
  mq_review_set_rating (reader->review, rating);
  return TRUE;
}

static gboolean
read_rating_map (Reader *reader, const MqYaml *map)
{
  const MqYaml *value = mq_yaml_get (map, "value"), *best = mq_yaml_get (map, "best");
  const MqYaml *worst = mq_yaml_get (map, "worst");
  MqRating rating = { MQ_SCALE_STARS_5, 0, 0 };
  double most = 5;

  if (value == NULL || mq_yaml_is_null (value))
    return TRUE;
  if (!read_number (reader, value, &rating.value)
      || (best != NULL && !read_number (reader, best, &most))
      || (worst != NULL && !read_number (reader, worst, &rating.worst)))
    return FALSE;
  if (!mq_scale_from_best (most, &rating.scale))
    return refuse (reader, best, _ ("the best that can be given has to be 4, 5, 10 or 100"));
  if (!(rating.worst >= 0 && rating.worst < most))
    return refuse (reader, worst,
                   _ ("the worst that can be given has to be 0 or more, and less than the best"));
  return set_rating (reader, value, rating);
}

static gboolean
read_rating (Reader *reader, const MqYaml *value)
{
  MqRating rating;
  g_autoptr (GError) wrong = NULL;
  const char *slash;
  MqScale scale = MQ_SCALE_STARS_5;

  if (value->kind == MQ_YAML_MAP)
    return read_rating_map (reader, value);
  if (mq_yaml_is_null (value))
    return TRUE;
  if (value->kind != MQ_YAML_SCALAR)
    return refuse (reader, value, _ ("a number belongs here, such as 3.5"));
  slash = strchr (value->text, '/');
  if (slash != NULL && !mq_scale_from_best (g_ascii_strtod (slash + 1, NULL), &scale))
    return refuse (reader, value, _ ("the best that can be given has to be 4, 5, 10 or 100"));
  if (strchr ("ABCDFabcdf", *value->text) != NULL)
    scale = MQ_SCALE_LETTERS;
  if (!mq_rating_parse (value->text, scale, &rating, &wrong))
    return refuse (reader, value, wrong->message);
  mq_review_set_rating (reader->review, rating);
  return TRUE;
}

static gboolean
need_map (Reader *reader, const MqYaml *value)
{
  return value->kind == MQ_YAML_MAP || mq_yaml_is_null (value)
         || refuse (reader, value, _ ("fields such as “name” and “url” belong below this one"));
}

/* "author: Ines Albrecht" or a map of name and url */
static gboolean
read_party (Reader *reader, const MqYaml *value, MqReviewText name, MqReviewText url)
{
  if (value->kind == MQ_YAML_SCALAR)
    return read_text (reader, value, name);
  return need_map (reader, value) && read_member (reader, value, "name", name)
         && read_address (reader, mq_yaml_get (value, "url"), url, FALSE);
}

static gboolean
read_screenings (Reader *reader, const MqYaml *value)
{
  return need_map (reader, value) && read_member (reader, value, "text", MQ_REVIEW_SCREENINGS_TEXT)
         && read_member (reader, value, "label", MQ_REVIEW_SCREENINGS_LABEL)
         && read_address (reader, mq_yaml_get (value, "url"), MQ_REVIEW_SCREENINGS_URL, FALSE);
}

static gboolean
read_form (Reader *reader, const MqYaml *value)
{
  return need_map (reader, value)
         && read_address (reader, mq_yaml_get (value, "action"), MQ_REVIEW_REPLY_ADDRESS, TRUE);
}

static char *
dup_member (const MqYaml *map, const char *key)
{
  const MqYaml *value = mq_yaml_get (map, key);
  return g_strdup (value != NULL && value->kind == MQ_YAML_SCALAR ? value->text : "");
}

static gboolean
read_picture (Reader *reader, const MqYaml *value, MqPictureUse use)
{
  MqPictureReference *reference;
  g_autofree char *src = NULL;

  if (mq_yaml_is_null (value))
    return TRUE;
  src = value->kind == MQ_YAML_SCALAR ? g_strdup (value->text) : dup_member (value, "src");
  if (*src == '\0')
    return refuse (reader, value, _ ("a picture needs “src”, the path of its file"));
  reference = g_new0 (MqPictureReference, 1);
  reference->src = g_steal_pointer (&src);
  reference->use = use;
  reference->alt = dup_member (value, "alt");
  reference->credit = dup_member (value, "credit");
  reference->caption = dup_member (value, "caption");
  reference->line = value->line;
  g_ptr_array_add (reader->pictures, reference);
  return TRUE;
}

static gboolean
read_stills (Reader *reader, const MqYaml *value)
{
  if (value->kind != MQ_YAML_LIST)
    return read_picture (reader, value, MQ_PICTURE_STILL);
  for (guint i = 0; i < value->items->len; i++)
    if (!read_picture (reader, value->items->pdata[i], MQ_PICTURE_STILL))
      return FALSE;
  return TRUE;
}

static gboolean
read_date (Reader *reader, const MqYaml *value, MqReviewText which)
{
  const char *text;
  g_autofree char *date = NULL;

  if (!read_scalar (reader, value, &text))
    return FALSE;
  date = *text != '\0' ? mq_iso_date_normalize (text) : g_strdup ("");
  if (date == NULL && reader->notes != NULL)
    date = g_strdup (text);
  if (date == NULL)
    return refuse (reader, value,
                   _ ("a date belongs here, such as 2026-11-20 or 2026-11-20T09:30:00+00:00"));
  mq_review_set_text (reader->review, which, date);
  return TRUE;
}

static gboolean
read_kind (Reader *reader, const MqYaml *value)
{
  MqWork work;

  if (value->kind != MQ_YAML_SCALAR || !mq_work_from_string (value->text, &work))
    return refuse (reader, value,
                   _ ("one of “film”, “series”, “play”, “book”, “album” and “game” belongs here"));
  mq_review_set_work (reader->review, work);
  return TRUE;
}

static gboolean
read_status (Reader *reader, const MqYaml *value)
{
  MqStatus status;

  if (value->kind != MQ_YAML_SCALAR || !mq_status_from_string (value->text, &status))
    return refuse (reader, value, _ ("one of “draft”, “ready” and “published” belongs here"));
  mq_review_set_status (reader->review, status);
  return TRUE;
}

static gboolean
read_language (Reader *reader, const MqYaml *value)
{
  const char *text;

  if (!read_scalar (reader, value, &text))
    return FALSE;
  if (*text != '\0' && !mq_text_is_language (text) && reader->notes == NULL)
    return refuse (reader, value, _ ("a language’s tag belongs here, such as “en-GB” or “de”"));
  mq_review_set_text (reader->review, MQ_REVIEW_LANGUAGE, text);
  return TRUE;
}

static gboolean
read_direction (Reader *reader, const MqYaml *value)
{
  const char *text;

  if (!read_scalar (reader, value, &text))
    return FALSE;
  if (*text != '\0' && strcmp (text, "ltr") != 0 && strcmp (text, "rtl") != 0)
    return refuse (reader, value, _ ("“ltr” or “rtl” belongs here"));
  mq_review_set_text (reader->review, MQ_REVIEW_DIRECTION, text);
  return TRUE;
}

/* ---- All fields ---- */

static gboolean
read_number_field (Reader *reader, const char *key, const MqYaml *value, gboolean *known)
{
  int number = 0;
  gboolean open = TRUE;

  *known = TRUE;
  if (strcmp (key, "year") == 0)
    {
      if (!read_whole_number (reader, value, 1, 9999, &number))
        return FALSE;
      mq_review_set_year (reader->review, number);
    }
  else if (strcmp (key, "runtime") == 0)
    {
      if (!read_whole_number (reader, value, 0, 99999, &number))
        return FALSE;
      mq_review_set_runtime (reader->review, number);
    }
  else if (strcmp (key, "word_target") == 0)
    {
      if (!read_whole_number (reader, value, 0, 1000000, &number))
        return FALSE;
      mq_review_set_word_target (reader->review, number);
    }
  else if (strcmp (key, "comments") == 0)
    {
      if (!read_boolean (reader, value, &open))
        return FALSE;
      mq_review_set_comments_open (reader->review, open);
    }
  else
    *known = FALSE;
  return TRUE;
}

static gboolean
read_text_field (Reader *reader, const char *key, const MqYaml *value, gboolean *known)
{
  static const struct
  {
    const char *key;
    MqReviewText which;
  } texts[] = {
    { "title", MQ_REVIEW_TITLE },
    { "original_title", MQ_REVIEW_ORIGINAL_TITLE },
    { "certificate", MQ_REVIEW_CERTIFICATE },
    { "distributor", MQ_REVIEW_DISTRIBUTOR },
    { "release_date", MQ_REVIEW_RELEASE_DATE },
    { "summary", MQ_REVIEW_STANDFIRST },
    { "slug", MQ_REVIEW_SLUG },
  };
  static const struct
  {
    const char *key;
    MqReviewList which;
  } lists[] = {
    { "countries", MQ_REVIEW_COUNTRIES },
    { "languages", MQ_REVIEW_LANGUAGES },
    { "tags", MQ_REVIEW_TAGS },
  };

  *known = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].key, key) == 0)
      return read_text (reader, value, texts[i].which);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (lists[i].key, key) == 0)
      return read_list (reader, value, lists[i].which);
  *known = FALSE;
  return TRUE;
}

static gboolean
read_other_field (Reader *reader, const char *key, const MqYaml *value, gboolean *known)
{
  *known = TRUE;
  if (strcmp (key, "kind") == 0)
    return read_kind (reader, value);
  if (strcmp (key, "directors") == 0)
    return read_names (reader, value, "director");
  if (strcmp (key, "stars") == 0)
    return read_names (reader, value, "stars");
  if (strcmp (key, "credits") == 0)
    return read_credits (reader, value);
  if (strcmp (key, "rating") == 0)
    return read_rating (reader, value);
  if (strcmp (key, "author") == 0)
    return read_party (reader, value, MQ_REVIEW_BYLINE, MQ_REVIEW_BYLINE_URL);
  if (strcmp (key, "publisher") == 0)
    return read_party (reader, value, MQ_REVIEW_OUTLET, MQ_REVIEW_OUTLET_URL);
  if (strcmp (key, "published") == 0)
    return read_date (reader, value, MQ_REVIEW_PUBLISHED);
  if (strcmp (key, "seen") == 0)
    return read_date (reader, value, MQ_REVIEW_SEEN);
  if (strcmp (key, "embargo") == 0)
    return read_date (reader, value, MQ_REVIEW_EMBARGO);
  if (strcmp (key, "social_embargo") == 0)
    return read_date (reader, value, MQ_REVIEW_SOCIAL_EMBARGO);
  if (strcmp (key, "status") == 0)
    return read_status (reader, value);
  if (strcmp (key, "dir") == 0)
    return read_direction (reader, value);
  if (strcmp (key, "url") == 0)
    return read_address (reader, value, MQ_REVIEW_ADDRESS, FALSE);
  if (strcmp (key, "screenings") == 0)
    return read_screenings (reader, value);
  if (strcmp (key, "form") == 0)
    return read_form (reader, value);
  if (strcmp (key, "poster") == 0)
    return read_picture (reader, value, MQ_PICTURE_POSTER);
  if (strcmp (key, "stills") == 0)
    return read_stills (reader, value);
  *known = strcmp (key, "lang") == 0;
  return TRUE;
}

/**
 * mq_front_matter_read:
 * @review: the review to fill
 * @yaml: a map of fields
 * @pictures: (element-type MqPictureReference): gets the pictures that are named
 * @unknown: (element-type utf8): gets the keys of @yaml that are not known and were left out
 * @notes: (nullable) (element-type utf8): where it is given no value is refused: what a line of
 * text may hold is taken as it stands, as it may be half typed; what makes no sense is left out,
 * and said here
 * @error: return location for a #GError that names field, line and cure
 */
gboolean
mq_front_matter_read (MqReview *review,
                      const MqYaml *yaml,
                      GPtrArray *pictures,
                      GPtrArray *unknown,
                      GPtrArray *notes,
                      GError **error)
{
  Reader reader = { review, pictures, "lang", notes, error };
  const MqYaml *language = mq_yaml_get (yaml, "lang");

  if (yaml->kind != MQ_YAML_MAP)
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                   _ ("line %d: the front matter has to be fields with values, such as “title: "
                      "Rust and Bone”"),
                   yaml->line);
      return FALSE;
    }
  if (language != NULL && !read_language (&reader, language)) /* first: names are parted by it */
    return FALSE;
  for (guint i = 0; i < yaml->items->len; i++)
    {
      const char *key = yaml->keys->pdata[i];
      const MqYaml *value = yaml->items->pdata[i];
      gboolean known = FALSE;

      reader.field = key;
      if (!read_text_field (&reader, key, value, &known)
          || (!known && !read_number_field (&reader, key, value, &known))
          || (!known && !read_other_field (&reader, key, value, &known)))
        return FALSE;
      if (!known)
        g_ptr_array_add (unknown, (gpointer) key);
    }
  return TRUE;
}

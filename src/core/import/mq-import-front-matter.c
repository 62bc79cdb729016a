/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-front-matter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-front-matter.h"
#include "mq-import-title.h"

/* What others call the fields of the house (mq-front-matter-read.c); compared without case, hyphens
 * and underscores. */
static const struct
{
  const char *name;
  const char *field;
} aliases[] = {
  { "director", "directors" },
  { "dir", "directors" },
  { "directedby", "directors" },
  { "regie", "directors" },
  { "cast", "stars" },
  { "starring", "stars" },
  { "actors", "stars" },
  { "writer", "credits" },
  { "writers", "credits" },
  { "screenplay", "credits" },
  { "date", "published" },
  { "pubdate", "published" },
  { "publishdate", "published" },
  { "created", "published" },
  { "keywords", "tags" },
  { "tag", "tags" },
  { "category", "tags" },
  { "categories", "tags" },
  { "description", "summary" },
  { "excerpt", "summary" },
  { "standfirst", "summary" },
  { "subtitle", "summary" },
  { "score", "rating" },
  { "releaseyear", "year" },
  { "length", "runtime" },
  { "duration", "runtime" },
  { "country", "countries" },
  { "originaltitle", "original_title" },
  { "language", "lang" },
  { "locale", "lang" },
  { "byline", "author" },
  { "authors", "author" },
  { "watched", "seen" },
  { "watcheddate", "seen" },
  { "datewatched", "seen" },
  { "lastwatched", "seen" },
  { "canonical", "url" },
  { "canonicalurl", "url" },
  { "permalink", "slug" },
  { "image", "poster" },
  { "cover", "poster" },
  { "coverimage", "poster" },
  { "featured", "poster" },
  { "featuredimage", "poster" },
  { "featureimage", "poster" },
  { "thumbnail", "poster" },
  { "banner", "poster" },
  { "hero", "poster" },
};

/* The house's own, which others may write with capitals. */
static const char *const own_fields[]
    = { "title",     "original_title", "year",        "kind",           "directors",
        "stars",     "credits",        "rating",      "runtime",        "certificate",
        "countries", "languages",      "distributor", "release_date",   "tags",
        "author",    "published",      "publisher",   "lang",           "url",
        "slug",      "summary",        "screenings",  "form",           "poster",
        "stills",    "seen",           "embargo",     "social_embargo", "status",
        "comments",  "word_target" };

/* What generators keep for themselves: nothing that a critic would miss. */
static const char *const ignored[]
    = { "layout",         "id",      "type",     "weight", "draft",
        "lastmod",        "updated", "modified", "toc",    "cssclass",
        "cssclasses",     "aliases", "template", "slugs",  "eleventycomputed",
        "commentsenabled" };

static char *
fold (const char *key)
{
  GString *folded = g_string_new (NULL);

  for (; *key != '\0'; key++)
    if (*key != '-' && *key != '_' && *key != ' ')
      g_string_append_c (folded, g_ascii_tolower (*key));
  return g_string_free_and_steal (folded);
}

static gboolean
is_true (const MqYaml *value)
{
  return value->kind == MQ_YAML_SCALAR && g_ascii_strcasecmp (value->text, "true") == 0;
}

static gboolean
is_truth (const MqYaml *value)
{
  return is_true (value)
         || (value->kind == MQ_YAML_SCALAR && g_ascii_strcasecmp (value->text, "false") == 0);
}

/* ---- One field ---- */

/* As the house reads it; on a copy, so that a value that makes no sense changes nothing. */
static gboolean
try_field (MqReview *review,
           const char *field,
           const MqYaml *value,
           GPtrArray *pictures,
           GError **error)
{
  MqYaml map = { .kind = MQ_YAML_MAP, .line = value->line };
  g_autoptr (GPtrArray) keys = g_ptr_array_new (), items = g_ptr_array_new (),
                        unknown = g_ptr_array_new ();
  g_autoptr (MqReview) trial = mq_review_copy (review);

  g_ptr_array_add (keys, (gpointer) field);
  g_ptr_array_add (items, (gpointer) value);
  map.keys = keys;
  map.items = items;
  if (!mq_front_matter_read (trial, &map, pictures, unknown, NULL, error))
    return FALSE;
  mq_review_assign (review, trial);
  return unknown->len == 0;
}

/* "dir" is a text's direction here, and the director elsewhere; "stars" are people or a rating. */
static const char *
get_field (const char *key, const MqYaml *value)
{
  g_autofree char *folded = fold (key);
  const char *text = value->kind == MQ_YAML_SCALAR ? value->text : "";

  if (g_str_equal (folded, "dir") && (g_str_equal (text, "ltr") || g_str_equal (text, "rtl")))
    return "dir";
  if (g_str_equal (folded, "stars") && g_ascii_isdigit (*text))
    return "rating";
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (aliases[i].name, folded))
      return aliases[i].field;
  for (guint i = 0; i < G_N_ELEMENTS (own_fields); i++)
    {
      g_autofree char *own = fold (own_fields[i]);
      if (g_str_equal (own, folded))
        return own_fields[i];
    }
  return key;
}

/* Tags come from several fields, and keep their order. */
static gboolean
add_tags (MqReview *review, const MqYaml *value, GError **error)
{
  g_auto (GStrv) before = g_strdupv ((char **) mq_review_get_list (review, MQ_REVIEW_TAGS));
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *const *more;

  if (!try_field (review, "tags", value, NULL, error))
    return FALSE;
  more = mq_review_get_list (review, MQ_REVIEW_TAGS);
  g_strv_builder_addv (all, (const char **) before);
  for (; *more != NULL; more++)
    if (!g_strv_contains ((const char *const *) before, *more))
      g_strv_builder_add (all, *more);
  list = g_strv_builder_end (all);
  mq_review_set_list (review, MQ_REVIEW_TAGS, (const char *const *) list);
  return TRUE;
}

static gboolean
set_writers (MqReview *review, const MqYaml *value, GPtrArray *pictures, GError **error)
{
  MqYaml map = { .kind = MQ_YAML_MAP, .line = value->line };
  g_autoptr (GPtrArray) keys = g_ptr_array_new (), items = g_ptr_array_new ();

  g_ptr_array_add (keys, (gpointer) "writer");
  g_ptr_array_add (items, (gpointer) value);
  map.keys = keys;
  map.items = items;
  return try_field (review, "credits", &map, pictures, error);
}

/* The page's name is the last part of a path. */
static gboolean
set_slug (MqReview *review, const MqYaml *value)
{
  g_autofree char *path = g_strdup (value->kind == MQ_YAML_SCALAR ? value->text : "");
  g_autofree char *name = NULL;

  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  name = g_path_get_basename (path);
  if (strchr (name, ':') == NULL && *path != '\0')
    mq_review_set_text (review, MQ_REVIEW_SLUG, name);
  return TRUE;
}

static gboolean
set_moment (MqImportItem *item, const MqYaml *value, GError **error)
{
  if (!try_field (mq_import_item_get_review (item), "published", value, NULL, error))
    return FALSE;
  mq_import_item_set_moment (
      item, mq_review_get_text (mq_import_item_get_review (item), MQ_REVIEW_PUBLISHED));
  return TRUE;
}

static gboolean
read_field (MqImportItem *item,
            const char *key,
            const MqYaml *value,
            GPtrArray *pictures,
            GError **error)
{
  MqReview *review = mq_import_item_get_review (item);
  const char *field = get_field (key, value);

  if (g_str_equal (field, "tags"))
    return add_tags (review, value, error);
  if (g_str_equal (field, "credits") && g_ascii_strcasecmp (key, "credits") != 0)
    return set_writers (review, value, pictures, error);
  if (g_str_equal (field, "slug"))
    return set_slug (review, value);
  if (g_str_equal (field, "summary") && *mq_review_get_text (review, MQ_REVIEW_STANDFIRST) != '\0'
      && value->kind == MQ_YAML_SCALAR)
    {
      mq_import_item_note (item, _ ("Left out, for there is a standfirst already: %s"),
                           value->text);
      return TRUE;
    }
  if (g_str_equal (field, "published") && is_truth (value))
    {
      mq_review_set_status (review, is_true (value) ? MQ_STATUS_PUBLISHED : MQ_STATUS_DRAFT);
      return TRUE;
    }
  if (g_str_equal (field, "published"))
    return set_moment (item, value, error);
  return try_field (review, field, value, pictures, error);
}

/* ---- All fields ---- */

static gboolean
is_ignored (const char *key)
{
  g_autofree char *folded = fold (key);

  for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
    if (g_str_equal (ignored[i], folded))
      return TRUE;
  return FALSE;
}

/**
 * mq_import_front_matter_read:
 * @yaml: a map of fields under the names that site generators and note-takers have for them
 * @pictures: (element-type MqPictureReference): gets the pictures that are named
 *
 * A field that makes no sense is left out, and that is noted: it is no reason to leave the text
 * behind.
 */
void
mq_import_front_matter_read (MqImportItem *item, const MqYaml *yaml, GPtrArray *pictures)
{
  MqReview *review = mq_import_item_get_review (item);
  const MqYaml *draft = mq_yaml_get (yaml, "draft");

  if (yaml->kind != MQ_YAML_MAP)
    return;
  mq_review_set_status (review, MQ_STATUS_PUBLISHED);
  for (guint i = 0; i < yaml->items->len; i++)
    {
      const char *key = yaml->keys->pdata[i];
      const MqYaml *value = yaml->items->pdata[i];
      g_autoptr (GError) wrong = NULL;
      if (is_ignored (key) || read_field (item, key, value, pictures, &wrong))
        continue;
      if (wrong != NULL)
        mq_import_item_note (item, _ ("%s. It was left out"), wrong->message);
      else
        mq_import_item_note (item, _ ("line %d: the field “%s” is not known here and was left out"),
                             value->line, key);
    }
  if (mq_review_get_year (review) == 0)
    {
      g_autofree char *title = g_strdup (mq_review_get_text (review, MQ_REVIEW_TITLE));
      mq_import_title_set (review, title);
    }
  if (draft != NULL && is_true (draft))
    mq_review_set_status (review, MQ_STATUS_DRAFT);
}

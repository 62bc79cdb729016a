/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-markdown.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-credit-lines.h"
#include "mq-front-matter.h"
#include "mq-import-front-matter.h"
#include "mq-import-pictures.h"
#include "mq-import-title.h"
#include "mq-toml.h"

/* A review as Jekyll, Hugo, Eleventy, Obsidian and Zettlr keep it. */

/* Where site generators keep what pages show. */
static const char *const asset_folders[] = { "", "static", "assets", "public", "src" };

typedef struct
{
  MqImportFeed *feed;
  MqImportItem *item;
  const MqImportRoot *root;
  char *folder;      /* that the file lies in */
  GHashTable *names; /* of pictures that were taken, by what the text calls them */
  gboolean is_own;   /* an export of Marquee's: nothing in it is another program's */
} Reader;

gboolean
mq_import_markdown_is_name (const char *name)
{
  static const char *const endings[] = { ".md", ".markdown", ".mdown", ".mkd" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_markdown (const MqImportSource *source)
{
  return source->head != NULL && source->members == NULL
         && (mq_import_markdown_is_name (source->name) || g_str_has_prefix (source->head, "---\n")
             || g_str_has_prefix (source->head, "+++\n"));
}

/* ---- The parts of a file ---- */

static void
replace_with (char **text, const char *pattern, GRegexEvalCallback evaluate, gpointer data)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  char *replaced = g_regex_replace_eval (regex, *text, -1, 0, 0, evaluate, data, NULL);

  if (replaced == NULL)
    return;
  g_free (*text);
  *text = replaced;
}

static void
replace (char **text, const char *pattern, const char *with)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  char *replaced = g_regex_replace (regex, *text, -1, 0, with, 0, NULL);

  if (replaced == NULL)
    return;
  g_free (*text);
  *text = replaced;
}

/* @fence: the line around the front matter. Returns: (nullable): where the text begins */
static const char *
split (const char *text, const char *fence, char **head)
{
  g_autofree char *end = g_strdup_printf ("\n%s", fence);
  const char *start = text + strcspn (text, "\n"), *at = start;

  if (!g_str_has_prefix (text, fence) || text[strlen (fence)] != '\n')
    return NULL;
  while ((at = strstr (at, end)) != NULL)
    {
      const char *rest = at + strlen (end);
      rest += strspn (rest, " \t");
      if (*rest == '\n' || *rest == '\0')
        {
          *head = at > start ? g_strndup (start + 1, (gsize) (at - start)) : g_strdup ("");
          return rest + strspn (rest, "\n");
        }
      at++;
    }
  return NULL;
}

/* A head that can't be read stays as a part of the text: nothing is lost. */
static const char *
read_head (MqImportItem *item, const char *text, GPtrArray *pictures)
{
  g_autofree char *yaml_head = NULL, *toml_head = NULL;
  const char *body = split (text, "---", &yaml_head);
  g_autoptr (GError) wrong = NULL;
  g_autoptr (MqYaml) yaml = NULL;

  if (body != NULL)
    {
      replace (&yaml_head, "\"\\[\\[(?:[^\\]|\"\n]+\\|)?([^\\]\"\n]+)\\]\\]\"",
               "\"\\1\""); /* a notebook's links */
      yaml = mq_yaml_parse (yaml_head, 2, &wrong);
    }
  else
    {
      body = split (text, "+++", &toml_head);
      if (body == NULL)
        return text;
      yaml = mq_toml_parse (toml_head, 2, &wrong);
    }
  if (yaml == NULL)
    {
      mq_import_item_note (item, _ ("The front matter can't be read and stays in the text: %s"),
                           wrong->message);
      item->doubtful = TRUE;
      return text;
    }
  mq_import_front_matter_read (item, yaml, pictures);
  return body;
}

/* ---- Pictures ---- */

/* What a path means, from the file's folder, from the site's root, or as a bare name anywhere in
 * it. Returns: (transfer full) (nullable): a path within the root */
static char *
resolve (Reader *reader, const char *src)
{
  g_autofree char *name = g_path_get_basename (src),
                  *beside = g_canonicalize_filename (src, reader->folder);
  g_autofree char *inside = g_strconcat (reader->root->path, "/", NULL);
  const char *known
      = reader->root->pictures != NULL ? g_hash_table_lookup (reader->root->pictures, name) : NULL;

  if (g_str_has_prefix (beside, inside) && g_file_test (beside, G_FILE_TEST_IS_REGULAR))
    return g_strdup (beside + strlen (inside));
  for (guint i = 0; i < G_N_ELEMENTS (asset_folders); i++)
    {
      g_autofree char *path = g_build_filename (asset_folders[i], src, NULL);
      g_autofree char *full = g_build_filename (reader->root->path, path, NULL);
      if (g_file_test (full, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return g_strdup (known);
}

/* Returns: (nullable): what the review calls a picture, which is taken where it is on the disk */
static const char *
take_picture (Reader *reader, const char *src, MqPictureUse use, const char *alt)
{
  const char *name = g_hash_table_lookup (reader->names, src);
  g_autofree char *unescaped = g_uri_unescape_string (src, NULL);
  g_autofree char *path = NULL;
  MqPicture *picture;

  if (name != NULL)
    return name;
  path = resolve (reader, unescaped != NULL ? unescaped : src);
  if (path != NULL)
    {
      g_autofree char *escaped = g_uri_escape_string (path, "/", TRUE);
      picture = mq_import_pictures_take (reader->feed, reader->item, escaped, reader->root->path,
                                         use, alt);
    }
  else
    picture = mq_import_pictures_take (reader->feed, reader->item, src, NULL, use, alt);
  if (picture == NULL)
    return NULL;
  g_hash_table_insert (reader->names, g_strdup (src), g_strdup (picture->name));
  return picture->name;
}

static void
take_named_pictures (Reader *reader, GPtrArray *references)
{
  for (guint i = 0; i < references->len; i++)
    {
      const MqPictureReference *reference = references->pdata[i];
      MqReview *review = mq_import_item_get_review (reader->item);
      const char *name = take_picture (reader, reference->src, reference->use, reference->alt);
      MqPicture *picture = name != NULL ? mq_review_find_picture (review, name) : NULL;
      g_autoptr (MqPicture) worded = NULL;
      if (picture == NULL || (*reference->credit == '\0' && *reference->caption == '\0'))
        continue;
      worded
          = mq_picture_with_texts (picture, reference->alt, reference->credit, reference->caption);
      mq_review_replace_picture (review, picture, worded);
    }
}

/* ![alt](path "title"): the title stays. */
static gboolean
replace_picture (const GMatchInfo *match, GString *text, gpointer data)
{
  Reader *reader = data;
  g_autofree char *all = g_match_info_fetch (match, 0), *alt = g_match_info_fetch (match, 1),
                  *src = g_match_info_fetch (match, 2), *title = g_match_info_fetch (match, 3);
  const char *name = take_picture (reader, src, MQ_PICTURE_STILL, alt);

  if (name != NULL)
    g_string_append_printf (text, "![%s](%s%s)", alt, name, title);
  else
    g_string_append (text, all);
  return FALSE;
}

/* ![[path|alt]] of Obsidian and Zettlr. */
static gboolean
replace_embed (const GMatchInfo *match, GString *text, gpointer data)
{
  Reader *reader = data;
  g_autofree char *src = g_match_info_fetch (match, 1), *alt = g_match_info_fetch (match, 2);
  const char *name = NULL;

  if (g_ascii_isdigit (*alt)) /* a width */
    *alt = '\0';
  if (g_regex_match_simple ("\\.(jpe?g|png|gif|webp|avif)$", src, G_REGEX_CASELESS, 0))
    name = take_picture (reader, src, MQ_PICTURE_STILL, alt);
  if (name != NULL)
    g_string_append_printf (text, "![%s](%s)", alt, name);
  else
    g_string_append (text, src);
  return FALSE;
}

/* ---- Text ---- */

static char *
dup_shortcode_value (const char *attributes, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("\\b%s=\"([^\"]*)\"", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, attributes, 0, &match) ? g_match_info_fetch (match, 1)
                                                      : g_strdup ("");
}

/* {{< figure src="" alt="" title="" caption="" attr="" >}} of Hugo: its words follow the picture.
 */
static gboolean
replace_figure (const GMatchInfo *match, GString *text, gpointer data)
{
  static const char *const names[] = { "title", "caption", "attr" };
  g_autofree char *attributes = g_match_info_fetch (match, 1),
                  *src = dup_shortcode_value (attributes, "src"),
                  *alt = dup_shortcode_value (attributes, "alt");

  g_string_append_printf (text, "![%s](%s)", alt, src);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *words = dup_shortcode_value (attributes, names[i]);
      if (*words != '\0')
        g_string_append_printf (text, "\n\n%s", words);
    }
  return FALSE;
}

/* %% a remark to oneself %% of Obsidian; "40%% and 25%%" is none. */
static gboolean
leave_out_remark (const GMatchInfo *match, GString *text, gpointer data)
{
  Reader *reader = data;
  g_autofree char *words = g_match_info_fetch (match, 1);

  mq_import_item_note (reader->item, _ ("Left out, for it is a remark of the writer’s: %s"),
                       g_strstrip (words));
  return FALSE;
}

/* What only one program understands becomes what all do. */
static void
convert (Reader *reader, char **text)
{
  replace_with (text, "\\{\\{<\\s*figure\\s([^>]*)>\\}\\}", replace_figure, reader);
  replace (
      text,
      "\\{\\{\\s*(?:site\\.baseurl|\"[^\"]*\"\\s*\\|\\s*(?:relative_url|absolute_url))\\s*\\}\\}",
      "");
  replace (text, "^\\{:[^}\n]*\\}\n?", "");
  replace_with (text, "(?:[ \t]+|(?<!\\S))%%((?:[^%]|%(?!%))*)%%(?=\\s|$)", leave_out_remark,
                reader);
  replace_with (text, "!\\[\\[([^\\]|\n]+)\\|?([^\\]\n]*)\\]\\]", replace_embed, reader);
  replace (text, "\\[\\[[^\\]|\n]+\\|([^\\]\n]+)\\]\\]", "\\1");
  replace (text, "\\[\\[([^\\]|\n]+)\\]\\]", "\\1");
}

static char *
read_prose (Reader *reader, const char *prose)
{
  char *text = g_strdup (prose);

  if (!reader->is_own)
    convert (reader, &text);
  replace_with (&text, "!\\[([^\\]\n]*)\\]\\(<?([^)\\s>]+)>?(\\s+\"[^\"\n]*\")?\\)",
                replace_picture, reader);
  return text;
}

/* Code means what it says. */
static char *
read_body (Reader *reader, const char *body)
{
  g_autoptr (GRegex) code
      = g_regex_new ("^(`{3,}|~{3,}).*?(?:^\\1[`~]*[ \t]*$|\\z)|(?<!`)(`+)(?!`).+?(?<!`)\\2(?!`)",
                     G_REGEX_MULTILINE | G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *rest = NULL;
  GString *whole = g_string_new (NULL);
  int from = 0, start, end;

  for (g_regex_match (code, body, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *before = NULL, *prose = NULL;
      g_match_info_fetch_pos (match, 0, &start, &end);
      before = g_strndup (body + from, (gsize) (start - from));
      prose = read_prose (reader, before);
      g_string_append (whole, prose);
      g_string_append_len (whole, body + start, end - start);
      from = end;
    }
  rest = read_prose (reader, body + from);
  g_string_append (whole, rest);
  return g_string_free_and_steal (whole);
}

static gboolean
is_own (const char *text)
{
  g_autofree char *head = NULL;

  return split (text, "---", &head) != NULL
         && g_regex_match_simple ("^kind: (film|series|play|book|album|game)$", head,
                                  G_REGEX_MULTILINE, 0)
         && g_regex_match_simple ("^status: \\S+$", head, G_REGEX_MULTILINE, 0);
}

/* ---- What the file's name says ---- */

/* "2012-11-02-rust-and-bone.md" of Jekyll, "Rust and Bone (2012).md" of a notebook. */
static void
read_name (MqImportItem *item, const char *path)
{
  MqReview *review = mq_import_item_get_review (item);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GRegex) dated = g_regex_new ("^([0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *date = NULL, *slug = NULL;

  if (strrchr (name, '.') != NULL)
    *strrchr (name, '.') = '\0';
  if (g_str_equal (name, "index")) /* a bundle is named by its folder */
    {
      g_autofree char *folder = g_path_get_dirname (path);
      g_free (name);
      name = g_path_get_basename (folder);
    }
  if (g_regex_match (dated, name, 0, &match))
    {
      date = g_match_info_fetch (match, 1);
      slug = g_match_info_fetch (match, 2);
      if (*mq_review_get_text (review, MQ_REVIEW_PUBLISHED) == '\0')
        mq_import_item_set_moment (item, date);
      if (*mq_review_get_text (review, MQ_REVIEW_SLUG) == '\0')
        mq_review_set_text (review, MQ_REVIEW_SLUG, slug);
    }
  if (*mq_review_get_text (review, MQ_REVIEW_TITLE) == '\0')
    mq_import_title_set (review, slug != NULL ? g_strdelimit (slug, "-_", ' ') : name);
}

/* A heading at the top is the title where none was given. */
static char *
take_heading (MqReview *review, char *body)
{
  const char *end = body + strcspn (body, "\n");
  g_autofree char *heading = NULL;

  if (!g_str_has_prefix (body, "# ") || *mq_review_get_text (review, MQ_REVIEW_TITLE) != '\0')
    return body;
  heading = g_strndup (body + 2, (gsize) (end - body) - 2);
  mq_import_title_set (review, heading);
  memmove (body, end + strspn (end, "\n"), strlen (end + strspn (end, "\n")) + 1);
  return body;
}

static gboolean
has_credits (MqReview *review)
{
  return mq_credits_get_length (mq_review_get_credits (review)) > 0;
}

static void
read_text (Reader *reader, const char *text)
{
  MqReview *review = mq_import_item_get_review (reader->item);
  g_autoptr (GPtrArray) references
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_picture_reference_free);
  const char *rest = read_head (reader->item, text, references);
  g_autofree char *body = NULL, *bare = NULL;

  if (!mq_import_feed_knows (reader->feed, reader->item))
    take_named_pictures (reader, references);
  reader->is_own = is_own (text);
  body = take_heading (review, read_body (reader, rest));
  if (!has_credits (review))
    {
      bare = mq_credit_lines_take (review, body);
      mq_import_item_check_names (reader->item);
    }
  mq_review_set_text (review, MQ_REVIEW_BODY, g_strchomp (bare != NULL ? bare : body));
}

/* What stands beside reviews, and is none. */
static gboolean
is_beside (const char *name)
{
  static const char *const names[]
      = { "_index.md", "readme.md", "license.md", "changelog.md", NULL };
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *lower = g_ascii_strdown (base, -1);

  return g_strv_contains (names, lower);
}

/** @root: what the file may refer to; reads one file */
gboolean
mq_import_markdown_read_file (MqImportFeed *feed,
                              const MqImportSource *source,
                              const MqImportRoot *root,
                              GError **error)
{
  g_autofree char *text = mq_import_source_load_text (source, error);
  Reader reader = { .feed = feed, .root = root };

  if (text == NULL)
    return FALSE;
  if (is_beside (source->name))
    return TRUE;
  reader.item = mq_import_source_new_item (source);
  reader.folder = g_path_get_dirname (source->path);
  reader.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_text (&reader, text);
  read_name (reader.item, source->path);
  g_free (reader.folder);
  g_hash_table_unref (reader.names);
  return mq_import_feed_take (feed, reader.item, error);
}

static gboolean
read_markdown (MqImportFeed *feed, const MqImportSource *source, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (source->path);

  return mq_import_markdown_read_file (feed, source, &(MqImportRoot) { folder, NULL }, error);
}

const MqImportFormat mq_import_markdown
    = { "markdown", N_ ("Markdown file"), is_markdown, read_markdown };

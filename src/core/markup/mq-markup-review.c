/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markup-review.h"

#include <string.h>

#include "mq-credit-lines.h"
#include "mq-markup-markdown.h"
#include "mq-markup-tree.h"
#include "mq-phrases.h"

/* https://microformats.org/wiki/h-review, which the house's own pages use too. */

static char *
dup_value (xmlNode *top, const char *class_name)
{
  xmlNode *node = mq_markup_find_class (top, class_name);
  char *value = node != NULL ? mq_markup_get_attribute (node, "value") : NULL;

  if (node == NULL || value != NULL)
    return value;
  return mq_markup_dup_words (node);
}

static void
read_text (xmlNode *top, const char *class_name, MqReview *review, MqReviewText which)
{
  g_autofree char *value = dup_value (top, class_name);

  if (value != NULL && *value != '\0')
    mq_review_set_text (review, which, value);
}

static void
read_rating (xmlNode *top, MqReview *review)
{
  g_autofree char *value = dup_value (top, "p-rating"), *best = dup_value (top, "p-best");
  MqRating rating = MQ_RATING_NONE;
  double most = best != NULL ? g_ascii_strtod (best, NULL) : 5;

  if (value == NULL)
    return;
  rating.value = g_ascii_strtod (value, NULL);
  if (most == 12)
    rating.scale = MQ_SCALE_LETTERS;
  else if (!mq_scale_from_best (most, &rating.scale))
    return;
  if (mq_rating_check (&rating, NULL))
    mq_review_set_rating (review, rating);
}

/* Names stand in elements of their own, and may hold what else parts names. */
static char **
dup_names (xmlNode *line)
{
  g_autoptr (GPtrArray) elements = mq_markup_find_all (line, "bdi");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < elements->len; i++)
    g_strv_builder_take (names, mq_markup_dup_words (elements->pdata[i]));
  return g_strv_builder_end (names);
}

static void
read_credit (xmlNode *term, MqReview *review)
{
  g_autofree char *label = mq_markup_dup_words (term), *words = NULL;
  g_auto (GStrv) names = NULL;
  const char *role = mq_phrase_find_role (label);
  xmlNode *value = term->next;

  while (value != NULL && !mq_markup_is (value, "dd"))
    value = value->next;
  if (value == NULL)
    return;
  names = dup_names (value);
  words = mq_markup_dup_words (value);
  if (role != NULL && *names != NULL)
    mq_review_set_names (review, role, (const char *const *) names);
  else if (!mq_credit_lines_take_fact (review, label, words) && *names != NULL)
    {
      label[strcspn (label, ":")] = '\0';
      mq_review_set_names (review, g_strchomp (label), (const char *const *) names);
    }
}

static void
read_screenings (xmlNode *top, MqReview *review)
{
  xmlNode *line = mq_markup_find_class (top, "screenings");
  xmlNode *link = line != NULL ? mq_markup_find_child (line, "a") : NULL;
  g_autofree char *label = NULL, *address = NULL, *text = NULL;

  if (link == NULL)
    return;
  label = mq_markup_dup_words (link);
  address = mq_markup_get_attribute (link, "href");
  mq_review_set_text (review, MQ_REVIEW_SCREENINGS_LABEL, label);
  if (address != NULL)
    mq_review_set_text (review, MQ_REVIEW_SCREENINGS_URL, address);
  if (line->children->type == XML_TEXT_NODE)
    text = g_strstrip (g_strdup ((const char *) line->children->content));
  if (text != NULL && !mq_phrase_is (MQ_PHRASE_SCREENINGS, text))
    mq_review_set_text (review, MQ_REVIEW_SCREENINGS_TEXT, text);
}

static void
read_facts (xmlNode *entry, MqReview *review)
{
  g_autoptr (GPtrArray) terms = NULL;
  xmlNode *list = mq_markup_find_class (entry, "credits");
  xmlNode *item = mq_markup_find_class (entry, "h-item");

  if (item != NULL)
    read_text (item, "p-name", review, MQ_REVIEW_TITLE);
  read_text (entry, "p-summary", review, MQ_REVIEW_STANDFIRST);
  read_text (entry, "p-author", review, MQ_REVIEW_BYLINE);
  read_rating (entry, review);
  read_screenings (entry, review);
  terms = list != NULL ? mq_markup_find_all (list, "dt") : g_ptr_array_new ();
  for (guint i = 0; i < terms->len; i++)
    read_credit (terms->pdata[i], review);
}

/* ---- The text of a page that somebody else's program made ---- */

typedef gboolean (*IsMeant) (xmlNode *node, const char *name);

static gboolean
has_property (xmlNode *node, const char *name)
{
  g_autofree char *value = mq_markup_get_attribute (node, "itemprop");
  return g_strcmp0 (value, name) == 0;
}

static gsize
count_letters (xmlNode *node)
{
  g_autofree char *words = mq_markup_dup_words (node);
  return strlen (words);
}

static gboolean
is_within (xmlNode *node, xmlNode *top)
{
  while (node != NULL && node != top)
    node = node->parent;
  return node == top;
}

/* The one element that is meant; where several are, each with a good part of the words, the
 * narrowest that holds them all. */
static xmlNode *
find_meant (xmlNode *root, IsMeant is_meant, const char *name)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  xmlNode *found = NULL;
  gsize longest = 0;

  for (xmlNode *node = root; node != NULL; node = mq_markup_get_next (node, root))
    if (node->type == XML_ELEMENT_NODE && is_meant (node, name))
      {
        g_ptr_array_add (all, node);
        longest = MAX (longest, count_letters (node));
      }
  for (guint i = 0; i < all->len; i++)
    if (count_letters (all->pdata[i]) >= longest / 4)
      {
        if (found == NULL)
          found = all->pdata[i];
        while (!is_within (all->pdata[i], found))
          found = found->parent;
      }
  return found;
}

/* The narrowest element that holds the text and nothing of what stands around it. */
static xmlNode *
find_text (xmlNode *root)
{
  static const char *const classes[] = { "entry-content",   "post-content", "gh-content",
                                         "article-content", "post-body",    "article-body" };
  static const char *const properties[] = { "reviewBody", "articleBody" };
  static const char *const elements[] = { "article", "main", "body" };
  xmlNode *found = NULL;

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (properties); i++)
    found = find_meant (root, has_property, properties[i]);
  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (classes); i++)
    found = find_meant (root, mq_markup_has_class, classes[i]);
  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (elements); i++)
    {
      g_autoptr (GPtrArray) all = mq_markup_find_all (root, elements[i]);
      found = all->len == 1 ? all->pdata[0] : NULL;
    }
  return found != NULL ? found : root;
}

/**
 * mq_markup_read_review:
 * @html: a page, or the text of a post
 * @base: (nullable): its address
 * @picture_names: (nullable): as for mq_markup_to_markdown()
 * @review: gets the text, and of the facts those that are found
 *
 * Facts are known by their microformats, else by lines such as "Dir: …" above the text.
 */
void
mq_markup_read_review (const char *html,
                       const char *base,
                       GHashTable *picture_names,
                       MqReview *review)
{
  xmlDoc *document = mq_markup_parse (html);
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL, *entry, *content;
  g_autofree char *markdown = NULL, *body = NULL, *language = NULL;

  if (root == NULL)
    return;
  language = mq_markup_get_attribute (root, "lang");
  if (language != NULL)
    mq_review_set_text (review, MQ_REVIEW_LANGUAGE, language);
  entry = mq_markup_find_class (root, "h-review");
  if (entry == NULL)
    entry = mq_markup_find_class (root, "h-entry");
  content = entry != NULL ? mq_markup_find_class (entry, "e-content") : NULL;
  if (content != NULL)
    read_facts (entry, review);
  markdown = mq_markup_node_to_markdown (content != NULL ? content : find_text (root), base,
                                         picture_names);
  body = content != NULL ? g_strdup (markdown) : mq_credit_lines_take (review, markdown);
  mq_review_set_text (review, MQ_REVIEW_BODY, g_strchomp (body));
  xmlFreeDoc (document);
}

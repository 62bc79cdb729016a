/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markup-page.h"

#include "mq-iso-date.h"
#include "mq-markup-tree.h"

/* What a page says of itself for machines: https://ogp.me/, https://schema.org/Review as microdata,
 * and what themes of blogs have for dates and authors. */

static char *
dup_property_value (xmlNode *node)
{
  static const char *const attributes[] = { "content", "datetime" };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      char *value = mq_markup_get_attribute (node, attributes[i]);
      if (value != NULL)
        return value;
    }
  return mq_markup_dup_words (node);
}

/* The values of the elements that @attribute calls @name. */
static char **
list_values (xmlNode *root, const char *attribute, const char *name)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (xmlNode *node = root; node != NULL; node = mq_markup_get_next (node, root))
    {
      g_autofree char *value
          = node->type == XML_ELEMENT_NODE ? mq_markup_get_attribute (node, attribute) : NULL;
      if (g_strcmp0 (value, name) == 0)
        g_strv_builder_take (values, dup_property_value (node));
    }
  return g_strv_builder_end (values);
}

static char *
dup_first (xmlNode *root, const char *attribute, const char *name)
{
  g_auto (GStrv) values = list_values (root, attribute, name);
  return g_strdup (values[0]);
}

static void
set_text (xmlNode *root,
          const char *attribute,
          const char *name,
          MqReview *review,
          MqReviewText which)
{
  g_autofree char *value = dup_first (root, attribute, name);

  if (value != NULL && *value != '\0' && *mq_review_get_text (review, which) == '\0')
    mq_review_set_text (review, which, value);
}

static void
set_date (xmlNode *root, const char *attribute, const char *name, MqReview *review)
{
  g_autofree char *value = dup_first (root, attribute, name);
  g_autofree char *date = value != NULL ? mq_iso_date_normalize (value) : NULL;

  if (date != NULL && *mq_review_get_text (review, MQ_REVIEW_PUBLISHED) == '\0')
    mq_review_set_text (review, MQ_REVIEW_PUBLISHED, date);
}

static void
set_names (xmlNode *root, const char *property, const char *role, MqReview *review)
{
  g_auto (GStrv) names = list_values (root, "itemprop", property);

  if (*names != NULL && *mq_review_get_names (review, role) == NULL)
    mq_review_set_names (review, role, (const char *const *) names);
}

static void
set_rating (xmlNode *root, MqReview *review)
{
  g_autofree char *value = dup_first (root, "itemprop", "ratingValue"),
                  *best = dup_first (root, "itemprop", "bestRating");
  MqRating rating = MQ_RATING_NONE;

  if (value == NULL
      || !mq_scale_from_best (best != NULL ? g_ascii_strtod (best, NULL) : 5, &rating.scale))
    return;
  rating.value = g_ascii_strtod (value, NULL);
  if (mq_rating_check (&rating, NULL))
    mq_review_set_rating (review, rating);
}

static char *
dup_title (xmlNode *root)
{
  g_autoptr (GPtrArray) headings = mq_markup_find_all (root, "h1");
  g_autofree char *item = NULL;

  if (headings->len == 1)
    return mq_markup_dup_words (headings->pdata[0]);
  item = dup_first (root, "property", "og:title");
  if (item != NULL)
    return g_steal_pointer (&item);
  g_clear_pointer (&headings, g_ptr_array_unref);
  headings = mq_markup_find_all (root, "title");
  return headings->len > 0 ? mq_markup_dup_words (headings->pdata[0]) : g_strdup ("");
}

/**
 * mq_markup_read_page:
 * @html: a page that any program made
 * @review: gets the facts that the page tells machines, where it has none yet
 *
 * Returns: (transfer full): what the page is called, "" for nothing
 */
char *
mq_markup_read_page (const char *html, MqReview *review)
{
  xmlDoc *document = mq_markup_parse (html);
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  char *title;

  if (root == NULL)
    return g_strdup ("");
  set_date (root, "itemprop", "datePublished", review);
  set_date (root, "property", "article:published_time", review);
  set_date (root, "name", "date", review);
  set_text (root, "name", "author", review, MQ_REVIEW_BYLINE);
  set_text (root, "name", "description", review, MQ_REVIEW_STANDFIRST);
  set_text (root, "property", "og:url", review, MQ_REVIEW_ADDRESS);
  set_names (root, "director", "director", review);
  set_names (root, "actor", "stars", review);
  set_rating (root, review);
  title = dup_title (root);
  xmlFreeDoc (document);
  return title;
}

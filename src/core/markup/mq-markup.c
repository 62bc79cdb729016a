/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markup.h"

#include <string.h>

#include "mq-markup-tree.h"

/* A page says where its interface is near its start. */
#define LINKS_WITHIN (4 * 1024 * 1024)

static char *
find_in (xmlNode *node, const char *relation)
{
  for (; node != NULL; node = node->next)
    {
      char *found;
      if (mq_markup_is (node, "link") || mq_markup_is (node, "a"))
        {
          g_autofree char *names = mq_markup_get_attribute (node, "rel");
          g_auto (GStrv) words = g_strsplit_set (names != NULL ? names : "", " \t\n", -1);
          if (g_strv_contains ((const char *const *) words, relation))
            return mq_markup_get_attribute (node, "href");
        }
      found = node->type == XML_ELEMENT_NODE ? find_in (node->children, relation) : NULL;
      if (found != NULL)
        return found;
    }
  return NULL;
}

/** Returns: (transfer full) (nullable): the address that a page's first link of that relation has,
 * made absolute */
char *
mq_markup_find_link (GBytes *html, const char *relation, const char *base)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (html, &size);
  g_autofree char *text = g_strndup (data != NULL ? data : "", MIN (size, LINKS_WITHIN));
  xmlDoc *document = mq_markup_parse (text);
  g_autofree char *href = NULL;

  if (document == NULL)
    return NULL;
  href = find_in (xmlDocGetRootElement (document), relation);
  xmlFreeDoc (document);
  return href != NULL ? g_uri_resolve_relative (base, href, G_URI_FLAGS_NONE, NULL) : NULL;
}

/** Returns: (transfer full): the words of a piece of HTML, as one line */
char *
mq_markup_to_plain_text (const char *html)
{
  xmlDoc *document = mq_markup_parse (html);
  char *words = document != NULL ? mq_markup_dup_words ((xmlNode *) document) : g_strdup ("");

  g_clear_pointer (&document, xmlFreeDoc);
  return words;
}

/** Returns: (transfer full): the words of a page's article, or of all where it has none */
char *
mq_markup_article_to_plain_text (const char *html)
{
  const char *start = strstr (html, "<article");
  const char *end = start != NULL ? strstr (start, "</article>") : NULL;
  g_autofree char *article
      = end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (html);

  return mq_markup_to_plain_text (article);
}

/** Returns: (transfer full): what a page's title element says, "" where it has none */
char *
mq_markup_find_title (const char *html)
{
  const char *start = strstr (html, "<title>");
  const char *end = start != NULL ? strstr (start, "</title>") : NULL;
  g_autofree char *title = end != NULL ? g_strndup (start + strlen ("<title>"),
                                                    (gsize) (end - start) - strlen ("<title>"))
                                       : g_strdup ("");
  return mq_markup_to_plain_text (title);
}

/** Returns: (transfer full): the texts of the elements of that name in an XML document, whatever
 * their namespace; none where it is no XML */
char **
mq_markup_list_texts (GBytes *xml, const char *name)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  gsize size = 0;
  const char *data = g_bytes_get_data (xml, &size);
  xmlDoc *document = data != NULL
                         ? xmlReadMemory (data, (int) MIN (size, G_MAXINT), NULL, NULL,
                                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                         : NULL;
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  g_autoptr (GPtrArray) found = root != NULL ? mq_markup_find_all (root, name) : NULL;

  for (guint i = 0; found != NULL && i < found->len; i++)
    g_strv_builder_take (texts, mq_markup_dup_words (found->pdata[i]));
  g_clear_pointer (&document, xmlFreeDoc);
  return g_strv_builder_end (texts);
}

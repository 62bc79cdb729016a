/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markup.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <string.h>

#define OPTIONS                                                                                    \
  (HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET               \
   | HTML_PARSE_NOIMPLIED | HTML_PARSE_NODEFDTD)

static char *
get_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static char *
find_in (xmlNode *node, const char *relation)
{
  for (; node != NULL; node = node->next)
    {
      char *found;
      if (node->type == XML_ELEMENT_NODE
          && (xmlStrEqual (node->name, (const xmlChar *) "link")
              || xmlStrEqual (node->name, (const xmlChar *) "a")))
        {
          g_autofree char *names = get_attribute (node, "rel");
          g_auto (GStrv) words = g_strsplit_set (names != NULL ? names : "", " \t\n", -1);
          if (g_strv_contains ((const char *const *) words, relation))
            return get_attribute (node, "href");
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
  const char *text = g_bytes_get_data (html, &size);
  xmlDoc *document
      = text != NULL ? htmlReadMemory (text, (int) MIN (size, 4 * 1024 * 1024), base, NULL, OPTIONS)
                     : NULL;
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
  xmlDoc *document;
  xmlChar *content;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  GString *line = g_string_new (NULL);

  document
      = htmlReadMemory (html, (int) strlen (html), NULL, "UTF-8", OPTIONS & ~HTML_PARSE_NOIMPLIED);
  if (document == NULL)
    return g_string_free_and_steal (line);
  content = xmlNodeGetContent ((xmlNode *) document);
  text = g_strdup (content != NULL ? (const char *) content : "");
  xmlFree (content);
  xmlFreeDoc (document);
  words = g_strsplit_set (text, " \t\r\n", -1);
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", *word);
  return g_string_free_and_steal (line);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markup-tree.h"

#include <string.h>

/** Returns: (nullable): a page or a part of one, however broken; %NULL for nothing. Free it with
 * xmlFreeDoc() */
xmlDoc *
mq_markup_parse (const char *html)
{
  htmlParserCtxt *parser = htmlNewParserCtxt ();
  xmlDoc *document = NULL;

  if (parser == NULL)
    return NULL;
  parser->options |= XML_PARSE_HUGE; /* it would stop at 256 elements one in another otherwise */
  document = htmlCtxtReadMemory (parser, html, (int) MIN (strlen (html), G_MAXINT), NULL, "UTF-8",
                                 HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                     | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD);
  htmlFreeParserCtxt (parser);
  if (document != NULL && xmlDocGetRootElement (document) == NULL)
    g_clear_pointer (&document, xmlFreeDoc);
  return document;
}

gboolean
mq_markup_is (xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) name);
}

/** Returns: (transfer full) (nullable): what an attribute says */
char *
mq_markup_get_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

gboolean
mq_markup_has_class (xmlNode *node, const char *name)
{
  g_autofree char *value
      = node->type == XML_ELEMENT_NODE ? mq_markup_get_attribute (node, "class") : NULL;
  g_auto (GStrv) names = value != NULL ? g_strsplit_set (value, " \t\r\n", -1) : NULL;

  return names != NULL && g_strv_contains ((const char *const *) names, name);
}

/** Returns: (transfer full): a text as one line, words parted by single spaces */
char *
mq_markup_fold_space (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n\f", -1);
  GString *line = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", *word);
  return g_string_free_and_steal (line);
}

/** Returns: (transfer full): the words of an element, as one line */
char *
mq_markup_dup_words (xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  char *words = mq_markup_fold_space (content != NULL ? (const char *) content : "");

  xmlFree (content);
  return words;
}

/** Returns: (nullable): the first child of that name */
xmlNode *
mq_markup_find_child (xmlNode *node, const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (mq_markup_is (child, name))
      return child;
  return NULL;
}

/** Returns: (nullable): the next node of a walk through all that is in @top */
xmlNode *
mq_markup_get_next (xmlNode *node, xmlNode *top)
{
  if (node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;
  while (node != top && node->next == NULL)
    node = node->parent;
  return node != top ? node->next : NULL;
}

/** Returns: (element-type xmlNode): the elements of that name in another */
GPtrArray *
mq_markup_find_all (xmlNode *node, const char *name)
{
  GPtrArray *found = g_ptr_array_new ();

  for (xmlNode *at = node; at != NULL; at = mq_markup_get_next (at, node))
    if (at != node && mq_markup_is (at, name))
      g_ptr_array_add (found, at);
  return found;
}

/** Returns: (nullable): the first element with that class, which may be @node */
xmlNode *
mq_markup_find_class (xmlNode *node, const char *name)
{
  for (xmlNode *at = node; at != NULL; at = mq_markup_get_next (at, node))
    if (mq_markup_has_class (at, name))
      return at;
  return NULL;
}

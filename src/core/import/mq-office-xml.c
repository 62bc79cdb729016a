/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-office-xml.h"

#include <string.h>

/** Returns: (nullable): what can be read of it */
xmlDoc *
mq_office_parse (GBytes *bytes)
{
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (data == NULL || size > G_MAXINT)
    return NULL;
  return xmlReadMemory (data, (int) size, NULL, NULL,
                        XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR
                            | XML_PARSE_NOWARNING);
}

gboolean
mq_office_is (xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) name);
}

/** Returns: (transfer full) (nullable): an attribute, whatever its namespace */
char *
mq_office_dup_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

/** Returns: (nullable): the first child of that name. @node may be %NULL. */
xmlNode *
mq_office_find (xmlNode *node, const char *name)
{
  for (xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    if (mq_office_is (child, name))
      return child;
  return NULL;
}

/** Returns: a heading's level, 1 to 6 */
int
mq_office_get_level (const char *text)
{
  return text != NULL ? CLAMP ((int) g_ascii_strtoll (text, NULL, 10), 1, 6) : 1;
}

void
mq_office_append (GString *html, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_string_append (html, escaped);
}

/**
 * mq_office_write_element:
 * @elements: (array length=n_elements): those that the format writes in its own way
 *
 * Returns: %FALSE if @node is none of them
 */
gboolean
mq_office_write_element (MqOfficeWriter *writer,
                         xmlNode *node,
                         const MqOfficeElement *elements,
                         gsize n_elements)
{
  for (gsize i = 0; i < n_elements; i++)
    if (mq_office_is (node, elements[i].name))
      {
        elements[i].write (writer, node);
        return TRUE;
      }
  return FALSE;
}

/* For elements that are no part of the text. */
void
mq_office_write_nothing (MqOfficeWriter *writer G_GNUC_UNUSED, xmlNode *node G_GNUC_UNUSED)
{
}

/** @alt: (nullable): what is on it */
void
mq_office_append_picture (GString *html, const char *path, const char *alt)
{
  g_autofree char *escaped
      = g_markup_printf_escaped ("<img src=\"%s\" alt=\"%s\">", path, alt != NULL ? alt : "");
  g_string_append (html, escaped);
}

/** @marks: "i", "b", "ib" or "" */
void
mq_office_open_emphasis (GString *html, const char *marks)
{
  for (; *marks != '\0'; marks++)
    g_string_append (html, *marks == 'i' ? "<em>" : "<strong>");
}

void
mq_office_close_emphasis (GString *html, const char *marks)
{
  for (gsize n = strlen (marks); n > 0; n--)
    g_string_append (html, marks[n - 1] == 'i' ? "</em>" : "</strong>");
}

/**
 * mq_office_finish:
 * @html: (transfer full): what was written
 * @found: whether there was a text
 *
 * What libxml2 mends of a broken file need not be UTF-8.
 *
 * Returns: (transfer full) (nullable): the HTML
 */
char *
mq_office_finish (GString *html, gboolean found)
{
  char *valid = found ? g_utf8_make_valid (html->str, -1) : NULL;

  g_string_free (html, TRUE);
  return valid;
}

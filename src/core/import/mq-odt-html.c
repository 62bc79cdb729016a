/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "mq-office-html.h"
#include "mq-office-xml.h"

/* OpenDocument: https://docs.oasis-open.org/office/OpenDocument/v1.3/ */

#define MOST_ANCESTORS 16 /* of a style */

typedef struct
{
  char *parent; /* (nullable) */
  char marks[3];
  guint numbered; /* of a list's style: a bit for each level, the outermost first */
} Style;

struct _MqOfficeWriter
{
  GString *html;
  GHashTable *styles; /* of Style, by name */
  char *list_style;   /* (nullable): of the list that is being written */
  guint list_level;   /* how many lists are open */
  int depth;
};

static void
style_free (gpointer data)
{
  Style *style = data;

  g_free (style->parent);
  g_free (style);
}

/* ---- Styles ---- */

static guint
find_numbered_levels (xmlNode *list_style)
{
  guint numbered = 0;

  for (xmlNode *child = list_style->children; child != NULL; child = child->next)
    if (mq_office_is (child, "list-level-style-number"))
      {
        g_autofree char *level = mq_office_dup_attribute (child, "level");
        g_autofree char *format = mq_office_dup_attribute (child, "num-format");
        gint64 n = level != NULL ? g_ascii_strtoll (level, NULL, 10) : 1;
        if (n >= 1 && n <= 10 && g_strcmp0 (format, "") != 0)
          numbered |= 1u << (n - 1);
      }
  return numbered;
}

static void
read_style (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *name = mq_office_dup_attribute (node, "name");
  xmlNode *properties = mq_office_find (node, "text-properties");
  g_autofree char *slant = NULL, *weight = NULL;
  Style *style;

  if (name == NULL)
    return;
  style = g_new0 (Style, 1);
  style->parent = mq_office_dup_attribute (node, "parent-style-name");
  style->numbered = find_numbered_levels (node);
  if (properties != NULL)
    {
      slant = mq_office_dup_attribute (properties, "font-style");
      weight = mq_office_dup_attribute (properties, "font-weight");
    }
  if (g_strcmp0 (slant, "italic") == 0 || g_strcmp0 (slant, "oblique") == 0)
    strcat (style->marks, "i");
  if (g_strcmp0 (weight, "bold") == 0)
    strcat (style->marks, "b");
  g_hash_table_insert (writer->styles, g_steal_pointer (&name), style);
}

/* The document's own styles, and those that text was given by hand. */
static void
read_styles (MqOfficeWriter *writer, xmlNode *root)
{
  static const char *const groups[] = { "styles", "automatic-styles" };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      xmlNode *group = mq_office_find (root, groups[i]);
      for (xmlNode *node = group != NULL ? group->children : NULL; node != NULL; node = node->next)
        if (mq_office_is (node, "style") || mq_office_is (node, "list-style"))
          read_style (writer, node);
    }
}

static const Style *
get_style (MqOfficeWriter *writer, const char *name)
{
  return name != NULL ? g_hash_table_lookup (writer->styles, name) : NULL;
}

/* Whether a style, or one that it comes from, has a name with that in it. */
static gboolean
descends_from (MqOfficeWriter *writer, const char *name, const char *part)
{
  for (int i = 0; name != NULL && i < MOST_ANCESTORS; i++)
    {
      const Style *style = get_style (writer, name);
      if (strstr (name, part) != NULL)
        return TRUE;
      name = style != NULL ? style->parent : NULL;
    }
  return FALSE;
}

/* ---- Text ---- */

static void write_node (MqOfficeWriter *writer, xmlNode *node);

static void
write_children (MqOfficeWriter *writer, xmlNode *node)
{
  if (writer->depth++ < MQ_OFFICE_DEEPEST)
    for (xmlNode *child = node->children; child != NULL; child = child->next)
      write_node (writer, child);
  writer->depth--;
}

static void
write_element (MqOfficeWriter *writer, xmlNode *node, const char *element)
{
  g_string_append_printf (writer->html, "<%s>", element);
  write_children (writer, node);
  g_string_append_printf (writer->html, "</%s>\n", element);
}

static void
write_paragraph (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *name = mq_office_dup_attribute (node, "style-name");
  const Style *style = get_style (writer, name);
  gboolean quoted = descends_from (writer, name, "Quot");
  const char *marks = style != NULL && !quoted ? style->marks : "";

  g_string_append (writer->html, quoted ? "<blockquote><p>" : "<p>");
  mq_office_open_emphasis (writer->html, marks);
  write_children (writer, node);
  mq_office_close_emphasis (writer->html, marks);
  g_string_append (writer->html, quoted ? "</p></blockquote>\n" : "</p>\n");
}

static void
write_span (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *name = mq_office_dup_attribute (node, "style-name");
  const Style *style = get_style (writer, name);
  const char *marks = style != NULL ? style->marks : "";

  if (*marks == '\0' && descends_from (writer, name, "Strong"))
    marks = "b";
  else if (*marks == '\0' && descends_from (writer, name, "Emphasis"))
    marks = "i";
  mq_office_open_emphasis (writer->html, marks);
  write_children (writer, node);
  mq_office_close_emphasis (writer->html, marks);
}

static void
write_link (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *href = mq_office_dup_attribute (node, "href");
  g_autofree char *escaped = g_markup_escape_text (href != NULL ? href : "", -1);

  g_string_append_printf (writer->html, "<a href=\"%s\">", escaped);
  write_children (writer, node);
  g_string_append (writer->html, "</a>");
}

/* A list within a list has the style of the outer one, unless it names its own. */
static void
write_list (MqOfficeWriter *writer, xmlNode *node)
{
  char *outer = g_steal_pointer (&writer->list_style);
  const Style *style;

  writer->list_style = mq_office_dup_attribute (node, "style-name");
  if (writer->list_style == NULL)
    writer->list_style = g_strdup (outer);
  style = get_style (writer, writer->list_style);
  writer->list_level++;
  write_element (writer, node,
                 style != NULL && writer->list_level <= 10
                         && (style->numbered & 1u << (writer->list_level - 1))
                     ? "ol"
                     : "ul");
  writer->list_level--;
  g_free (writer->list_style);
  writer->list_style = outer;
}

/* Its paragraphs become one: it stands within another. */
static void
write_note (MqOfficeWriter *writer, xmlNode *node)
{
  xmlNode *body = mq_office_find (node, "note-body");
  const char *between = " (";

  if (body == NULL || writer->depth > MQ_OFFICE_DEEPEST)
    return;
  for (xmlNode *child = body->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      {
        g_string_append (writer->html, between);
        write_children (writer, child);
        between = " ";
      }
  if (*between == ' ' && between[1] == '\0')
    g_string_append_c (writer->html, ')');
}

static void
write_heading (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *level = mq_office_dup_attribute (node, "outline-level");
  g_autofree char *element = g_strdup_printf ("h%d", mq_office_get_level (level));

  write_element (writer, node, element);
}

/* The frame around the picture has its description. */
static void
write_image (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *path = mq_office_dup_attribute (node, "href");
  xmlNode *description = mq_office_find (node->parent, "desc");
  xmlChar *alt;

  if (description == NULL)
    description = mq_office_find (node->parent, "title");
  alt = description != NULL ? xmlNodeGetContent (description) : NULL;
  mq_office_append_picture (writer->html, path != NULL ? path : "", (const char *) alt);
  xmlFree (alt);
}

static void
write_space (MqOfficeWriter *writer, xmlNode *node)
{
  g_string_append_c (writer->html, ' ');
}

static void
write_line_break (MqOfficeWriter *writer, xmlNode *node)
{
  g_string_append (writer->html, "<br>");
}

static void
write_item (MqOfficeWriter *writer, xmlNode *node)
{
  write_element (writer, node, "li");
}

static void
write_node (MqOfficeWriter *writer, xmlNode *node)
{
  static const MqOfficeElement elements[] = {
    { "h", write_heading },
    { "p", write_paragraph },
    { "span", write_span },
    { "a", write_link },
    { "list", write_list },
    { "list-item", write_item },
    { "list-header", write_item },
    { "s", write_space },
    { "tab", write_space },
    { "line-break", write_line_break },
    { "note", write_note },
    { "image", write_image },
    { "tracked-changes", mq_office_write_nothing },
    { "annotation", mq_office_write_nothing },
    { "sequence-decls", mq_office_write_nothing },
    { "bookmark", mq_office_write_nothing },
    { "forms", mq_office_write_nothing },
    { "title", mq_office_write_nothing },
    { "desc", mq_office_write_nothing },
    { "table-of-content", mq_office_write_nothing },
  };

  if (node->type == XML_TEXT_NODE)
    mq_office_append (writer->html, (const char *) node->content);
  if (node->type != XML_ELEMENT_NODE)
    return;
  if (!mq_office_write_element (writer, node, elements, G_N_ELEMENTS (elements)))
    write_children (writer, node);
}

gboolean
mq_office_is_odt_part (const char *name)
{
  return g_str_equal (name, "content.xml") || g_str_equal (name, "styles.xml")
         || g_str_has_prefix (name, "Pictures/");
}

/**
 * mq_office_html_from_odt:
 * @parts: (element-type utf8 GBytes): "content.xml", and "styles.xml" if there is one
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
mq_office_html_from_odt (GHashTable *parts)
{
  xmlDoc *content = mq_office_parse (g_hash_table_lookup (parts, "content.xml")),
         *styles = mq_office_parse (g_hash_table_lookup (parts, "styles.xml"));
  xmlNode *root = content != NULL ? xmlDocGetRootElement (content) : NULL;
  xmlNode *text = mq_office_find (mq_office_find (root, "body"), "text");
  MqOfficeWriter writer = { .html = g_string_new (NULL) };

  writer.styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  if (styles != NULL)
    read_styles (&writer, xmlDocGetRootElement (styles));
  if (text != NULL)
    {
      read_styles (&writer, root);
      write_children (&writer, text);
    }
  g_hash_table_unref (writer.styles);
  xmlFreeDoc (styles);
  xmlFreeDoc (content);
  return mq_office_finish (writer.html, text != NULL);
}

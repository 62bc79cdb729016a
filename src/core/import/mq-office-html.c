/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-office-html.h"

#include <libxml/parser.h>
#include <string.h>

/* What a text processor's document says, as HTML: headings, paragraphs, lists, quotations,
 * emphasis, links and pictures. How it looks is left behind. */

#define DEEPEST 200

typedef struct
{
  GString *html;
  GHashTable *styles;    /* ODT: "i", "b" or "ib" by a style's name */
  GHashTable *relations; /* DOCX: targets by their ids */
  gboolean in_list;
  int depth;
} Writer;

static xmlDoc *
parse (GBytes *bytes)
{
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (data == NULL || size > G_MAXINT)
    return NULL;
  return xmlReadMemory (data, (int) size, NULL, NULL,
                        XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR
                            | XML_PARSE_NOWARNING);
}

static gboolean
is (xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) name);
}

/* An attribute whatever its namespace. */
static char *
dup_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static xmlNode *
find (xmlNode *node, const char *name)
{
  for (xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    if (is (child, name))
      return child;
  return NULL;
}

static xmlNode *
find_deep (xmlNode *node, const char *name, int depth)
{
  for (xmlNode *child = node->children; child != NULL && depth < DEEPEST; child = child->next)
    {
      xmlNode *found = is (child, name) ? child : find_deep (child, name, depth + 1);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
append (Writer *writer, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_string_append (writer->html, escaped);
}

static void
open_emphasis (Writer *writer, const char *marks)
{
  for (; *marks != '\0'; marks++)
    g_string_append (writer->html, *marks == 'i' ? "<em>" : "<strong>");
}

static void
close_emphasis (Writer *writer, const char *marks)
{
  for (gsize n = strlen (marks); n > 0; n--)
    g_string_append (writer->html, marks[n - 1] == 'i' ? "</em>" : "</strong>");
}

static void
append_picture (Writer *writer, const char *path)
{
  g_autofree char *escaped = g_markup_escape_text (path, -1);
  g_string_append_printf (writer->html, "<img src=\"%s\" alt=\"\">", escaped);
}

static int
get_level (const char *text)
{
  return text != NULL ? CLAMP ((int) g_ascii_strtoll (text, NULL, 10), 1, 6) : 1;
}

/* ---- ODT: https://docs.oasis-open.org/office/OpenDocument/v1.3/ ---- */

static void write_odt (Writer *writer, xmlNode *node);

static void
write_odt_children (Writer *writer, xmlNode *node)
{
  if (writer->depth++ < DEEPEST)
    for (xmlNode *child = node->children; child != NULL; child = child->next)
      write_odt (writer, child);
  writer->depth--;
}

static void
write_odt_element (Writer *writer, xmlNode *node, const char *element)
{
  g_string_append_printf (writer->html, "<%s>", element);
  write_odt_children (writer, node);
  g_string_append_printf (writer->html, "</%s>\n", element);
}

static void
write_odt_paragraph (Writer *writer, xmlNode *node)
{
  g_autofree char *style = dup_attribute (node, "style-name");
  const char *marks = style != NULL ? g_hash_table_lookup (writer->styles, style) : NULL;
  gboolean quoted = style != NULL && strstr (style, "Quot") != NULL;

  g_string_append (writer->html, quoted ? "<blockquote><p>" : "<p>");
  open_emphasis (writer, marks != NULL ? marks : "");
  write_odt_children (writer, node);
  close_emphasis (writer, marks != NULL ? marks : "");
  g_string_append (writer->html, quoted ? "</p></blockquote>\n" : "</p>\n");
}

static void
write_odt_span (Writer *writer, xmlNode *node)
{
  g_autofree char *style = dup_attribute (node, "style-name");
  const char *marks = style != NULL ? g_hash_table_lookup (writer->styles, style) : NULL;

  open_emphasis (writer, marks != NULL ? marks : "");
  write_odt_children (writer, node);
  close_emphasis (writer, marks != NULL ? marks : "");
}

static void
write_odt_link (Writer *writer, xmlNode *node)
{
  g_autofree char *href = dup_attribute (node, "href");
  g_autofree char *escaped = g_markup_escape_text (href != NULL ? href : "", -1);

  g_string_append_printf (writer->html, "<a href=\"%s\">", escaped);
  write_odt_children (writer, node);
  g_string_append (writer->html, "</a>");
}

/* A footnote stands where it is called for. */
static void
write_odt_note (Writer *writer, xmlNode *node)
{
  xmlNode *body = find (node, "note-body");
  xmlChar *content = body != NULL ? xmlNodeGetContent (body) : NULL;
  g_autofree char *words = g_strdup_printf (" (%s)", content != NULL ? (const char *) content : "");

  if (content != NULL)
    append (writer, words);
  xmlFree (content);
}

static void
write_odt (Writer *writer, xmlNode *node)
{
  static const char *const left_out[]
      = { "tracked-changes", "annotation", "sequence-decls", "note-citation", "bookmark",
          "forms",           NULL };
  g_autofree char *value = NULL, *heading = NULL;

  if (node->type == XML_TEXT_NODE)
    append (writer, (const char *) node->content);
  else if (node->type != XML_ELEMENT_NODE || g_strv_contains (left_out, (const char *) node->name))
    return;
  else if (is (node, "h"))
    {
      value = dup_attribute (node, "outline-level");
      heading = g_strdup_printf ("h%d", get_level (value));
      write_odt_element (writer, node, heading);
    }
  else if (is (node, "p"))
    write_odt_paragraph (writer, node);
  else if (is (node, "span"))
    write_odt_span (writer, node);
  else if (is (node, "a"))
    write_odt_link (writer, node);
  else if (is (node, "list"))
    write_odt_element (writer, node, "ul");
  else if (is (node, "list-item"))
    write_odt_element (writer, node, "li");
  else if (is (node, "s") || is (node, "tab"))
    g_string_append_c (writer->html, ' ');
  else if (is (node, "line-break"))
    g_string_append (writer->html, "<br>");
  else if (is (node, "note"))
    write_odt_note (writer, node);
  else if (is (node, "image"))
    {
      value = dup_attribute (node, "href");
      append_picture (writer, value != NULL ? value : "");
    }
  else
    write_odt_children (writer, node);
}

static void
read_odt_styles (Writer *writer, xmlNode *styles)
{
  for (xmlNode *style = styles != NULL ? styles->children : NULL; style != NULL;
       style = style->next)
    {
      xmlNode *properties = find (style, "text-properties");
      g_autofree char *slant = NULL, *weight = NULL, *name = NULL;
      GString *marks;
      name = properties != NULL ? dup_attribute (style, "name") : NULL;
      if (name == NULL)
        continue;
      slant = dup_attribute (properties, "font-style");
      weight = dup_attribute (properties, "font-weight");
      marks = g_string_new (NULL);
      if (g_strcmp0 (slant, "italic") == 0 || g_strcmp0 (slant, "oblique") == 0)
        g_string_append_c (marks, 'i');
      if (g_strcmp0 (weight, "bold") == 0)
        g_string_append_c (marks, 'b');
      g_hash_table_insert (writer->styles, g_steal_pointer (&name),
                           g_string_free_and_steal (marks));
    }
}

/* What libxml2 mends of a broken file need not be UTF-8. */
static char *
finish (Writer *writer, gboolean found)
{
  char *html = found ? g_utf8_make_valid (writer->html->str, -1) : NULL;

  g_string_free (writer->html, TRUE);
  return html;
}

/** Returns: (transfer full) (nullable): the text of an ODT's content.xml */
char *
mq_office_html_from_odt (GBytes *content)
{
  xmlDoc *document = parse (content);
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  xmlNode *body = root != NULL ? find (root, "body") : NULL;
  xmlNode *text = body != NULL ? find (body, "text") : NULL;
  Writer writer = { .html = g_string_new (NULL) };

  writer.styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (text != NULL)
    {
      read_odt_styles (&writer, find_deep (root, "automatic-styles", 0));
      write_odt_children (&writer, text);
    }
  g_hash_table_unref (writer.styles);
  xmlFreeDoc (document);
  return finish (&writer, text != NULL);
}

/* ---- DOCX: https://ecma-international.org/publications-and-standards/standards/ecma-376/ ---- */

static void write_docx (Writer *writer, xmlNode *node);

static void
write_docx_children (Writer *writer, xmlNode *node)
{
  if (writer->depth++ < DEEPEST)
    for (xmlNode *child = node->children; child != NULL; child = child->next)
      write_docx (writer, child);
  writer->depth--;
}

/* "w:i" says yes, and "w:i w:val='0'" no. */
static gboolean
is_on (xmlNode *properties, const char *name)
{
  xmlNode *node = find (properties, name);
  g_autofree char *value = node != NULL ? dup_attribute (node, "val") : NULL;

  return node != NULL
         && (value == NULL || (!g_str_equal (value, "0") && !g_str_equal (value, "false")));
}

static void
write_docx_run (Writer *writer, xmlNode *node)
{
  xmlNode *properties = find (node, "rPr");
  char marks[3] = "";

  if (is_on (properties, "i"))
    strcat (marks, "i");
  if (is_on (properties, "b"))
    strcat (marks, "b");
  open_emphasis (writer, marks);
  write_docx_children (writer, node);
  close_emphasis (writer, marks);
}

static void
write_docx_link (Writer *writer, xmlNode *node)
{
  g_autofree char *id = dup_attribute (node, "id");
  const char *target = id != NULL ? g_hash_table_lookup (writer->relations, id) : NULL;
  g_autofree char *escaped = g_markup_escape_text (target != NULL ? target : "", -1);

  if (target != NULL)
    g_string_append_printf (writer->html, "<a href=\"%s\">", escaped);
  write_docx_children (writer, node);
  if (target != NULL)
    g_string_append (writer->html, "</a>");
}

static void
set_list (Writer *writer, gboolean in_list)
{
  if (writer->in_list != in_list)
    g_string_append (writer->html, in_list ? "<ul>\n" : "</ul>\n");
  writer->in_list = in_list;
}

static void
write_docx_paragraph (Writer *writer, xmlNode *node)
{
  xmlNode *properties = find (node, "pPr");
  xmlNode *style_node = find (properties, "pStyle");
  g_autofree char *style = style_node != NULL ? dup_attribute (style_node, "val") : NULL;
  g_autofree char *element = NULL;
  const char *around = "";

  if (style != NULL && g_ascii_strncasecmp (style, "Heading", 7) == 0)
    element = g_strdup_printf ("h%d", get_level (style + 7));
  else if (g_strcmp0 (style, "Title") == 0)
    element = g_strdup ("h1");
  else
    element = g_strdup (find (properties, "numPr") != NULL ? "li" : "p");
  set_list (writer, g_str_equal (element, "li"));
  if (style != NULL && strstr (style, "Quote") != NULL)
    around = "blockquote";
  g_string_append_printf (writer->html, *around != '\0' ? "<%s><%s>" : "%s<%s>", around, element);
  write_docx_children (writer, node);
  g_string_append_printf (writer->html, *around != '\0' ? "</%s></%s>\n" : "</%s>%s\n", element,
                          around);
}

static void
write_docx_picture (Writer *writer, xmlNode *node)
{
  g_autofree char *id = dup_attribute (node, "embed");
  const char *target = id != NULL ? g_hash_table_lookup (writer->relations, id) : NULL;
  g_autofree char *path = target != NULL ? g_strconcat ("word/", target, NULL) : NULL;

  if (path != NULL)
    append_picture (writer, path);
}

static void
write_docx (Writer *writer, xmlNode *node)
{
  static const char *const left_out[] = { "pPr",
                                          "rPr",
                                          "del",
                                          "moveFrom",
                                          "instrText",
                                          "sectPr",
                                          "Fallback",
                                          "footnoteReference",
                                          "commentReference",
                                          NULL };
  g_autofree char *text = NULL;

  if (node->type != XML_ELEMENT_NODE || g_strv_contains (left_out, (const char *) node->name))
    return;
  if (is (node, "p"))
    write_docx_paragraph (writer, node);
  else if (is (node, "r"))
    write_docx_run (writer, node);
  else if (is (node, "hyperlink"))
    write_docx_link (writer, node);
  else if (is (node, "br") || is (node, "cr"))
    g_string_append (writer->html, "<br>");
  else if (is (node, "tab"))
    g_string_append_c (writer->html, ' ');
  else if (is (node, "noBreakHyphen"))
    g_string_append_c (writer->html, '-');
  else if (is (node, "blip"))
    write_docx_picture (writer, node);
  else if (is (node, "t"))
    {
      xmlChar *content = xmlNodeGetContent (node);
      append (writer, content != NULL ? (const char *) content : "");
      xmlFree (content);
    }
  else
    write_docx_children (writer, node);
}

static void
read_relations (Writer *writer, GBytes *relations)
{
  xmlDoc *document = parse (relations);
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;

  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    if (is (node, "Relationship"))
      {
        g_autofree char *id = dup_attribute (node, "Id");
        char *target = dup_attribute (node, "Target");
        if (id != NULL && target != NULL)
          g_hash_table_insert (writer->relations, g_steal_pointer (&id), target);
        else
          g_free (target);
      }
  xmlFreeDoc (document);
}

/**
 * mq_office_html_from_docx:
 * @document: word/document.xml
 * @relations: (nullable): word/_rels/document.xml.rels, where links and pictures lead
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
mq_office_html_from_docx (GBytes *document, GBytes *relations)
{
  xmlDoc *parsed = parse (document);
  xmlNode *root = parsed != NULL ? xmlDocGetRootElement (parsed) : NULL;
  xmlNode *body = root != NULL ? find (root, "body") : NULL;
  Writer writer = { .html = g_string_new (NULL) };

  writer.relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (relations != NULL)
    read_relations (&writer, relations);
  if (body != NULL)
    write_docx_children (&writer, body);
  set_list (&writer, FALSE);
  g_hash_table_unref (writer.relations);
  xmlFreeDoc (parsed);
  return finish (&writer, body != NULL);
}

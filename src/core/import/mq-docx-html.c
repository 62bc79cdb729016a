/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "mq-docx-parts.h"
#include "mq-office-html.h"
#include "mq-office-xml.h"

/* Office Open XML: https://ecma-international.org/publications-and-standards/standards/ecma-376/ */

#define MOST_LISTS 9 /* within one another, as Word has it */

/* A field that stands between marks: its instruction, then what it shows. */
typedef enum
{
  FIELD_NONE,
  FIELD_INSTRUCTION,
  FIELD_RESULT,
} FieldState;

struct _MqOfficeWriter
{
  GString *html;
  MqDocxParts *parts;
  const char *lists[MOST_LISTS]; /* the elements of those that are open */
  int n_lists;
  FieldState field;
  GString *instruction;
  gboolean in_link;
  const char *description; /* (nullable): of the picture that is being written */
  int depth;
};

static void write_node (MqOfficeWriter *writer, xmlNode *node);

static void
write_children (MqOfficeWriter *writer, xmlNode *node)
{
  if (writer->depth++ < MQ_OFFICE_DEEPEST)
    for (xmlNode *child = node->children; child != NULL; child = child->next)
      write_node (writer, child);
  writer->depth--;
}

/* ---- Links ---- */

static void
open_link (MqOfficeWriter *writer, const char *address)
{
  g_autofree char *escaped = g_markup_escape_text (address, -1);

  if (writer->in_link)
    return;
  g_string_append_printf (writer->html, "<a href=\"%s\">", escaped);
  writer->in_link = TRUE;
}

static void
close_link (MqOfficeWriter *writer)
{
  if (writer->in_link)
    g_string_append (writer->html, "</a>");
  writer->in_link = FALSE;
}

static void
write_hyperlink (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *id = mq_office_dup_attribute (node, "id");
  const char *target = id != NULL ? g_hash_table_lookup (writer->parts->relations, id) : NULL;

  if (target != NULL)
    open_link (writer, target);
  write_children (writer, node);
  if (target != NULL)
    close_link (writer);
}

/* HYPERLINK "address" \o "tip" */
static void
open_field_link (MqOfficeWriter *writer, const char *instruction)
{
  const char *start = strstr (instruction, "HYPERLINK \"");
  const char *end;

  start = start != NULL ? start + strlen ("HYPERLINK \"") : NULL;
  end = start != NULL ? strchr (start, '"') : NULL;
  if (end != NULL && end > start)
    {
      g_autofree char *address = g_strndup (start, (gsize) (end - start));
      open_link (writer, address);
    }
}

static void
write_field_mark (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *type = mq_office_dup_attribute (node, "fldCharType");

  if (g_strcmp0 (type, "begin") == 0)
    {
      g_string_truncate (writer->instruction, 0);
      writer->field = FIELD_INSTRUCTION;
    }
  else if (g_strcmp0 (type, "separate") == 0 && writer->field == FIELD_INSTRUCTION)
    {
      open_field_link (writer, writer->instruction->str);
      writer->field = FIELD_RESULT;
    }
  else if (g_strcmp0 (type, "end") == 0)
    {
      if (writer->field == FIELD_RESULT)
        close_link (writer);
      writer->field = FIELD_NONE;
    }
}

static void
write_instruction (MqOfficeWriter *writer, xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);

  if (content != NULL && writer->field == FIELD_INSTRUCTION)
    g_string_append (writer->instruction, (const char *) content);
  xmlFree (content);
}

static void
write_simple_field (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *instruction = mq_office_dup_attribute (node, "instr");

  open_field_link (writer, instruction != NULL ? instruction : "");
  write_children (writer, node);
  close_link (writer);
}

/* ---- Runs ---- */

/* "w:i" says yes, and "w:i w:val='0'" no. */
static gboolean
is_on (xmlNode *properties, const char *name)
{
  xmlNode *node = mq_office_find (properties, name);
  g_autofree char *value = node != NULL ? mq_office_dup_attribute (node, "val") : NULL;

  return node != NULL
         && (value == NULL || (!g_str_equal (value, "0") && !g_str_equal (value, "false")));
}

static char *
dup_style_name (MqOfficeWriter *writer, xmlNode *properties, const char *element)
{
  xmlNode *node = mq_office_find (properties, element);
  g_autofree char *id = node != NULL ? mq_office_dup_attribute (node, "val") : NULL;

  return mq_docx_parts_dup_style_name (writer->parts, id);
}

static void
write_run (MqOfficeWriter *writer, xmlNode *node)
{
  xmlNode *properties = mq_office_find (node, "rPr");
  g_autofree char *style = dup_style_name (writer, properties, "rStyle");
  char marks[3] = "";

  if (is_on (properties, "vanish"))
    return;
  if (is_on (properties, "i") || strstr (style, "emphasis") != NULL)
    strcat (marks, "i");
  if (is_on (properties, "b") || strstr (style, "strong") != NULL)
    strcat (marks, "b");
  if (mq_office_find (node, "fldChar") != NULL)
    *marks = '\0'; /* a link that begins within emphasis would end outside it */
  mq_office_open_emphasis (writer->html, marks);
  write_children (writer, node);
  mq_office_close_emphasis (writer->html, marks);
}

static void
write_text (MqOfficeWriter *writer, xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);

  mq_office_append (writer->html, content != NULL ? (const char *) content : "");
  xmlFree (content);
}

/* Where a page ends is not for the web. */
static void
write_break (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *type = mq_office_dup_attribute (node, "type");

  if (type == NULL || g_str_equal (type, "textWrapping"))
    g_string_append (writer->html, "<br>");
}

static void
write_space (MqOfficeWriter *writer, xmlNode *node)
{
  g_string_append_c (writer->html, ' ');
}

static void
write_hyphen (MqOfficeWriter *writer, xmlNode *node)
{
  g_string_append_c (writer->html, '-');
}

static void
write_picture (MqOfficeWriter *writer, xmlNode *node)
{
  g_autofree char *id = mq_office_dup_attribute (node, "embed");
  const char *target = id != NULL ? g_hash_table_lookup (writer->parts->relations, id) : NULL;
  g_autofree char *path = target != NULL ? g_strconcat ("word/", target, NULL) : NULL;

  if (path != NULL)
    mq_office_append_picture (writer->html, path, writer->description);
}

/* What is on a picture is said before it comes. */
static void
write_drawing (MqOfficeWriter *writer, xmlNode *node)
{
  xmlNode *frame = mq_office_find (node, "inline");
  xmlNode *properties
      = mq_office_find (frame != NULL ? frame : mq_office_find (node, "anchor"), "docPr");
  g_autofree char *description
      = properties != NULL ? mq_office_dup_attribute (properties, "descr") : NULL;

  writer->description = description;
  write_children (writer, node);
  writer->description = NULL;
}

static void
write_note (MqOfficeWriter *writer, GHashTable *notes, xmlNode *reference)
{
  g_autofree char *id = mq_office_dup_attribute (reference, "id");
  const char *words = id != NULL ? g_hash_table_lookup (notes, id) : NULL;
  g_autofree char *text = g_strdup_printf (" (%s)", words != NULL ? words : "");

  if (words != NULL)
    mq_office_append (writer->html, text);
}

static void
write_footnote (MqOfficeWriter *writer, xmlNode *node)
{
  write_note (writer, writer->parts->footnotes, node);
}

static void
write_endnote (MqOfficeWriter *writer, xmlNode *node)
{
  write_note (writer, writer->parts->endnotes, node);
}

/* ---- Paragraphs and lists ---- */

static void
close_list (MqOfficeWriter *writer)
{
  g_string_append_printf (writer->html, "</li></%s>\n", writer->lists[--writer->n_lists]);
}

/* @level: from 0 */
static void
begin_item (MqOfficeWriter *writer, int level, const char *element)
{
  while (writer->n_lists > level + 1)
    close_list (writer);
  if (writer->n_lists == level + 1 && !g_str_equal (writer->lists[level], element))
    close_list (writer);
  if (writer->n_lists == level + 1)
    g_string_append (writer->html, "</li><li>");
  while (writer->n_lists < level + 1)
    {
      g_string_append_printf (writer->html, "<%s><li>", element);
      writer->lists[writer->n_lists++] = element;
    }
}

static void
write_item (MqOfficeWriter *writer, xmlNode *node, const MqDocxItem *item)
{
  begin_item (writer, MIN (item->level, MOST_LISTS - 1), item->is_numbered ? "ol" : "ul");
  write_children (writer, node);
  close_link (writer);
}

static void
write_paragraph (MqOfficeWriter *writer, xmlNode *node)
{
  xmlNode *properties = mq_office_find (node, "pPr");
  g_autofree char *style = dup_style_name (writer, properties, "pStyle");
  g_autofree char *element = NULL;
  gboolean quoted = strstr (style, "quot") != NULL;
  MqDocxItem item;

  if (mq_docx_parts_find_item (writer->parts, properties, style, &item))
    {
      write_item (writer, node, &item);
      return;
    }
  while (writer->n_lists > 0)
    close_list (writer);
  if (g_str_has_prefix (style, "heading"))
    element = g_strdup_printf ("h%d", mq_office_get_level (style + strlen ("heading")));
  else
    element = g_strdup (g_str_equal (style, "title") ? "h1" : "p");
  g_string_append_printf (writer->html, quoted ? "<blockquote><%s>" : "<%s>", element);
  write_children (writer, node);
  close_link (writer);
  g_string_append_printf (writer->html, quoted ? "</%s></blockquote>\n" : "</%s>\n", element);
}

static void
write_node (MqOfficeWriter *writer, xmlNode *node)
{
  static const MqOfficeElement elements[] = {
    { "p", write_paragraph },
    { "r", write_run },
    { "t", write_text },
    { "hyperlink", write_hyperlink },
    { "fldChar", write_field_mark },
    { "instrText", write_instruction },
    { "fldSimple", write_simple_field },
    { "br", write_break },
    { "cr", write_break },
    { "tab", write_space },
    { "noBreakHyphen", write_hyphen },
    { "drawing", write_drawing },
    { "blip", write_picture },
    { "footnoteReference", write_footnote },
    { "endnoteReference", write_endnote },
    { "commentReference", mq_office_write_nothing },
    { "pPr", mq_office_write_nothing },
    { "rPr", mq_office_write_nothing },
    { "del", mq_office_write_nothing },
    { "moveFrom", mq_office_write_nothing },
    { "sectPr", mq_office_write_nothing },
    { "Fallback", mq_office_write_nothing },
  };

  if (node->type != XML_ELEMENT_NODE)
    return;
  if (!mq_office_write_element (writer, node, elements, G_N_ELEMENTS (elements)))
    write_children (writer, node);
}

gboolean
mq_office_is_docx_part (const char *name)
{
  return g_str_equal (name, "word/document.xml") || mq_docx_parts_has (name)
         || g_str_has_prefix (name, "word/media/");
}

/**
 * mq_office_html_from_docx:
 * @parts: (element-type utf8 GBytes): "word/document.xml", and the others if they are there
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
mq_office_html_from_docx (GHashTable *parts)
{
  xmlDoc *document = mq_office_parse (g_hash_table_lookup (parts, "word/document.xml"));
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  xmlNode *body = mq_office_find (root, "body");
  MqOfficeWriter writer = { .html = g_string_new (NULL) };

  writer.parts = mq_docx_parts_read (parts);
  writer.instruction = g_string_new (NULL);
  if (body != NULL)
    write_children (&writer, body);
  while (writer.n_lists > 0)
    close_list (&writer);
  g_string_free (writer.instruction, TRUE);
  mq_docx_parts_free (writer.parts);
  xmlFreeDoc (document);
  return mq_office_finish (writer.html, body != NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-docx-parts.h"

#include <string.h>

#define DEEPEST_LEVEL 8

static const char *const names[] = { "word/_rels/document.xml.rels", "word/styles.xml",
                                     "word/footnotes.xml",           "word/endnotes.xml",
                                     "word/numbering.xml",           NULL };

typedef void (*ReadElement) (MqDocxParts *self, xmlNode *element);

/* Hands over the elements of a part, one after the other. */
static void
read_part (MqDocxParts *self, GHashTable *parts, const char *name, ReadElement read)
{
  xmlDoc *document = mq_office_parse (g_hash_table_lookup (parts, name));
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;

  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      read (self, node);
  xmlFreeDoc (document);
}

/* @key, @value: (transfer full) (nullable) */
static void
take (GHashTable *table, char *key, char *value)
{
  if (key != NULL && value != NULL)
    g_hash_table_insert (table, key, value);
  else
    {
      g_free (key);
      g_free (value);
    }
}

static void
read_relation (MqDocxParts *self, xmlNode *node)
{
  take (self->relations, mq_office_dup_attribute (node, "Id"),
        mq_office_dup_attribute (node, "Target"));
}

static void
read_style (MqDocxParts *self, xmlNode *node)
{
  xmlNode *name = mq_office_find (node, "name");

  if (name != NULL)
    take (self->style_names, mq_office_dup_attribute (node, "styleId"),
          mq_office_dup_attribute (name, "val"));
}

/* ---- Notes ---- */

static void
add_words (GString *words, xmlNode *node, int depth)
{
  for (xmlNode *child = node->children; child != NULL && depth < MQ_OFFICE_DEEPEST;
       child = child->next)
    if (mq_office_is (child, "t"))
      {
        xmlChar *content = xmlNodeGetContent (child);
        g_string_append (words, content != NULL ? (const char *) content : "");
        xmlFree (content);
      }
    else if (!mq_office_is (child, "del"))
      {
        if (mq_office_is (child, "p") && words->len > 0)
          g_string_append_c (words, ' ');
        add_words (words, child, depth + 1);
      }
}

static void
take_note (GHashTable *notes, xmlNode *node)
{
  g_autoptr (GString) words = g_string_new (NULL);

  add_words (words, node, 0);
  if (*g_strstrip (words->str) != '\0')
    take (notes, mq_office_dup_attribute (node, "id"), g_strdup (words->str));
}

static void
read_footnote (MqDocxParts *self, xmlNode *node)
{
  take_note (self->footnotes, node);
}

static void
read_endnote (MqDocxParts *self, xmlNode *node)
{
  take_note (self->endnotes, node);
}

/* ---- Lists ---- */

/* How an abstract list counts is said first; what lists there are refers to it. */
static char *
make_abstract_key (const char *id)
{
  return g_strconcat ("abstract ", id, NULL);
}

static guint
find_numbered_levels (xmlNode *abstract)
{
  guint numbered = 0;

  for (xmlNode *node = abstract->children; node != NULL; node = node->next)
    if (mq_office_is (node, "lvl"))
      {
        xmlNode *format_node = mq_office_find (node, "numFmt");
        g_autofree char *level = mq_office_dup_attribute (node, "ilvl");
        g_autofree char *format
            = format_node != NULL ? mq_office_dup_attribute (format_node, "val") : NULL;
        gint64 n = level != NULL ? g_ascii_strtoll (level, NULL, 10) : -1;
        if (n >= 0 && n <= DEEPEST_LEVEL && format != NULL && !g_str_equal (format, "bullet")
            && !g_str_equal (format, "none"))
          numbered |= 1u << n;
      }
  return numbered;
}

static void
read_list (MqDocxParts *self, xmlNode *node)
{
  xmlNode *abstract = mq_office_find (node, "abstractNumId");
  g_autofree char *id = NULL, *refers_to = NULL, *key = NULL;

  if (mq_office_is (node, "abstractNum"))
    {
      id = mq_office_dup_attribute (node, "abstractNumId");
      if (id != NULL)
        g_hash_table_insert (self->numbered, make_abstract_key (id),
                             GUINT_TO_POINTER (find_numbered_levels (node)));
    }
  else if (mq_office_is (node, "num") && abstract != NULL)
    {
      id = mq_office_dup_attribute (node, "numId");
      refers_to = mq_office_dup_attribute (abstract, "val");
      key = refers_to != NULL ? make_abstract_key (refers_to) : NULL;
      if (id != NULL && key != NULL)
        g_hash_table_insert (self->numbered, g_steal_pointer (&id),
                             g_hash_table_lookup (self->numbered, key));
    }
}

static char *
dup_value (xmlNode *properties, const char *element)
{
  xmlNode *node = mq_office_find (properties, element);
  return node != NULL ? mq_office_dup_attribute (node, "val") : NULL;
}

/* "list bullet", "list number 2" */
static gboolean
find_styled_item (const char *style, MqDocxItem *item)
{
  gsize length = strlen ("list bullet");

  if (!g_str_has_prefix (style, "list bullet") && !g_str_has_prefix (style, "list number"))
    return FALSE;
  item->is_numbered = g_str_has_prefix (style, "list number");
  item->level = MAX ((int) g_ascii_strtoll (style + length, NULL, 10) - 1, 0);
  return TRUE;
}

/**
 * mq_docx_parts_find_item:
 * @properties: (nullable): a paragraph's
 * @style: its style's name, as mq_docx_parts_dup_style_name() has it
 * @item: (out): how it stands in its list
 *
 * Returns: whether the paragraph is an item of a list
 */
gboolean
mq_docx_parts_find_item (MqDocxParts *self,
                         xmlNode *properties,
                         const char *style,
                         MqDocxItem *item)
{
  xmlNode *numbering = mq_office_find (properties, "numPr");
  g_autofree char *list = dup_value (numbering, "numId"), *level = dup_value (numbering, "ilvl");
  guint numbered;

  if (g_str_has_prefix (style, "heading") || g_str_equal (style, "title")
      || g_strcmp0 (list, "0") == 0)
    return FALSE;
  if (numbering == NULL)
    return find_styled_item (style, item);
  numbered = list != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->numbered, list)) : 0;
  item->level
      = level != NULL ? (int) CLAMP (g_ascii_strtoll (level, NULL, 10), 0, DEEPEST_LEVEL) : 0;
  item->is_numbered = (numbered & 1u << item->level) != 0;
  return TRUE;
}

/* ---- All of them ---- */

/** Returns: whether a member of the ZIP is one of those that are read here */
gboolean
mq_docx_parts_has (const char *name)
{
  return g_strv_contains (names, name);
}

/** @parts: (element-type utf8 GBytes): the document's; none has to be there */
MqDocxParts *
mq_docx_parts_read (GHashTable *parts)
{
  static const ReadElement readers[]
      = { read_relation, read_style, read_footnote, read_endnote, read_list };
  MqDocxParts *self = g_new0 (MqDocxParts, 1);

  self->relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->style_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->footnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->endnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->numbered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; names[i] != NULL; i++)
    read_part (self, parts, names[i], readers[i]);
  return self;
}

void
mq_docx_parts_free (MqDocxParts *self)
{
  g_hash_table_unref (self->relations);
  g_hash_table_unref (self->style_names);
  g_hash_table_unref (self->footnotes);
  g_hash_table_unref (self->endnotes);
  g_hash_table_unref (self->numbered);
  g_free (self);
}

/**
 * mq_docx_parts_dup_style_name:
 * @id: (nullable): a style's
 *
 * Returns: (transfer full): its name in small letters, such as "heading 2"; "" for none. A document
 * without a list of styles has the names without spaces for ids.
 */
char *
mq_docx_parts_dup_style_name (MqDocxParts *self, const char *id)
{
  const char *name = id != NULL ? g_hash_table_lookup (self->style_names, id) : NULL;
  g_autoptr (GString) text = NULL;

  if (name == NULL)
    name = id != NULL ? id : "";
  text = g_string_new (name);
  g_string_ascii_down (text);
  g_string_replace (text, "listbullet", "list bullet", 1);
  g_string_replace (text, "listnumber", "list number", 1);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

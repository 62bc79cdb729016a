/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markup-markdown.h"

#include <string.h>

#include "mq-markdown-builder.h"
#include "mq-markup-picture.h"
#include "mq-markup-tree.h"
#include "mq-phrases.h"

/* Deeper than any text is; what is below is taken as plain words. */
#define DEEPEST 200

typedef struct
{
  MqMarkdownBuilder *builder;
  const char *base;
  GHashTable *picture_names;
  int depth;
} Reader;

typedef void (*Handler) (Reader *reader, xmlNode *node);

static void read_node (Reader *reader, xmlNode *node);
static void read_children (Reader *reader, xmlNode *node);

/* ---- Within a paragraph ---- */

static void
read_format (Reader *reader, xmlNode *node, cmark_node_type type, const char *url)
{
  gboolean opened = mq_markdown_builder_open_format (reader->builder, type, url);

  read_children (reader, node);
  if (opened)
    mq_markdown_builder_close_format (reader->builder);
}

static void
read_emphasis (Reader *reader, xmlNode *node)
{
  read_format (reader, node, CMARK_NODE_EMPH, NULL);
}

static void
read_strong (Reader *reader, xmlNode *node)
{
  read_format (reader, node, CMARK_NODE_STRONG, NULL);
}

/* Word processors and mail programs say it in styles. */
static void
read_span (Reader *reader, xmlNode *node)
{
  g_autofree char *style = mq_markup_get_attribute (node, "style");
  gboolean italic
      = style != NULL
        && g_regex_match_simple ("font-style\\s*:\\s*(italic|oblique)", style, G_REGEX_CASELESS, 0);
  gboolean bold
      = style != NULL
        && g_regex_match_simple ("font-weight\\s*:\\s*(bold|[6-9]00)", style, G_REGEX_CASELESS, 0);
  gboolean strong
      = bold && mq_markdown_builder_open_format (reader->builder, CMARK_NODE_STRONG, NULL);

  if (italic)
    read_emphasis (reader, node);
  else
    read_children (reader, node);
  if (strong)
    mq_markdown_builder_close_format (reader->builder);
}

static char *
resolve (Reader *reader, const char *address)
{
  char *resolved = NULL;

  if (reader->base != NULL && address[0] != '#')
    resolved = g_uri_resolve_relative (reader->base, address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  return resolved != NULL ? resolved : g_strdup (address);
}

static gboolean
leads_somewhere (const char *address)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);

  return *address != '\0'
         && (scheme == NULL || g_str_equal (scheme, "http") || g_str_equal (scheme, "https")
             || g_str_equal (scheme, "mailto") || g_str_equal (scheme, "tel"));
}

static void
read_link (Reader *reader, xmlNode *node)
{
  g_autofree char *href = mq_markup_get_attribute (node, "href"), *stripped = NULL, *address = NULL;

  if (href != NULL)
    stripped = g_strstrip (g_strdup (href));
  if (stripped == NULL || !leads_somewhere (stripped) || mq_markup_is_link_to_picture (node))
    {
      read_children (reader, node);
      return;
    }
  address = resolve (reader, stripped);
  read_format (reader, node, CMARK_NODE_LINK, address);
}

static void
read_break (Reader *reader, xmlNode *node)
{
  mq_markdown_builder_add_break (reader->builder);
}

static void
append_preformatted (GString *text, xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (mq_markup_is (child, "br"))
      g_string_append_c (text, '\n');
    else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
      g_string_append (text, (const char *) child->content);
    else if (child->type == XML_ELEMENT_NODE)
      append_preformatted (text, child);
}

/* White space at its ends stands outside. */
static void
read_code (Reader *reader, xmlNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *code = NULL;

  append_preformatted (text, node);
  code = mq_markup_fold_space (text->str);
  if (text->len > 0 && g_ascii_isspace (text->str[0]))
    mq_markdown_builder_add_text (reader->builder, " ");
  mq_markdown_builder_add_code (reader->builder, code);
  if (text->len > 0 && g_ascii_isspace (text->str[text->len - 1]))
    mq_markdown_builder_add_text (reader->builder, " ");
}

static void
read_quoted_words (Reader *reader, xmlNode *node)
{
  mq_markdown_builder_add_text (reader->builder, "“");
  read_children (reader, node);
  mq_markdown_builder_add_text (reader->builder, "”");
}

static void
add_picture (Reader *reader, xmlNode *image, const char *caption)
{
  g_autofree char *source = mq_markup_dup_picture_source (image, reader->base);
  g_autofree char *alt = mq_markup_get_attribute (image, "alt");
  const char *name = source != NULL && reader->picture_names != NULL
                         ? g_hash_table_lookup (reader->picture_names, source)
                         : NULL;

  if (source != NULL)
    mq_markdown_builder_add_picture (reader->builder, name != NULL ? name : source,
                                     alt != NULL ? alt : "", caption);
}

static void
read_image (Reader *reader, xmlNode *node)
{
  add_picture (reader, node, "");
}

/* A film or a sound from elsewhere becomes a link to it. */
static void
read_player (Reader *reader, xmlNode *node)
{
  g_autofree char *source = mq_markup_get_attribute (node, "src");
  g_autofree char *title = mq_markup_get_attribute (node, "title");
  g_autofree char *address = source != NULL ? resolve (reader, source) : NULL;

  if (address == NULL || !leads_somewhere (address) || !g_str_has_prefix (address, "http"))
    return;
  mq_markdown_builder_end_paragraph (reader->builder);
  if (mq_markdown_builder_open_format (reader->builder, CMARK_NODE_LINK, address))
    {
      mq_markdown_builder_add_text (reader->builder,
                                    title != NULL && *title != '\0' ? title : address);
      mq_markdown_builder_close_format (reader->builder);
    }
  mq_markdown_builder_end_paragraph (reader->builder);
}

/* ---- Blocks ---- */

static void
read_section (Reader *reader, xmlNode *node)
{
  mq_markdown_builder_end_paragraph (reader->builder);
  read_children (reader, node);
  mq_markdown_builder_end_paragraph (reader->builder);
}

/* A page's first level is its title, which the text does not repeat. */
static void
read_heading (Reader *reader, xmlNode *node)
{
  int level = MAX (1, node->name[1] - '0' - 1);

  mq_markdown_builder_add_heading (reader->builder, level);
  read_children (reader, node);
  mq_markdown_builder_end_paragraph (reader->builder);
}

static void
read_rule (Reader *reader, xmlNode *node)
{
  mq_markdown_builder_add_rule (reader->builder);
}

static void
read_quotation (Reader *reader, xmlNode *node)
{
  mq_markdown_builder_open_block (reader->builder, cmark_node_new (CMARK_NODE_BLOCK_QUOTE));
  read_children (reader, node);
  mq_markdown_builder_close_block (reader->builder);
}

static void
read_summary (Reader *reader, xmlNode *node)
{
  g_autofree char *words = mq_markup_dup_words (node);

  if (mq_phrase_is (MQ_PHRASE_SPOILER, words) || *words == '\0')
    return;
  mq_markdown_builder_end_paragraph (reader->builder);
  read_children (reader, node);
  mq_markdown_builder_end_paragraph (reader->builder);
}

/* What is folded away stays so: a spoiler, without the house's own word for it. */
static void
read_details (Reader *reader, xmlNode *node)
{
  mq_markdown_builder_open_block (reader->builder, cmark_node_new (CMARK_NODE_BLOCK_QUOTE));
  mq_markdown_builder_mark_paragraph (reader->builder, "! ");
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (mq_markup_is (child, "summary"))
      read_summary (reader, child);
    else
      read_node (reader, child);
  mq_markdown_builder_close_block (reader->builder);
}

static int
get_start (xmlNode *list)
{
  g_autofree char *start = mq_markup_get_attribute (list, "start");
  return start != NULL ? (int) CLAMP (g_ascii_strtoll (start, NULL, 10), 0, 999999999) : 1;
}

static void
read_item (Reader *reader, xmlNode *node)
{
  mq_markdown_builder_open_block (reader->builder, cmark_node_new (CMARK_NODE_ITEM));
  if (node->type == XML_ELEMENT_NODE && mq_markup_is (node, "li"))
    read_children (reader, node);
  else
    read_node (reader, node);
  mq_markdown_builder_close_block (reader->builder);
}

static gboolean
is_blank (xmlNode *node)
{
  return node->type != XML_ELEMENT_NODE && (node->type != XML_TEXT_NODE || xmlIsBlankNode (node));
}

/* What stands in a list without an item is one. */
static void
read_list (Reader *reader, xmlNode *node)
{
  cmark_node *list = cmark_node_new (CMARK_NODE_LIST);

  cmark_node_set_list_type (list,
                            mq_markup_is (node, "ol") ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST);
  if (mq_markup_is (node, "ol"))
    cmark_node_set_list_start (list, get_start (node));
  mq_markdown_builder_open_block (reader->builder, list);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (!is_blank (child))
      read_item (reader, child);
  mq_markdown_builder_close_block (reader->builder);
}

static void
read_term (Reader *reader, xmlNode *node)
{
  mq_markdown_builder_end_paragraph (reader->builder);
  read_strong (reader, node);
  mq_markdown_builder_end_paragraph (reader->builder);
}

/* Verse is no code: it keeps its lines and its emphasis. */
static void
read_preformatted (Reader *reader, xmlNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_preformatted (text, node);
  if (!mq_markup_has_class (node, "wp-block-verse"))
    {
      mq_markdown_builder_add_code_block (reader->builder, text->str);
      return;
    }
  mq_markdown_builder_end_paragraph (reader->builder);
  for (char *line = text->str, *next; line != NULL; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      mq_markdown_builder_add_text (reader->builder, line);
      mq_markdown_builder_add_break (reader->builder);
    }
  mq_markdown_builder_end_paragraph (reader->builder);
}

static void
read_figure (Reader *reader, xmlNode *node)
{
  xmlNode *caption = mq_markup_find_child (node, "figcaption");
  xmlNode *image = mq_markup_find_only_picture (node);
  g_autofree char *words = caption != NULL ? mq_markup_dup_caption (caption) : g_strdup ("");

  mq_markdown_builder_end_paragraph (reader->builder);
  if (image != NULL)
    add_picture (reader, image, words);
  else
    read_children (reader, node);
  mq_markdown_builder_end_paragraph (reader->builder);
}

/* ---- Tables ---- */

static gboolean
holds_blocks (xmlNode *node)
{
  static const char *const blocks[]
      = { "p",  "div", "table",   "h1",      "h2",         "h3",  "h4",
          "ul", "ol",  "article", "section", "blockquote", "pre", NULL };

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    for (guint i = 0; blocks[i] != NULL; i++)
      if (mq_markup_is (child, blocks[i]))
        return TRUE;
  return FALSE;
}

static gboolean
is_layout (xmlNode *table)
{
  g_autoptr (GPtrArray) cells = mq_markup_find_all (table, "td");

  for (guint i = 0; i < cells->len; i++)
    if (holds_blocks (cells->pdata[i]))
      return TRUE;
  return cells->len < 2;
}

static void
read_row (Reader *reader, xmlNode *row)
{
  gboolean first = TRUE;

  mq_markdown_builder_open_block (reader->builder, cmark_node_new (CMARK_NODE_ITEM));
  for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
    if (cell->type == XML_ELEMENT_NODE)
      {
        if (!first)
          mq_markdown_builder_add_text (reader->builder, " · ");
        read_children (reader, cell);
        first = FALSE;
      }
  mq_markdown_builder_close_block (reader->builder);
}

/* CommonMark has no tables: a table of facts becomes a list of its rows, one that only arranges a
 * page is read in order. */
static void
read_table (Reader *reader, xmlNode *node)
{
  g_autoptr (GPtrArray) rows = mq_markup_find_all (node, "tr");
  cmark_node *list;

  if (is_layout (node))
    {
      read_section (reader, node);
      return;
    }
  list = cmark_node_new (CMARK_NODE_LIST);
  cmark_node_set_list_type (list, CMARK_BULLET_LIST);
  mq_markdown_builder_open_block (reader->builder, list);
  for (guint i = 0; i < rows->len; i++)
    read_row (reader, rows->pdata[i]);
  mq_markdown_builder_close_block (reader->builder);
}

/* ---- All of it ---- */

static void
drop (Reader *reader, xmlNode *node)
{
}

static const struct
{
  const char *names;
  Handler read;
} handlers[] = {
  { "em i cite dfn var", read_emphasis },
  { "strong b", read_strong },
  { "span font", read_span },
  { "a", read_link },
  { "br", read_break },
  { "code kbd samp tt", read_code },
  { "q", read_quoted_words },
  { "img", read_image },
  { "iframe embed video audio", read_player },
  { "p div section article main header footer aside address center form fieldset figcaption tr td "
    "th caption dl dd body html summary hgroup",
    read_section },
  { "h1 h2 h3 h4 h5 h6", read_heading },
  { "hr", read_rule },
  { "blockquote", read_quotation },
  { "details", read_details },
  { "ul ol menu dir", read_list },
  { "li", read_section },
  { "dt", read_term },
  { "pre listing xmp", read_preformatted },
  { "figure", read_figure },
  { "table", read_table },
  { "head script style template noscript nav object svg math input select textarea button label "
    "canvas map data",
    drop },
};

static GHashTable *
get_handlers (void)
{
  static GHashTable *table;

  if (g_once_init_enter_pointer (&table))
    {
      GHashTable *made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
        {
          g_auto (GStrv) names = g_strsplit (handlers[i].names, " ", -1);
          for (char **name = names; *name != NULL; name++)
            g_hash_table_insert (made, g_strdup (*name), (gpointer) &handlers[i]);
        }
      g_once_init_leave_pointer (&table, made);
    }
  return table;
}

static gboolean
is_hidden (xmlNode *node)
{
  g_autofree char *style = mq_markup_get_attribute (node, "style");

  return xmlHasProp (node, (const xmlChar *) "hidden") != NULL
         || (style != NULL
             && g_regex_match_simple ("display\\s*:\\s*none", style, G_REGEX_CASELESS, 0));
}

static void
read_element (Reader *reader, xmlNode *node)
{
  const typeof (handlers[0]) *handler
      = g_hash_table_lookup (get_handlers (), (const char *) node->name);

  if (is_hidden (node))
    return;
  if (reader->depth >= DEEPEST)
    {
      g_autofree char *words = mq_markup_dup_words (node);
      mq_markdown_builder_add_text (reader->builder, words);
      return;
    }
  reader->depth++;
  if (handler != NULL)
    handler->read (reader, node);
  else
    read_children (reader, node);
  reader->depth--;
}

static void
read_node (Reader *reader, xmlNode *node)
{
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    mq_markdown_builder_add_text (reader->builder, (const char *) node->content);
  else if (node->type == XML_ELEMENT_NODE)
    read_element (reader, node);
}

static void
read_children (Reader *reader, xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    read_node (reader, child);
}

/** Like mq_markup_to_markdown(), for an element and what is in it. */
char *
mq_markup_node_to_markdown (xmlNode *node, const char *base, GHashTable *picture_names)
{
  g_autoptr (MqMarkdownBuilder) builder = mq_markdown_builder_new ();
  Reader reader = { builder, base, picture_names, 0 };

  read_node (&reader, node);
  return mq_markdown_builder_print (builder);
}

/**
 * mq_markup_to_markdown:
 * @html: a page or a part of one, in UTF-8
 * @base: (nullable): the page's address, for relative ones in it
 * @picture_names: (nullable) (element-type utf8 utf8): the names that pictures are to have in the
 * text, by their addresses; others keep their address
 *
 * What only a browser shows is left out: scripts, forms, menus. Tables of facts become lists, films
 * and sounds links, headings one level less than on the page, whose first is its title.
 *
 * Returns: (transfer full): CommonMark that says the same, "" for nothing
 */
char *
mq_markup_to_markdown (const char *html, const char *base, GHashTable *picture_names)
{
  xmlDoc *document = mq_markup_parse (html);
  char *markdown;

  if (document == NULL)
    return g_strdup ("");
  markdown = mq_markup_node_to_markdown (xmlDocGetRootElement (document), base, picture_names);
  xmlFreeDoc (document);
  return markdown;
}

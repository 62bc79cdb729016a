/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-transform.h"

#include <string.h>

#include "mq-phrases.h"
#include "mq-text.h"

/* ---- Addresses ---- */

/**
 * mq_transform_is_safe_address:
 *
 * Returns: whether a page may link there: https, http, mailto, tel, a part of the page, or a
 * relative address
 */
gboolean
mq_transform_is_safe_address (const char *address)
{
  static const char *const schemes[] = { "https", "http", "mailto", "tel" };
  gsize length = strcspn (address, ":/?#");

  if (address[length] != ':')
    return strncmp (address, "//", 2) != 0;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (strlen (schemes[i]) == length && g_ascii_strncasecmp (address, schemes[i], length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_remote (const char *address)
{
  return address[strcspn (address, ":/?#")] == ':' || g_str_has_prefix (address, "//");
}

/* ---- Small changes of the tree ---- */

static void
replace_node (cmark_node *node, cmark_node *with)
{
  cmark_node_replace (node, with);
  cmark_node_free (node);
}

static void
move_children_before (cmark_node *node)
{
  cmark_node *child;
  while ((child = cmark_node_first_child (node)) != NULL)
    cmark_node_insert_before (node, child);
}

static cmark_node *
new_text (const char *text)
{
  cmark_node *node = cmark_node_new (CMARK_NODE_TEXT);
  cmark_node_set_literal (node, text);
  return node;
}

static cmark_node *
new_markup (cmark_node_type type, const char *enter, const char *exit)
{
  cmark_node *node = cmark_node_new (type);
  cmark_node_set_on_enter (node, enter);
  cmark_node_set_on_exit (node, exit);
  return node;
}

/* ---- Raw HTML is shown as it was typed ---- */

static void
show_inline_html (cmark_node *node)
{
  replace_node (node, new_text (cmark_node_get_literal (node)));
}

static void
show_html_block (cmark_node *node)
{
  cmark_node *paragraph = cmark_node_new (CMARK_NODE_PARAGRAPH);
  g_autofree char *literal = g_strchomp (g_strdup (cmark_node_get_literal (node)));
  g_auto (GStrv) lines = g_strsplit (literal, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        cmark_node_append_child (paragraph, cmark_node_new (CMARK_NODE_LINEBREAK));
      cmark_node_append_child (paragraph, new_text (lines[i]));
    }
  replace_node (node, paragraph);
}

/* ---- Headings stand under the page's own, and skip no level ---- */

typedef struct
{
  int levels[6];
  int depth;
} Outline;

static void
shift_heading (cmark_node *node, Outline *outline)
{
  int level = cmark_node_get_heading_level (node);

  while (outline->depth > 0 && outline->levels[outline->depth - 1] >= level)
    outline->depth--;
  outline->levels[outline->depth++] = level;
  cmark_node_set_heading_level (node, MIN (1 + outline->depth, 6));
}

/* ---- Links and pictures ---- */

static void
check_link (cmark_node *node)
{
  if (mq_transform_is_safe_address (cmark_node_get_url (node)))
    return;
  move_children_before (node);
  cmark_node_unlink (node);
  cmark_node_free (node);
}

/* A picture from elsewhere is not fetched by the page: it becomes a link with its alternative text.
 */
static void
link_picture (cmark_node *node)
{
  const char *url = cmark_node_get_url (node);
  cmark_node *parent = cmark_node_parent (node);
  cmark_node *link = NULL;

  if (cmark_node_first_child (node) == NULL)
    cmark_node_append_child (node, new_text (url));
  if (is_remote (url) && mq_transform_is_safe_address (url)
      && cmark_node_get_type (parent) != CMARK_NODE_LINK)
    {
      link = cmark_node_new (CMARK_NODE_LINK);
      cmark_node_set_url (link, url);
      cmark_node_insert_before (node, link);
      while (cmark_node_first_child (node) != NULL)
        cmark_node_append_child (link, cmark_node_first_child (node));
    }
  else
    move_children_before (node);
  cmark_node_unlink (node);
  cmark_node_free (node);
}

static gboolean
stands_alone (cmark_node *node)
{
  cmark_node *parent = cmark_node_parent (node);

  return cmark_node_get_type (parent) == CMARK_NODE_PARAGRAPH && cmark_node_next (node) == NULL
         && cmark_node_previous (node) == NULL
         && cmark_node_get_type (cmark_node_parent (parent)) == CMARK_NODE_DOCUMENT;
}

static void
draw_picture (cmark_node *node, const MqTransform *transform)
{
  g_autofree char *alt = mq_transform_plain_text (node);
  g_autofree char *markup = NULL;
  gboolean is_block = stands_alone (node);

  if (transform->picture_markup != NULL && !is_remote (cmark_node_get_url (node)))
    markup = transform->picture_markup (cmark_node_get_url (node), alt, cmark_node_get_title (node),
                                        is_block, transform->data);
  if (markup == NULL)
    link_picture (node);
  else if (is_block)
    replace_node (cmark_node_parent (node), new_markup (CMARK_NODE_CUSTOM_BLOCK, markup, ""));
  else
    replace_node (node, new_markup (CMARK_NODE_CUSTOM_INLINE, markup, ""));
}

/* ---- Spoilers: a quotation whose first line starts with "!" ---- */

static cmark_node *
spoiler_start (cmark_node *quote)
{
  cmark_node *paragraph = cmark_node_first_child (quote), *text;
  const char *literal;

  if (paragraph == NULL || cmark_node_get_type (paragraph) != CMARK_NODE_PARAGRAPH)
    return NULL;
  text = cmark_node_first_child (paragraph);
  if (text == NULL || cmark_node_get_type (text) != CMARK_NODE_TEXT)
    return NULL;
  literal = cmark_node_get_literal (text);
  return literal[0] == '!' && (literal[1] == ' ' || literal[1] == '\0') ? text : NULL;
}

static void
strip_mark (cmark_node *text)
{
  g_autofree char *rest = g_strdup (cmark_node_get_literal (text) + 1);
  cmark_node_set_literal (text, g_strchug (rest));
}

/* Every further line of the first paragraphs may carry the mark too. */
static void
strip_marks (cmark_node *quote)
{
  for (cmark_node *block = cmark_node_first_child (quote); block != NULL;
       block = cmark_node_next (block))
    {
      gboolean line_start = TRUE;
      if (cmark_node_get_type (block) != CMARK_NODE_PARAGRAPH)
        continue;
      for (cmark_node *node = cmark_node_first_child (block); node != NULL;
           node = cmark_node_next (node))
        {
          if (line_start && cmark_node_get_type (node) == CMARK_NODE_TEXT
              && g_str_has_prefix (cmark_node_get_literal (node), "! "))
            strip_mark (node);
          line_start = cmark_node_get_type (node) == CMARK_NODE_SOFTBREAK
                       || cmark_node_get_type (node) == CMARK_NODE_LINEBREAK;
        }
    }
}

static void
make_spoiler (cmark_node *quote, const char *language)
{
  cmark_node *first = spoiler_start (quote), *details;
  g_autofree char *enter = NULL;

  if (first == NULL)
    return;
  if (strcmp (cmark_node_get_literal (first), "!") == 0)
    strip_mark (first);
  strip_marks (quote);
  enter = g_strdup_printf ("<details><summary>%s</summary>\n",
                           mq_phrase (language, MQ_PHRASE_SPOILER));
  details = new_markup (CMARK_NODE_CUSTOM_BLOCK, enter, "</details>");
  while (cmark_node_first_child (quote) != NULL)
    cmark_node_append_child (details, cmark_node_first_child (quote));
  replace_node (quote, details);
}

/* ---- What entities smuggle in ---- */

/* "&#x202E;" is a mark of direction only once it is read, and cmark makes "&#xFFFE;" a byte that is
 * no UTF-8. */
static void
clean (cmark_node *node,
       const char *(*get) (cmark_node *node),
       int (*set) (cmark_node *node, const char *text))
{
  const char *text = get (node);
  g_autofree char *shown = text != NULL ? mq_text_dup_shown (text) : NULL;

  if (shown != NULL)
    set (node, shown);
}

static void
clean_node (cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_CODE_BLOCK:
      clean (node, cmark_node_get_fence_info, cmark_node_set_fence_info);
      clean (node, cmark_node_get_literal, cmark_node_set_literal);
      break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_HTML_BLOCK:
      clean (node, cmark_node_get_literal, cmark_node_set_literal);
      break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      clean (node, cmark_node_get_url, cmark_node_set_url);
      clean (node, cmark_node_get_title, cmark_node_set_title);
      break;
    default:
      break;
    }
}

/* ---- All of it ---- */

static void
visit (cmark_node *node, const MqTransform *transform, Outline *outline)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_HTML_INLINE:
      show_inline_html (node);
      break;
    case CMARK_NODE_HTML_BLOCK:
      show_html_block (node);
      break;
    case CMARK_NODE_HEADING:
      shift_heading (node, outline);
      break;
    case CMARK_NODE_LINK:
      check_link (node);
      break;
    case CMARK_NODE_IMAGE:
      draw_picture (node, transform);
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      make_spoiler (node, transform->language);
      break;
    default:
      break;
    }
}

static gboolean
is_of_interest (cmark_node_type type)
{
  return type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK
         || type == CMARK_NODE_HEADING || type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE
         || type == CMARK_NODE_BLOCK_QUOTE;
}

/**
 * mq_transform_apply:
 * @document: a tree that cmark parsed
 *
 * Makes the tree safe and the house's own: raw HTML shown as typed, links only where a page may
 * link, pictures drawn or linked, spoilers folded, headings under the page's own.
 */
void
mq_transform_apply (cmark_node *document, const MqTransform *transform)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;
  Outline outline = { { 0 }, 0 };

  /* Gathered first, children before parents, since a visit may take the node away. Headings keep
   * their order, for none holds another. */
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      gboolean leaf = cmark_node_get_type (node) == CMARK_NODE_HTML_INLINE
                      || cmark_node_get_type (node) == CMARK_NODE_HTML_BLOCK;
      if (event == CMARK_EVENT_ENTER)
        clean_node (node);
      if ((event == CMARK_EVENT_EXIT || leaf) && is_of_interest (cmark_node_get_type (node)))
        g_ptr_array_add (nodes, node);
    }
  cmark_iter_free (iter);
  for (guint i = 0; i < nodes->len; i++)
    visit (nodes->pdata[i], transform, &outline);
}

/**
 * mq_transform_plain_text:
 *
 * Returns: (transfer full): the words below @node, blocks parted by newlines
 */
char *
mq_transform_plain_text (cmark_node *node)
{
  GString *text = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (node);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *at = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (at);
      if (event == CMARK_EVENT_ENTER
          && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK))
        g_string_append (text, cmark_node_get_literal (at));
      else if (type == CMARK_NODE_SOFTBREAK)
        g_string_append_c (text, ' ');
      else if (type == CMARK_NODE_LINEBREAK
               || (event == CMARK_EVENT_EXIT
                   && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)))
        g_string_append_c (text, '\n');
    }
  cmark_iter_free (iter);
  while (text->len > 0 && text->str[text->len - 1] == '\n')
    g_string_truncate (text, text->len - 1);
  return g_string_free_and_steal (text);
}

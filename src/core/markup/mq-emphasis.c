/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-emphasis.h"

#include <glib.h>
#include <string.h>

/* Markdown knows no emphasis that ends with a full stop and is followed by a letter at once, and
 * the like: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis */

static gboolean
is_emphasis (cmark_node *node)
{
  return cmark_node_get_type (node) == CMARK_NODE_EMPH
         || cmark_node_get_type (node) == CMARK_NODE_STRONG;
}

/* The innermost node at the end of a run; a link is one. */
static cmark_node *
leaf_at (cmark_node *node, gboolean end)
{
  cmark_node *child;

  while (is_emphasis (node)
         && (child = end ? cmark_node_last_child (node) : cmark_node_first_child (node)) != NULL)
    node = child;
  return node;
}

/* The character at the end of a run; for what is no text a letter or a mark, as it is printed. */
static gunichar
character_at (cmark_node *leaf, gboolean end)
{
  const char *text;

  if (cmark_node_get_type (leaf) == CMARK_NODE_LINEBREAK)
    return '\n';
  if (cmark_node_get_type (leaf) != CMARK_NODE_TEXT)
    return '`';
  text = cmark_node_get_literal (leaf);
  if (*text == '\0')
    return ' ';
  return g_utf8_get_char (end ? g_utf8_find_prev_char (text, text + strlen (text)) : text);
}

/* What stands before or behind a node in its paragraph; a line break where nothing does. */
static gunichar
neighbour (cmark_node *node, gboolean behind)
{
  cmark_node *next = NULL;

  for (; next == NULL && node != NULL; node = cmark_node_parent (node))
    {
      next = behind ? cmark_node_next (node) : cmark_node_previous (node);
      if (next == NULL && cmark_node_get_type (cmark_node_parent (node)) == CMARK_NODE_LINK)
        return behind ? ']' : '[';
      if (next == NULL && !is_emphasis (cmark_node_parent (node)))
        return '\n';
    }
  return next != NULL ? character_at (leaf_at (next, !behind), !behind) : '\n';
}

/* Whether a delimiter with this inside and that outside is one. */
static gboolean
holds (gunichar inside, gunichar outside)
{
  if (g_unichar_isspace (inside))
    return FALSE;
  return !g_unichar_ispunct (inside) || g_unichar_isspace (outside)
         || (outside < 0x80 && g_unichar_ispunct (outside));
}

/* Moves the mark at one end of an emphasis out of it. */
static void
move_out (cmark_node *node, cmark_node *leaf, gboolean end)
{
  const char *text = cmark_node_get_literal (leaf);
  const char *cut
      = end ? g_utf8_find_prev_char (text, text + strlen (text)) : g_utf8_next_char (text);
  g_autofree char *first = g_strndup (text, (gsize) (cut - text)), *second = g_strdup (cut);
  cmark_node *moved = cmark_node_new (CMARK_NODE_TEXT);

  cmark_node_set_literal (moved, end ? second : first);
  cmark_node_set_literal (leaf, end ? first : second);
  if (end)
    cmark_node_insert_after (node, moved);
  else
    cmark_node_insert_before (node, moved);
}

static void
unwrap (cmark_node *node)
{
  cmark_node *child;

  while ((child = cmark_node_first_child (node)) != NULL)
    cmark_node_insert_before (node, child);
  cmark_node_unlink (node);
  cmark_node_free (node);
}

static gboolean
is_empty (cmark_node *leaf)
{
  return is_emphasis (leaf)
         || (cmark_node_get_type (leaf) == CMARK_NODE_TEXT
             && *cmark_node_get_literal (leaf) == '\0');
}

static void
settle (cmark_node *node)
{
  for (int end = 0; end <= 1; end++)
    while (cmark_node_first_child (node) != NULL)
      {
        cmark_node *leaf = leaf_at (node, end);
        if (is_empty (leaf))
          {
            cmark_node_unlink (leaf);
            cmark_node_free (leaf);
          }
        else if (holds (character_at (leaf, end), neighbour (node, end)))
          break;
        else if (cmark_node_get_type (leaf) == CMARK_NODE_TEXT)
          move_out (node, leaf, end);
        else
          {
            unwrap (node);
            return;
          }
      }
  if (cmark_node_first_child (node) == NULL)
    unwrap (node);
}

static GPtrArray *
find_emphasis (cmark_node *top)
{
  GPtrArray *nodes = g_ptr_array_new ();
  cmark_iter *iter = cmark_iter_new (top);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    if (event == CMARK_EVENT_EXIT && is_emphasis (cmark_iter_get_node (iter)))
      g_ptr_array_add (nodes, cmark_iter_get_node (iter));
  cmark_iter_free (iter);
  return nodes;
}

/** Makes all emphasis below @document such as Markdown can say: marks at its ends that stand
 * against a letter go outside, and where that doesn't help the emphasis goes. */
void
mq_emphasis_settle (cmark_node *document)
{
  g_autoptr (GPtrArray) nodes = find_emphasis (document);

  for (guint i = 0; i < nodes->len; i++)
    settle (nodes->pdata[i]);
}

/** Takes all emphasis in a block away; the words stay. */
void
mq_emphasis_remove (cmark_node *block)
{
  g_autoptr (GPtrArray) nodes = find_emphasis (block);

  for (guint i = 0; i < nodes->len; i++)
    unwrap (nodes->pdata[i]);
  cmark_consolidate_text_nodes (block);
}

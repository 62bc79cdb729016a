/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markdown-print.h"

#include <glib.h>
#include <string.h>

#include "mq-emphasis.h"

static void print_blocks (GString *text, cmark_node *parent, const char *prefix, gboolean tight);

/* A blank line has no white space at its end. */
static void
append_blank_line (GString *text, const char *prefix)
{
  g_autofree char *bare = g_strchomp (g_strdup (prefix));
  g_string_append_printf (text, "\n%s", bare);
}

static void
append_lines (GString *text, const char *block, const char *prefix)
{
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      if (line > lines && **line == '\0')
        append_blank_line (text, prefix);
      else if (line > lines)
        g_string_append_printf (text, "\n%s", prefix);
      g_string_append (text, *line);
    }
}

/* The words of a paragraph, and the marks that are printed as they are. */
static char *
dup_words (cmark_node *block)
{
  GString *words = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (block);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);
      if (event != CMARK_EVENT_ENTER)
        continue;
      if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
        g_string_append (words, cmark_node_get_literal (node));
      else if (type == CMARK_NODE_CUSTOM_INLINE)
        g_string_append (words, cmark_node_get_on_enter (node));
      else if (type == CMARK_NODE_LINEBREAK || type == CMARK_NODE_SOFTBREAK)
        g_string_append_c (words, '\n');
    }
  cmark_iter_free (iter);
  return g_string_free_and_steal (words);
}

static gboolean
is_read_as_meant (cmark_node *block, const char *printed)
{
  cmark_node *read = cmark_parse_document (printed, strlen (printed), CMARK_OPT_DEFAULT);
  g_autofree char *meant = dup_words (block), *found = dup_words (read);

  cmark_node_free (read);
  return g_str_equal (meant, found);
}

/* The marks of two pieces of code in a row would be taken for one longer mark. */
static void
join_code (cmark_node *block)
{
  cmark_iter *iter = cmark_iter_new (block);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter), *next;
      while (cmark_node_get_type (node) == CMARK_NODE_CODE
             && (next = cmark_node_next (node)) != NULL
             && cmark_node_get_type (next) == CMARK_NODE_CODE)
        {
          g_autofree char *both
              = g_strconcat (cmark_node_get_literal (node), cmark_node_get_literal (next), NULL);
          cmark_node_set_literal (node, both);
          cmark_node_unlink (next);
          cmark_node_free (next);
          cmark_iter_reset (iter, node, CMARK_EVENT_ENTER);
        }
    }
  cmark_iter_free (iter);
}

/* cmark knows what to escape, but for a line that begins like a block of code. How it indents lists
 * makes code of what follows them. */
static char *
dup_leaf (cmark_node *block)
{
  g_autoptr (GRegex) fence = g_regex_new ("^~~~", G_REGEX_MULTILINE, 0, NULL);
  char *printed, *text;

  join_code (block);
  printed = cmark_render_commonmark (block, CMARK_OPT_DEFAULT, 0);
  text = cmark_node_get_type (block) == CMARK_NODE_CUSTOM_BLOCK
             ? g_strdup (printed)
             : g_regex_replace_literal (fence, printed, -1, 0, "\\~~~", 0, NULL);
  cmark_get_default_mem_allocator ()->free (printed);
  return g_strchomp (text);
}

/* Where emphasis within emphasis can't be told apart the words matter more. */
static void
print_leaf (GString *text, cmark_node *block, const char *prefix)
{
  g_autofree char *leaf = dup_leaf (block);

  if (cmark_node_get_type (block) != CMARK_NODE_CUSTOM_BLOCK && !is_read_as_meant (block, leaf))
    {
      mq_emphasis_remove (block);
      g_free (leaf);
      leaf = dup_leaf (block);
    }
  append_lines (text, leaf, prefix);
}

static void
print_list (GString *text, cmark_node *list, const char *prefix)
{
  gboolean tight = cmark_node_get_list_tight (list);
  gboolean ordered = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;
  char delimiter = cmark_node_get_list_delim (list) == CMARK_PAREN_DELIM ? ')' : '.';
  int number = cmark_node_get_list_start (list);

  for (cmark_node *item = cmark_node_first_child (list); item != NULL;
       item = cmark_node_next (item))
    {
      g_autofree char *marker
          = ordered ? g_strdup_printf ("%d%c ", number++, delimiter) : g_strdup ("- ");
      g_autofree char *indent = g_strnfill (strlen (marker), ' ');
      g_autofree char *inner = g_strconcat (prefix, indent, NULL);
      if (cmark_node_previous (item) != NULL && !tight)
        append_blank_line (text, prefix);
      if (cmark_node_previous (item) != NULL)
        g_string_append_printf (text, "\n%s", prefix);
      g_string_append (text, marker);
      print_blocks (text, item, inner, tight);
    }
}

static void
print_block (GString *text, cmark_node *block, const char *prefix)
{
  g_autofree char *quoted = NULL;

  switch (cmark_node_get_type (block))
    {
    case CMARK_NODE_LIST:
      print_list (text, block, prefix);
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      quoted = g_strconcat (prefix, "> ", NULL);
      g_string_append (text, "> ");
      print_blocks (text, block, quoted, FALSE);
      break;
    default:
      print_leaf (text, block, prefix);
      break;
    }
}

static void
print_blocks (GString *text, cmark_node *parent, const char *prefix, gboolean tight)
{
  for (cmark_node *block = cmark_node_first_child (parent); block != NULL;
       block = cmark_node_next (block))
    {
      if (cmark_node_previous (block) != NULL && !tight)
        append_blank_line (text, prefix);
      if (cmark_node_previous (block) != NULL)
        g_string_append_printf (text, "\n%s", prefix);
      print_block (text, block, prefix);
    }
}

/** Returns: (transfer full): a tree as CommonMark, ended by a newline where there is anything */
char *
mq_markdown_print (cmark_node *document)
{
  g_autoptr (GString) text = g_string_new (NULL);

  print_blocks (text, document, "", FALSE);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markdown-builder.h"

#include <string.h>

#include "mq-emphasis.h"
#include "mq-markdown-print.h"

/* An emphasis or a link that text stands in. */
typedef struct
{
  cmark_node_type type;
  char *url;
} Format;

struct _MqMarkdownBuilder
{
  cmark_node *document;
  cmark_node *block;     /* what paragraphs are put into */
  cmark_node *paragraph; /* the open paragraph or heading, NULL for none */
  int heading;           /* the level that the next paragraph has, 0 for a paragraph */
  char *mark;            /* what the next paragraph begins with, NULL for nothing */
  GArray *formats;       /* of Format: what is open now */
  guint n_last;          /* how many of them the last run of text stands in as well */
  gboolean space;        /* white space that was seen and not written yet */
  guint n_breaks;        /* line breaks likewise */
};

static void
clear_format (gpointer format)
{
  g_free (((Format *) format)->url);
}

MqMarkdownBuilder *
mq_markdown_builder_new (void)
{
  MqMarkdownBuilder *self = g_new0 (MqMarkdownBuilder, 1);

  self->document = cmark_node_new (CMARK_NODE_DOCUMENT);
  self->block = self->document;
  self->formats = g_array_new (FALSE, FALSE, sizeof (Format));
  g_array_set_clear_func (self->formats, clear_format);
  return self;
}

void
mq_markdown_builder_free (MqMarkdownBuilder *self)
{
  cmark_node_free (self->document);
  g_array_unref (self->formats);
  g_free (self->mark);
  g_free (self);
}

/* ---- Blocks ---- */

void
mq_markdown_builder_end_paragraph (MqMarkdownBuilder *self)
{
  self->paragraph = NULL;
  self->heading = 0;
  self->space = FALSE;
  self->n_breaks = 0;
  self->n_last = 0;
}

static void
append_mark (MqMarkdownBuilder *self, cmark_node *paragraph)
{
  cmark_node *mark = cmark_node_new (CMARK_NODE_CUSTOM_INLINE);

  cmark_node_set_on_enter (mark, self->mark);
  g_clear_pointer (&self->mark, g_free);
  cmark_node_append_child (paragraph, mark);
}

/** Sets what the next paragraph begins with, and printed as it is; before another block it stands
 * alone. */
void
mq_markdown_builder_mark_paragraph (MqMarkdownBuilder *self, const char *mark)
{
  g_set_str (&self->mark, mark);
}

static gboolean
is_bullet_list (cmark_node *block)
{
  return cmark_node_get_type (block) == CMARK_NODE_LIST
         && cmark_node_get_list_type (block) == CMARK_BULLET_LIST;
}

static gboolean
is_ordered_list (cmark_node *block)
{
  return cmark_node_get_type (block) == CMARK_NODE_LIST
         && cmark_node_get_list_type (block) == CMARK_ORDERED_LIST;
}

static void
append_block (MqMarkdownBuilder *self, cmark_node *block)
{
  cmark_node *last;

  if (self->mark != NULL && cmark_node_get_type (block) == CMARK_NODE_PARAGRAPH)
    append_mark (self, block);
  else if (self->mark != NULL)
    {
      cmark_node *paragraph = cmark_node_new (CMARK_NODE_PARAGRAPH);
      append_mark (self, paragraph);
      cmark_node_append_child (self->block, paragraph);
    }
  last = cmark_node_last_child (self->block);

  if (last != NULL && is_ordered_list (last) && is_ordered_list (block)
      && cmark_node_get_list_delim (last) != CMARK_PAREN_DELIM)
    cmark_node_set_list_delim (block, CMARK_PAREN_DELIM); /* else it would go on with the first */
  cmark_node_append_child (self->block, block);
}

/** Opens a quotation, a list or an item of a list; two lists with bullets in a row become one, as
 * which a reader takes them.
 * @block: (transfer full): a new node */
void
mq_markdown_builder_open_block (MqMarkdownBuilder *self, cmark_node *block)
{
  cmark_node *last = cmark_node_last_child (self->block);

  mq_markdown_builder_end_paragraph (self);
  if (last != NULL && is_bullet_list (last) && is_bullet_list (block))
    {
      cmark_node_free (block);
      block = last;
    }
  else
    append_block (self, block);
  self->block = block;
}

static gboolean
is_loose (cmark_node *list)
{
  for (cmark_node *item = cmark_node_first_child (list); item != NULL;
       item = cmark_node_next (item))
    for (cmark_node *block = cmark_node_first_child (item); block != NULL;
         block = cmark_node_next (block))
      if (cmark_node_next (block) != NULL
          && cmark_node_get_type (cmark_node_next (block)) != CMARK_NODE_LIST)
        return TRUE;
  return FALSE;
}

/** Closes what was opened last; there is nothing left of a block without content. */
void
mq_markdown_builder_close_block (MqMarkdownBuilder *self)
{
  cmark_node *block = self->block;

  mq_markdown_builder_end_paragraph (self);
  self->block = cmark_node_parent (block);
  if (cmark_node_first_child (block) == NULL)
    {
      cmark_node_unlink (block);
      cmark_node_free (block);
    }
  else if (cmark_node_get_type (block) == CMARK_NODE_LIST)
    cmark_node_set_list_tight (block, !is_loose (block));
}

/** Makes the text that follows, up to the end of its paragraph, a heading. */
void
mq_markdown_builder_add_heading (MqMarkdownBuilder *self, int level)
{
  mq_markdown_builder_end_paragraph (self);
  self->heading = level;
}

void
mq_markdown_builder_add_rule (MqMarkdownBuilder *self)
{
  mq_markdown_builder_end_paragraph (self);
  append_block (self, cmark_node_new (CMARK_NODE_THEMATIC_BREAK));
}

static guint
longest_run (const char *text, char of)
{
  guint longest = 0, run = 0;

  for (; *text != '\0'; text++)
    {
      run = *text == of ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  return longest;
}

/** Adds a block of code. It is fenced, for an indented one can't follow a list. */
void
mq_markdown_builder_add_code_block (MqMarkdownBuilder *self, const char *code)
{
  g_autofree char *fence = g_strnfill (MAX (3, longest_run (code, '`') + 1), '`');
  g_autofree char *text = g_strdup_printf ("%s\n%s%s%s", fence, code,
                                           g_str_has_suffix (code, "\n") ? "" : "\n", fence);
  cmark_node *block = cmark_node_new (CMARK_NODE_CUSTOM_BLOCK);

  mq_markdown_builder_end_paragraph (self);
  cmark_node_set_on_enter (block, text);
  append_block (self, block);
}

/* ---- Runs of text ---- */

/** Opens emphasis, strong emphasis or a link.
 * Returns: whether it was opened, which it isn't within one of its kind */
gboolean
mq_markdown_builder_open_format (MqMarkdownBuilder *self, cmark_node_type type, const char *url)
{
  Format format = { type, g_strdup (url) };

  for (guint i = 0; i < self->formats->len; i++)
    if (g_array_index (self->formats, Format, i).type == type)
      {
        g_free (format.url);
        return FALSE;
      }
  g_array_append_val (self->formats, format);
  return TRUE;
}

void
mq_markdown_builder_close_format (MqMarkdownBuilder *self)
{
  g_array_set_size (self->formats, self->formats->len - 1);
  self->n_last = MIN (self->n_last, self->formats->len);
}

static gboolean
is_of_format (cmark_node *node, const Format *format)
{
  return node != NULL && cmark_node_get_type (node) == format->type
         && (format->url == NULL || g_strcmp0 (cmark_node_get_url (node), format->url) == 0);
}

/* Into the formats that are open, where what was appended last may go on. */
static void
append_inline (MqMarkdownBuilder *self, cmark_node *node, guint n_formats)
{
  cmark_node *parent = self->paragraph;

  for (guint i = 0; i < n_formats; i++)
    {
      const Format *format = &g_array_index (self->formats, Format, i);
      cmark_node *last = cmark_node_last_child (parent);
      if (!is_of_format (last, format))
        {
          last = cmark_node_new (format->type);
          if (format->url != NULL)
            cmark_node_set_url (last, format->url);
          cmark_node_append_child (parent, last);
        }
      parent = last;
    }
  cmark_node_append_child (parent, node);
}

static void
append_text (MqMarkdownBuilder *self, const char *text, gsize length, guint n_formats)
{
  cmark_node *node = cmark_node_new (CMARK_NODE_TEXT);
  g_autofree char *literal = g_strndup (text, length);

  cmark_node_set_literal (node, literal);
  append_inline (self, node, n_formats);
}

/* What was held back stands outside of emphasis that only begins now. */
static void
begin_run (MqMarkdownBuilder *self)
{
  if (self->n_breaks > 1 && self->heading == 0)
    mq_markdown_builder_end_paragraph (self);
  if (self->paragraph == NULL)
    {
      self->paragraph
          = cmark_node_new (self->heading > 0 ? CMARK_NODE_HEADING : CMARK_NODE_PARAGRAPH);
      if (self->heading > 0)
        cmark_node_set_heading_level (self->paragraph, self->heading);
      append_block (self, self->paragraph);
    }
  else if (self->n_breaks > 0 && self->heading == 0)
    append_inline (self, cmark_node_new (CMARK_NODE_LINEBREAK), self->n_last);
  else if (self->space || self->n_breaks > 0)
    append_text (self, " ", 1, self->n_last);
  self->space = FALSE;
  self->n_breaks = 0;
  self->n_last = self->formats->len;
}

/** Adds text; a no-break space is kept as it is. */
void
mq_markdown_builder_add_text (MqMarkdownBuilder *self, const char *text)
{
  while (*text != '\0')
    {
      gsize space = strspn (text, " \t\r\n\f"), word = strcspn (text + space, " \t\r\n\f");
      if (space > 0 && self->paragraph != NULL)
        self->space = TRUE;
      if (word > 0)
        {
          begin_run (self);
          append_text (self, text + space, word, self->formats->len);
        }
      text += space + word;
    }
}

void
mq_markdown_builder_add_break (MqMarkdownBuilder *self)
{
  if (self->paragraph != NULL)
    self->n_breaks++;
}

void
mq_markdown_builder_add_code (MqMarkdownBuilder *self, const char *code)
{
  cmark_node *node;

  if (*code == '\0')
    return;
  node = cmark_node_new (CMARK_NODE_CODE);
  cmark_node_set_literal (node, code);
  begin_run (self);
  append_inline (self, node, self->formats->len);
}

/** Adds a picture to the text.
 * @title: what stands below it, or "" */
void
mq_markdown_builder_add_picture (MqMarkdownBuilder *self,
                                 const char *source,
                                 const char *alt,
                                 const char *title)
{
  cmark_node *node = cmark_node_new (CMARK_NODE_IMAGE), *text = cmark_node_new (CMARK_NODE_TEXT);

  cmark_node_set_url (node, source);
  cmark_node_set_title (node, title);
  cmark_node_set_literal (text, alt);
  cmark_node_append_child (node, text);
  begin_run (self);
  append_inline (self, node, self->formats->len);
}

/** Returns: (transfer full): all of it as CommonMark, ended by a newline where there is anything */
char *
mq_markdown_builder_print (MqMarkdownBuilder *self)
{
  cmark_consolidate_text_nodes (self->document);
  mq_emphasis_settle (self->document);
  cmark_consolidate_text_nodes (self->document);
  return mq_markdown_print (self->document);
}

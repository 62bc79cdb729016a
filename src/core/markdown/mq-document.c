/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-document.h"

#include <cmark.h>
#include <string.h>

#include "mq-paragraph-edit.h"
#include "mq-text.h"
#include "mq-transform.h"

#define DEEPEST_LIST 20
#define SUMMARY_MOST 200
#define SUMMARY_LEAST 50

/* Documents share what they have in common: its strings are counted. */
typedef struct
{
  MqBlock block;
  char *words;           /* without markup */
  gboolean is_paragraph; /* as it was parsed */
  gboolean is_prose;     /* a paragraph still, as it is shown */
} Block;

struct _MqDocument
{
  gatomicrefcount refs;
  GArray *blocks; /* of Block */
  char *source;
  char *summary;
  GMutex lock;
  gboolean counted;
  MqStatistics statistics;
};

G_DEFINE_BOXED_TYPE (MqDocument, mq_document, mq_document_ref, mq_document_unref)

static void
clear_block (gpointer data)
{
  Block *block = data;

  g_clear_pointer (&block->block.html, g_ref_string_release);
  g_clear_pointer (&block->words, g_ref_string_release);
}

static Block *
get_block (const MqDocument *self, guint index)
{
  return &g_array_index (self->blocks, Block, index);
}

/* FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
static guint64
hash_text (const char *text)
{
  guint64 hash = 0xcbf29ce484222325;
  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * 0x100000001b3;
  return hash;
}

/* What stands above the text in search results and shared links: the first paragraphs, as far as
 * they are needed. */
static char *
make_summary (MqDocument *self)
{
  g_autoptr (GString) summary = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len && summary->len < SUMMARY_LEAST; i++)
    if (get_block (self, i)->is_prose)
      g_string_append_printf (summary, "%s%s", summary->len > 0 ? " " : "",
                              get_block (self, i)->words);
  return mq_text_shorten (g_strstrip (summary->str), SUMMARY_MOST);
}

/* The lines that a replaced block stood on, and what it was, are known before it is replaced only.
 */
static Block
begin_block (cmark_node *node)
{
  return (Block) {
    .block = { .start_line = cmark_node_get_start_line (node),
               .end_line = cmark_node_get_end_line (node) },
    .is_paragraph = cmark_node_get_type (node) == CMARK_NODE_PARAGRAPH,
  };
}

static void
finish_block (Block *block, cmark_node *node)
{
  /* What is unsafe was taken out or drawn by the house before; "unsafe" lets the latter through. */
  char *html = cmark_render_html (node, CMARK_OPT_UNSAFE);
  g_autofree char *words = mq_transform_plain_text (node);

  block->block.html = g_ref_string_new (html);
  block->block.hash = hash_text (html);
  block->words = g_ref_string_new (words);
  block->is_prose = cmark_node_get_type (node) == CMARK_NODE_PARAGRAPH;
  free (html);
}

/* cmark sets English quotation marks. In another language straight ones are better than wrong ones;
 * the editor sets the right ones as they are typed. */
static cmark_node *
parse (const char *markdown, gsize length, const char *language)
{
  gboolean english
      = language == NULL || *language == '\0' || g_ascii_strncasecmp (language, "en", 2) == 0;
  return cmark_parse_document (markdown, length,
                               CMARK_OPT_VALIDATE_UTF8 | (english ? CMARK_OPT_SMART : 0));
}

/* Without blocks. */
static MqDocument *
new_empty (const char *markdown)
{
  MqDocument *self = g_new0 (MqDocument, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->source = g_strdup (markdown);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (self->blocks, clear_block);
  return self;
}

/**
 * mq_document_new:
 * @markdown: CommonMark, UTF-8
 * @language: (nullable): the language of the text, for the word above a spoiler
 * @picture_markup: (scope call) (nullable): draws the review's own pictures
 * @data: for @picture_markup
 *
 * Parses a text. Raw HTML is shown as typed, quotes and dashes are set as a printer would,
 * addresses are checked.
 *
 * Returns: (transfer full): the document
 */
MqDocument *
mq_document_new (const char *markdown,
                 const char *language,
                 MqPictureMarkup picture_markup,
                 gpointer data)
{
  MqDocument *self = new_empty (markdown);
  cmark_node *root = parse (markdown, strlen (markdown), language), *node;
  MqTransform transform = { language, picture_markup, data };
  guint i = 0;

  for (node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
    {
      Block block = begin_block (node);
      g_array_append_val (self->blocks, block);
    }
  mq_transform_apply (root, &transform);
  for (node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
    finish_block (get_block (self, i++), node);
  cmark_node_free (root);
  self->summary = make_summary (self);
  return self;
}

/* ---- A text of which a paragraph has changed ---- */

static MqDocument *
copy_with_source (MqDocument *document, const char *markdown)
{
  MqDocument *self = new_empty (markdown);

  g_array_append_vals (self->blocks, document->blocks->data, document->blocks->len);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      g_ref_string_acquire (get_block (self, i)->block.html);
      g_ref_string_acquire (get_block (self, i)->words);
    }
  return self;
}

/* Returns: the block that stands on these lines, which is a paragraph; -1 where there is none */
static int
find_paragraph (MqDocument *self, const MqParagraphEdit *edit)
{
  guint index = mq_document_find_line (self, edit->first_line);
  Block *block = index < self->blocks->len ? get_block (self, index) : NULL;

  return block != NULL && block->is_paragraph && block->block.start_line == edit->first_line
                 && block->block.end_line == edit->last_line
             ? (int) index
             : -1;
}

static gboolean
is_one_paragraph (cmark_node *root, int n_lines)
{
  cmark_node *node = cmark_node_first_child (root);

  return node != NULL && cmark_node_next (node) == NULL
         && cmark_node_get_type (node) == CMARK_NODE_PARAGRAPH
         && cmark_node_get_start_line (node) == 1 && cmark_node_get_end_line (node) == n_lines;
}

/**
 * mq_document_new_edited:
 * @before: a document that was made with the same arguments of a text that was a little different
 * @markdown: CommonMark, UTF-8
 * @language: as in mq_document_new()
 * @picture_markup: (scope call) (nullable): as in mq_document_new()
 * @data: for @picture_markup
 *
 * Parses the paragraph that was changed, and no other.
 *
 * Returns: (transfer full) (nullable): what mq_document_new() returns for @markdown; %NULL where
 * the change may reach further than a paragraph
 */
MqDocument *
mq_document_new_edited (MqDocument *before,
                        const char *markdown,
                        const char *language,
                        MqPictureMarkup picture_markup,
                        gpointer data)
{
  MqTransform transform = { language, picture_markup, data };
  MqDocument *self = NULL;
  MqParagraphEdit edit;
  cmark_node *root;
  int index;

  if (!mq_paragraph_edit_find (before->source, markdown, &edit)
      || (index = find_paragraph (before, &edit)) < 0)
    return NULL;
  root = parse (markdown + edit.start, edit.end - edit.start, language);
  if (is_one_paragraph (root, edit.last_line - edit.first_line + 1))
    {
      Block *block;

      self = copy_with_source (before, markdown);
      block = get_block (self, index);
      clear_block (block);
      mq_transform_apply (root, &transform);
      finish_block (block, cmark_node_first_child (root));
      self->summary = make_summary (self);
    }
  cmark_node_free (root);
  return self;
}

MqDocument *
mq_document_ref (MqDocument *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mq_document_unref (MqDocument *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->blocks);
  g_free (self->source);
  g_free (self->summary);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint
mq_document_get_n_blocks (const MqDocument *self)
{
  return self->blocks->len;
}

const MqBlock *
mq_document_get_block (const MqDocument *self, guint index)
{
  g_return_val_if_fail (index < self->blocks->len, NULL);
  return &get_block (self, index)->block;
}

/**
 * mq_document_find_line:
 * @line: a line of the source, from 1
 *
 * Returns: the number of the block that the line belongs to, or of the last block before it; 0
 * where there is none
 */
guint
mq_document_find_line (const MqDocument *self, int line)
{
  guint low = 0, high = self->blocks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (get_block (self, middle)->block.start_line <= line)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? low - 1 : 0;
}

/** Returns: (transfer full): the HTML of all blocks */
char *
mq_document_to_html (const MqDocument *self)
{
  GString *html = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    g_string_append (html, get_block (self, i)->block.html);
  return g_string_free_and_steal (html);
}

/** Returns: (transfer full): the words without markup, blocks parted by an empty line */
char *
mq_document_to_text (const MqDocument *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    if (*get_block (self, i)->words != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "",
                              get_block (self, i)->words);
  return g_string_free_and_steal (text);
}

/** Returns: (transfer none): the text's beginning, at most 200 characters, cut at a word's border
 */
const char *
mq_document_get_summary (const MqDocument *self)
{
  return self->summary;
}

/** Returns: the counts of the text without markup, made when they are first asked for */
MqStatistics
mq_document_get_statistics (const MqDocument *self)
{
  MqDocument *document = (MqDocument *) self;
  MqStatistics statistics;

  g_mutex_lock (&document->lock);
  if (!document->counted)
    {
      g_autofree char *text = mq_document_to_text (self);
      document->statistics = mq_statistics_count (text);
      document->counted = TRUE;
    }
  statistics = document->statistics;
  g_mutex_unlock (&document->lock);
  return statistics;
}

/* ---- Without markup, for people ---- */

static char *
draw_nothing (const char *name,
              const char *alt,
              const char *title,
              gboolean is_block,
              gpointer data)
{
  return g_strdup ("");
}

static void
print_list (GString *text, cmark_node *list, int depth)
{
  int number = cmark_node_get_list_start (list);
  gboolean ordered = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;

  for (cmark_node *item = cmark_node_first_child (list); item != NULL;
       item = cmark_node_next (item))
    {
      g_autofree char *mark = ordered ? g_strdup_printf ("%d. ", number++) : g_strdup ("– ");
      g_string_append_printf (text, "%s%*s%s", text->len > 0 ? "\n" : "", 2 * depth, "", mark);
      for (cmark_node *block = cmark_node_first_child (item); block != NULL;
           block = cmark_node_next (block))
        {
          g_autofree char *words = NULL;
          if (cmark_node_get_type (block) == CMARK_NODE_LIST && depth < DEEPEST_LIST)
            {
              print_list (text, block, depth + 1);
              continue;
            }
          words = mq_transform_plain_text (block);
          g_string_append_printf (text, "%s%s", block != cmark_node_first_child (item) ? " " : "",
                                  words);
        }
    }
}

/**
 * mq_document_print_plain:
 * @markdown: CommonMark, UTF-8
 * @language: (nullable): the language of the text
 *
 * Returns: (transfer full): the text for somebody who reads it without its markup: paragraphs
 * parted by empty lines, lists with their numbers, no pictures
 */
char *
mq_document_print_plain (const char *markdown, const char *language)
{
  cmark_node *document = parse (markdown, strlen (markdown), language);
  MqTransform transform = { language, draw_nothing, NULL };
  GString *text = g_string_new (NULL);

  mq_transform_apply (document, &transform);
  for (cmark_node *node = cmark_node_first_child (document); node != NULL;
       node = cmark_node_next (node))
    {
      g_autoptr (GString) block = g_string_new (NULL);
      g_autofree char *words = NULL;
      if (cmark_node_get_type (node) == CMARK_NODE_LIST)
        print_list (block, node, 0);
      else
        g_string_append (block, words = mq_transform_plain_text (node));
      if (block->len > 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", block->str);
    }
  cmark_node_free (document);
  return g_string_free_and_steal (text);
}

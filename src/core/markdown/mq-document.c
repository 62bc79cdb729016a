/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-document.h"

#include <cmark.h>
#include <string.h>

#include "mq-text.h"
#include "mq-transform.h"

#define DEEPEST_LIST 20
#define SUMMARY_MOST 200
#define SUMMARY_LEAST 50

struct _MqDocument
{
  gatomicrefcount refs;
  GArray *blocks; /* of MqBlock */
  char *text;
  char *summary;
  GMutex lock;
  gboolean counted;
  MqStatistics statistics;
};

G_DEFINE_BOXED_TYPE (MqDocument, mq_document, mq_document_ref, mq_document_unref)

static void
clear_block (gpointer data)
{
  g_free (((MqBlock *) data)->html);
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
static void
extend_summary (GString *summary, cmark_node *node, const char *text)
{
  if (cmark_node_get_type (node) != CMARK_NODE_PARAGRAPH || summary->len >= SUMMARY_LEAST)
    return;
  if (summary->len > 0)
    g_string_append_c (summary, ' ');
  g_string_append (summary, text);
}

static void
add_block (MqDocument *self, cmark_node *node, GString *text, GString *summary)
{
  /* What is unsafe was taken out or drawn by the house before; "unsafe" lets the latter through. */
  char *html = cmark_render_html (node, CMARK_OPT_UNSAFE);
  g_autofree char *plain = mq_transform_plain_text (node);
  MqBlock block = { g_strdup (html), hash_text (html), 0, 0 };

  free (html);
  g_array_append_val (self->blocks, block);
  extend_summary (summary, node, plain);
  if (*plain == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, plain);
}

/* The lines that a replaced block stood on are known before it is replaced only. */
static GArray *
note_lines (cmark_node *document)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (int));

  for (cmark_node *node = cmark_node_first_child (document); node != NULL;
       node = cmark_node_next (node))
    {
      int range[2] = { cmark_node_get_start_line (node), cmark_node_get_end_line (node) };
      g_array_append_vals (lines, range, 2);
    }
  return lines;
}

/* cmark sets English quotation marks. In another language straight ones are better than wrong ones;
 * the editor sets the right ones as they are typed. */
static int
parse_options (const char *language)
{
  gboolean english
      = language == NULL || *language == '\0' || g_ascii_strncasecmp (language, "en", 2) == 0;
  return CMARK_OPT_VALIDATE_UTF8 | (english ? CMARK_OPT_SMART : 0);
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
  MqDocument *self = g_new0 (MqDocument, 1);
  cmark_node *document
      = cmark_parse_document (markdown, strlen (markdown), parse_options (language));
  MqTransform transform = { language, picture_markup, data };
  g_autoptr (GArray) lines = note_lines (document);
  g_autoptr (GString) summary = g_string_new (NULL);
  GString *text = g_string_new (NULL);
  guint i = 0;

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (MqBlock));
  g_array_set_clear_func (self->blocks, clear_block);
  mq_transform_apply (document, &transform);
  for (cmark_node *node = cmark_node_first_child (document); node != NULL;
       node = cmark_node_next (node), i++)
    {
      MqBlock *block;
      add_block (self, node, text, summary);
      block = &g_array_index (self->blocks, MqBlock, i);
      block->start_line = g_array_index (lines, int, 2 * i);
      block->end_line = g_array_index (lines, int, 2 * i + 1);
    }
  cmark_node_free (document);
  self->text = g_string_free_and_steal (text);
  self->summary = mq_text_shorten (g_strstrip (summary->str), SUMMARY_MOST);
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
  g_free (self->text);
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
  return &g_array_index (self->blocks, MqBlock, index);
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
      if (g_array_index (self->blocks, MqBlock, middle).start_line <= line)
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
    g_string_append (html, g_array_index (self->blocks, MqBlock, i).html);
  return g_string_free_and_steal (html);
}

/** Returns: (transfer full): the words without markup, blocks parted by an empty line */
char *
mq_document_to_text (const MqDocument *self)
{
  return g_strdup (self->text);
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
    document->statistics = mq_statistics_count (document->text);
  document->counted = TRUE;
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
  cmark_node *document
      = cmark_parse_document (markdown, strlen (markdown), parse_options (language));
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markdown-line.h"

#include <string.h>

/* A line longer than this is no writing: it is left as it is. */
#define MOST_BYTES 20000

struct _MqMarkdownLine
{
  GArray *ranges[MQ_N_FACES]; /* of MqMarkdownRange */
  GRegex *inline_regex;
};

/* Strong, emphasis, code, links and pictures, addresses. Groups come in threes: opening mark, text,
 * closing mark. */
static const char inline_pattern[] = "(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)(\\1)"
                                     "|(\\*|(?<!\\w)_)(?=[^\\s*_])(.+?)(?<=[^\\s])(\\4)"
                                     "|(`+)([^`]+)(\\7)"
                                     "|(!?\\[)([^\\]\\n]*)(\\](?:\\([^)\\n]*\\)|\\[[^\\]\\n]*\\]))"
                                     "|(<?)((?:https?|mailto):[^\\s<>]*)(>?)";

/* How each looks between its marks, and what of it is no words. */
static const struct
{
  MqMarkdownFace text;
  gboolean unspelled_text;
  gboolean unspelled_end;
} kinds[] = {
  { MQ_FACE_STRONG, FALSE, FALSE }, { MQ_FACE_EMPHASIS, FALSE, FALSE },
  { MQ_FACE_CODE, TRUE, FALSE },    { MQ_N_FACES, FALSE, TRUE },
  { MQ_N_FACES, TRUE, FALSE },
};

static void
note (MqMarkdownLine *self, MqMarkdownFace face, int start, int end)
{
  MqMarkdownRange range = { start, end };

  if (start < end && face != MQ_N_FACES)
    g_array_append_val (self->ranges[face], range);
}

static void
read_inline (MqMarkdownLine *self, const char *text, int offset)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (self->inline_regex, text + offset, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
      {
        int mark, start, end, last;
        if (!g_match_info_fetch_pos (match, 3 * kind + 1, &mark, NULL) || mark < 0)
          continue;
        g_match_info_fetch_pos (match, 3 * kind + 2, &start, &end);
        g_match_info_fetch_pos (match, 3 * kind + 3, NULL, &last);
        note (self, MQ_FACE_MARKUP, offset + mark, offset + start);
        note (self, kinds[kind].text, offset + start, offset + end);
        note (self, MQ_FACE_MARKUP, offset + end, offset + last);
        if (kinds[kind].unspelled_text)
          note (self, MQ_FACE_UNSPELLED, offset + start, offset + end);
        if (kinds[kind].unspelled_end)
          note (self, MQ_FACE_UNSPELLED, offset + end, offset + last);
        if (kinds[kind].text == MQ_FACE_STRONG)
          {
            g_autofree char *inner = g_strndup (text, offset + end);
            read_inline (self, inner, offset + start);
          }
      }
}

/* The length of "- ", "* ", "12. " at the start of a line. */
static int
list_mark_length (const char *text)
{
  int n = (int) strspn (text, " "), digits = (int) strspn (text + n, "0123456789");

  if (digits > 0 && digits < 10 && (text[n + digits] == '.' || text[n + digits] == ')')
      && text[n + digits + 1] == ' ')
    return n + digits + 2;
  if (digits == 0 && text[n] != '\0' && strchr ("-*+", text[n]) != NULL && text[n + 1] == ' ')
    return n + 2;
  return 0;
}

/* What a line starts with. Returns: how many bytes of it are markup */
static int
read_start (MqMarkdownLine *self, const char *text)
{
  int length = (int) strlen (text), mark = (int) strspn (text, "#");

  if (mark > 0 && mark <= 6 && text[mark] == ' ')
    note (self, MQ_FACE_HEADING, 0, length);
  else if (text[0] == '>')
    {
      mark = 1 + (text[1] == '!');
      note (self, MQ_FACE_QUOTE, 0, length);
    }
  else
    mark = list_mark_length (text);
  note (self, MQ_FACE_MARKUP, 0, mark);
  return mark;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  return ((const MqMarkdownRange *) a)->start - ((const MqMarkdownRange *) b)->start;
}

/* Ranges that touch are one, as they are in the text. */
static void
join_ranges (GArray *ranges)
{
  MqMarkdownRange *all = (MqMarkdownRange *) ranges->data;
  guint last = 0;

  if (ranges->len == 0)
    return;
  g_array_sort (ranges, compare_ranges);
  for (guint i = 1; i < ranges->len; i++)
    if (all[i].start <= all[last].end)
      all[last].end = MAX (all[last].end, all[i].end);
    else
      all[++last] = all[i];
  g_array_set_size (ranges, last + 1);
}

/* ---- Object ---- */

MqMarkdownLine *
mq_markdown_line_new (void)
{
  MqMarkdownLine *self = g_new0 (MqMarkdownLine, 1);

  self->inline_regex = g_regex_new (inline_pattern, G_REGEX_OPTIMIZE, 0, NULL);
  for (int face = 0; face < MQ_N_FACES; face++)
    self->ranges[face] = g_array_new (FALSE, FALSE, sizeof (MqMarkdownRange));
  return self;
}

void
mq_markdown_line_free (MqMarkdownLine *self)
{
  g_regex_unref (self->inline_regex);
  for (int face = 0; face < MQ_N_FACES; face++)
    g_array_unref (self->ranges[face]);
  g_free (self);
}

/**
 * mq_markdown_line_read:
 * @text: a line of Markdown, without what ends it
 * @length: the bytes of the line, with that
 */
void
mq_markdown_line_read (MqMarkdownLine *self, const char *text, int length)
{
  for (int face = 0; face < MQ_N_FACES; face++)
    g_array_set_size (self->ranges[face], 0);
  if (length > MOST_BYTES)
    return;
  if (*text == '\0')
    note (self, MQ_FACE_BLANK, 0, length);
  else
    read_inline (self, text, read_start (self, text));
  for (int face = 0; face < MQ_N_FACES; face++)
    join_ranges (self->ranges[face]);
}

/** Returns: (array length=n): the parts that have @face, in order and apart */
const MqMarkdownRange *
mq_markdown_line_get_ranges (MqMarkdownLine *self, MqMarkdownFace face, guint *n)
{
  *n = self->ranges[face]->len;
  return (const MqMarkdownRange *) self->ranges[face]->data;
}

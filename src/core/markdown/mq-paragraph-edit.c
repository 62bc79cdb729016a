/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-paragraph-edit.h"

#include <string.h>

#define CHUNK 1024

static gsize
common_start (const char *a, const char *b, gsize most)
{
  gsize n = 0;

  while (n + CHUNK <= most && memcmp (a + n, b + n, CHUNK) == 0)
    n += CHUNK;
  while (n < most && a[n] == b[n])
    n++;
  return n;
}

static gsize
common_end (const char *a_end, const char *b_end, gsize most)
{
  gsize n = 0;

  while (n + CHUNK <= most && memcmp (a_end - n - CHUNK, b_end - n - CHUNK, CHUNK) == 0)
    n += CHUNK;
  while (n < most && a_end[-1 - (gssize) n] == b_end[-1 - (gssize) n])
    n++;
  return n;
}

static gboolean
is_blank (const char *line)
{
  line += strspn (line, " \t");
  return *line == '\n' || *line == '\0';
}

static const char *
find_line_start (const char *text, const char *at)
{
  while (at > text && at[-1] != '\n')
    at--;
  return at;
}

static const char *
find_line_end (const char *at)
{
  return at + strcspn (at, "\n");
}

static int
count_lines (const char *from, const char *to)
{
  int n = 0;

  while ((from = memchr (from, '\n', to - from)) != NULL)
    {
      from++;
      n++;
    }
  return n;
}

/* What means something for other paragraphs, or has its meaning from them: definitions of links,
 * pictures (the first is loaded at once), lines that may go on with a list. */
static gboolean
stands_alone (const char *text, gsize start, gsize end)
{
  return strchr (" \t", text[start]) == NULL
         && !(start > 0 && g_str_has_prefix (text + start, "\uFEFF"))
         && g_strstr_len (text + start, end - start, "![") == NULL && strstr (text, "]:") == NULL
         && strchr (text, '\r') == NULL;
}

/**
 * mq_paragraph_edit_find:
 * @before: CommonMark
 * @after: CommonMark
 * @edit: (out): the paragraph
 *
 * Finds the paragraph that alone was changed. What comes of it is the same with the others and
 * without them (https://spec.commonmark.org/0.31.2/#paragraphs), if it was a block of its own and
 * is one, for which the caller has to look.
 *
 * Returns: whether there is one
 */
gboolean
mq_paragraph_edit_find (const char *before, const char *after, MqParagraphEdit *edit)
{
  gsize length_before = strlen (before), length = strlen (after);
  gsize least = MIN (length_before, length);
  gsize start = common_start (before, after, least);
  gsize end = common_end (before + length_before, after + length, least - start);
  const char *first = find_line_start (after, after + start), *last;

  if (is_blank (first) || memchr (before + start, '\n', length_before - end - start) != NULL
      || memchr (after + start, '\n', length - end - start) != NULL)
    return FALSE;
  last = find_line_end (after + length - end);
  while (first > after && !is_blank (find_line_start (after, first - 1)))
    first = find_line_start (after, first - 1);
  while (*last != '\0' && !is_blank (last + 1))
    last = find_line_end (last + 1);
  edit->start = first - after;
  edit->end = last - after;
  edit->first_line = 1 + count_lines (after, first);
  edit->last_line = edit->first_line + count_lines (first, last);
  return stands_alone (after, edit->start, edit->end)
         && stands_alone (before, edit->start, edit->end + length_before - length);
}

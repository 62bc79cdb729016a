/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-word-diff.h"

#include <string.h>

/* Beyond so many words times words the middle is told as replaced as a whole. */
#define LARGEST_TABLE (16 * 1024 * 1024)

static void
free_part (gpointer data)
{
  g_free (((MqDiffPart *) data)->text);
  g_free (data);
}

/* Each word with the white space behind it. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  while (*text != '\0')
    {
      gsize length = strcspn (text, " \t\n");
      length += strspn (text + length, " \t\n");
      g_ptr_array_add (words, g_strndup (text, length));
      text += length;
    }
  return words;
}

static gboolean
are_equal (const char *a, const char *b)
{
  gsize n = strcspn (a, " \t\n");
  return n == strcspn (b, " \t\n") && strncmp (a, b, n) == 0;
}

static void
add (GPtrArray *parts, MqDiffKind kind, const char *text)
{
  MqDiffPart *last = parts->len > 0 ? parts->pdata[parts->len - 1] : NULL;

  if (last != NULL && last->kind == kind)
    {
      char *both = g_strconcat (last->text, text, NULL);
      g_free (last->text);
      last->text = both;
      return;
    }
  last = g_new (MqDiffPart, 1);
  last->kind = kind;
  last->text = g_strdup (text);
  g_ptr_array_add (parts, last);
}

/* The longest common subsequence of what is left between the equal ends. */
static void
add_middle (GPtrArray *parts, char **a, gsize n, char **b, gsize m)
{
  g_autofree guint32 *table = NULL;
  gsize i = 0, j = 0, width = m + 1;

  if ((n + 1) * (m + 1) <= LARGEST_TABLE)
    {
      table = g_new0 (guint32, (n + 1) * (m + 1));
      for (gsize x = n; x-- > 0;)
        for (gsize y = m; y-- > 0;)
          table[x * width + y] = are_equal (a[x], b[y])
                                     ? table[(x + 1) * width + y + 1] + 1
                                     : MAX (table[(x + 1) * width + y], table[x * width + y + 1]);
    }
  while (table != NULL && i < n && j < m)
    if (are_equal (a[i], b[j]))
      {
        add (parts, MQ_DIFF_SAME, b[j++]);
        i++;
      }
    else if (table[(i + 1) * width + j] >= table[i * width + j + 1])
      add (parts, MQ_DIFF_REMOVED, a[i++]);
    else
      add (parts, MQ_DIFF_ADDED, b[j++]);
  while (i < n)
    add (parts, MQ_DIFF_REMOVED, a[i++]);
  while (j < m)
    add (parts, MQ_DIFF_ADDED, b[j++]);
}

/**
 * mq_word_diff:
 *
 * Returns: (transfer full) (element-type MqDiffPart): how to get from one text to the other, word
 * by word; white space alone makes no difference
 */
GPtrArray *
mq_word_diff (const char *before, const char *after)
{
  g_autoptr (GPtrArray) a = split (before), b = split (after);
  GPtrArray *parts = g_ptr_array_new_with_free_func (free_part);
  guint start = 0, end = 0;

  while (start < a->len && start < b->len && are_equal (a->pdata[start], b->pdata[start]))
    start++;
  while (end < a->len - start && end < b->len - start
         && are_equal (a->pdata[a->len - 1 - end], b->pdata[b->len - 1 - end]))
    end++;
  for (guint i = 0; i < start; i++)
    add (parts, MQ_DIFF_SAME, b->pdata[i]);
  add_middle (parts, (char **) a->pdata + start, a->len - start - end, (char **) b->pdata + start,
              b->len - start - end);
  for (guint i = b->len - end; i < b->len; i++)
    add (parts, MQ_DIFF_SAME, b->pdata[i]);
  return parts;
}

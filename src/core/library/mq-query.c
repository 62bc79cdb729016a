/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-query.h"

#include <string.h>

/** Returns: (transfer full): all reviews but the binned ones, the last changed first */
MqQuery *
mq_query_new (void)
{
  return g_new0 (MqQuery, 1);
}

MqQuery *
mq_query_copy (const MqQuery *self)
{
  MqQuery *copy = g_memdup2 (self, sizeof *self);

  copy->words = g_strdup (self->words);
  copy->tag = g_strdup (self->tag);
  copy->person = g_strdup (self->person);
  copy->outlet = g_strdup (self->outlet);
  return copy;
}

void
mq_query_free (MqQuery *self)
{
  g_free (self->words);
  g_free (self->tag);
  g_free (self->person);
  g_free (self->outlet);
  g_free (self);
}

/** Returns: whether more than the status narrows the list */
gboolean
mq_query_has_filter (const MqQuery *self)
{
  return self->tag != NULL || self->person != NULL || self->outlet != NULL || self->year > 0
         || self->least_rating > 0;
}

static void
append_word (GString *match, const char *start, gsize length)
{
  if (match->len > 0)
    g_string_append_c (match, ' ');
  g_string_append_c (match, '"');
  g_string_append_len (match, start, length);
  g_string_append (match, "\"*");
}

/**
 * mq_query_dup_match:
 *
 * Makes an FTS5 query of what was typed. Each word is quoted, so that no sign in it means anything;
 * each may be the beginning of a longer word.
 *
 * Returns: (transfer full) (nullable): the query, %NULL where nothing to search for was typed
 */
char *
mq_query_dup_match (const MqQuery *self)
{
  g_autoptr (GString) match = g_string_new (NULL);
  const char *start = NULL, *p;

  if (self->words == NULL)
    return NULL;
  for (p = self->words;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean word = c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c));
      if (word && start == NULL)
        start = p;
      else if (!word && start != NULL)
        {
          append_word (match, start, p - start);
          start = NULL;
        }
      if (c == 0)
        break;
    }
  return match->len > 0 ? g_strdup (match->str) : NULL;
}

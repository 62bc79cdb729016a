/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-query.h"

#include "mq-search-words.h"

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

/**
 * mq_query_dup_match:
 *
 * Returns: (transfer full) (nullable): what FTS5 is asked, %NULL where no plain words were typed
 */
char *
mq_query_dup_match (const MqQuery *self)
{
  g_autoptr (MqSearchWords) words = mq_search_words_parse (self->words);
  return g_steal_pointer (&words->match);
}

/** Returns: whether what was typed narrows the list */
gboolean
mq_query_looks_for_something (const MqQuery *self)
{
  g_autoptr (MqSearchWords) words = mq_search_words_parse (self->words);
  return words->match != NULL || *words->where != '\0';
}

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

static void
add_word (GString *words, const char *field, const char *value)
{
  g_autofree char *plain = value != NULL ? g_strdelimit (g_strdup (value), "\"", ' ') : NULL;

  if (plain != NULL)
    g_string_append_printf (words, "%s%s:\"%s\"", words->len > 0 ? " " : "", field, plain);
}

/**
 * mq_query_dup_words:
 *
 * Returns: (transfer full): the whole query but for its order as it is typed into the search: its
 * words, status and filters
 */
char *
mq_query_dup_words (const MqQuery *self)
{
  g_autofree char *year = self->year > 0 ? g_strdup_printf ("%d", self->year) : NULL;
  g_autofree char *typed = g_strstrip (g_strdup (self->words != NULL ? self->words : ""));
  GString *words = g_string_new (typed);
  g_auto (GStrv) parts = g_strsplit (typed, "\"", -1);

  if (*typed != '\0' && g_strv_length (parts) % 2 == 0) /* one is still open */
    g_string_append_c (words, '"');

  add_word (words, "tag", self->tag);
  add_word (words, "person", self->person);
  add_word (words, "outlet", self->outlet);
  if (self->year > 0)
    g_string_append_printf (words, "%syear:%d", words->len > 0 ? " " : "", self->year);
  if (self->least_rating > 0)
    g_string_append_printf (words, "%srating:>=%d%%", words->len > 0 ? " " : "",
                            (int) (self->least_rating * 100));
  if (self->show == MQ_SHOW_DRAFTS || self->show == MQ_SHOW_OUT)
    g_string_append_printf (words, "%sstatus:%s", words->len > 0 ? " " : "",
                            self->show == MQ_SHOW_DRAFTS ? "draft" : "out");
  return g_string_free_and_steal (words);
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

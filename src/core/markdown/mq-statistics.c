/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-statistics.h"

#include <pango/pango.h>
#include <string.h>

/* How many words an adult reads silently in a minute: Brysbaert, "How many words do we read per
 * minute?", Journal of Memory and Language 109 (2019). */
#define WORDS_PER_MINUTE 238

/**
 * mq_statistics_count:
 * @text: UTF-8 without markup
 *
 * Returns: the counts of @text
 */
MqStatistics
mq_statistics_count (const char *text)
{
  MqStatistics counts = { 0, 0, 0 };
  glong length = g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attrs = NULL;
  gboolean in_word = FALSE;

  if (length == 0)
    return counts;
  attrs = g_new0 (PangoLogAttr, length + 1);
  pango_get_log_attrs (text, strlen (text), -1, NULL, attrs, length + 1);
  for (glong i = 0; i < length; i++, text = g_utf8_next_char (text))
    {
      /* What stands between two borders is a word where a letter or a number is in it. */
      in_word = in_word && !attrs[i].is_word_boundary;
      if (!in_word && g_unichar_isalnum (g_utf8_get_char (text)))
        {
          counts.words++;
          in_word = TRUE;
        }
      counts.characters += attrs[i].is_cursor_position;
      counts.sentences += attrs[i].is_sentence_start;
    }
  return counts;
}

/**
 * mq_statistics_get_minutes:
 *
 * Returns: how long the text takes to read, in whole minutes, at least 1 where there is a word
 */
guint
mq_statistics_get_minutes (const MqStatistics *statistics)
{
  if (statistics->words == 0)
    return 0;
  return MAX (1, (statistics->words + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-diff-markup.h"

#include "mq-word-diff.h"

/* By line as well as by colour, for those who don't tell the two apart. */
static const char *const looks[] = {
  [MQ_DIFF_SAME] = "<span>",
  [MQ_DIFF_REMOVED] = "<span strikethrough=\"true\" background=\"#f6c5c0\" foreground=\"#5c0f0a\">",
  [MQ_DIFF_ADDED] = "<span underline=\"single\" background=\"#bfe8c8\" foreground=\"#0b3d1a\">",
};

/** Returns: (transfer full): both texts in one, in Pango's markup: what is only before is crossed
 * out, what is only after is underlined */
char *
mq_diff_markup_new (const char *before, const char *after)
{
  g_autoptr (GPtrArray) words = mq_word_diff (before, after);
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const MqDiffPart *word = words->pdata[i];
      g_autofree char *text = g_markup_escape_text (word->text, -1);
      g_string_append_printf (markup, "%s%s</span>", looks[word->kind], text);
    }
  return g_string_free_and_steal (markup);
}

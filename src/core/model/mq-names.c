/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-names.h"

#include <string.h>

#include "mq-phrases.h"
#include "mq-text.h"

/* What may follow a comma and still belong to the name before it. */
static const char *const suffixes[]
    = { "Jr.", "Jr",    "Sr.", "Sr",   "II",  "III",  "IV",   "V",    "M.D.",
        "MD",  "Ph.D.", "PhD", "Esq.", "Esq", "jun.", "sen.", "fils", "père" };

static gboolean
is_suffix (const char *piece)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_ascii_strcasecmp (piece, suffixes[i]) == 0)
      return TRUE;
  return FALSE;
}

static gsize
comma_length (const char *at)
{
  gunichar c = g_utf8_get_char (at);
  /* comma, semicolon, and the commas of Arabic, Chinese and Japanese */
  if (c == ',' || c == ';' || c == '\n' || c == 0x060C || c == 0x3001 || c == 0xFF0C || c == 0xFF1B)
    return g_utf8_next_char (at) - at;
  return 0;
}

static gsize
word_length (const char *at, const char *word)
{
  gsize length = strlen (word);
  if (g_ascii_strncasecmp (at, word, length) == 0 && (at[length] == ' ' || at[length] == '\0'))
    return length;
  return 0;
}

/* The length of a joining word ("and", "&", "with") that starts here, on a word's border. */
static gsize
joiner_length (const char *text, const char *at, const char *language)
{
  const char *words[] = { "and", "&", "with", mq_phrase (language, MQ_PHRASE_AND),
                          mq_phrase (language, MQ_PHRASE_WITH) };

  if (at > text && at[-1] != ' ' && comma_length (at - 1) == 0)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = word_length (at, words[i]);
      if (length > 0)
        return length;
    }
  return 0;
}

static void
take_piece (GPtrArray *names, const char *start, const char *end, gboolean after_comma)
{
  g_autofree char *raw = g_strndup (start, end - start);
  g_autofree char *piece = mq_text_clean_line (raw);

  if (*piece == '\0')
    return;
  if (after_comma && names->len > 0 && is_suffix (piece))
    {
      char *last = g_ptr_array_steal_index (names, names->len - 1);
      g_ptr_array_add (names, g_strdup_printf ("%s, %s", last, piece));
      g_free (last);
      return;
    }
  g_ptr_array_add (names, g_steal_pointer (&piece));
}

/**
 * mq_names_parse:
 * @text: names as a critic writes them: "A, B, C and D"
 * @language: (nullable): a BCP 47 tag whose "and" and "with" part names too, besides the English
 * ones
 *
 * Parts a line of names. "Robert Downey, Jr." stays one name; a comma before the "and" makes no
 * empty one.
 *
 * Returns: (transfer full): the names in order, cleaned of control characters
 */
char **
mq_names_parse (const char *text, const char *language)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *start = text, *at = text;
  gboolean after_comma = FALSE;

  while (*at != '\0')
    {
      gsize comma = comma_length (at);
      gsize length = comma > 0 ? comma : joiner_length (text, at, language);

      if (length == 0)
        {
          at = g_utf8_next_char (at);
          continue;
        }
      take_piece (names, start, at, after_comma);
      at += length;
      start = at;
      after_comma = comma > 0;
    }
  take_piece (names, start, at, after_comma);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/**
 * mq_names_print:
 * @names: names in order
 * @language: (nullable): a BCP 47 tag for the "and"
 *
 * Returns: (transfer full): "A", "A and B", "A, B and C"
 */
char *
mq_names_print (const char *const *names, const char *language)
{
  GString *line = g_string_new (NULL);
  guint n = names != NULL ? g_strv_length ((char **) names) : 0;

  for (guint i = 0; i < n; i++)
    {
      if (i > 0 && i == n - 1)
        g_string_append_printf (line, " %s ", mq_phrase (language, MQ_PHRASE_AND));
      else if (i > 0)
        g_string_append (line, ", ");
      g_string_append (line, names[i]);
    }
  return g_string_free_and_steal (line);
}

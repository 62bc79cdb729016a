/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-smart-typing.h"

#include <string.h>

/* Double opening and closing, single opening and closing. */
static const struct
{
  const char *language;
  const char *marks[4];
} quotes[] = {
  { "de", { "„", "“", "‚", "‘" } },
  { "fr", { "« ", " »", "‘", "’" } },
  { "en", { "“", "”", "‘", "’" } },
};

static char *
dup_line_before_caret (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *caret)
{
  gtk_text_buffer_get_iter_at_mark (buffer, caret, gtk_text_buffer_get_insert (buffer));
  *start = *caret;
  gtk_text_iter_set_line_offset (start, 0);
  return gtk_text_buffer_get_text (buffer, start, caret, TRUE);
}

/**
 * mq_smart_typing_enter:
 *
 * Goes on with a list or a quotation; in an empty item it ends it.
 *
 * Returns: whether Enter has been dealt with
 */
gboolean
mq_smart_typing_enter (GtkTextBuffer *buffer)
{
  GtkTextIter start, caret;
  g_autofree char *line = dup_line_before_caret (buffer, &start, &caret);
  g_autoptr (GRegex) regex
      = g_regex_new ("^(\\s*)(?:([-*+])( +)|(\\d{1,9})([.)])( +)|(>!? ?))(.*)$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *rest = NULL, *number = NULL, *next = NULL;

  if (gtk_text_buffer_get_has_selection (buffer) || !g_regex_match (regex, line, 0, &match))
    return FALSE;
  rest = g_match_info_fetch (match, 8);
  number = g_match_info_fetch (match, 4);
  gtk_text_buffer_begin_user_action (buffer);
  if (*rest == '\0')
    gtk_text_buffer_delete (buffer, &start, &caret);
  else
    {
      if (number != NULL && *number != '\0')
        {
          g_autofree char *indent = g_match_info_fetch (match, 1),
                          *dot = g_match_info_fetch (match, 5);
          g_autofree char *space = g_match_info_fetch (match, 6);
          next = g_strdup_printf ("\n%s%d%s%s", indent,
                                  (int) g_ascii_strtoll (number, NULL, 10) + 1, dot, space);
        }
      else
        next = g_strdup_printf ("\n%.*s", (int) (strlen (line) - strlen (rest)), line);
      gtk_text_buffer_insert (buffer, &caret, next, -1);
    }
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

static const char *const *
marks_of (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (language != NULL && g_ascii_strncasecmp (language, quotes[i].language, 2) == 0)
      return quotes[i].marks;
  return quotes[G_N_ELEMENTS (quotes) - 1].marks;
}

/**
 * mq_smart_typing_quote:
 * @typed: a straight quotation mark or apostrophe
 * @language: (nullable): a BCP 47 tag
 *
 * Puts the mark that a printer would set.
 *
 * Returns: whether it has been put
 */
gboolean
mq_smart_typing_quote (GtkTextBuffer *buffer, gunichar typed, const char *language)
{
  GtkTextIter start, caret;
  g_autofree char *line = dup_line_before_caret (buffer, &start, &caret);
  gunichar before = *line != '\0' ? g_utf8_get_char (g_utf8_prev_char (line + strlen (line))) : ' ';
  gboolean opening;
  const char *const *marks = marks_of (language);

  if (typed != '"' && typed != '\'')
    return FALSE;
  opening = g_unichar_isspace (before) || (before < 128 && strchr ("([{-*_", (int) before) != NULL)
            || before == 0x2013 || before == 0x2014;
  if (strstr (line, "](") != NULL && strchr (strstr (line, "]("), ')') == NULL)
    return FALSE; /* in a link's address a mark is a mark */
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  if (typed == '\'' && !opening)
    gtk_text_buffer_insert_at_cursor (
        buffer, "’", -1); /* an apostrophe far more often than the end of a quotation */
  else
    gtk_text_buffer_insert_at_cursor (buffer, marks[(typed == '"' ? 0 : 2) + !opening], -1);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

/**
 * mq_smart_typing_wrap:
 * @mark: "*", "**" or "`"
 *
 * Puts marks around the selection, or takes them away; without a selection it puts two and the
 * caret between.
 */
gboolean
mq_smart_typing_wrap (GtkTextBuffer *buffer, const char *mark)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL, *wrapped = NULL;
  gsize length = strlen (mark);
  gboolean selected = gtk_text_buffer_get_selection_bounds (buffer, &start, &end);

  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (selected && strlen (text) > 2 * length && g_str_has_prefix (text, mark)
      && g_str_has_suffix (text, mark))
    wrapped = g_strndup (text + length, strlen (text) - 2 * length);
  else
    wrapped = g_strconcat (mark, text, mark, NULL);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, wrapped, -1);
  gtk_text_buffer_end_user_action (buffer);
  end = start;
  if (selected)
    gtk_text_iter_backward_chars (&end, (int) g_utf8_strlen (wrapped, -1));
  else
    {
      gtk_text_iter_backward_chars (&start, (int) length);
      end = start;
    }
  gtk_text_buffer_select_range (buffer, &start, &end);
  return TRUE;
}

/**
 * mq_smart_typing_link:
 * @address: what was pasted
 *
 * Makes a link of the selection where an address is pasted over it.
 *
 * Returns: whether it did
 */
gboolean
mq_smart_typing_link (GtkTextBuffer *buffer, const char *address)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL, *link = NULL;

  if (!g_regex_match_simple ("^(https?|mailto):\\S+$", address, 0, 0)
      || !gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return FALSE;
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (strchr (text, '\n') != NULL || g_regex_match_simple ("^https?:", text, 0, 0))
    return FALSE;
  link = g_strdup_printf ("[%s](%s)", text, address);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, link, -1);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

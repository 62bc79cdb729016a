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

/* How many of @mark stand before @iter, or after it. */
static int
count_marks (GtkTextIter iter, gunichar mark, gboolean before)
{
  int n = 0;

  if (before)
    while (gtk_text_iter_backward_char (&iter) && gtk_text_iter_get_char (&iter) == mark)
      n++;
  else
    for (; gtk_text_iter_get_char (&iter) == mark; gtk_text_iter_forward_char (&iter))
      n++;
  return n;
}

/* Three stars are both: strong, and emphasis within. */
static gboolean
is_marked (int n_marks, const char *mark)
{
  return strlen (mark) == 1 ? n_marks % 2 == 1 : n_marks >= (int) strlen (mark);
}

static void
replace (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, const char *text)
{
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, start, end);
  gtk_text_buffer_insert (buffer, start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
place_caret_back (GtkTextBuffer *buffer, int characters)
{
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_iter_backward_chars (&caret, characters);
  gtk_text_buffer_place_cursor (buffer, &caret);
}

/**
 * mq_smart_typing_wrap:
 * @mark: "*", "**" or "`"
 *
 * Puts marks around the selection, or takes them away, whether they are selected or around it;
 * without a selection it puts two and the caret between.
 */
void
mq_smart_typing_wrap (GtkTextBuffer *buffer, const char *mark)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL, *replacement = NULL;
  int length = (int) strlen (mark);
  gboolean selected = gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  int characters = gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start);
  int within = MIN (count_marks (start, *mark, FALSE), count_marks (end, *mark, TRUE));
  int around = MIN (count_marks (start, *mark, TRUE), count_marks (end, *mark, FALSE));

  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (characters > 2 * within && is_marked (within, mark))
    replacement = g_strndup (text + length, strlen (text) - 2 * (gsize) length);
  else if (is_marked (around, mark))
    {
      gtk_text_iter_backward_chars (&start, length);
      gtk_text_iter_forward_chars (&end, length);
      replacement = g_strdup (text);
    }
  else
    replacement = g_strconcat (mark, text, mark, NULL);
  replace (buffer, &start, &end, replacement);
  end = start;
  if (selected)
    {
      gtk_text_iter_backward_chars (&end, (int) g_utf8_strlen (replacement, -1));
      gtk_text_buffer_select_range (buffer, &start, &end);
    }
  else if (*replacement != '\0')
    place_caret_back (buffer, length);
}

/* ---- Links ---- */

static gboolean
is_address (const char *text)
{
  return text != NULL && g_regex_match_simple ("^(https?|mailto):\\S+$", text, 0, 0);
}

/**
 * mq_smart_typing_link:
 * @clipboard: (nullable): what could be pasted
 *
 * Makes a link of the selection, to what the clipboard has if that is an address; the caret comes
 * to where something is missing. An address that is selected becomes the link's own.
 */
void
mq_smart_typing_link (GtkTextBuffer *buffer, const char *clipboard)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL, *link = NULL;
  const char *words, *address = is_address (clipboard) ? clipboard : "";

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  words = is_address (text) ? "" : text;
  if (words != text)
    address = text;
  link = g_strdup_printf ("[%s](%s)", words, address);
  replace (buffer, &start, &end, link);
  gtk_text_buffer_place_cursor (buffer, &start);
  if (*words == '\0')
    place_caret_back (buffer, (int) g_utf8_strlen (link, -1) - 1);
  else if (*address == '\0')
    place_caret_back (buffer, 1);
}

/**
 * mq_smart_typing_paste:
 *
 * Makes a link of the selection where an address is pasted over it.
 *
 * Returns: whether it did
 */
gboolean
mq_smart_typing_paste (GtkTextBuffer *buffer, const char *pasted)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!is_address (pasted) || !gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return FALSE;
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (strchr (text, '\n') != NULL || is_address (text))
    return FALSE;
  mq_smart_typing_link (buffer, pasted);
  return TRUE;
}

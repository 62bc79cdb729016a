/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-text.h"

#include <glib/gi18n.h>
#include <gio/gio.h>
#include <string.h>

static gboolean
is_noncharacter (gunichar c)
{
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

/* Such marks have an effect up to where another ends it, which may be anywhere on the page. */
static gboolean
is_bidi_span (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_bidi_control (gunichar c)
{
  return c == 0x061C || c == 0x200E || c == 0x200F || is_bidi_span (c);
}

static gboolean
is_control (gunichar c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF;
}

/**
 * mq_text_clean_line:
 * @text: UTF-8
 *
 * Makes a one-line fact of what was typed or read: without control characters, noncharacters and
 * marks that turn the direction of the text, with white space folded to single spaces and none at
 * the ends.
 *
 * Returns: (transfer full): the line
 */
char *
mq_text_clean_line (const char *text)
{
  GString *line = g_string_sized_new (strlen (text));
  gboolean space = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == '\t' || c == '\n' || c == '\r' || c == ' ' || c == 0x2028 || c == 0x2029)
        space = line->len > 0;
      else if (!is_control (c) && !is_noncharacter (c) && !is_bidi_control (c))
        {
          if (space)
            g_string_append_c (line, ' ');
          space = FALSE;
          g_string_append_unichar (line, c);
        }
    }
  return g_string_free_and_steal (line);
}

/* Bytes that may begin what mq_text_clean() or mq_text_dup_shown() takes out. */
static gboolean
is_suspicious (const guchar *at)
{
  switch (at[0])
    {
    case 0xC2: /* C1 controls */
      return at[1] < 0xA0;
    case 0xE2: /* U+2000 to U+2FFF: marks of direction, among quotation marks and dashes */
      return (at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE)
             || (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9);
    case 0xEF: /* U+F000 to U+FFFF */
      return at[1] == 0xB7 || at[1] == 0xBB || at[1] == 0xBF;
    default:
      return at[0] >= 0xF0 || at[0] == 0x7F || (at[0] < 0x20 && at[0] != '\t' && at[0] != '\n');
    }
}

/**
 * mq_text_clean:
 * @text: UTF-8
 *
 * Takes out of a text of many lines what has no place in one: control characters but for tab and
 * newline, noncharacters, a byte order mark. Line ends become "\n".
 *
 * Returns: (transfer full): the text
 */
char *
mq_text_clean (const char *text)
{
  GString *clean = g_string_sized_new (strlen (text));
  const char *kept = text; /* what stands from here on is not copied yet */
  const char *at = text;

  while (*at != '\0')
    {
      gunichar c;
      if (!is_suspicious ((const guchar *) at))
        {
          at++;
          continue;
        }
      c = g_utf8_get_char (at);
      if (is_control (c) || is_noncharacter (c))
        {
          g_string_append_len (clean, kept, at - kept);
          if (c == '\r' && at[1] != '\n')
            g_string_append_c (clean, '\n');
          kept = g_utf8_next_char (at);
        }
      at = g_utf8_next_char (at);
    }
  g_string_append_len (clean, kept, at - kept);
  return g_string_free_and_steal (clean);
}

/**
 * mq_text_dup_shown:
 * @text: what a page is to show, perhaps no UTF-8
 *
 * Takes out what no page may hold, however it came there: bytes that are no UTF-8 (they become
 * U+FFFD), control characters, noncharacters and marks that turn the direction of what follows. A
 * left-to-right or right-to-left mark stays: it has a place among words.
 *
 * Returns: (transfer full) (nullable): the text without them, %NULL where there were none
 */
char *
mq_text_dup_shown (const char *text)
{
  const guchar *at = (const guchar *) text;
  g_autofree char *valid = NULL;
  GString *shown;

  while (*at != '\0' && !is_suspicious (at))
    at++;
  if (*at == '\0')
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  shown = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == '\t' || c == '\n' || (!is_control (c) && !is_noncharacter (c) && !is_bidi_span (c)))
        g_string_append_unichar (shown, c);
    }
  return g_string_free_and_steal (shown);
}

/**
 * mq_text_from_bytes:
 * @bytes: what a file holds
 * @error: return location for a #GError; %G_IO_ERROR_INVALID_DATA names the byte
 *
 * Returns: (transfer full) (nullable): the text, cleaned as by mq_text_clean()
 */
char *
mq_text_from_bytes (GBytes *bytes, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size), *bad = NULL;
  g_autofree char *text = NULL;

  if (size > 0 && memchr (data, '\0', size) != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("Byte %zu is NUL, so this is no text file. Save it again as plain text"),
                   (gsize) ((const char *) memchr (data, '\0', size) - data) + 1);
      return NULL;
    }
  if (size > 0 && !g_utf8_validate (data, size, &bad))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("Byte %zu is not UTF-8. Save the file again with the encoding UTF-8"),
                   (gsize) (bad - data) + 1);
      return NULL;
    }
  text = g_strndup (data != NULL ? data : "", size); /* nothing has no address */
  return mq_text_clean (text);
}

/**
 * mq_text_slug:
 * @text: a title in any script
 *
 * Returns: (transfer full): lower-case ASCII words joined by hyphens, at most 60 bytes; empty where
 * the title has no letter that can be written in ASCII
 */
char *
mq_text_slug (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "en");
  GString *slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < 60; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (*p != '\'' && slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free_and_steal (slug);
}

/**
 * mq_text_shorten:
 * @text: one line
 * @characters: the most that may come back
 *
 * Returns: (transfer full): the text, cut at a word's border and ended with an ellipsis where it
 * was too long
 */
char *
mq_text_shorten (const char *text, glong characters)
{
  const char *end, *word;

  if (g_utf8_strlen (text, -1) <= characters)
    return g_strdup (text);
  end = g_utf8_offset_to_pointer (text, characters - 1);
  for (word = end; word > text && !g_unichar_isspace (g_utf8_get_char (word));
       word = g_utf8_prev_char (word))
    ;
  if (word > text && g_utf8_pointer_to_offset (text, word) > characters / 2)
    end = word;
  while (end > text && strchr (" ,;:.", end[-1]) != NULL)
    end--;
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/** Returns: the length of the longest line, in bytes */
gsize
mq_text_longest_line (const char *text)
{
  gsize longest = 0;

  for (const char *end; *text != '\0'; text = *end == '\n' ? end + 1 : end)
    {
      end = text + strcspn (text, "\n");
      longest = MAX (longest, (gsize) (end - text));
    }
  return longest;
}

/**
 * mq_text_is_rtl:
 * @language: (nullable): a BCP 47 tag
 *
 * Returns: whether the language is written from right to left
 */
gboolean
mq_text_is_rtl (const char *language)
{
  static const char *const rtl[] = { "ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi" };

  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (rtl); i++)
    if (g_ascii_strncasecmp (language, rtl[i], 2) == 0 && !g_ascii_isalpha (language[2]))
      return TRUE;
  return FALSE;
}

/**
 * mq_text_is_language:
 *
 * Returns: whether @tag has the shape of a BCP 47 tag: "en", "de-CH", "zh-Hant-TW"
 */
gboolean
mq_text_is_language (const char *tag)
{
  return g_regex_match_simple ("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", tag, 0, 0);
}

/**
 * mq_text_is_web_address:
 * @only_https: whether plain HTTP will not do
 *
 * Returns: whether @text is an absolute address with a plain host, and no user name or password in
 * it
 */
gboolean
mq_text_is_web_address (const char *text, gboolean only_https)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_userinfo (uri) != NULL
      || strpbrk (text, " \t\r\n") != NULL)
    return FALSE;
  if (!g_regex_match_simple ("^[\\p{L}\\p{N}.-]+$|^[0-9a-fA-F:.]+$", g_uri_get_host (uri), 0, 0))
    return FALSE;
  return strcmp (g_uri_get_scheme (uri), "https") == 0
         || (!only_https && strcmp (g_uri_get_scheme (uri), "http") == 0);
}

/** Returns: whether @c is part of a word, as FTS5's unicode61 has it */
gboolean
mq_text_is_letter (gunichar c)
{
  return c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c));
}

/* Without case and accents, as FTS5's unicode61 has it. */
static char *
fold (const char *text)
{
  g_autofree char *parted = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  GString *plain = g_string_new (NULL);

  for (const char *p = parted != NULL ? parted : ""; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_unichar_tolower (g_utf8_get_char (p)));
  return g_string_free_and_steal (plain);
}

static gboolean
has_word (const char *text, const char *start, gsize length)
{
  const char *before = NULL;

  for (const char *p = text; *p != '\0'; before = p, p = g_utf8_next_char (p))
    if ((before == NULL || !mq_text_is_letter (g_utf8_get_char (before)))
        && strncmp (p, start, length) == 0)
      return TRUE;
  return FALSE;
}

/**
 * mq_text_has_words:
 *
 * Returns: whether each of @words is the beginning of a word of @text, whatever case and accents
 */
gboolean
mq_text_has_words (const char *text, const char *words)
{
  g_autofree char *where = fold (text), *what = fold (words);
  const char *start = NULL;

  for (const char *p = what;; p = g_utf8_next_char (p))
    {
      gboolean letter = mq_text_is_letter (g_utf8_get_char (p));
      if (letter && start == NULL)
        start = p;
      else if (!letter && start != NULL)
        {
          if (!has_word (where, start, (gsize) (p - start)))
            return FALSE;
          start = NULL;
        }
      if (*p == '\0')
        return TRUE;
    }
}

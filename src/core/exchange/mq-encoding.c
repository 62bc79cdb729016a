/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-encoding.h"

#include <string.h>

#include "mq-text.h"

/* A page says its encoding at its start:
 * https://html.spec.whatwg.org/#determining-the-character-encoding */
#define DECLARED_WITHIN 4096

static char *
dup_declared (const char *data, gsize size)
{
  g_autofree char *start = g_strndup (data, MIN (size, DECLARED_WITHIN));
  g_autoptr (GRegex) regex
      = g_regex_new ("(?:charset|encoding)\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]+)",
                     G_REGEX_CASELESS | G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, start, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* Pages that say they are in Latin 1 are in Windows-1252:
 * https://encoding.spec.whatwg.org/#names-and-labels */
static const char *
get_charset (const char *declared)
{
  static const char *const latin[]
      = { "iso-8859-1", "latin1", "us-ascii", "ascii", "utf-8", "utf8" };

  for (guint i = 0; declared != NULL && i < G_N_ELEMENTS (latin); i++)
    if (g_ascii_strcasecmp (declared, latin[i]) == 0)
      return "WINDOWS-1252";
  return declared != NULL ? declared : "WINDOWS-1252";
}

/* Windows-1252 has five holes, which browsers read as controls. */
static char *
convert (const char *data, gsize size, const char *charset)
{
  char *text = g_convert (data, (gssize) size, "UTF-8", charset, NULL, NULL, NULL);

  if (text == NULL)
    text = g_convert_with_fallback (data, (gssize) size, "UTF-8", "WINDOWS-1252", "\xef\xbf\xbd",
                                    NULL, NULL, NULL);
  return text != NULL ? text
                      : g_convert (data, (gssize) size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

/* A text in UTF-8 into which a few bytes of another came stays what it is: each of these is read by
 * itself. Returns: (transfer full) (nullable): the text, %NULL where it is no such */
static char *
mend (const char *data, gsize size)
{
  g_autoptr (GString) text = g_string_sized_new (size);
  const char *at = data, *stop;
  gsize strange = 0, letters = 0; /* bytes that are no UTF-8, and letters beyond ASCII that are */

  while (!g_utf8_validate (at, (gssize) size - (at - data), &stop))
    {
      g_autofree char *letter = g_convert (stop, 1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
      g_string_append_len (text, at, stop - at);
      g_string_append (text, letter != NULL ? letter : "\xef\xbf\xbd");
      strange++;
      at = stop + 1;
    }
  g_string_append_len (text, at, (gssize) size - (at - data));
  for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p))
    letters += (guchar) *p >= 0x80;
  letters -= strange;
  return letters >= 3 * strange ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

/**
 * mq_encoding_to_utf8:
 * @bytes: text in UTF-8, UTF-16 or UTF-32 with a byte order mark, what a page declares, or
 * Windows-1252
 * @error: return location for a #GError; for a file that is no text
 *
 * Returns: (transfer full) (nullable): the text, cleaned as by mq_text_clean()
 */
char *
mq_encoding_to_utf8 (GBytes *bytes, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL, *declared = NULL;

  if (size >= 4 && (memcmp (data, "\xff\xfe\0\0", 4) == 0 || memcmp (data, "\0\0\xfe\xff", 4) == 0))
    text = g_convert (data, (gssize) size, "UTF-8", "UTF-32", NULL, NULL, error);
  else if (size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    text = g_convert (data, (gssize) size, "UTF-8", "UTF-16", NULL, NULL, error);
  else if (size > 0 && memchr (data, '\0', size) == NULL
           && !g_utf8_validate (data, (gssize) size, NULL))
    {
      declared = dup_declared (data, size);
      text = mend (data, size);
      if (text == NULL)
        text = convert (data, size, get_charset (declared));
    }
  else
    return mq_text_from_bytes (bytes, error);
  return text != NULL ? mq_text_clean (text) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-escape.h"

#include <string.h>

/**
 * mq_escape_html:
 *
 * Appends @text so that it stands as text between tags.
 */
void
mq_escape_html (GString *to, const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '&':
        g_string_append (to, "&amp;");
        break;
      case '<':
        g_string_append (to, "&lt;");
        break;
      case '>':
        g_string_append (to, "&gt;");
        break;
      default:
        g_string_append_c (to, *text);
      }
}

/**
 * mq_escape_attribute:
 *
 * Appends @text so that it stands as an attribute's value between double quotes.
 */
void
mq_escape_attribute (GString *to, const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '&':
        g_string_append (to, "&amp;");
        break;
      case '<':
        g_string_append (to, "&lt;");
        break;
      case '>':
        g_string_append (to, "&gt;");
        break;
      case '"':
        g_string_append (to, "&quot;");
        break;
      case '\'':
        g_string_append (to, "&#39;");
        break;
      default:
        g_string_append_c (to, *text);
      }
}

/**
 * mq_escape_url_attribute:
 *
 * Appends an address so that it stands as an attribute's value: what an address can't hold is
 * percent-encoded, what is encoded already is left alone.
 */
void
mq_escape_url_attribute (GString *to, const char *url)
{
  g_autoptr (GString) encoded = g_string_new (NULL);

  for (const guchar *p = (const guchar *) url; *p != '\0'; p++)
    if (*p <= 0x20 || *p >= 0x7F || strchr ("\"<>\\^`{|}", *p) != NULL)
      g_string_append_printf (encoded, "%%%02X", *p);
    else
      g_string_append_c (encoded, *p);
  mq_escape_attribute (to, encoded->str);
}

/**
 * mq_escape_css:
 *
 * Appends a style sheet so that nothing in it ends the style element.
 */
void
mq_escape_css (GString *to, const char *css)
{
  for (; *css != '\0'; css++)
    if (css[0] == '<' && (css[1] == '/' || css[1] == '!'))
      g_string_append (to, "<\\");
    else
      g_string_append_c (to, *css);
}

/**
 * mq_escape_script_data:
 *
 * Appends JSON so that nothing in it ends or swallows the script element that holds it.
 */
void
mq_escape_script_data (GString *to, const char *json)
{
  for (; *json != '\0'; json = g_utf8_next_char (json))
    {
      gunichar c = g_utf8_get_char (json);
      if (c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029)
        g_string_append_printf (to, "\\u%04x", c);
      else
        g_string_append_unichar (to, c);
    }
}

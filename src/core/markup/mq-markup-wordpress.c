/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "mq-markup.h"

/* What WordPress makes of a text only when it shows it:
 * https://developer.wordpress.org/reference/functions/wpautop/ and
 * https://codex.wordpress.org/Caption_Shortcode */

#define BLOCK_TAGS                                                                                 \
  "(?:p|div|h[1-6]|ul|ol|li|blockquote|pre|table|figure|hr|form|article|section|details|dl|"       \
  "iframe|address|script|style)"

static char *
replace (const char *text, const char *pattern, const char *with)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_DOTALL, 0, NULL);
  char *replaced = g_regex_replace (regex, text, -1, 0, with, 0, NULL);

  return replaced != NULL ? replaced : g_strdup (text);
}

#define PICTURE "(\\s*(?:<a\\b[^>]*>\\s*)?<img\\b[^>]*>(?:\\s*</a>)?)(.*?)\\[/caption\\]"

/* Before WordPress 3.4 the words of a caption stood in an attribute. */
static char *
resolve_shortcodes (const char *content)
{
  g_autofree char *old_captions
      = replace (content, "\\[caption[^\\]]*\\bcaption=\"([^\"]*)\"[^\\]]*\\]" PICTURE,
                 "<figure>\\2<figcaption>\\1\\3</figcaption></figure>");
  g_autofree char *captions = replace (old_captions, "\\[caption[^\\]]*\\]" PICTURE,
                                       "<figure>\\1<figcaption>\\2</figcaption></figure>");
  g_autofree char *embeds
      = replace (captions, "\\[embed[^\\]]*\\]\\s*([^\\s<\\[]+)\\s*\\[/embed\\]",
                 "<p><a href=\"\\1\">\\1</a></p>");

  return replace (embeds, "\\[/?gallery[^\\]]*\\]", "");
}

/* A blank line parts paragraphs, a newline is a break. */
static char *
make_paragraphs (const char *content)
{
  g_autofree char *unix_lines = replace (content, "\r\n?", "\n");
  g_autoptr (GRegex) block
      = g_regex_new ("^\\s*</?" BLOCK_TAGS "\\b|^\\s*<!--", G_REGEX_CASELESS, 0, NULL);
  g_auto (GStrv) chunks = g_regex_split_simple ("\n[ \t]*\n\\s*", unix_lines, 0, 0);
  GString *html = g_string_new (NULL);

  if (chunks == NULL) /* too much white space for the expression */
    chunks = g_strsplit (unix_lines, "\n\n", -1);
  for (char **chunk = chunks; *chunk != NULL; chunk++)
    {
      g_autofree char *lines = NULL;
      if (*g_strstrip (*chunk) == '\0')
        continue;
      if (g_regex_match (block, *chunk, 0, NULL))
        {
          g_string_append_printf (html, "%s\n", *chunk);
          continue;
        }
      lines = replace (*chunk, "\\s*\n\\s*(?!</?" BLOCK_TAGS "\\b)", "<br>\n");
      g_string_append_printf (html, "<p>%s</p>\n", lines);
    }
  return g_string_free_and_steal (html);
}

/**
 * mq_markup_from_wordpress:
 * @content: what WordPress stores of a post: blocks, or text whose newlines mean something
 *
 * Returns: (transfer full): HTML
 */
char *
mq_markup_from_wordpress (const char *content)
{
  g_autofree char *resolved = resolve_shortcodes (content);

  return strstr (content, "<!-- wp:") != NULL || strstr (content, "<article") != NULL
             ? g_steal_pointer (&resolved)
             : make_paragraphs (resolved);
}

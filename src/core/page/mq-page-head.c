/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-page-private.h"

#include <string.h>

#include "mq-escape.h"
#include "mq-rendition.h"
#include "mq-text.h"

#define DESCRIPTION_LEAST 50
#define DESCRIPTION_MOST 200

/* A star, so that no visit asks the server for /favicon.ico. */
#define ICON                                                                                       \
  "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/"                                     \
  "svg'%20viewBox='0%200%2016%2016'%3E%3Cpath%20fill="                                             \
  "'%23c64600'%20d='M8%201l2.1%204.6%205%20.6-3.7%203.4%201%205L8%2012.1%203.6%2014.6l1-5L.9%206." \
  "2l5-.6z'/%3E%3C/"                                                                               \
  "svg%3E"

static void
append_meta (GString *html, const char *key, const char *name, const char *content)
{
  if (content == NULL || *content == '\0')
    return;
  g_string_append_printf (html, "<meta %s=\"%s\" content=\"", key, name);
  mq_escape_attribute (html, content);
  g_string_append (html, "\">\n");
}

static char *
dup_origin (const char *url)
{
  g_autoptr (GUri) uri
      = mq_text_is_web_address (url, TRUE) ? g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL) : NULL;

  if (uri == NULL)
    return NULL;
  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), "", NULL, NULL);
}

static char *
dup_style_hash (const char *css)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (sum, (const guchar *) css, strlen (css));
  g_checksum_get_digest (sum, digest, &length);
  return g_base64_encode (digest, length);
}

static void
append_policy (GString *html, const MqPageContext *page, const char *css)
{
  g_autofree char *hash = dup_style_hash (css);
  g_autofree char *origin = NULL;
  const char *reply = mq_page_text (page, MQ_REVIEW_REPLY_ADDRESS);

  if (*reply != '\0' && mq_review_get_comments_open (page->review))
    origin = dup_origin (reply);
  g_string_append_printf (
      html,
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'sha256-%s'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
      "form-action %s\">\n",
      hash, origin != NULL ? origin : "'none'");
}

/* Within 50 and 200 characters as far as there are words for it. */
static char *
dup_description (const MqPageContext *page)
{
  const char *standfirst = mq_page_text (page, MQ_REVIEW_STANDFIRST);
  const char *text = mq_document_get_summary (page->document);
  g_autoptr (GString) all = g_string_new (standfirst);

  if (g_utf8_strlen (all->str, -1) < DESCRIPTION_LEAST && *text != '\0')
    g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", text);
  if (g_utf8_strlen (all->str, -1) < DESCRIPTION_LEAST)
    {
      g_autofree char *title = mq_page_dup_title (page->review);
      g_autofree char *start = g_strconcat (title, all->len > 0 ? ". " : "", NULL);
      g_string_prepend (all, start);
    }
  return mq_text_shorten (all->str, DESCRIPTION_MOST);
}

/* "en-GB" as Facebook wants it: "en_GB", with the language's most common country where none is
 * named. */
static char *
dup_locale (const char *language)
{
  static const char *const known[][2]
      = { { "en", "en_GB" }, { "de", "de_DE" }, { "fr", "fr_FR" }, { "es", "es_ES" },
          { "it", "it_IT" }, { "he", "he_IL" }, { "ar", "ar_AR" }, { "pt", "pt_PT" },
          { "nl", "nl_NL" }, { "ja", "ja_JP" } };
  g_auto (GStrv) parts = g_strsplit (language, "-", -1);

  for (guint i = 1; i < g_strv_length (parts); i++)
    if (strlen (parts[i]) == 2)
      {
        g_autofree char *country = g_ascii_strup (parts[i], -1);
        return g_strdup_printf ("%s_%s", parts[0], country);
      }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (known[i][0], parts[0]) == 0)
      return g_strdup (known[i][1]);
  return NULL;
}

static void
append_shared_picture (GString *html, const MqPageContext *page)
{
  const MqPicture *poster = mq_review_get_poster (page->review);
  const char *address = mq_page_text (page, MQ_REVIEW_ADDRESS);
  g_autofree char *name = NULL, *url = NULL, *width = NULL, *height = NULL;
  int widths[2];

  if (poster == NULL || *address == '\0')
    {
      append_meta (html, "name", "twitter:card", "summary");
      return;
    }
  mq_rendition_get_widths (poster, widths);
  name = mq_rendition_get_name (poster, widths[0]);
  url = g_uri_resolve_relative (address, name, G_URI_FLAGS_NONE, NULL);
  width = g_strdup_printf ("%d", widths[0]);
  height = g_strdup_printf ("%d", (int) ((gint64) poster->height * widths[0] / poster->width));
  append_meta (html, "property", "og:image", url);
  append_meta (html, "property", "og:image:width", width);
  append_meta (html, "property", "og:image:height", height);
  append_meta (html, "property", "og:image:alt", poster->alt);
  append_meta (html, "name", "twitter:card", "summary_large_image");
}

static void
append_sharing (GString *html,
                const MqPageContext *page,
                const char *title,
                const char *description)
{
  g_autofree char *locale = dup_locale (page->language);

  append_meta (html, "property", "og:type", "article");
  append_meta (html, "property", "og:title", title);
  append_meta (html, "property", "og:description", description);
  append_meta (html, "property", "og:site_name", mq_page_text (page, MQ_REVIEW_OUTLET));
  append_meta (html, "property", "og:locale", locale);
  append_meta (html, "property", "og:url", mq_page_text (page, MQ_REVIEW_ADDRESS));
  append_meta (html, "property", "article:published_time",
               mq_page_text (page, MQ_REVIEW_PUBLISHED));
  append_meta (html, "property", "article:author", mq_page_text (page, MQ_REVIEW_BYLINE));
  append_shared_picture (html, page);
}

void
mq_page_append_head (GString *html, const MqPageContext *page)
{
  g_autofree char *css = mq_page_dup_css (page->settings);
  g_autofree char *title = mq_page_dup_title (page->review);
  g_autofree char *description = dup_description (page);
  const char *address = mq_page_text (page, MQ_REVIEW_ADDRESS);
  const MqTheme *theme = page->settings->theme;

  g_string_append (html, "<head>\n<meta charset=\"utf-8\">\n");
  append_policy (html, page, css);
  g_string_append (
      html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
  mq_escape_html (html, title);
  g_string_append (html, "</title>\n");
  append_meta (html, "name", "description", description);
  append_meta (html, "name", "author", mq_page_text (page, MQ_REVIEW_BYLINE));
  append_meta (html, "name", "color-scheme", "light dark");
  g_string_append_printf (
      html,
      "<meta name=\"theme-color\" content=\"%s\" media=\"(prefers-color-scheme: light)\">\n"
      "<meta name=\"theme-color\" content=\"%s\" media=\"(prefers-color-scheme: dark)\">\n",
      theme->colour_light, theme->colour_dark);
  append_meta (html, "name", "referrer", "strict-origin-when-cross-origin");
  append_meta (html, "name", "robots", "max-image-preview:large");
  if (*address != '\0')
    {
      g_string_append (html, "<link rel=\"canonical\" href=\"");
      mq_escape_url_attribute (html, address);
      g_string_append (html, "\">\n");
    }
  append_sharing (html, page, title, description);
  g_string_append (html, "<link rel=\"icon\" href=\"" ICON "\">\n<style>");
  g_string_append (html, css);
  g_string_append (html, "</style>\n");
  mq_page_append_data (html, page);
  g_string_append (html, "</head>\n");
}

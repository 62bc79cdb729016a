/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-page-private.h"

#include <string.h>

#include "mq-escape.h"
#include "mq-phrases.h"
#include "mq-text.h"

static MqPageContext
make_context (MqReview *review, MqDocument *document, const MqPageSettings *settings)
{
  const char *language = mq_review_get_text (review, MQ_REVIEW_LANGUAGE);

  return (MqPageContext) {
    .review = review,
    .document = document,
    .settings = settings,
    .language = *language != '\0' ? language : "en",
    .lead_picture = mq_review_get_poster (review) == NULL,
  };
}

static MqDocument *
parse (MqPageContext *page, const char *markdown)
{
  return mq_document_new (markdown, page->language, mq_page_picture_markup, page);
}

/**
 * mq_page_parse_text:
 * @review: whose language and pictures count
 * @markdown: the text, in place of the review's own
 * @theme: the theme that the pictures' sizes are meant for
 *
 * Returns: (transfer full): the text, with its pictures drawn as the page has them
 */
MqDocument *
mq_page_parse_text (MqReview *review, const char *markdown, const MqTheme *theme)
{
  MqPageSettings settings = { theme, NULL };
  MqPageContext page = make_context (review, NULL, &settings);

  return parse (&page, markdown);
}

/**
 * mq_page_parse_edited:
 * @before: the text as it was a moment ago, parsed with the same @review and @theme
 *
 * Returns: (transfer full) (nullable): what mq_page_parse_text() returns, sooner; %NULL where more
 * was changed than a paragraph
 */
MqDocument *
mq_page_parse_edited (MqReview *review,
                      MqDocument *before,
                      const char *markdown,
                      const MqTheme *theme)
{
  MqPageSettings settings = { theme, NULL };
  MqPageContext page = make_context (review, NULL, &settings);

  return mq_document_new_edited (before, markdown, page.language, mq_page_picture_markup, &page);
}

/** Returns: (transfer full): the review's text as mq_page_parse_text() gives it */
MqDocument *
mq_page_parse_with_theme (MqReview *review, const MqTheme *theme)
{
  return mq_page_parse_text (review, mq_review_get_text (review, MQ_REVIEW_BODY), theme);
}

/** Returns: (transfer full): the review's text as the first theme has it, for what looks at the
 * words only */
MqDocument *
mq_page_parse (MqReview *review)
{
  guint n;
  return mq_page_parse_with_theme (review, mq_theme_get_all (&n));
}

/**
 * mq_page_append_bdi:
 *
 * Appends a one-line fact that keeps its own direction.
 */
void
mq_page_append_bdi (GString *html, const char *class_name, const char *text)
{
  if (class_name != NULL)
    g_string_append_printf (html, "<bdi class=\"%s\">", class_name);
  else
    g_string_append (html, "<bdi>");
  mq_escape_html (html, text);
  g_string_append (html, "</bdi>");
}

static void
append_outlet (GString *html, const MqPageContext *page)
{
  const char *outlet = mq_page_text (page, MQ_REVIEW_OUTLET),
             *url = mq_page_text (page, MQ_REVIEW_OUTLET_URL);

  if (*url != '\0')
    {
      g_string_append (html, "<a href=\"");
      mq_escape_url_attribute (html, url);
      g_string_append (html, "\">");
    }
  mq_page_append_bdi (html, NULL, outlet);
  g_string_append (html, *url != '\0' ? "</a>" : "");
}

static void
append_page (GString *html, const MqPageContext *page)
{
  gboolean outlet = *mq_page_text (page, MQ_REVIEW_OUTLET) != '\0';
  const char *direction = mq_page_text (page, MQ_REVIEW_DIRECTION);
  gboolean rtl
      = *direction != '\0' ? strcmp (direction, "rtl") == 0 : mq_text_is_rtl (page->language);

  g_string_append (html, "<!DOCTYPE html>\n<html lang=\"");
  mq_escape_attribute (html, page->language);
  g_string_append_printf (html, "\" dir=\"%s\">\n", rtl ? "rtl" : "ltr");
  mq_page_append_head (html, page);
  g_string_append (html, "<body>\n");
  g_string_append_printf (html, "<a class=\"skip\" href=\"#review\">%s</a>\n",
                          mq_phrase (page->language, MQ_PHRASE_SKIP));
  if (outlet)
    {
      g_string_append (html, "<header>");
      append_outlet (html, page);
      g_string_append (html, "</header>\n");
    }
  g_string_append (html, "<main>\n");
  mq_page_append_article (html, page);
  mq_page_append_reply_form (html, page);
  g_string_append (html, "</main>\n");
  if (outlet)
    {
      g_string_append (html, "<footer><p>");
      append_outlet (html, page);
      g_string_append (html, "</p></footer>\n");
    }
  g_string_append (html, "</body>\n</html>\n");
}

/**
 * mq_page_render:
 * @review: the review
 * @document: its text, from mq_page_parse_with_theme()
 * @settings: theme and style
 *
 * Returns: (transfer full): the whole page; the same bytes for the same review
 */
char *
mq_page_render (MqReview *review, MqDocument *document, const MqPageSettings *settings)
{
  MqPageContext page = make_context (review, document, settings);
  GString *html = g_string_sized_new (32 * 1024);

  append_page (html, &page);
  return g_string_free_and_steal (html);
}

/**
 * mq_page_render_single_file:
 * @picture_source: (scope call): gives the address, with the scheme `data`, that holds a picture
 *
 * Returns: (transfer full): the whole page with its pictures inside
 */
char *
mq_page_render_single_file (MqReview *review,
                            const MqPageSettings *settings,
                            MqPictureSource picture_source,
                            gpointer data)
{
  MqPageContext page = make_context (review, NULL, settings);
  g_autoptr (MqDocument) document = NULL;
  GString *html = g_string_sized_new (64 * 1024);

  page.picture_source = picture_source;
  page.data = data;
  page.document = document = parse (&page, mq_review_get_text (review, MQ_REVIEW_BODY));
  append_page (html, &page);
  return g_string_free_and_steal (html);
}

/**
 * mq_page_render_header:
 *
 * Returns: (transfer full): what stands inside the article's header, for a preview that changes it
 * in place
 */
char *
mq_page_render_header (MqReview *review, const MqPageSettings *settings)
{
  MqPageContext page = make_context (review, NULL, settings);
  GString *html = g_string_new (NULL);

  mq_page_append_article_header (html, &page);
  return g_string_free_and_steal (html);
}

/**
 * mq_page_render_fragment:
 * @picture_source: (scope call): gives the address of a picture of the text
 *
 * Returns: (transfer full): what goes into a content system, which makes the page, its title, its
 * byline and the poster itself: rating, credits, text and screenings
 */
char *
mq_page_render_fragment (MqReview *review, MqPictureSource picture_source, gpointer data)
{
  guint n;
  MqPageSettings settings = { mq_theme_get_all (&n), NULL };
  MqPageContext page = make_context (review, NULL, &settings);
  g_autoptr (MqDocument) document = NULL;
  GString *html = g_string_new (NULL);

  page.is_fragment = TRUE;
  page.lead_picture = FALSE;
  page.picture_source = picture_source;
  page.data = data;
  page.document = document = parse (&page, mq_review_get_text (review, MQ_REVIEW_BODY));
  mq_page_append_article (html, &page);
  return g_string_free_and_steal (html);
}

/** Returns: (transfer full): "Rust and Bone (2012) review" */
char *
mq_page_dup_title (MqReview *review)
{
  const char *language = mq_review_get_text (review, MQ_REVIEW_LANGUAGE);
  const char *title = mq_review_get_text (review, MQ_REVIEW_TITLE);
  const char *word = mq_phrase (language, MQ_PHRASE_REVIEW);

  if (*title == '\0')
    return g_strdup (word);
  if (mq_review_get_year (review) > 0)
    return g_strdup_printf ("%s (%d) %s", title, mq_review_get_year (review), word);
  return g_strdup_printf ("%s %s", title, word);
}

/** Returns: (transfer full): the theme's style sheet with the critic's own behind it, safe inside a
 * style element */
char *
mq_page_dup_css (const MqPageSettings *settings)
{
  g_autofree char *theme = mq_theme_dup_css (settings->theme);
  GString *css = g_string_new (NULL);

  mq_escape_css (css, theme);
  if (settings->own_css != NULL && *settings->own_css != '\0')
    {
      g_autofree char *own = mq_text_clean (settings->own_css);
      mq_escape_css (css, own);
      g_string_append_c (css, '\n');
    }
  return g_string_free_and_steal (css);
}

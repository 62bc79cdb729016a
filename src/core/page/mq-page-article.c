/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-page-private.h"

#include <math.h>
#include <string.h>

#include "mq-escape.h"
#include "mq-iso-date.h"
#include "mq-phrases.h"
#include "mq-rendition.h"
#include "mq-text.h"

/* ---- Pictures ---- */

static void
append_source (GString *html, const MqPageContext *page, const MqPicture *picture, int width)
{
  g_autofree char *source = NULL;

  if (page->picture_source != NULL)
    source = page->picture_source (picture, width, page->data);
  else
    source = mq_rendition_get_name (picture, width);
  mq_escape_attribute (html, source);
}

static void
append_source_set (GString *html,
                   const MqPageContext *page,
                   const MqPicture *picture,
                   const int widths[2])
{
  const MqTheme *theme = page->settings->theme;
  double ratio = (double) picture->width / picture->height;
  int rem = (int) ceil (MIN (theme->picture_cap * ratio, theme->picture_width));

  g_string_append (html, " srcset=\"");
  append_source (html, page, picture, widths[0]);
  g_string_append_printf (html, " %dw, ", widths[0]);
  append_source (html, page, picture, widths[1]);
  g_string_append_printf (html, " %dw\" sizes=\"(max-width: 44rem) 100vw, %drem\"", widths[1],
                          MAX (rem, 1));
}

/**
 * mq_page_append_picture:
 * @class_name: (nullable): a class for the img element
 * @lead: whether this is the first picture that a reader sees
 *
 * Appends a picture, with its caption and credit where it has them.
 */
void
mq_page_append_picture (GString *html,
                        const MqPageContext *page,
                        const MqPicture *picture,
                        const char *class_name,
                        gboolean lead)
{
  gboolean caption = *picture->caption != '\0' || *picture->credit != '\0';
  int widths[2];
  guint n = mq_rendition_get_widths (picture, widths);

  g_string_append (html, caption ? "<figure><img" : "<img");
  if (class_name != NULL)
    g_string_append_printf (html, " class=\"%s\"", class_name);
  g_string_append (html, " src=\"");
  append_source (html, page, picture, widths[0]);
  g_string_append_c (html, '"');
  if (n > 1 && page->picture_source == NULL)
    append_source_set (html, page, picture, widths);
  g_string_append_printf (html, " width=\"%d\" height=\"%d\" alt=\"", widths[0],
                          MAX (1, (int) ((gint64) picture->height * widths[0] / picture->width)));
  mq_escape_attribute (html, picture->alt);
  g_string_append (html,
                   lead ? "\" fetchpriority=\"high\">" : "\" loading=\"lazy\" decoding=\"async\">");
  if (!caption)
    return;
  g_string_append (html, "<figcaption>");
  if (*picture->caption != '\0')
    mq_page_append_bdi (html, NULL, picture->caption);
  if (*picture->credit != '\0')
    {
      g_string_append_printf (html, "%s<small>%s ", *picture->caption != '\0' ? " " : "",
                              mq_phrase (page->language, MQ_PHRASE_PICTURE_CREDIT));
      mq_page_append_bdi (html, NULL, picture->credit);
      g_string_append (html, "</small>");
    }
  g_string_append (html, "</figcaption></figure>");
}

/* A MqPictureMarkup: the words in the Markdown win over those of the form. */
char *
mq_page_picture_markup (const char *name,
                        const char *alt,
                        const char *title,
                        gboolean is_block,
                        gpointer data)
{
  MqPageContext *page = data;
  MqPicture *picture = mq_review_find_picture (page->review, name);
  g_autoptr (MqPicture) worded = NULL;
  GString *html;

  if (picture == NULL)
    return NULL;
  worded = mq_picture_with_texts (picture, *alt != '\0' ? alt : picture->alt,
                                  is_block ? picture->credit : "",
                                  !is_block                         ? ""
                                  : title != NULL && *title != '\0' ? title
                                                                    : picture->caption);
  html = g_string_new (NULL);
  if (is_block && *worded->caption == '\0' && *worded->credit == '\0')
    {
      g_string_append (html, "<figure>");
      mq_page_append_picture (html, page, worded, NULL, page->lead_picture);
      g_string_append (html, "</figure>");
    }
  else
    mq_page_append_picture (html, page, worded, NULL, page->lead_picture);
  page->lead_picture = FALSE;
  return g_string_free_and_steal (html);
}

/* ---- The article's header ---- */

static void
append_rating (GString *html, const MqPageContext *page)
{
  MqRating rating = mq_review_get_rating (page->review);
  g_autofree char *text = mq_rating_to_text (&rating);
  g_autofree char *stars = mq_rating_to_stars (&rating);
  char value[G_ASCII_DTOSTR_BUF_SIZE];

  if (rating.scale == MQ_SCALE_NONE)
    return;
  g_ascii_formatd (value, sizeof value, "%.10g", rating.value);
  g_string_append (html, "<p class=\"rating\">");
  if (*stars != '\0')
    g_string_append_printf (html, "<span aria-hidden=\"true\">%s</span> ", stars);
  g_string_append_printf (html, "<data class=\"p-rating\" value=\"%s\">%s</data> ", value, text);
  if (rating.scale == MQ_SCALE_LETTERS)
    g_string_append (html, "<data class=\"p-best\" value=\"12\"></data>");
  else
    g_string_append_printf (html, "%s <data class=\"p-best\" value=\"%g\">%g</data>",
                            mq_phrase (page->language, MQ_PHRASE_OUT_OF),
                            mq_scale_get_best (rating.scale), mq_scale_get_best (rating.scale));
  g_string_append_printf (html, "<data class=\"p-worst\" value=\"%s\"></data></p>\n",
                          g_ascii_formatd (value, sizeof value, "%.10g", rating.worst));
}

static const char *
person_class (const char *role)
{
  if (strcmp (role, "director") == 0)
    return "p-director h-card";
  if (strcmp (role, "stars") == 0 || strcmp (role, "cast") == 0)
    return "p-actor h-card";
  return NULL;
}

static void
append_names (GString *html, const MqPageContext *page, const MqCredit *credit)
{
  guint n = g_strv_length (credit->names);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (html, i < n - 1 ? ", " : " ");
      if (i > 0 && i == n - 1)
        g_string_append_printf (html, "%s ", mq_phrase (page->language, MQ_PHRASE_AND));
      mq_page_append_bdi (html, person_class (credit->role), credit->names[i]);
    }
}

static void
append_credit (GString *html, const MqPageContext *page, const MqCredit *credit)
{
  const char *label = mq_phrase_role (page->language, credit->role, credit->names[1] != NULL);

  g_string_append (html, "<div><dt>");
  if (label != NULL)
    g_string_append (html, label);
  else
    {
      mq_page_append_bdi (html, NULL, credit->role);
      g_string_append_c (html, ':');
    }
  g_string_append (html, "</dt> <dd>");
  append_names (html, page, credit);
  g_string_append (html, "</dd></div>\n");
}

static void
append_fact (GString *html, const MqPageContext *page, MqPhrase label, const char *text)
{
  if (*text == '\0')
    return;
  g_string_append_printf (html, "<div><dt>%s</dt> <dd>", mq_phrase (page->language, label));
  mq_page_append_bdi (html, NULL, text);
  g_string_append (html, "</dd></div>\n");
}

static void
append_list_fact (GString *html, const MqPageContext *page, MqPhrase label, MqReviewList which)
{
  g_autofree char *text = g_strjoinv (", ", (char **) mq_review_get_list (page->review, which));
  append_fact (html, page, label, text);
}

static void
append_credits (GString *html, const MqPageContext *page)
{
  MqCredits *credits = mq_review_get_credits (page->review);
  int year = mq_review_get_year (page->review), runtime = mq_review_get_runtime (page->review);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *year_text = g_strdup_printf ("%d", year);
  g_autofree char *minutes
      = g_strdup_printf ("%d %s", runtime, mq_phrase (page->language, MQ_PHRASE_MINUTES));

  for (guint i = 0; i < mq_credits_get_length (credits); i++)
    append_credit (list, page, mq_credits_get (credits, i));
  append_fact (list, page, MQ_PHRASE_YEAR, year > 0 ? year_text : "");
  append_fact (list, page, MQ_PHRASE_ORIGINAL_TITLE, mq_page_text (page, MQ_REVIEW_ORIGINAL_TITLE));
  append_fact (list, page, MQ_PHRASE_RUNTIME, runtime > 0 ? minutes : "");
  append_fact (list, page, MQ_PHRASE_CERTIFICATE, mq_page_text (page, MQ_REVIEW_CERTIFICATE));
  append_list_fact (list, page, MQ_PHRASE_COUNTRY, MQ_REVIEW_COUNTRIES);
  append_list_fact (list, page, MQ_PHRASE_LANGUAGE, MQ_REVIEW_LANGUAGES);
  append_fact (list, page, MQ_PHRASE_DISTRIBUTOR, mq_page_text (page, MQ_REVIEW_DISTRIBUTOR));
  append_fact (list, page, MQ_PHRASE_RELEASED, mq_page_text (page, MQ_REVIEW_RELEASE_DATE));
  if (list->len > 0)
    g_string_append_printf (html, "<dl class=\"credits\">%s</dl>\n", list->str);
}

static void
append_item (GString *html, const MqPageContext *page)
{
  const char *title = mq_page_text (page, MQ_REVIEW_TITLE);
  const MqPicture *poster = mq_review_get_poster (page->review);
  g_autoptr (GString) item = g_string_new (NULL);

  if (poster != NULL && !page->is_fragment)
    {
      mq_page_append_picture (item, page, poster, "u-photo", TRUE);
      g_string_append_c (item, '\n');
    }
  append_credits (item, page);
  if (*title == '\0' && item->len == 0)
    return;
  g_string_append (html, "<div class=\"p-item h-item\">");
  if (*title != '\0')
    {
      g_string_append (html, "<data class=\"p-name\" value=\"");
      mq_escape_attribute (html, title);
      g_string_append (html, "\"></data>\n");
    }
  g_string_append_printf (html, "%s</div>\n", item->str);
}

static void
append_author (GString *html, const MqPageContext *page)
{
  const char *byline = mq_page_text (page, MQ_REVIEW_BYLINE),
             *url = mq_page_text (page, MQ_REVIEW_BYLINE_URL);

  g_string_append_printf (html, "%s ", mq_phrase (page->language, MQ_PHRASE_BY));
  if (*url == '\0')
    {
      mq_page_append_bdi (html, "p-author h-card", byline);
      return;
    }
  g_string_append (html, "<a class=\"p-author h-card\" rel=\"author\" href=\"");
  mq_escape_url_attribute (html, url);
  g_string_append (html, "\" dir=\"auto\">");
  mq_escape_html (html, byline);
  g_string_append (html, "</a>");
}

static void
append_by (GString *html, const MqPageContext *page)
{
  const char *published = mq_page_text (page, MQ_REVIEW_PUBLISHED);
  gboolean author = *mq_page_text (page, MQ_REVIEW_BYLINE) != '\0';
  g_autoptr (GDateTime) date = mq_iso_date_parse (published);

  if (!author && date == NULL)
    return;
  g_string_append (html, "<p class=\"by\">");
  if (author)
    append_author (html, page);
  if (author && date != NULL)
    g_string_append (html, ", ");
  if (date != NULL)
    {
      g_autofree char *day = mq_phrase_date (page->language, date);
      g_string_append_printf (html, "<time class=\"dt-published\" datetime=\"%s\">%s</time>",
                              published, day);
    }
  g_string_append (html, "</p>\n");
}

void
mq_page_append_article_header (GString *html, const MqPageContext *page)
{
  const char *title = mq_page_text (page, MQ_REVIEW_TITLE);
  const char *standfirst = mq_page_text (page, MQ_REVIEW_STANDFIRST);

  if (*title != '\0' && page->is_fragment)
    {
      g_string_append (html, "<data class=\"p-name\" value=\"");
      mq_escape_attribute (html, title);
      g_string_append (html, "\"></data>\n");
    }
  else if (*title != '\0')
    {
      g_string_append (html, "<h1 class=\"p-name\" dir=\"auto\">");
      mq_escape_html (html, title);
      g_string_append (html, "</h1>\n");
    }
  if (*standfirst != '\0')
    {
      g_string_append (html, "<p class=\"p-summary\" dir=\"auto\">");
      mq_escape_html (html, standfirst);
      g_string_append (html, "</p>\n");
    }
  append_rating (html, page);
  append_item (html, page);
  if (!page->is_fragment)
    append_by (html, page);
}

/* ---- What follows the text ---- */

static void
append_screenings (GString *html, const MqPageContext *page)
{
  const char *text = mq_page_text (page, MQ_REVIEW_SCREENINGS_TEXT);
  const char *label = mq_page_text (page, MQ_REVIEW_SCREENINGS_LABEL);
  const char *url = mq_page_text (page, MQ_REVIEW_SCREENINGS_URL);
  gboolean is_link = mq_text_is_web_address (url, FALSE); /* and not half typed */

  if (*label == '\0' && *url == '\0')
    return;
  g_string_append (html, "<p class=\"screenings\" dir=\"auto\">");
  mq_escape_html (html, *text != '\0' ? text : mq_phrase (page->language, MQ_PHRASE_SCREENINGS));
  g_string_append_c (html, ' ');
  if (is_link)
    {
      g_string_append (html, "<a href=\"");
      mq_escape_url_attribute (html, url);
      g_string_append (html, "\">");
    }
  mq_page_append_bdi (html, NULL, *label != '\0' ? label : url);
  g_string_append (html, is_link ? "</a></p>\n" : "</p>\n");
}

static void
append_permalink (GString *html, const MqPageContext *page)
{
  const char *address = mq_page_text (page, MQ_REVIEW_ADDRESS);

  if (*address == '\0')
    return;
  g_string_append (html, "<p><a class=\"u-url\" href=\"");
  mq_escape_url_attribute (html, address);
  g_string_append_printf (html, "\">%s</a></p>\n", mq_phrase (page->language, MQ_PHRASE_PERMALINK));
}

void
mq_page_append_article (GString *html, const MqPageContext *page)
{
  g_string_append (html, "<article class=\"h-entry h-review\" id=\"review\">\n<header>\n");
  mq_page_append_article_header (html, page);
  g_string_append (html, "</header>\n<div class=\"e-content\">\n");
  for (guint i = 0; i < mq_document_get_n_blocks (page->document); i++)
    g_string_append (html, mq_document_get_block (page->document, i)->html);
  g_string_append (html, "</div>\n");
  append_screenings (html, page);
  if (!page->is_fragment)
    append_permalink (html, page);
  g_string_append (html, "</article>\n");
}

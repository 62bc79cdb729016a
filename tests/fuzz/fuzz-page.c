/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "mq-page.h"
#include "mq-text.h"

/* Markdown to a page. A page holds no script but the theme's, whatever the text says. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = mq_text_from_bytes (bytes, NULL), *html = NULL, *fragment = NULL;
  g_autoptr (MqReview) review = mq_review_new ();
  g_autoptr (MqDocument) document = NULL;
  guint n;
  MqPageSettings settings = { mq_theme_get_all (&n), NULL };

  if (text == NULL)
    return 0;
  mq_review_set_text (review, MQ_REVIEW_TITLE, text);
  mq_review_set_text (review, MQ_REVIEW_STANDFIRST, text);
  mq_review_set_text (review, MQ_REVIEW_BODY, text);
  document = mq_page_parse (review);
  html = mq_page_render (review, document, &settings);
  g_assert_true (g_utf8_validate (html, -1, NULL));
  fragment = mq_document_to_html (document);
  g_assert_null (strstr (fragment, "<script"));
  g_assert_null (strstr (fragment, "=\"javascript:"));
  return 0;
}

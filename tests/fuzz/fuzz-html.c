/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "mq-encoding.h"
#include "mq-markup-page.h"
#include "mq-markup-review.h"
#include "mq-markup.h"
#include "mq-office-html.h"

/* A page in whatever encoding, a post's text, and what a text processor keeps in its XML. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *html = mq_encoding_to_utf8 (bytes, NULL), *title = NULL, *post = NULL,
                  *odt = NULL, *docx = NULL;
  g_autoptr (MqReview) review = mq_review_new ();

  odt = mq_office_html_from_odt (bytes);
  docx = mq_office_html_from_docx (bytes, bytes);
  if (html == NULL)
    return 0;
  mq_markup_read_review (html, "https://example.org/", NULL, review);
  g_assert_true (g_utf8_validate (mq_review_get_text (review, MQ_REVIEW_BODY), -1, NULL));
  title = mq_markup_read_page (html, review);
  post = mq_markup_from_wordpress (html);
  g_ptr_array_unref (mq_markup_list_pictures (post, NULL));
  return 0;
}

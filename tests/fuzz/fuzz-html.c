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
  static const char *const parts[]
      = { "content.xml",        "styles.xml",         "word/document.xml",
          "word/styles.xml",    "word/footnotes.xml", "word/_rels/document.xml.rels",
          "word/numbering.xml", "word/endnotes.xml" };
  g_autoptr (GHashTable) documents = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *html = mq_encoding_to_utf8 (bytes, NULL), *title = NULL, *post = NULL,
                  *odt = NULL, *docx = NULL;
  g_autoptr (MqReview) review = mq_review_new ();

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_hash_table_insert (documents, (gpointer) parts[i], bytes);
  odt = mq_office_html_from_odt (documents);
  docx = mq_office_html_from_docx (documents);
  if (html == NULL)
    return 0;
  mq_markup_read_review (html, "https://example.org/", NULL, review);
  g_assert_true (g_utf8_validate (mq_review_get_text (review, MQ_REVIEW_BODY), -1, NULL));
  title = mq_markup_read_page (html, review);
  post = mq_markup_from_wordpress (html);
  g_ptr_array_unref (mq_markup_list_pictures (post, NULL));
  return 0;
}

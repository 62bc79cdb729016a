/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "mq-document.h"
#include "mq-text.h"

/* A text, and a change of it: the document of the paragraph alone is that of the whole text. The
 * first bytes say where, how much is taken out, and how much of the text's beginning is put there.
 */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL, *inserted = NULL, *html = NULL, *whole_html = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (MqDocument) before = NULL, edited = NULL, whole = NULL;
  gsize at, length;

  if (size < 4)
    return 0;
  bytes = g_bytes_new (data + 4, size - 4);
  text = mq_text_from_bytes (bytes, NULL);
  if (text == NULL)
    return 0;
  length = strlen (text);
  at = (data[0] + 256u * data[1]) % (length + 1);
  inserted = g_strndup (text, data[3] % 16);
  changed = g_string_new (text);
  g_string_erase (changed, at, MIN (data[2] % 16, length - at));
  g_string_insert (changed, at, inserted);
  before = mq_document_new (text, NULL, NULL, NULL);
  edited = mq_document_new_edited (before, changed->str, NULL, NULL, NULL);
  if (edited == NULL)
    return 0;
  whole = mq_document_new (changed->str, NULL, NULL, NULL);
  html = mq_document_to_html (edited);
  whole_html = mq_document_to_html (whole);
  g_assert_cmpstr (html, ==, whole_html);
  g_assert_cmpuint (mq_document_get_n_blocks (edited), ==, mq_document_get_n_blocks (whole));
  for (guint i = 0; i < mq_document_get_n_blocks (whole); i++)
    g_assert_cmpint (mq_document_get_block (edited, i)->end_line, ==,
                     mq_document_get_block (whole, i)->end_line);
  g_assert_cmpstr (mq_document_get_summary (edited), ==, mq_document_get_summary (whole));
  return 0;
}

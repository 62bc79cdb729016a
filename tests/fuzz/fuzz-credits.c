/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "mq-credit-lines.h"
#include "mq-import-text.h"
#include "mq-names.h"
#include "mq-text.h"

/* A text as critics type it: title, credits, paragraphs. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const languages[] = { "", "en", "de", "fr" };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = mq_text_from_bytes (bytes, NULL);
  g_autoptr (MqImportItem) item = NULL;

  if (text == NULL)
    return 0;
  item = mq_import_item_new ("fuzz", "fuzz");
  mq_import_text_read (item, text, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_auto (GStrv) names = mq_names_parse (text, languages[i]);
      g_autofree char *printed = mq_names_print ((const char *const *) names, languages[i]);
      g_assert_true (g_utf8_validate (printed, -1, NULL));
    }
  return 0;
}

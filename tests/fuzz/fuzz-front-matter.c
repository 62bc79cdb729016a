/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "mq-import-front-matter.h"
#include "mq-front-matter.h"
#include "mq-markdown-file.h"
#include "mq-text.h"
#include "mq-toml.h"

/* Front matter of the house and of others, in YAML and TOML. What the house takes it prints so that
 * it takes it again. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = mq_text_from_bytes (bytes, NULL);
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  MqYaml *(*const parsers[]) (const char *, int, GError **) = { mq_yaml_parse, mq_toml_parse };
  g_autoptr (MqMarkdownFile) file = NULL;

  if (text == NULL)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (parsers); i++)
    {
      g_autoptr (MqYaml) map = parsers[i](text, 1, NULL);
      g_autoptr (GPtrArray) pictures
          = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_picture_reference_free);
      g_autoptr (MqImportItem) item = mq_import_item_new ("fuzz", "fuzz");
      if (map != NULL)
        mq_import_front_matter_read (item, map, pictures);
    }
  file = mq_markdown_file_parse_with (text, none, NULL);
  if (file != NULL)
    {
      g_autofree char *printed = mq_markdown_file_print (file->review);
      g_autoptr (MqMarkdownFile) again = mq_markdown_file_parse_with (printed, none, NULL);
      g_autofree char *unknown = mq_markdown_file_dup_unknown_fields (text);
      g_autofree char *whole = mq_markdown_file_print_with (file->review, "", unknown);
      g_autoptr (MqMarkdownFile) with_unknown = mq_markdown_file_parse_with (whole, none, NULL);
      g_assert_nonnull (again);
      g_assert_nonnull (with_unknown);
      g_assert_true (mq_review_equal (again->review, with_unknown->review));
    }
  return 0;
}

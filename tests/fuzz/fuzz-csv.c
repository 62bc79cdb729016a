/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <glib.h>

#include "mq-csv.h"

/* Any table; what is written again reads the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  char **fields = NULL;
  MqCsv csv;

  mq_csv_init (&csv, text);
  for (guint n = 0; mq_csv_next (&csv, n, &fields);)
    {
      g_auto (GStrv) record = fields, again = NULL;
      g_autoptr (GString) line = g_string_new (NULL);
      MqCsv other;
      mq_csv_append_first (line, record[0]);
      for (char **field = record + 1; *field != NULL; field++)
        mq_csv_append (line, *field);
      n = g_strv_length (record);
      mq_csv_init (&other, line->str);
      if (*line->str != '\0' && *line->str != '\xef')
        {
          g_assert_true (mq_csv_next (&other, n, &fields));
          again = fields;
          g_assert_true (g_strv_equal ((const char *const *) record, (const char *const *) again));
        }
    }
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-json-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-exchange-error.h"

#define BLOCK 65536
#define DEEPEST 200
#define LONGEST_KEY 200
#define LARGEST_ROW (64 * 1024 * 1024)

/* A dump of tables may be larger than memory: only a row at a time is parsed. What lies around the
 * rows is only followed far enough to know where they are. */
typedef struct
{
  const char *const *tables;
  MqJsonRow take;
  gpointer data;
  goffset size;
  goffset done;

  char stack[DEEPEST]; /* the brackets that are open */
  int depth;
  gboolean in_string;
  gboolean escaped;
  GString *string; /* the last one; a key where a colon follows */
  char *table;     /* the key of the array that is open */
  int table_depth; /* of that array */
  GString *row;    /* what is kept of a row, while one is open */
  gboolean in_row;
} Scanner;

static gboolean
fail (Scanner *scanner, GError **error)
{
  g_autofree char *byte = g_strdup_printf ("%" G_GOFFSET_FORMAT, scanner->done);

  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
               _ ("Byte %s: the file is damaged here, or breaks off. Export it again"), byte);
  return FALSE;
}

static gboolean
end_row (Scanner *scanner, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  scanner->in_row = FALSE;
  if (!json_parser_load_from_data (parser, scanner->row->str, (gssize) scanner->row->len, NULL))
    return fail (scanner, error);
  root = json_parser_get_root (parser);
  return !JSON_NODE_HOLDS_OBJECT (root)
         || scanner->take (scanner->table, json_node_get_object (root),
                           (double) scanner->done / (double) scanner->size, scanner->data, error);
}

static gboolean
open_bracket (Scanner *scanner, char c, GError **error)
{
  if (scanner->depth == DEEPEST)
    return fail (scanner, error);
  if (c == '[' && !scanner->in_row && g_strv_contains (scanner->tables, scanner->string->str))
    {
      g_set_str (&scanner->table, scanner->string->str);
      scanner->table_depth = scanner->depth;
    }
  if (c == '{' && !scanner->in_row && scanner->table != NULL
      && scanner->depth == scanner->table_depth + 1)
    {
      scanner->in_row = TRUE;
      g_string_assign (scanner->row, "{");
    }
  scanner->stack[scanner->depth++] = c;
  return TRUE;
}

static gboolean
close_bracket (Scanner *scanner, char c, GError **error)
{
  if (scanner->depth == 0 || scanner->stack[--scanner->depth] != (c == '}' ? '{' : '['))
    return fail (scanner, error);
  if (scanner->in_row && scanner->depth == scanner->table_depth + 1)
    return end_row (scanner, error);
  if (scanner->depth <= scanner->table_depth)
    g_clear_pointer (&scanner->table, g_free);
  return TRUE;
}

static void
scan_string (Scanner *scanner, char c)
{
  if (scanner->escaped)
    scanner->escaped = FALSE;
  else if (c == '\\')
    scanner->escaped = TRUE;
  else if (c == '"')
    scanner->in_string = FALSE;
  if (scanner->in_string && scanner->string->len < LONGEST_KEY)
    g_string_append_c (scanner->string, c);
}

static gboolean
scan (Scanner *scanner, char c, GError **error)
{
  if (scanner->in_row)
    {
      if (scanner->row->len >= LARGEST_ROW)
        return fail (scanner, error);
      g_string_append_c (scanner->row, c);
    }
  if (scanner->in_string)
    scan_string (scanner, c);
  else if (c == '"')
    {
      scanner->in_string = TRUE;
      g_string_truncate (scanner->string, 0);
    }
  else if (c == '{' || c == '[')
    return open_bracket (scanner, c, error);
  else if (c == '}' || c == ']')
    return close_bracket (scanner, c, error);
  return TRUE;
}

static gboolean
scan_stream (Scanner *scanner, GInputStream *stream, GError **error)
{
  char block[BLOCK];
  gssize n;

  while ((n = g_input_stream_read (stream, block, sizeof block, NULL, error)) > 0)
    for (gssize i = 0; i < n; i++)
      {
        scanner->done++;
        if (!scan (scanner, block[i], error))
          return FALSE;
      }
  if (n == 0 && scanner->depth > 0)
    return fail (scanner, error);
  return n == 0;
}

/**
 * mq_json_rows_read:
 * @path: JSON that somewhere holds arrays of objects
 * @tables: (array zero-terminated=1): the names of those that are wanted
 * @take: called for each object in one of them
 *
 * Returns: whether the file was read to its end
 */
gboolean
mq_json_rows_read (const char *path,
                   const char *const *tables,
                   MqJsonRow take,
                   gpointer data,
                   GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GFileInfo) info
      = stream != NULL
            ? g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, error)
            : NULL;
  Scanner scanner = { .tables = tables, .take = take, .data = data };
  gboolean good;

  if (info == NULL)
    return FALSE;
  scanner.size = MAX (g_file_info_get_size (info), 1);
  scanner.string = g_string_new (NULL);
  scanner.row = g_string_new (NULL);
  good = scan_stream (&scanner, G_INPUT_STREAM (stream), error);
  g_string_free (scanner.string, TRUE);
  g_string_free (scanner.row, TRUE);
  g_free (scanner.table);
  return good;
}

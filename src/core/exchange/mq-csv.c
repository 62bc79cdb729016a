/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-csv.h"

#include <string.h>

/* ---- Reading ---- */

/** @text: UTF-8; it has to stay as long as @self */
void
mq_csv_init (MqCsv *self, const char *text)
{
  self->at = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  self->line = 0;
  self->next_line = 1;
}

static gboolean
is_end_of_field (const char *at)
{
  return *at == ',' || *at == '\n' || *at == '\r' || *at == '\0';
}

/* What stands between quotation marks. @backslash: whether one escapes a mark that follows it. */
static const char *
read_quoted (const char *at, gboolean backslash, GString *field)
{
  for (at++; *at != '\0'; at++)
    {
      if (*at == '"' && at[1] == '"')
        at++;
      else if (*at == '\\' && at[1] == '"' && backslash)
        at++;
      else if (*at == '"')
        return at + 1;
      g_string_append_c (field, *at);
    }
  return at;
}

static char **
read_record (const char **record, gboolean backslash)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  g_autoptr (GString) field = g_string_new (NULL);
  const char *at = *record;

  for (;; at++)
    {
      g_string_truncate (field, 0);
      if (*at == '"')
        at = read_quoted (at, backslash, field);
      for (; !is_end_of_field (at); at++)
        g_string_append_c (field, *at);
      g_strv_builder_add (fields, field->str);
      if (*at != ',')
        break;
    }
  at += *at == '\r';
  *record = at + (*at == '\n');
  return g_strv_builder_end (fields);
}

static int
count_lines (const char *from, const char *to)
{
  int n = 0;

  for (; from < to; from++)
    n += *from == '\n';
  return n;
}

/**
 * mq_csv_next:
 * @n_fields: how many a record should have, 0 where that is not known yet
 * @fields: (out) (transfer full) (array zero-terminated=1): the record
 *
 * A backslash before a quotation mark is an escape where the record has the right number of fields
 * only so.
 *
 * Returns: whether there was one
 */
gboolean
mq_csv_next (MqCsv *self, guint n_fields, char ***fields)
{
  g_auto (GStrv) plain = NULL, escaped = NULL;
  const char *end, *other;

  while (*self->at == '\n' || *self->at == '\r')
    self->next_line += *self->at++ == '\n';
  if (*self->at == '\0')
    return FALSE;
  self->line = self->next_line;
  end = other = self->at;
  plain = read_record (&end, FALSE);
  if (n_fields > 0 && g_strv_length (plain) != n_fields)
    escaped = read_record (&other, TRUE);
  if (escaped != NULL && g_strv_length (escaped) == n_fields)
    {
      *fields = g_steal_pointer (&escaped);
      end = other;
    }
  else
    *fields = g_steal_pointer (&plain);
  self->next_line += count_lines (self->at, end);
  self->at = end;
  return TRUE;
}

/* ---- Writing ---- */

/** Adds the first field of a record. */
void
mq_csv_append_first (GString *text, const char *field)
{
  if (strpbrk (field, ",\"\r\n") == NULL)
    {
      g_string_append (text, field);
      return;
    }
  g_string_append_c (text, '"');
  for (; *field != '\0'; field++)
    {
      if (*field == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *field);
    }
  g_string_append_c (text, '"');
}

/** Adds a further field. */
void
mq_csv_append (GString *text, const char *field)
{
  g_string_append_c (text, ',');
  mq_csv_append_first (text, field);
}

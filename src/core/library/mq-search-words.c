/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-search-words.h"

#include <string.h>

#include "mq-text.h"

typedef struct
{
  char *text; /* NULL for a number */
  double number;
} MqSearchValue;

static void
free_value (gpointer data)
{
  g_free (((MqSearchValue *) data)->text);
  g_free (data);
}

typedef struct
{
  GString *match;
  GString *where;
  GPtrArray *values;
} Parser;

/* ---- Plain words ---- */

/* Each word is quoted, so that no sign in it means anything. Words in a row are not begun ones. */
static void
add_words (Parser *parser, const char *text, gboolean in_a_row)
{
  GString *match = parser->match;
  const char *start = NULL;
  gboolean open = FALSE;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gboolean letter = mq_text_is_letter (g_utf8_get_char (p));
      if (letter && start == NULL)
        start = p;
      else if (!letter && start != NULL)
        {
          if (!open)
            g_string_append (match, match->len > 0 ? " \"" : "\"");
          else
            g_string_append_c (match, ' ');
          g_string_append_len (match, start, p - start);
          open = in_a_row;
          if (!in_a_row)
            g_string_append (match, "\"*");
          start = NULL;
        }
      if (*p == '\0')
        break;
    }
  if (open)
    g_string_append_c (match, '"');
}

/* ---- Fields ---- */

static void
add_value (Parser *parser, const char *text, double number)
{
  MqSearchValue *value = g_new0 (MqSearchValue, 1);

  value->text = g_strdup (text);
  value->number = number;
  g_ptr_array_add (parser->values, value);
}

/* ":?" stands for the value. */
#define PEOPLE(condition)                                                                          \
  "review.number IN (SELECT credit.review FROM credit WHERE " condition                            \
  "credit.person IN (SELECT person.number FROM person WHERE " MQ_SEARCH_FUNCTION                   \
  " (person.name, :?)))"
#define ROLE(role) PEOPLE ("credit.role = '" role "' AND ")
#define WORDS(list)                                                                                \
  "EXISTS (SELECT 1 FROM word WHERE word.review = review.number AND word.list = '" list            \
  "' AND " MQ_SEARCH_FUNCTION " (word.word, :?))"
#define COLUMN(column) MQ_SEARCH_FUNCTION " (review." column ", :?)"

typedef enum
{
  FIELD_TEXT,
  FIELD_NUMBER,
  FIELD_CHOICE,
} FieldKind;

static const struct
{
  const char *field;
  FieldKind kind;
  const char *sql;   /* of a number: the column */
  const char *share; /* (nullable): likewise, where the number is a percentage */
} fields[] = {
  { "dir", FIELD_TEXT, ROLE ("director") },
  { "director", FIELD_TEXT, ROLE ("director") },
  { "stars", FIELD_TEXT, ROLE ("stars") },
  { "writer", FIELD_TEXT, ROLE ("writer") },
  { "person", FIELD_TEXT, PEOPLE ("") },
  { "title", FIELD_TEXT, COLUMN ("title") },
  { "tag", FIELD_TEXT, WORDS ("tags") },
  { "country", FIELD_TEXT, WORDS ("countries") },
  { "outlet", FIELD_TEXT, COLUMN ("outlet") },
  { "year", FIELD_NUMBER, "nullif (review.year, 0)" },
  { "rating", FIELD_NUMBER, "CASE rating_scale WHEN 'none' THEN NULL ELSE rating_value END",
    "CASE rating_scale WHEN 'none' THEN NULL ELSE rating_value * 100 / " MQ_SEARCH_BEST_RATING
    " END" },
  { "status", FIELD_CHOICE, NULL },
};

static void
add_comparison (Parser *parser, const char *column, const char *operator, double number)
{
  g_string_append_printf (parser->where, " AND %s %s :f%u", column, operator, parser->values->len);
  add_value (parser, NULL, number);
}

static gboolean
parse_number (const char *text, double *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

/* "2010..2015", or without the one end or the other */
static gboolean
add_range (Parser *parser, const char *column, const char *value, const char *dots)
{
  g_autofree char *start = g_strndup (value, (gsize) (dots - value));
  const char *end = dots + strlen ("..");
  double least = 0, most = 0;

  if ((*start == '\0' && *end == '\0') || (*start != '\0' && !parse_number (start, &least))
      || (*end != '\0' && !parse_number (end, &most)))
    return FALSE;
  if (*start != '\0')
    add_comparison (parser, column, ">=", least);
  if (*end != '\0')
    add_comparison (parser, column, "<=", most);
  return TRUE;
}

/* "4", ">=4", "<4" or a range; what is not finished says nothing yet */
static gboolean
add_number (Parser *parser, const char *column, const char *value)
{
  static const char *const operators[] = { ">=", "<=", ">", "<", "=" };
  const char *dots = strstr (value, "..");
  double number;

  if (dots != NULL)
    return add_range (parser, column, value, dots);
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_has_prefix (value, operators[i]))
      {
        if (value[strlen (operators[i])] == '\0')
          return TRUE;
        if (!parse_number (value + strlen (operators[i]), &number))
          return FALSE;
        add_comparison (parser, column, operators[i], number);
        return TRUE;
      }
  if (!parse_number (value, &number))
    return FALSE;
  add_comparison (parser, column, "=", number);
  return TRUE;
}

static gboolean
add_share (Parser *parser, const char *column, const char *value)
{
  g_autofree char *number = g_strndup (value, strlen (value) - 1); /* without its % */
  return add_number (parser, column, number);
}

static gboolean
add_status (Parser *parser, const char *value)
{
  gsize length = strlen (value);
  gboolean draft = g_ascii_strncasecmp (value, "draft", length) == 0;

  if (!draft && g_ascii_strncasecmp (value, "out", length) != 0)
    return FALSE;
  if (length < strlen (draft ? "draft" : "out"))
    return TRUE; /* not finished */
  g_string_append_printf (parser->where, " AND status %s 'published'", draft ? "<>" : "=");
  return TRUE;
}

static void
add_condition (Parser *parser, const char *sql, const char *value)
{
  g_autoptr (GString) condition = g_string_new (sql);
  g_autofree char *name = g_strdup_printf (":f%u", parser->values->len);

  g_string_replace (condition, ":?", name, 0);
  g_string_append_printf (parser->where, " AND %s", condition->str);
  add_value (parser, value, 0);
}

/* Returns: whether it was a field's word; what is none, or is not finished, are plain words. */
static gboolean
add_field (Parser *parser, const char *name, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_ascii_strcasecmp (fields[i].field, name) != 0)
        continue;
      if (*value == '\0')
        return TRUE; /* its value is still to be typed */
      if (fields[i].share != NULL && g_str_has_suffix (value, "%"))
        return add_share (parser, fields[i].share, value);
      if (fields[i].kind == FIELD_NUMBER)
        return add_number (parser, fields[i].sql, value);
      if (fields[i].kind == FIELD_CHOICE)
        return add_status (parser, value);
      add_condition (parser, fields[i].sql, value);
      return TRUE;
    }
  return FALSE;
}

/* Takes "a b" or a word; @at goes behind it. */
static char *
take_value (const char **at, gboolean *quoted)
{
  const char *start = *at, *end;

  *quoted = *start == '"';
  if (*quoted)
    start++;
  end = *quoted ? strchrnul (start, '"') : start + strcspn (start, " \t\n");
  *at = *quoted && *end == '"' ? end + 1 : end;
  return g_strndup (start, (gsize) (end - start));
}

/* Takes what stands before a colon; @at goes behind it. Returns: (nullable): %NULL for no field */
static char *
take_field (const char **at)
{
  gsize length = strspn (*at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  char *field;

  if (length == 0 || (*at)[length] != ':')
    return NULL;
  field = g_strndup (*at, length);
  *at += length + 1;
  return field;
}

static void
parse_token (Parser *parser, const char **at)
{
  g_autofree char *field = take_field (at);
  gboolean quoted;
  g_autofree char *value = take_value (at, &quoted);

  if (field != NULL && add_field (parser, field, value))
    return;
  if (field != NULL)
    add_words (parser, field, FALSE);
  add_words (parser, value, quoted);
}

/**
 * mq_search_words_find_last:
 * @field: (out) (transfer full) (nullable): the field's name before the colon
 * @value: (out) (transfer full): what is typed of the word
 *
 * Returns: (transfer none) (nullable): where in @typed the word begins that is being typed, %NULL
 * where none is
 */
const char *
mq_search_words_find_last (const char *typed, char **field, char **value)
{
  *field = *value = NULL;
  for (const char *at = typed + strspn (typed, " \t\n"), *start = at; *at != '\0';
       at += strspn (at, " \t\n"), start = at)
    {
      g_autofree char *name = take_field (&at);
      gboolean quoted;
      g_autofree char *typed_value = take_value (&at, &quoted);
      if (*at != '\0' || (quoted && at[-1] == '"' && *typed_value != '\0'))
        continue;
      *field = g_steal_pointer (&name);
      *value = g_steal_pointer (&typed_value);
      return start;
    }
  return NULL;
}

/** Returns: (transfer full): what was meant; whatever is typed means something */
MqSearchWords *
mq_search_words_parse (const char *typed)
{
  MqSearchWords *self = g_new0 (MqSearchWords, 1);
  Parser parser
      = { g_string_new (NULL), g_string_new (NULL), g_ptr_array_new_with_free_func (free_value) };

  while (typed != NULL && *(typed += strspn (typed, " \t\n")) != '\0')
    parse_token (&parser, &typed);
  self->match = g_string_free (parser.match, parser.match->len == 0);
  self->where = g_string_free_and_steal (parser.where);
  self->values = parser.values;
  return self;
}

void
mq_search_words_free (MqSearchWords *self)
{
  g_free (self->match);
  g_free (self->where);
  g_ptr_array_unref (self->values);
  g_free (self);
}

void
mq_search_words_bind (const MqSearchWords *self, MqStatement *statement)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const MqSearchValue *value = self->values->pdata[i];
      g_autofree char *name = g_strdup_printf (":f%u", i);
      if (value->text != NULL)
        mq_statement_bind_text (statement, name, value->text);
      else
        mq_statement_bind_double (statement, name, value->number);
    }
}

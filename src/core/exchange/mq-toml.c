/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-toml.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-exchange-error.h"

/* https://toml.io/en/v1.0.0 as far as front matter goes: keys with texts, numbers, dates, truth
 * values, lists and tables. Only site generators write it, and no C library for it is kept up in
 * the distributions that Marquee builds on. */

#define DEEPEST 32

typedef struct
{
  const char *at;
  int line;
  int depth;
  GError **error;
} Parser;

static MqYaml *parse_value (Parser *parser);

static MqYaml *
fail (Parser *parser, const char *sentence)
{
  g_set_error (parser->error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX, _ ("line %d: %s"),
               parser->line, sentence);
  return NULL;
}

static MqYaml *
new_value (Parser *parser, MqYamlKind kind)
{
  MqYaml *value = g_new0 (MqYaml, 1);

  value->kind = kind;
  value->line = parser->line;
  value->items = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_yaml_free);
  if (kind == MQ_YAML_MAP)
    value->keys = g_ptr_array_new_with_free_func (g_free);
  return value;
}

static void
skip_spaces (Parser *parser)
{
  parser->at += strspn (parser->at, " \t");
}

/* Spaces, ends of lines and comments. */
static void
skip_blank (Parser *parser)
{
  for (;; parser->at++)
    {
      if (*parser->at == '#')
        parser->at += strcspn (parser->at, "\n");
      if (*parser->at == '\n')
        parser->line++;
      else if (*parser->at == '\0' || strchr (" \t\r", *parser->at) == NULL)
        return;
    }
}

/* ---- Values ---- */

static gboolean
append_escape (Parser *parser, GString *text)
{
  static const char names[] = "btnfr\"\\e", values[] = "\b\t\n\f\r\"\\\033";
  const char *found = *parser->at != '\0' ? strchr (names, *parser->at) : NULL;
  guint64 code = 0;
  int digits = *parser->at == 'u' ? 4 : *parser->at == 'U' ? 8 : 0;

  if (found != NULL)
    {
      g_string_append_c (text, values[found - names]);
      parser->at++;
      return TRUE;
    }
  parser->at++;
  for (int i = 0; i < digits; i++, parser->at++)
    {
      if (!g_ascii_isxdigit (*parser->at))
        return FALSE;
      code = code * 16 + (guint64) g_ascii_xdigit_value (*parser->at);
    }
  if (digits == 0 || code == 0 || code > 0x10FFFF || !g_unichar_validate ((gunichar) code))
    return FALSE;
  g_string_append_unichar (text, (gunichar) code);
  return TRUE;
}

/* A text between one or three marks; @escapes: as those with double marks have. */
static char *
parse_marked (Parser *parser, const char *marks, gboolean escapes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n = strlen (marks);

  parser->at += n;
  if (n == 3 && *parser->at == '\n')
    parser->line++, parser->at++;
  while (strncmp (parser->at, marks, n) != 0)
    {
      if (*parser->at == '\0' || (*parser->at == '\n' && n == 1))
        return NULL;
      if (*parser->at == '\\' && escapes)
        {
          parser->at++;
          if (n == 3 && (*parser->at == '\n' || *parser->at == ' '))
            skip_blank (parser);
          else if (!append_escape (parser, text))
            return NULL;
          continue;
        }
      parser->line += *parser->at == '\n';
      g_string_append_c (text, *parser->at++);
    }
  parser->at += n;
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
parse_text (Parser *parser)
{
  if (strncmp (parser->at, "\"\"\"", 3) == 0)
    return parse_marked (parser, "\"\"\"", TRUE);
  if (strncmp (parser->at, "'''", 3) == 0)
    return parse_marked (parser, "'''", FALSE);
  return *parser->at == '"' ? parse_marked (parser, "\"", TRUE) : parse_marked (parser, "'", FALSE);
}

static MqYaml *
parse_scalar (Parser *parser)
{
  g_autoptr (MqYaml) value = new_value (parser, MQ_YAML_SCALAR);
  gsize length;

  if (*parser->at == '"' || *parser->at == '\'')
    {
      value->text = parse_text (parser);
      return value->text != NULL ? g_steal_pointer (&value)
                                 : fail (parser, _ ("the text has no end, or a wrong escape"));
    }
  length = strcspn (parser->at, ",]}#\n");
  value->text = g_strchomp (g_strndup (parser->at, length));
  value->plain = TRUE;
  parser->at += length;
  return *value->text != '\0' ? g_steal_pointer (&value) : fail (parser, _ ("a value is missing"));
}

static MqYaml *
parse_list (Parser *parser)
{
  g_autoptr (MqYaml) list = new_value (parser, MQ_YAML_LIST);

  for (parser->at++;;)
    {
      MqYaml *item;
      skip_blank (parser);
      if (*parser->at == ']')
        break;
      item = parse_value (parser);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (list->items, item);
      skip_blank (parser);
      if (*parser->at == ',')
        parser->at++;
      else if (*parser->at != ']')
        return fail (parser, _ ("the list has no end. Put a “]” behind it"));
    }
  parser->at++;
  return g_steal_pointer (&list);
}

/* ---- Keys ---- */

static char *
parse_key (Parser *parser)
{
  gsize length = 0;
  char *key;

  skip_spaces (parser);
  if (*parser->at == '"' || *parser->at == '\'')
    return parse_text (parser);
  while (g_ascii_isalnum (parser->at[length]) || parser->at[length] == '_'
         || parser->at[length] == '-')
    length++;
  key = length > 0 ? g_strndup (parser->at, length) : NULL;
  parser->at += length;
  return key;
}

/* The map that "a.b" names in @top; where there is none it is made. */
static MqYaml *
find_map (Parser *parser, MqYaml *top, const char *key)
{
  MqYaml *map = (MqYaml *) mq_yaml_get (top, key);

  if (map == NULL)
    {
      map = new_value (parser, MQ_YAML_MAP);
      g_ptr_array_add (top->keys, g_strdup (key));
      g_ptr_array_add (top->items, map);
    }
  return map->kind == MQ_YAML_MAP ? map : NULL;
}

static MqYaml *
parse_path (Parser *parser, MqYaml *map, char **last)
{
  for (int depth = 0;; depth++)
    {
      g_autofree char *key = parse_key (parser);
      if (depth == DEEPEST)
        return fail (parser, _ ("lists and tables are too deep"));
      if (key == NULL)
        return fail (parser, _ ("a name is missing, such as “title”"));
      skip_spaces (parser);
      if (*parser->at != '.')
        {
          *last = g_steal_pointer (&key);
          return map;
        }
      parser->at++;
      map = find_map (parser, map, key);
      if (map == NULL)
        return fail (parser, _ ("a name stands for two things"));
    }
}

static gboolean
parse_pair (Parser *parser, MqYaml *top)
{
  g_autofree char *key = NULL;
  MqYaml *map = parse_path (parser, top, &key), *value;

  if (map == NULL)
    return FALSE;
  skip_spaces (parser);
  if (*parser->at != '=')
    {
      fail (parser, _ ("a “=” is missing behind the name"));
      return FALSE;
    }
  parser->at++;
  value = parse_value (parser);
  if (value == NULL)
    return FALSE;
  g_ptr_array_add (map->keys, g_steal_pointer (&key));
  g_ptr_array_add (map->items, value);
  return TRUE;
}

static MqYaml *
parse_inline_map (Parser *parser)
{
  g_autoptr (MqYaml) map = new_value (parser, MQ_YAML_MAP);

  for (parser->at++;;)
    {
      skip_blank (parser);
      if (*parser->at == '}')
        break;
      if (!parse_pair (parser, map))
        return NULL;
      skip_blank (parser);
      if (*parser->at == ',')
        parser->at++;
      else if (*parser->at != '}')
        return fail (parser, _ ("the table has no end. Put a “}” behind it"));
    }
  parser->at++;
  return g_steal_pointer (&map);
}

static MqYaml *
parse_value (Parser *parser)
{
  MqYaml *value;

  skip_spaces (parser);
  if (parser->depth == DEEPEST)
    return fail (parser, _ ("lists and tables are too deep"));
  parser->depth++;
  value = *parser->at == '['   ? parse_list (parser)
          : *parser->at == '{' ? parse_inline_map (parser)
                               : parse_scalar (parser);
  parser->depth--;
  return value;
}

/* "[params]" and "[[resources]]"; of the latter each is an item of a list. */
static MqYaml *
parse_header (Parser *parser, MqYaml *top)
{
  gboolean listed = parser->at[1] == '[';
  g_autofree char *key = NULL;
  MqYaml *map, *list;

  parser->at += listed ? 2 : 1;
  map = parse_path (parser, top, &key);
  if (map == NULL)
    return NULL;
  if (strncmp (parser->at, listed ? "]]" : "]", listed ? 2 : 1) != 0)
    return fail (parser, _ ("a “]” is missing"));
  parser->at += listed ? 2 : 1;
  if (!listed)
    {
      map = find_map (parser, map, key);
      return map != NULL ? map : fail (parser, _ ("a name stands for two things"));
    }
  list = (MqYaml *) mq_yaml_get (map, key);
  if (list == NULL)
    {
      list = new_value (parser, MQ_YAML_LIST);
      g_ptr_array_add (map->keys, g_steal_pointer (&key));
      g_ptr_array_add (map->items, list);
    }
  if (list->kind != MQ_YAML_LIST)
    return fail (parser, _ ("a name stands for two things"));
  map = new_value (parser, MQ_YAML_MAP);
  g_ptr_array_add (list->items, map);
  return map;
}

/**
 * mq_toml_parse:
 * @text: UTF-8
 * @first_line: the line that @text begins on in its file
 * @error: names the line and the cure
 *
 * Returns: (transfer full) (nullable): a map, of the same form that YAML has here
 */
MqYaml *
mq_toml_parse (const char *text, int first_line, GError **error)
{
  Parser parser = { text, first_line, 0, error };
  g_autoptr (MqYaml) top = new_value (&parser, MQ_YAML_MAP);
  MqYaml *map = top;

  for (;;)
    {
      skip_blank (&parser);
      if (*parser.at == '\0')
        return g_steal_pointer (&top);
      if (*parser.at == '[')
        map = parse_header (&parser, top);
      else if (!parse_pair (&parser, map))
        return NULL;
      if (map == NULL)
        return NULL;
      skip_spaces (&parser);
      if (*parser.at == '#')
        parser.at += strcspn (parser.at, "\n");
      if (*parser.at != '\n' && *parser.at != '\0' && *parser.at != '\r')
        return fail (&parser, _ ("something stands behind the value"));
    }
}

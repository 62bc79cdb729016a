/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-yaml.h"

#include <glib/gi18n.h>
#include <string.h>
#include <yaml.h>

#include "mq-exchange-error.h"

#define MOST_DEPTH 16
#define MOST_VALUES 20000 /* what aliases of aliases stand for is counted too */

void
mq_yaml_free (MqYaml *self)
{
  g_free (self->text);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  yaml_document_t *document;
  int first_line;
  int n_values;
  GError **error;
} Conversion;

static MqYaml *convert (Conversion *conversion, int index, int depth);

static gboolean
refuse (Conversion *conversion, int line, const char *sentence)
{
  g_set_error (conversion->error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX, _ ("line %d: %s"),
               line, sentence);
  return FALSE;
}

static gboolean
convert_pairs (Conversion *conversion, yaml_node_t *node, MqYaml *to, int depth)
{
  to->kind = MQ_YAML_MAP;
  to->keys = g_ptr_array_new_with_free_func (g_free);
  for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top;
       pair++)
    {
      yaml_node_t *key = yaml_document_get_node (conversion->document, pair->key);
      MqYaml *value = convert (conversion, pair->value, depth + 1);
      const char *name = key->type == YAML_SCALAR_NODE ? (char *) key->data.scalar.value : "";

      if (value == NULL)
        return FALSE;
      value->key_line = conversion->first_line + (int) key->start_mark.line;
      g_ptr_array_add (to->items, value);
      if (g_ptr_array_find_with_equal_func (to->keys, name, g_str_equal, NULL))
        return refuse (conversion, value->key_line,
                       _ ("this field stands here a second time. Take one of the two out"));
      g_ptr_array_add (to->keys, g_strdup (name));
    }
  return TRUE;
}

static gboolean
convert_items (Conversion *conversion, yaml_node_t *node, MqYaml *to, int depth)
{
  to->kind = MQ_YAML_LIST;
  for (yaml_node_item_t *item = node->data.sequence.items.start;
       item < node->data.sequence.items.top; item++)
    {
      MqYaml *value = convert (conversion, *item, depth + 1);
      if (value == NULL)
        return FALSE;
      g_ptr_array_add (to->items, value);
    }
  return TRUE;
}

static gboolean
convert_scalar (Conversion *conversion, yaml_node_t *node, MqYaml *to)
{
  to->text = g_strdup ((char *) node->data.scalar.value);
  to->plain = node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  return strlen (to->text) == node->data.scalar.length
         || refuse (conversion, to->line, _ ("this text has a NUL in it. Take it out"));
}

static MqYaml *
convert (Conversion *conversion, int index, int depth)
{
  yaml_node_t *node = yaml_document_get_node (conversion->document, index);
  g_autoptr (MqYaml) self = g_new0 (MqYaml, 1);
  gboolean good;

  self->line = conversion->first_line + (int) node->start_mark.line;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_yaml_free);
  if (depth > MOST_DEPTH || ++conversion->n_values > MOST_VALUES)
    {
      refuse (conversion, self->line,
              _ ("the front matter is nested too deeply or too long. Make it flatter and shorter"));
      return NULL;
    }
  if (node->type == YAML_SCALAR_NODE)
    good = convert_scalar (conversion, node, self);
  else if (node->type == YAML_MAPPING_NODE)
    good = convert_pairs (conversion, node, self, depth);
  else
    good = convert_items (conversion, node, self, depth);
  return good ? g_steal_pointer (&self) : NULL;
}

/* JSON writes characters beyond U+FFFF as two escapes, which libyaml does not take: such JSON is
 * written anew. */
static char *
without_surrogates (const char *text)
{
  g_autoptr (JsonNode) node = NULL;

  if (strstr (text, "\\ud") == NULL && strstr (text, "\\uD") == NULL)
    return g_strdup (text);
  node = json_from_string (text, NULL);
  return node != NULL ? json_to_string (node, TRUE) : g_strdup (text);
}

static gboolean
has_more (yaml_parser_t *parser)
{
  yaml_document_t next;
  gboolean more;

  if (!yaml_parser_load (parser, &next))
    return TRUE;
  more = yaml_document_get_root_node (&next) != NULL;
  yaml_document_delete (&next);
  return more;
}

/**
 * mq_yaml_parse:
 * @text: one YAML document, UTF-8
 * @first_line: the line of its file that @text begins on, from 1
 *
 * Returns: (transfer full) (nullable): the value; an empty map for an empty text
 */
MqYaml *
mq_yaml_parse (const char *text, int first_line, GError **error)
{
  g_autofree char *source = without_surrogates (text);
  yaml_parser_t parser;
  yaml_document_t document;
  MqYaml *self = NULL;

  yaml_parser_initialize (&parser);
  yaml_parser_set_encoding (&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&parser, (const unsigned char *) source, strlen (source));
  if (!yaml_parser_load (&parser, &document))
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                   _ ("line %d: the front matter is no YAML (%s). Check the spelling of this line "
                      "and the one above"),
                   first_line + (int) parser.problem_mark.line, parser.problem);
      yaml_parser_delete (&parser);
      return NULL;
    }
  if (yaml_document_get_root_node (&document) == NULL)
    {
      self = g_new0 (MqYaml, 1);
      self->kind = MQ_YAML_MAP;
      self->line = first_line;
      self->keys = g_ptr_array_new_with_free_func (g_free);
      self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_yaml_free);
    }
  else
    self = convert (&(Conversion) { &document, first_line, 0, error }, 1, 0);
  yaml_document_delete (&document);
  if (self != NULL && has_more (&parser))
    {
      g_set_error (
          error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
          _ ("line %d: a second document begins within the front matter. Take the line “---” out"),
          first_line + (int) parser.mark.line);
      g_clear_pointer (&self, mq_yaml_free);
    }
  yaml_parser_delete (&parser);
  return self;
}

/** Returns: (transfer none) (nullable): the value of a map's key */
const MqYaml *
mq_yaml_get (const MqYaml *self, const char *key)
{
  for (guint i = 0; self->kind == MQ_YAML_MAP && i < self->keys->len; i++)
    if (g_str_equal (self->keys->pdata[i], key))
      return self->items->pdata[i];
  return NULL;
}

gboolean
mq_yaml_is_null (const MqYaml *self)
{
  return self->kind == MQ_YAML_SCALAR && self->plain
         && (*self->text == '\0' || strcmp (self->text, "~") == 0
             || g_ascii_strcasecmp (self->text, "null") == 0);
}

/* ---- Printing ---- */

/* What no reader of YAML takes for anything but text. */
static gboolean
may_stand_plain (const char *text)
{
  static const char *const words[]
      = { "true", "false", "yes", "no", "on", "off", "null", "y", "n" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return FALSE;
  return g_regex_match_simple ("^\\p{L}[\\p{L}\\p{N} .’'-]*(?<! )$", text, 0, 0);
}

static void
print_text (GString *yaml, const char *text)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *quoted = NULL;

  if (may_stand_plain (text))
    {
      g_string_append (yaml, text);
      return;
    }
  node = json_node_init_string (json_node_alloc (), text);
  quoted = json_to_string (node, FALSE);
  g_string_append (yaml, quoted);
}

static void
print_scalar (GString *yaml, JsonNode *node)
{
  g_autofree char *other = NULL;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      print_text (yaml, json_node_get_string (node));
      return;
    }
  other = json_to_string (node, FALSE);
  g_string_append (yaml, other);
}

static void print_members (GString *yaml, JsonObject *object, int indent, gboolean first_is_placed);

static void
print_value (GString *yaml, JsonNode *node, int indent)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_string_append_c (yaml, '\n');
      print_members (yaml, json_node_get_object (node), indent + 2, FALSE);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      g_string_append_c (yaml, '\n');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *item = json_array_get_element (array, i);
          g_string_append_printf (yaml, "%*s- ", indent + 2, "");
          if (JSON_NODE_HOLDS_OBJECT (item))
            print_members (yaml, json_node_get_object (item), indent + 4, TRUE);
          else
            {
              print_scalar (yaml, item);
              g_string_append_c (yaml, '\n');
            }
        }
    }
  else
    {
      g_string_append_c (yaml, ' ');
      print_scalar (yaml, node);
      g_string_append_c (yaml, '\n');
    }
}

static void
print_members (GString *yaml, JsonObject *object, int indent, gboolean first_is_placed)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (l != names || !first_is_placed)
        g_string_append_printf (yaml, "%*s", indent, "");
      g_string_append_printf (yaml, "%s:", (char *) l->data);
      print_value (yaml, json_object_get_member (object, l->data), indent);
    }
}

/** Returns: (transfer full): the object as YAML in blocks, with its members in their order */
char *
mq_yaml_print (JsonObject *object)
{
  GString *yaml = g_string_new (NULL);

  print_members (yaml, object, 0, FALSE);
  return g_string_free_and_steal (yaml);
}

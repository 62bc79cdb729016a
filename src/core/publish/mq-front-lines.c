/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-front-lines.h"

#include <json-glib/json-glib.h>
#include <string.h>

struct _MqFrontLines
{
  GPtrArray *entries; /* of text: a key with all its lines, the last newline too */
  char *body;
};

static gboolean
is_entry_for (const char *entry, const char *key)
{
  return g_str_has_prefix (entry, key) && entry[strlen (key)] == ':';
}

static gboolean
begins_entry (const char *line)
{
  return g_ascii_isalpha (*line) || *line == '_' || *line == '"' || *line == '#';
}

static const char *
take_entries (MqFrontLines *self, const char *at)
{
  while (*at != '\0' && !g_str_has_prefix (at, "---"))
    {
      const char *end = at;
      do
        end = strchrnul (end, '\n') + (*strchrnul (end, '\n') == '\n');
      while (*end != '\0' && !begins_entry (end) && !g_str_has_prefix (end, "---"));
      g_ptr_array_add (self->entries, g_strndup (at, (gsize) (end - at)));
      at = end;
    }
  return at;
}

/** Returns: (transfer full): a file's front matter, none where it has none */
MqFrontLines *
mq_front_lines_parse (const char *file)
{
  MqFrontLines *self = g_new0 (MqFrontLines, 1);
  const char *end;

  self->entries = g_ptr_array_new_with_free_func (g_free);
  if (!g_str_has_prefix (file, "---\n"))
    {
      self->body = g_strdup (file);
      return self;
    }
  end = take_entries (self, file + 4);
  end = strchrnul (end, '\n');
  while (*end == '\n')
    end++;
  self->body = g_strdup (end);
  return self;
}

void
mq_front_lines_free (MqFrontLines *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self->body);
  g_free (self);
}

const char *
mq_front_lines_get_body (MqFrontLines *self)
{
  return self->body;
}

static int
find_entry (MqFrontLines *self, const char *key)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (is_entry_for (self->entries->pdata[i], key))
      return (int) i;
  return -1;
}

gboolean
mq_front_lines_has (MqFrontLines *self, const char *key)
{
  return find_entry (self, key) >= 0;
}

/** Returns: (transfer full): the text of a key on one line, "" where there is none */
char *
mq_front_lines_dup_text (MqFrontLines *self, const char *key)
{
  int i = find_entry (self, key);
  g_autofree char *value
      = i >= 0 ? g_strdup ((char *) self->entries->pdata[i] + strlen (key) + 1) : g_strdup ("");
  g_autoptr (JsonNode) node = NULL;
  gsize length;

  g_strstrip (value);
  length = strlen (value);
  if (*value == '"')
    node = json_from_string (value, NULL);
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
    return json_node_dup_string (node);
  if (length >= 2 && *value == '\'' && value[length - 1] == '\'')
    return g_strndup (value + 1, length - 2);
  return g_steal_pointer (&value);
}

/** Sets a key to a piece of YAML on one line; %NULL takes it out. */
void
mq_front_lines_set_raw (MqFrontLines *self, const char *key, const char *yaml)
{
  int i = find_entry (self, key);

  if (yaml == NULL && i >= 0)
    g_ptr_array_remove_index (self->entries, (guint) i);
  if (yaml == NULL)
    return;
  if (i < 0)
    g_ptr_array_add (self->entries, NULL);
  i = i < 0 ? (int) self->entries->len - 1 : i;
  g_free (self->entries->pdata[i]);
  self->entries->pdata[i] = g_strdup_printf ("%s: %s\n", key, yaml);
}

/* JSON is YAML, and its quotes keep "yes", colons and figures what they are. */
static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return json_to_string (node, FALSE);
}

void
mq_front_lines_set_text (MqFrontLines *self, const char *key, const char *text)
{
  g_autofree char *quoted = text != NULL ? quote (text) : NULL;
  mq_front_lines_set_raw (self, key, quoted);
}

void
mq_front_lines_set_list (MqFrontLines *self, const char *key, char **words)
{
  g_autoptr (GString) list = g_string_new ("[");

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *quoted = quote (*word);
      g_string_append_printf (list, "%s%s", word > words ? ", " : "", quoted);
    }
  g_string_append_c (list, ']');
  mq_front_lines_set_raw (self, key, *words != NULL ? list->str : NULL);
}

/** Returns: (transfer full): the file with another body */
char *
mq_front_lines_print (MqFrontLines *self, const char *body)
{
  GString *file = g_string_new ("---\n");

  for (guint i = 0; i < self->entries->len; i++)
    g_string_append (file, self->entries->pdata[i]);
  g_string_append_printf (file, "---\n\n%s%s", body, g_str_has_suffix (body, "\n") ? "" : "\n");
  return g_string_free_and_steal (file);
}

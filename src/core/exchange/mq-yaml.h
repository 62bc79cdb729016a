/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  MQ_YAML_SCALAR,
  MQ_YAML_LIST,
  MQ_YAML_MAP,
} MqYamlKind;

/**
 * MqYaml:
 * @kind: which of the members below is set
 * @line: where it stands in its file, from 1
 * @key_line: where its key stands, 0 for what has none
 * @text: a scalar's text
 * @plain: whether a scalar stands without quotation marks, so that it may be a number, true or null
 * @keys: (element-type utf8): a map's keys
 * @items: (element-type MqYaml): a map's values or a list's items
 *
 * A value in YAML, or in JSON, which is YAML.
 */
typedef struct
{
  MqYamlKind kind;
  int line;
  int key_line;
  char *text;
  gboolean plain;
  GPtrArray *keys;
  GPtrArray *items;
} MqYaml;

MqYaml *mq_yaml_parse (const char *text, int first_line, GError **error);
void mq_yaml_free (MqYaml *self);
const MqYaml *mq_yaml_get (const MqYaml *self, const char *key);
gboolean mq_yaml_is_null (const MqYaml *self);
char *mq_yaml_print (JsonObject *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqYaml, mq_yaml_free)

G_END_DECLS

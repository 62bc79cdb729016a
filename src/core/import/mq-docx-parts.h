/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-office-xml.h"

G_BEGIN_DECLS

/**
 * MqDocxParts:
 * @relations: where links and pictures lead, by id
 * @style_names: what styles are called, by id: ids are in the language of the writer's Word, names
 * in English
 * @footnotes: their words, by id
 * @endnotes: likewise
 * @numbered: for each list's id, a bit for each level that has numbers, the outermost first
 *
 * What the parts of a Word document beside the text say of it.
 */
typedef struct
{
  GHashTable *relations;
  GHashTable *style_names;
  GHashTable *footnotes;
  GHashTable *endnotes;
  GHashTable *numbered;
} MqDocxParts;

/** MqDocxItem: how a paragraph stands in a list; @level: from 0 */
typedef struct
{
  int level;
  gboolean is_numbered;
} MqDocxItem;

gboolean mq_docx_parts_has (const char *name);
MqDocxParts *mq_docx_parts_read (GHashTable *parts);
void mq_docx_parts_free (MqDocxParts *self);
char *mq_docx_parts_dup_style_name (MqDocxParts *self, const char *id);
gboolean mq_docx_parts_find_item (MqDocxParts *self,
                                  xmlNode *properties,
                                  const char *style,
                                  MqDocxItem *item);

G_END_DECLS

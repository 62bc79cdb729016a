/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-import-format.h"

G_BEGIN_DECLS

/**
 * MqImportRoot:
 * @path: the folder that was chosen, or the one that a file lies in
 * @pictures: (nullable) (element-type utf8 utf8): the paths of the pictures in it, by their bare
 * names
 *
 * What a file's references may reach.
 */
typedef struct
{
  const char *path;
  GHashTable *pictures;
} MqImportRoot;

gboolean mq_import_markdown_is_name (const char *name);
gboolean mq_import_markdown_read_file (MqImportFeed *feed,
                                       const MqImportSource *source,
                                       const MqImportRoot *root,
                                       GError **error);

G_END_DECLS

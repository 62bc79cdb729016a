/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-import-feed.h"

G_BEGIN_DECLS

/**
 * MqImportSource:
 * @path: a file or a folder
 * @name: it as the critic knows it: within the folder that was chosen
 * @head: (nullable): the first bytes of a file, as text; bytes that are 0 stand as spaces
 * @members: (nullable) (element-type utf8): the names in a ZIP
 *
 * What is looked at to find a format.
 */
typedef struct
{
  char *path;
  char *name;
  char *head;
  GPtrArray *members;
} MqImportSource;

/**
 * MqImportFormat:
 * @name: the word for it, for programs
 * @label: its name, for people
 * @is: whether a source has that format
 * @read: puts what is in a source into @feed; fails only where nothing of it can be read
 */
typedef struct
{
  const char *name;
  const char *label;
  gboolean (*is) (const MqImportSource *source);
  gboolean (*read) (MqImportFeed *feed, const MqImportSource *source, GError **error);
} MqImportFormat;

MqImportSource *mq_import_source_new (const char *path, const char *name, GError **error);
void mq_import_source_free (MqImportSource *self);
const MqImportFormat *mq_import_format_find (const MqImportSource *source, GError **error);
MqImportItem *mq_import_source_new_item (const MqImportSource *self);
char *mq_import_source_load_text (const MqImportSource *self, GError **error);

/* One for each format; see mq-import-format.c. */
extern const MqImportFormat mq_import_archive;
extern const MqImportFormat mq_import_document;
extern const MqImportFormat mq_import_folder;
extern const MqImportFormat mq_import_ghost;
extern const MqImportFormat mq_import_html;
extern const MqImportFormat mq_import_letterboxd;
extern const MqImportFormat mq_import_library;
extern const MqImportFormat mq_import_markdown;
extern const MqImportFormat mq_import_text;
extern const MqImportFormat mq_import_wxr;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqImportSource, mq_import_source_free)

G_END_DECLS

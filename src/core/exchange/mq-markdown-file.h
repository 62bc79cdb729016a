/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-exchange-error.h"
#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqMarkdownFile:
 * @review: the review that the file holds
 * @pictures: (element-type utf8 GBytes): the originals of its pictures, by hash
 * @notes: (element-type utf8): what was left out, a sentence each
 *
 * A review in a Markdown file with YAML front matter, read with the pictures that it names.
 */
typedef struct
{
  MqReview *review;
  GHashTable *pictures;
  GPtrArray *notes;
} MqMarkdownFile;

MqMarkdownFile *mq_markdown_file_read (const char *path, GError **error);
MqMarkdownFile *mq_markdown_file_parse (const char *text, const char *folder, GError **error);
MqMarkdownFile *
mq_markdown_file_parse_leniently (const char *text, const char *folder, GError **error);
MqMarkdownFile *mq_markdown_file_parse_with (const char *text, GHashTable *files, GError **error);
void mq_markdown_file_free (MqMarkdownFile *self);
char *mq_markdown_file_dup_unknown_fields (const char *text);
gboolean mq_markdown_file_keep_pictures (MqMarkdownFile *self, MqLibrary *library, GError **error);
gboolean mq_markdown_file_keep (MqMarkdownFile *self, MqLibrary *library, GError **error);
char *mq_markdown_file_print (MqReview *review);
char *mq_markdown_file_print_with (MqReview *review, const char *before, const char *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqMarkdownFile, mq_markdown_file_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-markdown-file.h"

G_BEGIN_DECLS

/**
 * MqMirrorEntry:
 * @name: the file's path within the folder
 * @id: (nullable): the review's, as the file says
 * @text: the file's
 * @hash: of it
 * @is_copy: whether a program that carries files made it, for it had two versions of one
 *
 * A Markdown file in a mirrored folder.
 */
typedef struct
{
  char *name;
  char *id;
  char *text;
  char *hash;
  gboolean is_copy;
} MqMirrorEntry;

GPtrArray *mq_mirror_scan (const char *folder, GPtrArray *notes);
char *mq_mirror_entry_dup_without_id (const MqMirrorEntry *entry);
MqMarkdownFile *
mq_mirror_entry_parse (const MqMirrorEntry *entry, const char *folder, GError **error);
char *mq_mirror_print (MqReview *review, const MqMirrorEntry *before);
char *mq_mirror_hash (const char *text);
char *mq_mirror_hash_file (const char *path);

G_END_DECLS

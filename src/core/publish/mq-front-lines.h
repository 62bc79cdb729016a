/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqFrontLines:
 *
 * The front matter of a site generator's file, as the lines of its top-level keys: a key that is
 * set changes its own lines, all others stay as somebody wrote them.
 */
typedef struct _MqFrontLines MqFrontLines;

MqFrontLines *mq_front_lines_parse (const char *file);
void mq_front_lines_free (MqFrontLines *self);
const char *mq_front_lines_get_body (MqFrontLines *self);
gboolean mq_front_lines_has (MqFrontLines *self, const char *key);
char *mq_front_lines_dup_text (MqFrontLines *self, const char *key);
void mq_front_lines_set_raw (MqFrontLines *self, const char *key, const char *yaml);
void mq_front_lines_set_text (MqFrontLines *self, const char *key, const char *text);
void mq_front_lines_set_list (MqFrontLines *self, const char *key, char **words);
char *mq_front_lines_print (MqFrontLines *self, const char *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqFrontLines, mq_front_lines_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * MqMarkdownBuilder:
 *
 * Makes Markdown of blocks and of runs of text, in the order in which a reader meets them. White
 * space is folded as a browser folds it, and emphasis stands where Markdown can say it.
 */
typedef struct _MqMarkdownBuilder MqMarkdownBuilder;

MqMarkdownBuilder *mq_markdown_builder_new (void);
void mq_markdown_builder_free (MqMarkdownBuilder *self);

void mq_markdown_builder_open_block (MqMarkdownBuilder *self, cmark_node *block);
void mq_markdown_builder_close_block (MqMarkdownBuilder *self);
void mq_markdown_builder_end_paragraph (MqMarkdownBuilder *self);
void mq_markdown_builder_mark_paragraph (MqMarkdownBuilder *self, const char *mark);
void mq_markdown_builder_add_heading (MqMarkdownBuilder *self, int level);
void mq_markdown_builder_add_rule (MqMarkdownBuilder *self);
void mq_markdown_builder_add_code_block (MqMarkdownBuilder *self, const char *code);

gboolean
mq_markdown_builder_open_format (MqMarkdownBuilder *self, cmark_node_type type, const char *url);
void mq_markdown_builder_close_format (MqMarkdownBuilder *self);
void mq_markdown_builder_add_text (MqMarkdownBuilder *self, const char *text);
void mq_markdown_builder_add_break (MqMarkdownBuilder *self);
void mq_markdown_builder_add_code (MqMarkdownBuilder *self, const char *code);
void mq_markdown_builder_add_picture (MqMarkdownBuilder *self,
                                      const char *source,
                                      const char *alt,
                                      const char *title);

char *mq_markdown_builder_print (MqMarkdownBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqMarkdownBuilder, mq_markdown_builder_free)

G_END_DECLS

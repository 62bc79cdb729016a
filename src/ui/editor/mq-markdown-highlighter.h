/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MqMarkdownHighlighter:
 *
 * Lets Markdown look like writing: headings larger, emphasis slanted, quotations set in, the markup
 * itself quiet. Only lines that have changed are looked at, when there is time.
 */
#define MQ_TYPE_MARKDOWN_HIGHLIGHTER (mq_markdown_highlighter_get_type ())
G_DECLARE_FINAL_TYPE (MqMarkdownHighlighter,
                      mq_markdown_highlighter,
                      MQ,
                      MARKDOWN_HIGHLIGHTER,
                      GObject)

MqMarkdownHighlighter *mq_markdown_highlighter_new (GtkTextBuffer *buffer);
void mq_markdown_highlighter_set_dark (MqMarkdownHighlighter *self, gboolean dark);
void mq_markdown_highlighter_set_focus_mode (MqMarkdownHighlighter *self, gboolean focus_mode);

G_END_DECLS

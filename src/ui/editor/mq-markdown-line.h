/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqMarkdownFace:
 * @MQ_FACE_BLANK: an empty line
 * @MQ_FACE_QUOTE: a quotation
 * @MQ_FACE_HEADING: a heading
 * @MQ_FACE_EMPHASIS: emphasis
 * @MQ_FACE_STRONG: strong emphasis
 * @MQ_FACE_CODE: code
 * @MQ_FACE_MARKUP: marks that are no text
 * @MQ_FACE_UNSPELLED: what is no words
 *
 * How a part of a line is to look, the stronger later.
 */
typedef enum
{
  MQ_FACE_BLANK,
  MQ_FACE_QUOTE,
  MQ_FACE_HEADING,
  MQ_FACE_EMPHASIS,
  MQ_FACE_STRONG,
  MQ_FACE_CODE,
  MQ_FACE_MARKUP,
  MQ_FACE_UNSPELLED,
  MQ_N_FACES
} MqMarkdownFace;

/**
 * MqMarkdownRange:
 * @start: the first byte of the line
 * @end: the byte after the last
 */
typedef struct
{
  int start, end;
} MqMarkdownRange;

/**
 * MqMarkdownLine:
 *
 * Which parts of a line have which face. One is read after the other.
 */
typedef struct _MqMarkdownLine MqMarkdownLine;

MqMarkdownLine *mq_markdown_line_new (void);
void mq_markdown_line_free (MqMarkdownLine *self);
void mq_markdown_line_read (MqMarkdownLine *self, const char *text, int length);
const MqMarkdownRange *
mq_markdown_line_get_ranges (MqMarkdownLine *self, MqMarkdownFace face, guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqMarkdownLine, mq_markdown_line_free)

G_END_DECLS

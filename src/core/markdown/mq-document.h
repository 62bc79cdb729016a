/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "mq-statistics.h"

G_BEGIN_DECLS

/**
 * MqBlock:
 * @html: the block as HTML that can do no harm, ended by a newline
 * @hash: a hash of @html
 * @start_line: the first line of the source, from 1
 * @end_line: the last line of the source
 *
 * A top-level block of a document: a paragraph, a heading, a list.
 */
typedef struct
{
  char *html;
  guint64 hash;
  int start_line;
  int end_line;
} MqBlock;

/**
 * MqPictureMarkup:
 * @name: the file name that stands in the Markdown
 * @alt: the alternative text from the Markdown, escaped for nothing yet
 * @title: (nullable): the title from the Markdown
 * @is_block: whether the picture stands alone in its paragraph
 * @data: what was handed to mq_document_new()
 *
 * Draws a picture that belongs to the review.
 *
 * Returns: (transfer full) (nullable): the HTML, or %NULL where the review has no such picture
 */
typedef char *(*MqPictureMarkup) (const char *name,
                                  const char *alt,
                                  const char *title,
                                  gboolean is_block,
                                  gpointer data);

#define MQ_TYPE_DOCUMENT (mq_document_get_type ())

/**
 * MqDocument:
 *
 * A text in Markdown, parsed once and never changed: it may be handed to any thread.
 */
typedef struct _MqDocument MqDocument;

GType mq_document_get_type (void);
MqDocument *mq_document_new (const char *markdown,
                             const char *language,
                             MqPictureMarkup picture_markup,
                             gpointer data);
MqDocument *mq_document_new_edited (MqDocument *before,
                                    const char *markdown,
                                    const char *language,
                                    MqPictureMarkup picture_markup,
                                    gpointer data);
MqDocument *mq_document_ref (MqDocument *self);
void mq_document_unref (MqDocument *self);

guint mq_document_get_n_blocks (const MqDocument *self);
const MqBlock *mq_document_get_block (const MqDocument *self, guint index);
guint mq_document_find_line (const MqDocument *self, int line);
char *mq_document_to_html (const MqDocument *self);
char *mq_document_print_plain (const char *markdown, const char *language);
char *mq_document_to_text (const MqDocument *self);
const char *mq_document_get_summary (const MqDocument *self);
MqStatistics mq_document_get_statistics (const MqDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqDocument, mq_document_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-page.h"

G_BEGIN_DECLS

/* What one rendering of a page knows; its parts are in mq-page-*.c. */
typedef struct
{
  MqReview *review;
  MqDocument *document;
  const MqPageSettings *settings;
  const char *language;
  MqPictureSource picture_source;
  gpointer data;
  gboolean is_fragment;  /* title, byline, poster and permalink are the content system's own */
  gboolean lead_picture; /* whether a still in the text is the page's first picture */
} MqPageContext;

void mq_page_append_head (GString *html, const MqPageContext *page);
void mq_page_append_article_header (GString *html, const MqPageContext *page);
void mq_page_append_article (GString *html, const MqPageContext *page);
void mq_page_append_reply_form (GString *html, const MqPageContext *page);
void mq_page_append_data (GString *html, const MqPageContext *page);
void mq_page_append_picture (GString *html,
                             const MqPageContext *page,
                             const MqPicture *picture,
                             const char *class_name,
                             gboolean lead);

char *mq_page_picture_markup (const char *name,
                              const char *alt,
                              const char *title,
                              gboolean is_block,
                              gpointer data);
void mq_page_append_bdi (GString *html, const char *class_name, const char *text);

static inline const char *
mq_page_text (const MqPageContext *page, MqReviewText which)
{
  return mq_review_get_text (page->review, which);
}

G_END_DECLS

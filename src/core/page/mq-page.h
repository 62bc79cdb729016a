/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-document.h"
#include "mq-review.h"
#include "mq-theme.h"

G_BEGIN_DECLS

/**
 * MqPageSettings:
 * @theme: the theme
 * @own_css: (nullable): the critic's own style sheet, put behind the theme's
 *
 * What the critic chose about pages in general.
 */
typedef struct
{
  const MqTheme *theme;
  const char *own_css;
} MqPageSettings;

/**
 * MqPictureSource:
 *
 * Where a page's `src` for a picture of a given width points to.
 *
 * Returns: (transfer full): an address, relative or with the scheme `data`
 */
typedef char *(*MqPictureSource) (const MqPicture *picture, int width, gpointer data);

MqDocument *mq_page_parse (MqReview *review);
MqDocument *mq_page_parse_text (MqReview *review, const char *markdown, const MqTheme *theme);
MqDocument *mq_page_parse_edited (MqReview *review,
                                  MqDocument *before,
                                  const char *markdown,
                                  const MqTheme *theme);
MqDocument *mq_page_parse_with_theme (MqReview *review, const MqTheme *theme);

char *mq_page_render (MqReview *review, MqDocument *document, const MqPageSettings *settings);
char *mq_page_render_single_file (MqReview *review,
                                  const MqPageSettings *settings,
                                  MqPictureSource picture_source,
                                  gpointer data);
char *mq_page_render_header (MqReview *review, const MqPageSettings *settings);
char *mq_page_render_fragment (MqReview *review, MqPictureSource picture_source, gpointer data);
char *mq_page_dup_title (MqReview *review);
char *mq_page_dup_css (const MqPageSettings *settings);

G_END_DECLS

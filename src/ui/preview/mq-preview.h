/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"
#include "mq-page.h"

G_BEGIN_DECLS

/**
 * MqPreview:
 *
 * The finished page, live. The web view is made when the preview is first seen; afterwards only
 * blocks that have changed travel to it. It runs no script of the page, reaches no network, and
 * never takes the focus.
 *
 * Signals: `block-clicked` (line of the text, from 1), `link-clicked` (address).
 */
#define MQ_TYPE_PREVIEW (mq_preview_get_type ())
G_DECLARE_FINAL_TYPE (MqPreview, mq_preview, MQ, PREVIEW, AdwBin)

void mq_preview_set_review (MqPreview *self, MqLibrary *library, MqReview *review);
void mq_preview_set_document (MqPreview *self, MqDocument *document);
void mq_preview_set_settings (MqPreview *self, const MqTheme *theme, const char *own_css);
void mq_preview_show_line (MqPreview *self, int line);
void mq_preview_print (MqPreview *self, GFile *file, GTask *task);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqPictureScheme:
 *
 * Serves the pictures of the library to web views, under `marquee://ID-OF-THE-REVIEW/NAME`.
 */
#define MQ_TYPE_PICTURE_SCHEME (mq_picture_scheme_get_type ())
G_DECLARE_FINAL_TYPE (MqPictureScheme, mq_picture_scheme, MQ, PICTURE_SCHEME, GObject)

MqPictureScheme *mq_picture_scheme_new (WebKitWebContext *context);
void mq_picture_scheme_set_review (MqPictureScheme *self, MqLibrary *library, MqReview *review);
char *mq_picture_scheme_dup_base (MqReview *review);

G_END_DECLS

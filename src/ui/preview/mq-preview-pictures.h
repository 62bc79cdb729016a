/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library.h"

G_BEGIN_DECLS

/* The pictures of the page on show, which it knows under `marquee://ID-OF-THE-REVIEW/NAME`. */

char *mq_preview_pictures_dup_base (MqReview *review);
void
mq_preview_pictures_fetch (MqLibrary *library, MqReview *review, const char *path, GTask *task);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-publisher.h"

G_BEGIN_DECLS

char *mq_post_dup_base (const MqPost *post, MqPostForm form);
void mq_post_read_into (const MqPost *post,
                        const char *html,
                        MqPostForm form,
                        GHashTable *picture_names,
                        MqReview *review);

G_END_DECLS

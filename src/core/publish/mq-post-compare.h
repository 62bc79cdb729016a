/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-post.h"

G_BEGIN_DECLS

gboolean mq_post_has_same_content (const MqPost *sent, const MqPost *there, MqPostForm form);
void mq_post_compare (const MqPost *sent, const MqPost *there, MqPostForm form, GPtrArray *notes);

G_END_DECLS

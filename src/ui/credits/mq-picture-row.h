/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqPictureRow:
 *
 * A picture of the review with the words that belong to it: alternative text, caption, credit.
 */
#define MQ_TYPE_PICTURE_ROW (mq_picture_row_get_type ())
G_DECLARE_FINAL_TYPE (MqPictureRow, mq_picture_row, MQ, PICTURE_ROW, AdwExpanderRow)

MqPictureRow *mq_picture_row_new (MqLibrary *library, MqReview *review, MqPicture *picture);
gboolean mq_picture_row_show (MqPictureRow *self, MqPicture *picture);

G_END_DECLS

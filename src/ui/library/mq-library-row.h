/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mq-review-row.h"
#include "mq-thumbnails.h"

G_BEGIN_DECLS

/** MqLibraryRow: a review in the library's list: poster, title and year, people or what was found,
 * rating, status, age. Properties: "selectable" (whether it has a check box) and "selected". */
#define MQ_TYPE_LIBRARY_ROW (mq_library_row_get_type ())
G_DECLARE_FINAL_TYPE (MqLibraryRow, mq_library_row, MQ, LIBRARY_ROW, GtkBox)

MqLibraryRow *mq_library_row_new (MqThumbnails *thumbnails);
void mq_library_row_show (MqLibraryRow *self, MqReviewRow *row);
MqReviewRow *mq_library_row_get_row (MqLibraryRow *self);

G_END_DECLS

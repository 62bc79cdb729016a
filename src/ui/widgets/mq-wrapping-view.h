/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MqWrappingView:
 *
 * A text view that is as high as its text is at its width, and does not scroll. #GtkTextView itself
 * knows its height only once it has been drawn. Its buffer
 * is the one it comes with.
 */
#define MQ_TYPE_WRAPPING_VIEW (mq_wrapping_view_get_type ())
G_DECLARE_FINAL_TYPE (MqWrappingView, mq_wrapping_view, MQ, WRAPPING_VIEW, GtkTextView)

G_END_DECLS

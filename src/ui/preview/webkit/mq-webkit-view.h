/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-web-view.h"

G_BEGIN_DECLS

/**
 * MqWebkitView:
 *
 * A web view that runs no script of the page, reaches no network and never takes the focus.
 */
#define MQ_TYPE_WEBKIT_VIEW (mq_webkit_view_get_type ())
G_MODULE_EXPORT
G_DECLARE_FINAL_TYPE (MqWebkitView, mq_webkit_view, MQ, WEBKIT_VIEW, MqWebView)

G_END_DECLS

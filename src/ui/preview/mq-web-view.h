/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MqWebView:
 *
 * What the preview needs of a web engine. The engine itself is in a module that is loaded when the
 * first view is made: with it, the program would take a third longer to start.
 *
 * Signals: `loaded`; `terminated` (the page is gone, through no fault of ours); `message` (number
 * that a script of ours posted); `link-clicked` (address); `picture-wanted` (path, #GTask to be
 * returned with its #GBytes).
 */
#define MQ_TYPE_WEB_VIEW (mq_web_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (MqWebView, mq_web_view, MQ, WEB_VIEW, AdwBin)

struct _MqWebViewClass
{
  AdwBinClass parent_class;

  void (*load) (MqWebView *self, const char *html, const char *base);
  void (*call) (MqWebView *self, const char *script, GVariant *arguments);
  void (*set_background) (MqWebView *self, const GdkRGBA *colour);
  void (*print) (MqWebView *self, GFile *file, GTask *task);
};

MqWebView *mq_web_view_new (GError **error);

void mq_web_view_load (MqWebView *self, const char *html, const char *base);
void mq_web_view_call (MqWebView *self, const char *script, GVariant *arguments);
void mq_web_view_set_background (MqWebView *self, const GdkRGBA *colour);
void mq_web_view_print (MqWebView *self, GFile *file, GTask *task);

/* For the module, which exports MQ_WEB_VIEW_GET_TYPE as the type of its view */
#define MQ_WEB_VIEW_MODULE "marquee-webkit"
#define MQ_WEB_VIEW_GET_TYPE "mq_webkit_view_get_type"

G_END_DECLS

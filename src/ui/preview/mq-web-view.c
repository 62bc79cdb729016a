/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-web-view.h"

#include <gmodule.h>

G_DEFINE_ABSTRACT_TYPE (MqWebView, mq_web_view, ADW_TYPE_BIN)

static void
mq_web_view_class_init (MqWebViewClass *klass)
{
  g_signal_new ("loaded", MQ_TYPE_WEB_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("terminated", MQ_TYPE_WEB_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
  g_signal_new ("message", MQ_TYPE_WEB_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT);
  g_signal_new ("link-clicked", MQ_TYPE_WEB_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("picture-wanted", MQ_TYPE_WEB_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_TASK);
}

static void
mq_web_view_init (MqWebView *self)
{
}

/**
 * mq_web_view_new:
 *
 * The module is looked for where it was installed, or in `MARQUEE_MODULES`.
 *
 * Returns: (transfer floating) (nullable): a view, or %NULL with a GModule error
 */
MqWebView *
mq_web_view_new (GError **error)
{
  const char *folder = g_getenv ("MARQUEE_MODULES");
  g_autofree char *path
      = g_build_filename (folder != NULL ? folder : MQ_MODULE_DIR, MQ_WEB_VIEW_MODULE, NULL);
  GModule *module = g_module_open_full (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL, error);
  gpointer get_type;

  if (module == NULL)
    return NULL;
  if (!g_module_symbol (module, MQ_WEB_VIEW_GET_TYPE, &get_type))
    {
      g_set_error_literal (error, G_MODULE_ERROR, G_MODULE_ERROR_FAILED, g_module_error ());
      g_module_close (module);
      return NULL;
    }
  g_module_make_resident (module); /* a type that was registered can't be unloaded */
  return g_object_new (((GType (*) (void)) get_type) (), NULL);
}

/** Shows a whole page. @base is its address. */
void
mq_web_view_load (MqWebView *self, const char *html, const char *base)
{
  MQ_WEB_VIEW_GET_CLASS (self)->load (self, html, base);
}

/** Runs the body of a function in our own world. @arguments (a{sv}) are its names and values. */
void
mq_web_view_call (MqWebView *self, const char *script, GVariant *arguments)
{
  MQ_WEB_VIEW_GET_CLASS (self)->call (self, script, arguments);
}

void
mq_web_view_set_background (MqWebView *self, const GdkRGBA *colour)
{
  MQ_WEB_VIEW_GET_CLASS (self)->set_background (self, colour);
}

/** Writes a PDF. @task returns a boolean when the file is there. */
void
mq_web_view_print (MqWebView *self, GFile *file, GTask *task)
{
  MQ_WEB_VIEW_GET_CLASS (self)->print (self, file, task);
}

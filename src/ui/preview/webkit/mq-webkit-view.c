/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-webkit-view.h"

#include <glib/gi18n.h>
#include <string.h>
#include <webkit/webkit.h>

#define WORLD "marquee"

struct _MqWebkitView
{
  MqWebView parent_instance;

  WebKitWebView *view;
  gboolean committed; /* the page that was asked for last */
};

G_DEFINE_FINAL_TYPE (MqWebkitView, mq_webkit_view, MQ_TYPE_WEB_VIEW)

/* ---- What the page says ---- */

static void
on_load_changed_cb (MqWebkitView *self, WebKitLoadEvent event)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    self->committed = TRUE;
  else if (event == WEBKIT_LOAD_FINISHED && self->committed) /* else one that was given up */
    g_signal_emit_by_name (self, "loaded");
}

static void
on_web_process_terminated_cb (MqWebkitView *self)
{
  g_signal_emit_by_name (self, "terminated");
}

static void
on_message_cb (MqWebkitView *self, JSCValue *value)
{
  if (jsc_value_is_number (value))
    g_signal_emit_by_name (self, "message", jsc_value_to_int32 (value));
}

/* Only the page itself is ever loaded; a link is for the critic's browser. */
static gboolean
on_decide_policy_cb (MqWebkitView *self,
                     WebKitPolicyDecision *decision,
                     WebKitPolicyDecisionType type)
{
  WebKitNavigationAction *action;
  const char *address;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return FALSE;
  action = webkit_navigation_policy_decision_get_navigation_action (
      WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  address = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION
      && webkit_navigation_action_get_navigation_type (action)
             != WEBKIT_NAVIGATION_TYPE_LINK_CLICKED
      && webkit_navigation_action_get_navigation_type (action)
             != WEBKIT_NAVIGATION_TYPE_FORM_SUBMITTED)
    return FALSE;
  if (g_str_has_prefix (address, "marquee:") && strchr (address, '#') != NULL)
    return FALSE;
  webkit_policy_decision_ignore (decision);
  if (webkit_navigation_action_get_navigation_type (action) == WEBKIT_NAVIGATION_TYPE_LINK_CLICKED)
    g_signal_emit_by_name (self, "link-clicked", address);
  return TRUE;
}

static gboolean
on_context_menu_cb (MqWebkitView *self)
{
  return TRUE; /* none: "Reload" and "Back" mean nothing here */
}

/* ---- Pictures ---- */

static void
on_picture_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WebKitURISchemeRequest) request = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GInputStream) stream = NULL;

  if (bytes == NULL)
    {
      webkit_uri_scheme_request_finish_error (request, error);
      return;
    }
  stream = g_memory_input_stream_new_from_bytes (bytes);
  webkit_uri_scheme_request_finish (
      request, stream, g_bytes_get_size (bytes),
      g_str_has_suffix (webkit_uri_scheme_request_get_path (request), ".png") ? "image/png"
                                                                              : "image/jpeg");
}

static void
on_picture_request_cb (WebKitURISchemeRequest *request, gpointer data)
{
  GWeakRef *weak = data;
  g_autoptr (MqWebkitView) self = g_weak_ref_get (weak);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_picture_made_cb, g_object_ref (request));

  g_task_set_source_tag (task, on_picture_request_cb);
  if (self != NULL)
    g_signal_emit_by_name (self, "picture-wanted", webkit_uri_scheme_request_get_path (request),
                           task);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the page is gone");
}

static void
free_weak (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static WebKitWebContext *
make_context (MqWebkitView *self)
{
  WebKitWebContext *context = webkit_web_context_new ();
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  webkit_web_context_register_uri_scheme (context, "marquee", on_picture_request_cb, weak,
                                          free_weak);
  return context;
}

/* ---- Making the view ---- */

static WebKitUserContentManager *
make_content_manager (MqWebkitView *self)
{
  WebKitUserContentManager *manager = webkit_user_content_manager_new ();
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/marquee/ui/preview/mq-preview.js", 0, NULL);
  WebKitUserScript *script;

  webkit_user_content_manager_register_script_message_handler (manager, "marquee", WORLD);
  g_signal_connect_object (manager, "script-message-received::marquee", G_CALLBACK (on_message_cb),
                           self, G_CONNECT_SWAPPED);
  script = webkit_user_script_new_for_world (
      g_bytes_get_data (bytes, NULL), WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
      WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_END, WORLD, NULL, NULL);
  webkit_user_content_manager_add_script (manager, script);
  webkit_user_script_unref (script);
  return manager;
}

static WebKitSettings *
make_settings (void)
{
  WebKitSettings *settings = webkit_settings_new ();

  webkit_settings_set_enable_javascript_markup (settings, FALSE);
  webkit_settings_set_hardware_acceleration_policy (settings,
                                                    WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
  webkit_settings_set_enable_page_cache (settings, FALSE);
  webkit_settings_set_enable_html5_local_storage (settings, FALSE);
  webkit_settings_set_enable_html5_database (settings, FALSE);
  webkit_settings_set_enable_media (settings, FALSE);
  webkit_settings_set_enable_webaudio (settings, FALSE);
  webkit_settings_set_enable_webgl (settings, FALSE);
  return settings;
}

static void
mq_webkit_view_init (MqWebkitView *self)
{
  g_autoptr (WebKitWebContext) context = make_context (self);
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  g_autoptr (WebKitUserContentManager) manager = make_content_manager (self);
  g_autoptr (WebKitSettings) settings = make_settings ();

  self->view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", context, "network-session",
                             session, "user-content-manager", manager, "settings", settings,
                             "focusable", FALSE, "can-focus", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Finished Page"), -1);
  g_signal_connect_object (self->view, "load-changed", G_CALLBACK (on_load_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "web-process-terminated",
                           G_CALLBACK (on_web_process_terminated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "decide-policy", G_CALLBACK (on_decide_policy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "context-menu", G_CALLBACK (on_context_menu_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

/* ---- What is asked of it ---- */

static void
mq_webkit_view_load (MqWebView *view, const char *html, const char *base)
{
  MQ_WEBKIT_VIEW (view)->committed = FALSE;
  webkit_web_view_load_html (MQ_WEBKIT_VIEW (view)->view, html, base);
}

static void
mq_webkit_view_call (MqWebView *view, const char *script, GVariant *arguments)
{
  webkit_web_view_call_async_javascript_function (MQ_WEBKIT_VIEW (view)->view, script, -1,
                                                  arguments, WORLD, NULL, NULL, NULL, NULL);
}

static void
mq_webkit_view_set_background (MqWebView *view, const GdkRGBA *colour)
{
  webkit_web_view_set_background_color (MQ_WEBKIT_VIEW (view)->view, colour);
}

static void
on_print_finished_cb (WebKitPrintOperation *operation, GTask *task)
{
  if (!g_task_had_error (task))
    g_task_return_boolean (task, TRUE);
  g_object_unref (operation);
  g_object_unref (task);
}

static void
on_print_failed_cb (WebKitPrintOperation *operation, GError *error, GTask *task)
{
  g_task_return_error (task, g_error_copy (error));
}

static void
mq_webkit_view_print (MqWebView *view, GFile *file, GTask *task)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autofree char *uri = g_file_get_uri (file);
  WebKitPrintOperation *operation = webkit_print_operation_new (MQ_WEBKIT_VIEW (view)->view);

  gtk_print_settings_set_printer (settings, "Print to File");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  webkit_print_operation_set_print_settings (operation, settings);
  webkit_print_operation_set_page_setup (operation, setup);
  g_object_ref (task);
  g_signal_connect (operation, "failed", G_CALLBACK (on_print_failed_cb), task);
  g_signal_connect (operation, "finished", G_CALLBACK (on_print_finished_cb), task);
  webkit_print_operation_print (operation);
}

static void
mq_webkit_view_class_init (MqWebkitViewClass *klass)
{
  MqWebViewClass *view_class = MQ_WEB_VIEW_CLASS (klass);

  view_class->load = mq_webkit_view_load;
  view_class->call = mq_webkit_view_call;
  view_class->set_background = mq_webkit_view_set_background;
  view_class->print = mq_webkit_view_print;
}

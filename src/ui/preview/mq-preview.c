/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-preview.h"

#include <glib/gi18n.h>
#include <string.h>
#include <webkit/webkit.h>

#include "mq-picture-scheme.h"

#define WORLD "marquee"
#define RELOAD_AFTER_MS 300

struct _MqPreview
{
  AdwBin parent_instance;

  WebKitWebView *view; /* NULL until it is first seen */
  MqPictureScheme *scheme;
  MqLibrary *library;
  MqReview *review;
  MqDocument *document; /* what is to be seen */
  MqDocument *shown;    /* what the page holds */
  const MqTheme *theme;
  char *own_css;
  char *header;
  gboolean loaded;
  double scroll;
  int caret_line;
  guint shown_block;
  guint create_tick;
  guint reload_timeout;
};

G_DEFINE_FINAL_TYPE (MqPreview, mq_preview, ADW_TYPE_BIN)

enum
{
  BLOCK_CLICKED,
  LINK_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MqPageSettings
page_settings (MqPreview *self)
{
  return (MqPageSettings) { self->theme, self->own_css };
}

/* ---- Speaking to the page ---- */

static void
call (MqPreview *self, const char *script, GVariant *arguments)
{
  webkit_web_view_call_async_javascript_function (self->view, script, -1, arguments, WORLD, NULL,
                                                  NULL, NULL, NULL);
}

static void
patch (MqPreview *self)
{
  guint n_old = mq_document_get_n_blocks (self->shown),
        n_new = mq_document_get_n_blocks (self->document);
  guint start = 0, end = 0, block;
  g_autoptr (GString) html = g_string_new (NULL);
  GVariantDict arguments;

  while (start < n_old && start < n_new
         && mq_document_get_block (self->shown, start)->hash
                == mq_document_get_block (self->document, start)->hash)
    start++;
  while (end < n_old - start && end < n_new - start
         && mq_document_get_block (self->shown, n_old - 1 - end)->hash
                == mq_document_get_block (self->document, n_new - 1 - end)->hash)
    end++;
  g_clear_pointer (&self->shown, mq_document_unref);
  self->shown = mq_document_ref (self->document);
  if (start + end == n_old && n_old == n_new)
    return;
  for (guint i = start; i < n_new - end; i++)
    g_string_append (html, mq_document_get_block (self->document, i)->html);
  block = mq_document_find_line (self->document, self->caret_line);
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "at", "d", (double) start);
  g_variant_dict_insert (&arguments, "removed", "d", (double) (n_old - start - end));
  g_variant_dict_insert (&arguments, "html", "s", html->str);
  g_variant_dict_insert (&arguments, "shown", "d",
                         block != self->shown_block ? (double) block : -1.0);
  self->shown_block = block;
  call (self, "marquee.patch(at, removed, html, shown)", g_variant_dict_end (&arguments));
}

static void
patch_header (MqPreview *self)
{
  MqPageSettings settings = page_settings (self);
  g_autofree char *header = mq_page_render_header (self->review, &settings);
  GVariantDict arguments;

  if (g_strcmp0 (header, self->header) == 0)
    return;
  g_set_str (&self->header, header);
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "html", "s", header);
  call (self, "marquee.setHeader(html)", g_variant_dict_end (&arguments));
}

/* ---- Loading the page as a whole ---- */

static void
update_background (MqPreview *self)
{
  GdkRGBA colour;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (self->view != NULL
      && gdk_rgba_parse (&colour, dark ? self->theme->colour_dark : self->theme->colour_light))
    webkit_web_view_set_background_color (self->view, &colour);
}

static void
load (MqPreview *self)
{
  MqPageSettings settings = page_settings (self);
  g_autofree char *html = NULL, *base = NULL;

  g_clear_handle_id (&self->reload_timeout, g_source_remove);
  if (self->view == NULL || self->review == NULL || self->document == NULL)
    return;
  self->loaded = FALSE;
  g_clear_pointer (&self->shown, mq_document_unref);
  self->shown = mq_document_ref (self->document);
  g_free (self->header);
  self->header = mq_page_render_header (self->review, &settings);
  mq_picture_scheme_set_review (self->scheme, self->library, self->review);
  html = mq_page_render (self->review, self->document, &settings);
  base = mq_picture_scheme_dup_base (self->review);
  update_background (self);
  webkit_web_view_load_html (self->view, html, base);
}

static gboolean
on_reload_timeout_cb (gpointer data)
{
  MqPreview *self = data;

  self->reload_timeout = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

/* For what stands outside header and text. Scrolled to where it was when it is loaded. */
static void
schedule_reload (MqPreview *self)
{
  if (self->view == NULL)
    return;
  g_clear_handle_id (&self->reload_timeout, g_source_remove);
  self->reload_timeout = g_timeout_add (RELOAD_AFTER_MS, on_reload_timeout_cb, self);
}

static void
on_load_changed_cb (MqPreview *self, WebKitLoadEvent event)
{
  GVariantDict arguments;

  if (event != WEBKIT_LOAD_FINISHED)
    return;
  self->loaded = TRUE;
  if (self->scroll > 0)
    {
      g_variant_dict_init (&arguments, NULL);
      g_variant_dict_insert (&arguments, "y", "d", self->scroll);
      call (self, "marquee.scrollTo(y)", g_variant_dict_end (&arguments));
    }
  if (self->shown != self->document)
    patch (self);
  patch_header (self);
}

/* The text is the program's own: a dead web process costs nothing but a moment. */
static void
on_web_process_terminated_cb (MqPreview *self)
{
  self->loaded = FALSE;
  schedule_reload (self);
}

/* ---- What the page says ---- */

static void
on_message_cb (MqPreview *self, JSCValue *value)
{
  int index = jsc_value_is_number (value) ? jsc_value_to_int32 (value) : -1;

  if (index < 0)
    self->scroll = -1 - index;
  else if (self->shown != NULL && (guint) index < mq_document_get_n_blocks (self->shown))
    g_signal_emit (self, signals[BLOCK_CLICKED], 0,
                   mq_document_get_block (self->shown, index)->start_line);
}

/* Only the page itself is ever loaded; a link is for the critic's browser. */
static gboolean
on_decide_policy_cb (MqPreview *self, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type)
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
    g_signal_emit (self, signals[LINK_CLICKED], 0, address);
  return TRUE;
}

static gboolean
on_context_menu_cb (MqPreview *self)
{
  return TRUE; /* none: "Reload" and "Back" mean nothing here */
}

/* ---- Making the view ---- */

static WebKitUserContentManager *
make_content_manager (MqPreview *self)
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
create_view (MqPreview *self)
{
  g_autoptr (WebKitWebContext) context = webkit_web_context_new ();
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  g_autoptr (WebKitUserContentManager) manager = make_content_manager (self);
  g_autoptr (WebKitSettings) settings = make_settings ();

  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  self->scheme = mq_picture_scheme_new (context);
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
  load (self);
}

/* The window is painted once without the view: that is when the critic sees it and can write. */
static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  MqPreview *self = MQ_PREVIEW (widget);

  if (gdk_frame_clock_get_frame_counter (clock) < 3 || self->document == NULL)
    return G_SOURCE_CONTINUE;
  self->create_tick = 0;
  if (self->view == NULL)
    create_view (self);
  return G_SOURCE_REMOVE;
}

static void
mq_preview_map (GtkWidget *widget)
{
  MqPreview *self = MQ_PREVIEW (widget);

  GTK_WIDGET_CLASS (mq_preview_parent_class)->map (widget);
  if (self->view == NULL && self->create_tick == 0)
    self->create_tick = gtk_widget_add_tick_callback (widget, on_tick_cb, NULL, NULL);
}

/* ---- Object ---- */

static void
mq_preview_dispose (GObject *object)
{
  MqPreview *self = MQ_PREVIEW (object);

  g_clear_handle_id (&self->reload_timeout, g_source_remove);
  if (self->create_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->create_tick);
  self->create_tick = 0;
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  self->view = NULL;
  g_clear_object (&self->scheme);
  g_clear_object (&self->library);
  g_clear_object (&self->review);
  g_clear_pointer (&self->document, mq_document_unref);
  g_clear_pointer (&self->shown, mq_document_unref);
  g_clear_pointer (&self->own_css, g_free);
  g_clear_pointer (&self->header, g_free);
  G_OBJECT_CLASS (mq_preview_parent_class)->dispose (object);
}

static void
mq_preview_class_init (MqPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_preview_dispose;
  GTK_WIDGET_CLASS (klass)->map = mq_preview_map;
  signals[BLOCK_CLICKED] = g_signal_new ("block-clicked", MQ_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LINK_CLICKED] = g_signal_new ("link-clicked", MQ_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mq_preview_init (MqPreview *self)
{
  guint n_themes;

  self->theme = mq_theme_get_all (&n_themes);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_background), self, G_CONNECT_SWAPPED);
}

/* Header facts are patched in; the rest of the page is loaded anew, at leisure. */
static void
on_review_notify_cb (MqPreview *self, GParamSpec *pspec)
{
  static const char *const in_header[]
      = { "title",    "standfirst",  "rating",     "credits",   "year",        "original-title",
          "runtime",  "certificate", "countries",  "languages", "distributor", "release-date",
          "pictures", "byline",      "byline-url", "published", NULL };
  static const char *const unseen[] = { "body", "word-target", "status", "slug", "tags", NULL };

  if (!self->loaded || g_strv_contains (unseen, pspec->name))
    return;
  if (g_strv_contains (in_header, pspec->name))
    patch_header (self);
  else
    schedule_reload (self);
}

/** Shows another review, %NULL for none; its document follows by mq_preview_set_document(). */
void
mq_preview_set_review (MqPreview *self, MqLibrary *library, MqReview *review)
{
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_set_object (&self->library, library);
  g_set_object (&self->review, review);
  g_clear_pointer (&self->document, mq_document_unref);
  g_clear_pointer (&self->shown, mq_document_unref);
  self->loaded = FALSE;
  self->scroll = 0;
  self->shown_block = 0;
  if (review != NULL)
    g_signal_connect_object (review, "notify", G_CALLBACK (on_review_notify_cb), self,
                             G_CONNECT_SWAPPED);
}

/** Shows the text as it was parsed last. */
void
mq_preview_set_document (MqPreview *self, MqDocument *document)
{
  mq_document_ref (document);
  g_clear_pointer (&self->document, mq_document_unref);
  self->document = document;
  if (self->view == NULL)
    return;
  if (self->shown == NULL)
    load (self);
  else if (self->loaded)
    patch (self);
}

/** Sets how the page looks. */
void
mq_preview_set_settings (MqPreview *self, const MqTheme *theme, const char *own_css)
{
  if (self->theme == theme && g_strcmp0 (self->own_css, own_css) == 0)
    return;
  self->theme = theme;
  g_set_str (&self->own_css, own_css);
  schedule_reload (self);
}

/** Brings the block that holds a line of the text, from 1, into view. */
void
mq_preview_show_line (MqPreview *self, int line)
{
  GVariantDict arguments;
  guint block;

  self->caret_line = line;
  if (!self->loaded || self->shown != self->document)
    return;
  block = mq_document_find_line (self->shown, line);
  if (block == self->shown_block)
    return;
  self->shown_block = block;
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "index", "d", (double) block);
  call (self, "marquee.show(index)", g_variant_dict_end (&arguments));
}

/* ---- PDF ---- */

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

/**
 * mq_preview_print:
 * @task: returns a boolean when the file is written
 *
 * Writes the page as a PDF, as a printer would get it: paper and margins are the theme's.
 */
void
mq_preview_print (MqPreview *self, GFile *file, GTask *task)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autofree char *uri = g_file_get_uri (file);
  WebKitPrintOperation *operation;

  if (!self->loaded)
    {
      if (self->view == NULL && self->document != NULL)
        create_view (self);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                               _ ("The page is not ready yet. Try again in a moment"));
      return;
    }
  gtk_print_settings_set_printer (settings, "Print to File");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  operation = webkit_print_operation_new (self->view);
  webkit_print_operation_set_print_settings (operation, settings);
  webkit_print_operation_set_page_setup (operation, setup);
  g_object_ref (task);
  g_signal_connect (operation, "failed", G_CALLBACK (on_print_failed_cb), task);
  g_signal_connect (operation, "finished", G_CALLBACK (on_print_finished_cb), task);
  webkit_print_operation_print (operation);
}

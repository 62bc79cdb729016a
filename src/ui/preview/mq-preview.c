/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-preview.h"

#include <glib/gi18n.h>

#include "mq-preview-pictures.h"
#include "mq-web-sandbox.h"
#include "mq-web-view.h"

#define RELOAD_AFTER_MS 300

struct _MqPreview
{
  AdwBin parent_instance;

  MqWebView *view; /* NULL until it is first seen */
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
  GCancellable *creation; /* NULL until the view is to be made */
  const char *no_view;    /* (nullable): why there is none */
  guint reload_timeout;
  GFile *print_file; /* to be written once the page is there, for print_task */
  GTask *print_task;
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

/* ---- A PDF that is waited for ---- */

static void
print_what_waits (MqPreview *self)
{
  if (self->print_task == NULL)
    return;
  mq_web_view_print (self->view, self->print_file, self->print_task);
  g_clear_object (&self->print_file);
  g_clear_object (&self->print_task);
}

static void
give_up_printing (MqPreview *self, GIOErrorEnum code, const char *sentence)
{
  if (self->print_task != NULL)
    g_task_return_new_error_literal (self->print_task, G_IO_ERROR, code, sentence);
  g_clear_object (&self->print_file);
  g_clear_object (&self->print_task);
}

/* ---- Speaking to the page ---- */

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
  mq_web_view_call (self->view, "marquee.patch(at, removed, html, shown)",
                    g_variant_dict_end (&arguments));
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
  mq_web_view_call (self->view, "marquee.setHeader(html)", g_variant_dict_end (&arguments));
}

/* ---- Loading the page as a whole ---- */

static void
update_background (MqPreview *self)
{
  GdkRGBA colour;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (self->view != NULL
      && gdk_rgba_parse (&colour, dark ? self->theme->colour_dark : self->theme->colour_light))
    mq_web_view_set_background (self->view, &colour);
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
  html = mq_page_render (self->review, self->document, &settings);
  base = mq_preview_pictures_dup_base (self->review);
  update_background (self);
  mq_web_view_load (self->view, html, base);
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
on_loaded_cb (MqPreview *self)
{
  GVariantDict arguments;

  if (self->shown == NULL)
    return; /* the review was closed meanwhile */
  self->loaded = TRUE;
  if (self->scroll > 0)
    {
      g_variant_dict_init (&arguments, NULL);
      g_variant_dict_insert (&arguments, "y", "d", self->scroll);
      mq_web_view_call (self->view, "marquee.scrollTo(y)", g_variant_dict_end (&arguments));
    }
  if (self->shown != self->document)
    patch (self);
  patch_header (self);
  print_what_waits (self);
}

/* The text is the program's own: a dead web process costs nothing but a moment. */
static void
on_terminated_cb (MqPreview *self)
{
  self->loaded = FALSE;
  schedule_reload (self);
}

/* ---- What the page says ---- */

static void
on_message_cb (MqPreview *self, int index)
{
  if (index < 0)
    self->scroll = -1 - index;
  else if (self->shown != NULL && (guint) index < mq_document_get_n_blocks (self->shown))
    g_signal_emit (self, signals[BLOCK_CLICKED], 0,
                   mq_document_get_block (self->shown, index)->start_line);
}

static void
on_link_clicked_cb (MqPreview *self, const char *address)
{
  g_signal_emit (self, signals[LINK_CLICKED], 0, address);
}

static void
on_picture_wanted_cb (MqPreview *self, const char *path, GTask *task)
{
  if (self->review != NULL)
    mq_preview_pictures_fetch (self->library, self->review, path, task);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", path);
}

/* ---- Making the view ---- */

static void
show_failure (MqPreview *self, const char *description, const GError *error)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Preview"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  g_warning ("no preview: %s", error->message);
  self->no_view = description;
  give_up_printing (self, G_IO_ERROR_FAILED, description);
  adw_bin_set_child (ADW_BIN (self), page);
}

static void
create_view (MqPreview *self)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } connections[] = {
    { "loaded", G_CALLBACK (on_loaded_cb) },
    { "terminated", G_CALLBACK (on_terminated_cb) },
    { "message", G_CALLBACK (on_message_cb) },
    { "link-clicked", G_CALLBACK (on_link_clicked_cb) },
    { "picture-wanted", G_CALLBACK (on_picture_wanted_cb) },
  };
  g_autoptr (GError) error = NULL;

  self->view = mq_web_view_new (&error);
  if (self->view == NULL)
    {
      show_failure (self,
                    _ ("A part of Marquee is missing or doesn’t fit. Install Marquee anew; your "
                       "reviews are safe."),
                    error);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_signal_connect_object (self->view, connections[i].signal, connections[i].callback, self,
                             G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
  load (self);
}

static void
on_sandbox_tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MqPreview *self = data;
  g_autoptr (GError) error = NULL;

  if (mq_web_sandbox_try_finish (result, &error))
    create_view (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self,
                  _ ("This computer does not let the web engine lock itself in, and without that "
                     "no page is shown. Allow user namespaces for bubblewrap, or use Marquee’s "
                     "Flatpak. All else works, and your reviews are safe."),
                  error);
}

static void
start_creating (MqPreview *self)
{
  if (self->creation != NULL)
    return;
  self->creation = g_cancellable_new ();
  mq_web_sandbox_try_async (self->creation, on_sandbox_tried_cb, self);
}

/* The window is painted once without the view: that is when the critic sees it and can write. */
static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  MqPreview *self = MQ_PREVIEW (widget);

  if (gdk_frame_clock_get_frame_counter (clock) < 3 || self->document == NULL)
    return G_SOURCE_CONTINUE;
  self->create_tick = 0;
  start_creating (self);
  return G_SOURCE_REMOVE;
}

static void
mq_preview_map (GtkWidget *widget)
{
  MqPreview *self = MQ_PREVIEW (widget);

  GTK_WIDGET_CLASS (mq_preview_parent_class)->map (widget);
  if (self->creation == NULL && self->create_tick == 0)
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
  g_cancellable_cancel (self->creation);
  g_clear_object (&self->creation);
  give_up_printing (self, G_IO_ERROR_CANCELLED, "");
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  self->view = NULL;
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
  mq_web_view_call (self->view, "marquee.show(index)", g_variant_dict_end (&arguments));
}

/* ---- PDF ---- */

/**
 * mq_preview_print:
 * @task: returns a boolean when the file is written
 *
 * Writes the page as a PDF, as a printer would get it: paper and margins are the theme's. A page
 * that was not shown yet is made for it.
 */
void
mq_preview_print (MqPreview *self, GFile *file, GTask *task)
{
  if (self->print_task != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                               _ ("The page is not ready yet. Try again in a moment"));
      return;
    }
  self->print_file = g_object_ref (file);
  self->print_task = g_object_ref (task);
  if (self->loaded)
    print_what_waits (self);
  else if (self->no_view != NULL)
    give_up_printing (self, G_IO_ERROR_FAILED, self->no_view);
  else
    start_creating (self);
}

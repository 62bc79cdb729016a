/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <gtksourceview/gtksource.h>
#include <stdio.h>
#include <string.h>
#include <webkit/webkit.h>

/* The least that an editor with a live preview can be: what Marquee's figures are divided by.
 *   floor empty          a libadwaita window
 *   floor editor FILE    a text view in it
 *   floor preview FILE   a text view beside a web view; each key rewrites the paragraph that it
 * changes */

static WebKitWebView *view;
static char *file;
static gboolean with_preview;

static GtkWidget *
make_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  return scrolled;
}

/* Paragraphs stand one a line, so that the line is the block. */
static void
on_buffer_changed_cb (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  GVariantDict arguments;

  gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
  gtk_text_iter_set_line_offset (&start, 0);
  end = start;
  gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "at", "d", (double) gtk_text_iter_get_line (&start));
  g_variant_dict_insert (&arguments, "text", "s", text);
  webkit_web_view_call_async_javascript_function (
      view, "document.body.children[at].textContent = text", -1, g_variant_dict_end (&arguments),
      "floor", NULL, NULL, NULL, NULL);
}

static void
load_page (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *html = g_string_new (
      "<!DOCTYPE html><meta charset=utf-8><style>body{font:18px serif;margin:2em}</style><body>");

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *escaped = g_markup_escape_text (*line, -1);
      g_string_append_printf (html, "<p>%s</p>", escaped);
    }
  webkit_web_view_load_html (view, html->str, NULL);
  g_string_free (html, TRUE);
}

static GtkWidget *
make_editor (void)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL), *source = gtk_source_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (source));
  g_autoptr (WebKitSettings) settings = NULL;
  g_autoptr (WebKitNetworkSession) session = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start;

  g_file_get_contents (file, &text, NULL, NULL);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (source), GTK_WRAP_WORD_CHAR);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  if (!with_preview)
    return make_scrolled (source);
  settings = webkit_settings_new ();
  session = webkit_network_session_new_ephemeral ();
  webkit_settings_set_hardware_acceleration_policy (settings,
                                                    WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
  view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "settings", settings, "network-session", session,
                       "focusable", FALSE, NULL);
  g_signal_connect (buffer, "changed", G_CALLBACK (on_buffer_changed_cb), NULL);
  load_page (text);
  gtk_paned_set_position (GTK_PANED (paned), 620);
  gtk_paned_set_start_child (GTK_PANED (paned), make_scrolled (source));
  gtk_paned_set_end_child (GTK_PANED (paned), GTK_WIDGET (view));
  return paned;
}

static void
on_activate_cb (GtkApplication *application, gpointer data)
{
  GtkWidget *window = adw_application_window_new (application), *toolbar = adw_toolbar_view_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 840);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar),
                                file != NULL ? make_editor () : gtk_label_new ("floor"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), toolbar);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  file = argc > 2 ? argv[2] : NULL;
  with_preview = argc > 2 && strcmp (argv[1], "preview") == 0;
  g_signal_connect (application, "activate", G_CALLBACK (on_activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}

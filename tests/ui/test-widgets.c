/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "mq-backup-group.h"
#include "mq-backups-page.h"
#include "mq-credits-dialog.h"
#include "mq-empty-state.h"
#include "mq-export-all-dialog.h"
#include "mq-export-dialog.h"
#include "mq-filter-dialog.h"
#include "mq-find-bar.h"
#include "mq-history-dialog.h"
#include "mq-import-dialog.h"
#include "mq-import-line.h"
#include "mq-ledger-dialog.h"
#include "mq-library-row.h"
#include "mq-merge-card.h"
#include "mq-merge-view.h"
#include "mq-name-completion.h"
#include "mq-name-entry.h"
#include "mq-name-token.h"
#include "mq-picture-row.h"
#include "mq-preferences-dialog.h"
#include "mq-publish-checklist.h"
#include "mq-publish-dialog.h"
#include "mq-pull-dialog.h"
#include "mq-rating-stars.h"
#include "mq-review-binding.h"
#include "mq-shortcuts-dialog.h"
#include "mq-site-dialog.h"
#include "mq-sites-page.h"
#include "mq-text-row.h"
#include "mq-text-view.h"
#include "mq-web-view.h"
#include "mq-window-private.h"

static GSettings *settings;
static MqLibrary *library;

static MqReview *
make_review (void)
{
  MqReview *review = mq_review_new ();
  const char *names[] = { "Ada", "Bob", NULL };

  mq_review_set_text (review, MQ_REVIEW_TITLE, "Rust and Bone");
  mq_review_set_text (review, MQ_REVIEW_BODY, "# One\n\nSome *words*.\n\n> quoted\n\n- a list\n");
  mq_review_set_names (review, "director", names);
  mq_review_set_names (review, "music", names);
  mq_review_set_rating (review, (MqRating) { MQ_SCALE_STARS_5, 3.5, 0 });
  return review;
}

static void
assert_goes (GtkWidget *widget)
{
  g_object_ref_sink (widget);
  g_object_run_dispose (G_OBJECT (widget)); /* dispose can run twice */
  g_assert_finalize_object (widget);
}

/* As assert_goes(), for what waits for the library's answer. */
static void
assert_goes_in_time (GtkWidget *widget)
{
  g_object_ref_sink (widget);
  g_object_run_dispose (G_OBJECT (widget));
  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
  g_object_unref (widget);
  while (widget != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_every_widget (void)
{
  g_autoptr (MqReview) review = make_review ();
  g_autoptr (MqQuery) query = mq_query_new ();
  g_autoptr (MqThumbnails) thumbnails = mq_thumbnails_new ();
  g_autoptr (MqPicture) picture = mq_picture_new ("none", "x.jpg", MQ_PICTURE_STILL, 10, 10);
  MqMergePart part = { MQ_REVIEW_BODY, (char *) "mine", (char *) "theirs", MQ_MERGE_BOTH };

  assert_goes (GTK_WIDGET (mq_name_token_new ("Ada")));
  assert_goes (GTK_WIDGET (mq_name_completion_new ()));
  assert_goes (g_object_new (MQ_TYPE_RATING_STARS, "editable", TRUE, NULL));
  assert_goes (g_object_new (MQ_TYPE_TEXT_ROW, NULL));
  assert_goes (g_object_new (MQ_TYPE_CREDITS_FORM, NULL));
  assert_goes (g_object_new (MQ_TYPE_CREDITS_DETAILS, NULL));
  assert_goes (g_object_new (MQ_TYPE_EDITOR_PANE, NULL));
  assert_goes (g_object_new (MQ_TYPE_TEXT_VIEW, NULL));
  assert_goes (g_object_new (MQ_TYPE_PREVIEW, NULL));
  assert_goes (g_object_new (MQ_TYPE_LIBRARY_PANE, NULL));
  assert_goes (g_object_new (MQ_TYPE_EMPTY_STATE, NULL));
  assert_goes (g_object_new (MQ_TYPE_MERGE_VIEW, NULL));
  assert_goes (g_object_new (MQ_TYPE_PULL_DIALOG, NULL));
  assert_goes_in_time (GTK_WIDGET (mq_import_dialog_new (library, "en")));
  assert_goes (mq_import_line_new ());
  assert_goes (GTK_WIDGET (mq_export_all_dialog_new (library)));
  assert_goes (GTK_WIDGET (mq_library_row_new (thumbnails)));
  assert_goes (GTK_WIDGET (mq_picture_row_new (library, review, picture)));
  assert_goes (GTK_WIDGET (mq_credits_dialog_new (library, review)));
  assert_goes (GTK_WIDGET (mq_export_dialog_new (library, review, settings)));
  assert_goes (GTK_WIDGET (mq_preferences_dialog_new (settings, "/nowhere")));
  assert_goes (GTK_WIDGET (mq_shortcuts_dialog_new ()));
  assert_goes (g_object_new (MQ_TYPE_NAME_ENTRY, NULL));
  assert_goes (g_object_new (MQ_TYPE_FIND_BAR, NULL));
  assert_goes (g_object_new (MQ_TYPE_PUBLISH_CHECKLIST, NULL));
  assert_goes (mq_merge_card_new (&part));
  assert_goes_in_time (GTK_WIDGET (mq_filter_dialog_new (library, query)));
  assert_goes_in_time (GTK_WIDGET (mq_history_dialog_new (library, review)));
  assert_goes_in_time (GTK_WIDGET (mq_ledger_dialog_new (library, review)));
  assert_goes_in_time (GTK_WIDGET (mq_publish_dialog_new (library, review)));
  assert_goes (GTK_WIDGET (mq_site_dialog_new (library, NULL)));
  assert_goes_in_time (GTK_WIDGET (mq_sites_page_new (library)));
  assert_goes (GTK_WIDGET (mq_backup_group_new (settings, "/nowhere")));
  assert_goes (GTK_WIDGET (mq_backups_page_new (settings, "/nowhere")));
}

static void
on_document_changed_cb (gboolean *parsed)
{
  *parsed = TRUE;
}

/* With a review, its page in a web view, and all that is still under way when it closes. */
static void
test_windows_open_and_close (void)
{
  for (int round = 0; round < 50; round++)
    {
      MqWindow *window = mq_window_new (NULL, settings);
      g_autoptr (MqReview) review = make_review ();
      gboolean parsed = FALSE;

      g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
      mq_window_set_library (window, library);
      gtk_window_present (GTK_WINDOW (window));
      mq_window_show_review (window, review, 0, 0);
      g_signal_connect_swapped (window->open, "document-changed",
                                G_CALLBACK (on_document_changed_cb), &parsed);
      while (!parsed)
        g_main_context_iteration (NULL, TRUE);
      gtk_window_destroy (GTK_WINDOW (window));
      while (window != NULL)
        g_main_context_iteration (NULL, TRUE);
    }
}

/* The web engine tells of a page when its review may be closed. */
static void
test_page_of_a_closed_review (void)
{
  MqWindow *window = mq_window_new (NULL, settings);
  g_autoptr (MqReview) review = make_review ();
  GtkWidget *view;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  mq_window_set_library (window, library);
  gtk_window_present (GTK_WINDOW (window));
  mq_window_show_review (window, review, 0, 0);
  while (!MQ_IS_WEB_VIEW (view = adw_bin_get_child (ADW_BIN (window->preview))))
    g_main_context_iteration (NULL, TRUE);
  mq_preview_set_review (window->preview, NULL, NULL);
  g_signal_emit_by_name (view, "loaded");
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Typed, pasted with its line breaks, and changed elsewhere. */
static void
test_text_row (void)
{
  MqTextRow *row = g_object_new (MQ_TYPE_TEXT_ROW, NULL);
  GtkTextBuffer *buffer = mq_text_row_get_buffer (row);
  MqReviewBinding *binding = mq_review_binding_new (buffer, MQ_REVIEW_STANDFIRST);
  g_autoptr (MqReview) review = make_review ();
  g_autofree char *shown = NULL;

  mq_review_binding_set_review (binding, review);
  gtk_text_buffer_set_text (buffer, "", -1);
  gtk_text_buffer_insert_at_cursor (buffer, "A night\r\nin the\ncity ", -1);
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_STANDFIRST), ==, "A night in the city");
  g_assert_cmpint (gtk_text_buffer_get_line_count (buffer), ==, 1);
  mq_review_set_text (review, MQ_REVIEW_STANDFIRST, "A day");
  g_object_get (buffer, "text", &shown, NULL);
  g_assert_cmpstr (shown, ==, "A day");
  gtk_text_buffer_insert_at_cursor (buffer, " out", -1);
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_STANDFIRST), ==, "A day out");
  mq_review_binding_free (binding);
  assert_goes (GTK_WIDGET (row));
}

static void
test_rating_by_keys (void)
{
  GtkWidget *stars
      = g_object_ref_sink (g_object_new (MQ_TYPE_RATING_STARS, "editable", TRUE, NULL));
  GtkAccessibleRange *range = GTK_ACCESSIBLE_RANGE (stars);

  g_assert_true (GTK_ACCESSIBLE_RANGE_GET_IFACE (range)->set_current_value (range, 3.5));
  g_assert_cmpfloat (mq_rating_stars_get_rating (MQ_RATING_STARS (stars)).value, ==, 3.5);
  g_assert_true (GTK_ACCESSIBLE_RANGE_GET_IFACE (range)->set_current_value (range, 9));
  g_assert_cmpfloat (mq_rating_stars_get_rating (MQ_RATING_STARS (stars)).value, ==, 5);
  g_assert_finalize_object (stars);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.marquee", NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  settings = g_settings_new (MQ_APPLICATION_ID);
  library = mq_library_open (path, NULL);
  g_test_add_func ("/ui/every-widget", test_every_widget);
  g_test_add_func ("/ui/windows-open-and-close", test_windows_open_and_close);
  g_test_add_func ("/ui/page-of-a-closed-review", test_page_of_a_closed_review);
  g_test_add_func ("/ui/text-row", test_text_row);
  g_test_add_func ("/ui/rating", test_rating_by_keys);
  status = g_test_run ();
  mq_library_close (library);
  g_object_unref (library);
  g_object_unref (settings);
  return status;
}

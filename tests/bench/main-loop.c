/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

#include "mq-window-private.h"

#define KEYS 120
#define GAP_MS 60

static gint64 woken;
static double longest; /* since the last key, in ms */

static int
measuring_poll (GPollFD *fds, guint n, int timeout)
{
  int result;

  if (woken != 0)
    longest = MAX (longest, (g_get_monotonic_time () - woken) / 1000.0);
  result = g_poll (fds, n, timeout);
  woken = g_get_monotonic_time ();
  return result;
}

static void
run_for (int milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE) ? (void) 0 : g_usleep (200);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

static double
measure (MqWindow *window, MqLibrary *library, const char *text)
{
  g_autoptr (MqReview) review = mq_review_new ();
  double times[KEYS];
  GtkTextBuffer *buffer;
  GtkTextIter middle;

  mq_review_set_text (review, MQ_REVIEW_TITLE, "Bench");
  mq_review_set_text (review, MQ_REVIEW_BODY, text);
  mq_window_show_review (window, review, 0, 0);
  buffer = GTK_TEXT_BUFFER (mq_open_review_get_buffer (window->open));
  run_for (4000);
  gtk_text_buffer_get_iter_at_line (buffer, &middle, gtk_text_buffer_get_line_count (buffer) / 2);
  gtk_text_buffer_place_cursor (buffer, &middle);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (mq_editor_pane_get_view (window->editor)),
                                gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.5);
  run_for (1500);
  for (int i = 0; i < KEYS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      longest = 0;
      gtk_text_buffer_insert_at_cursor (buffer, i % 7 == 6 ? " " : "x", 1);
      longest = MAX (longest, (g_get_monotonic_time () - start) / 1000.0);
      run_for (GAP_MS);
      times[i] = longest;
    }
  qsort (times, KEYS, sizeof *times, compare);
  printf ("  %d bytes: median %.1f ms, p95 %.1f ms, worst %.1f ms\n", (int) strlen (text),
          times[KEYS / 2], times[KEYS * 95 / 100], times[KEYS - 1]);
  return times[KEYS * 95 / 100];
}

/* main-loop FILE...: how long a key keeps the main loop, in documents of several lengths */
int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.marquee", NULL);
  g_autoptr (MqLibrary) library = mq_library_open (path, NULL);
  g_autoptr (GSettings) settings = NULL;
  MqWindow *window;
  double worst = 0;

  adw_init ();
  gtk_source_init ();
  settings = g_settings_new (MQ_APPLICATION_ID);
  g_main_context_set_poll_func (NULL, measuring_poll);
  window = mq_window_new (NULL, settings);
  mq_window_set_library (window, library);
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *text = NULL;
      double p95;
      if (!g_file_get_contents (argv[i], &text, NULL, NULL))
        return 1;
      p95 = measure (window, library, text);
      worst = MAX (worst, p95);
    }
  printf ("main loop: p95 %.1f ms (reach: under 8)\n", worst);
  gtk_window_destroy (GTK_WINDOW (window));
  mq_library_close (library);
  return 0;
}

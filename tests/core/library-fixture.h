/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-library.h"

/* An open library in a folder of its own, for tests of the library. */
typedef struct
{
  char *folder;
  char *path;
  MqLibrary *library;
} Fixture;

G_GNUC_UNUSED static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sub", "library.marquee", NULL);
  fixture->library = mq_library_open (fixture->path, &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf %s", fixture->folder);

  if (fixture->library != NULL)
    {
      mq_library_close (fixture->library);
      g_assert_finalize_object (fixture->library);
    }
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
  g_free (fixture->path);
}

G_GNUC_UNUSED static MqReview *
make_review (const char *title, const char *body)
{
  MqReview *review = mq_review_new ();
  const char *directors[] = { "Jacques Audiard", NULL },
             *stars[] = { "Marion Cotillard", "Robert Downey, Jr.", NULL };
  const char *tags[] = { "drama", "France", NULL };

  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++)
    mq_review_set_text (review, i, mq_review_text_get_name (i));
  mq_review_set_text (review, MQ_REVIEW_TITLE, title);
  mq_review_set_text (review, MQ_REVIEW_BODY, body);
  mq_review_set_names (review, "director", directors);
  mq_review_set_names (review, "stars", stars);
  mq_review_set_names (review, "Costumes", directors);
  mq_review_set_list (review, MQ_REVIEW_TAGS, tags);
  mq_review_set_year (review, 2012);
  mq_review_set_runtime (review, 120);
  mq_review_set_work (review, MQ_WORK_PLAY);
  mq_review_set_status (review, MQ_STATUS_PUBLISHED);
  mq_review_set_comments_open (review, FALSE);
  mq_review_set_word_target (review, 800);
  mq_review_set_rating (review, (MqRating) { MQ_SCALE_STARS_4, 2.5, 0.5 });
  return review;
}

G_GNUC_UNUSED static gint64
save (Fixture *fixture, MqReview *review, gint64 base)
{
  g_autoptr (GError) error = NULL;
  gint64 revision = 0;

  mq_library_save (fixture->library, review, base, &revision, &error);
  g_assert_no_error (error);
  return revision;
}

G_GNUC_UNUSED static guint
count (Fixture *fixture, const char *words)
{
  g_autoptr (MqQuery) query = mq_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  query->words = g_strdup (words);
  rows = mq_library_list (fixture->library, query, &error);
  g_assert_no_error (error);
  return rows->len;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "mq-library.h"

/* The same words every time: a review's vocabulary with the commonest first, as in real texts. */
static char *
make_body (GRand *random, int words)
{
  GString *body = g_string_new (NULL);

  for (int i = 0; i < words; i++)
    {
      double r = g_rand_double (random);
      int word = (int) (5000 * r * r * r);
      g_string_append_printf (body, "%s%d%s", word == 0 ? "the" : "word", word,
                              i % 90 == 89   ? ".\n\n"
                              : i % 12 == 11 ? ". "
                                             : " ");
    }
  return g_string_free_and_steal (body);
}

/* fill-library PATH REVIEWS WORDS */
int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = mq_library_open (argv[1], &error);
  g_autoptr (GRand) random = g_rand_new_with_seed (42);

  for (int i = 0; library != NULL && error == NULL && i < atoi (argv[2]); i++)
    {
      g_autoptr (MqReview) review = mq_review_new ();
      g_autofree char *title = g_strdup_printf ("Film %d", i),
                      *body = make_body (random, atoi (argv[3]));
      g_autofree char *director = g_strdup_printf ("Director %d", i % 700);
      const char *names[] = { director, NULL };
      gint64 revision;

      mq_review_set_text (review, MQ_REVIEW_TITLE, title);
      mq_review_set_text (review, MQ_REVIEW_BODY, body);
      mq_review_set_names (review, "director", names);
      mq_review_set_year (review, 1920 + i % 100);
      mq_library_save (library, review, 0, &revision, &error);
    }
  if (error != NULL)
    fprintf (stderr, "%s\n", error->message);
  if (library != NULL)
    mq_library_close (library);
  return error != NULL || library == NULL;
}

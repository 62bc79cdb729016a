/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "mq-history.h"

/* writer PATH ID: writes a review on and on, and says of each state that it is saved once it is:
 * its number, on a line. It ends when it is killed. */
int
main (int argc, char **argv)
{
  g_autoptr (MqLibrary) library = mq_library_open (argv[1], NULL);
  g_autoptr (MqReview) review = NULL;
  gint64 revision = 0;
  int number = 0;

  if (library == NULL)
    return 1;
  review = mq_library_load (library, argv[2], &revision, NULL, NULL);
  if (review != NULL)
    number = atoi (mq_review_get_text (review, MQ_REVIEW_BODY));
  else
    review = mq_review_new_with_id (argv[2]);
  for (;;)
    {
      g_autofree char *body = NULL;
      number++;
      body = g_strdup_printf ("%d %0*d", number, 1000 + number % 500, number);
      mq_review_set_text (review, MQ_REVIEW_BODY, body);
      if (!mq_library_save (library, review, revision, &revision, NULL))
        return 1;
      printf ("%d\n", number);
      fflush (stdout);
      if (number % 5 == 0)
        mq_history_take (library, review, MQ_MOMENT_PAUSE, NULL);
    }
}

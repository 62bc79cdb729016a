/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-csv.h"
#include "mq-export-sink.h"

/* Who made what, a line for each name: for a spreadsheet or a bibliography. */

static gboolean
begin (MqExportRun *run, GError **error)
{
  g_string_append (run->text, "Title,Original title,Year,Kind,Role,Name,Rating,Best,Published,"
                              "Status,Outlet,Address\n");
  return mq_export_run_open (run, error);
}

static void
append_line (GString *text, MqReview *review, const char *role, const char *name)
{
  MqRating rating = mq_review_get_rating (review);
  g_autofree char *year = mq_review_get_year (review) > 0
                              ? g_strdup_printf ("%d", mq_review_get_year (review))
                              : g_strdup ("");
  g_autofree char *value = mq_rating_to_text (&rating);
  g_autofree char *best = rating.scale != MQ_SCALE_NONE && rating.scale != MQ_SCALE_LETTERS
                              ? g_strdup_printf ("%g", mq_scale_get_best (rating.scale))
                              : g_strdup ("");

  mq_csv_append_first (text, mq_review_get_text (review, MQ_REVIEW_TITLE));
  mq_csv_append (text, mq_review_get_text (review, MQ_REVIEW_ORIGINAL_TITLE));
  mq_csv_append (text, year);
  mq_csv_append (text, mq_work_to_string (mq_review_get_work (review)));
  mq_csv_append (text, role);
  mq_csv_append (text, name);
  mq_csv_append (text, rating.scale != MQ_SCALE_NONE ? value : "");
  mq_csv_append (text, best);
  mq_csv_append (text, mq_review_get_text (review, MQ_REVIEW_PUBLISHED));
  mq_csv_append (text, mq_status_to_string (mq_review_get_status (review)));
  mq_csv_append (text, mq_review_get_text (review, MQ_REVIEW_OUTLET));
  mq_csv_append (text, mq_review_get_text (review, MQ_REVIEW_ADDRESS));
  g_string_append_c (text, '\n');
}

static gboolean
add (MqExportRun *run, MqReview *review, gboolean binned, GError **error)
{
  MqCredits *credits = mq_review_get_credits (review);

  for (guint i = 0; i < mq_credits_get_length (credits); i++)
    for (char **name = mq_credits_get (credits, i)->names; *name != NULL; name++)
      append_line (run->text, review, mq_credits_get (credits, i)->role, *name);
  if (mq_credits_get_length (credits) == 0)
    append_line (run->text, review, "", "");
  return TRUE;
}

const MqExportSink mq_export_credits
    = { { "csv", N_ ("List of Credits"), N_ ("A table of films and people for a spreadsheet"),
          ".csv" },
        FALSE,
        begin,
        add,
        NULL };

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "mq-csv.h"
#include "mq-document.h"
#include "mq-export-sink.h"
#include "mq-page.h"

/* https://letterboxd.com/about/importing-data/ */

#define HEADER "LetterboxdURI,Title,Year,Directors,Rating,WatchedDate,Rewatch,Tags,Review\n"
#define MOST_BYTES (1000 * 1000)

typedef struct
{
  gsize size; /* of the file that is open */
} State;

static gboolean
begin (MqExportRun *run, GError **error)
{
  run->state = g_new0 (State, 1);
  g_string_append (run->text, HEADER);
  return mq_export_run_open (run, error);
}

static gboolean
end (MqExportRun *run, gboolean good, GError **error)
{
  g_clear_pointer (&run->state, g_free);
  return good;
}

/* From half a star to five, in halves; what was rated with nothing at all gets no rating there. */
static char *
dup_rating (MqReview *review)
{
  MqRating rating = mq_review_get_rating (review);
  double best = mq_scale_get_best (rating.scale);
  int halves = rating.scale != MQ_SCALE_NONE && best > rating.worst
                   ? (int) lround ((rating.value - rating.worst) / (best - rating.worst) * 10)
                   : 0;

  if (halves == 0)
    return g_strdup ("");
  return halves % 2 == 0 ? g_strdup_printf ("%d", halves / 2)
                         : g_strdup_printf ("%d.5", halves / 2);
}

static char *
replace (const char *text, const char *pattern, const char *with)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_DOTALL, 0, NULL);
  return g_regex_replace (regex, text, -1, 0, with, 0, NULL);
}

/* The few tags that the site knows; its line breaks are breaks. */
static char *
dup_text (MqReview *review)
{
  g_autoptr (MqDocument) document = mq_page_parse (review);
  g_autofree char *html = mq_document_to_html (document);
  g_autofree char *joined = replace (html, "\\s*\n\\s*", " ");
  g_autofree char *broken = replace (joined, "<br\\s*/?>\\s*", "\n");
  g_autofree char *listed = replace (broken, "<li[^>]*>", "– ");
  g_autofree char *parted
      = replace (listed, "</(?:p|h[1-6]|ul|ol|pre|figure|details)>\\s*|</li>\\s*", "\n\n");
  g_autofree char *bare
      = replace (parted, "<(?!/?(?:b|i|em|strong|a|blockquote)(?:\\s|>))[^>]*>", "");
  g_autofree char *links = replace (bare, "<a\\s[^>]*?href=\"([^\"]*)\"[^>]*>", "<a href=\"\\1\">");
  g_autofree char *plain = replace (links, "<(b|i|em|strong|blockquote)\\s[^>]*>", "<\\1>");
  char *text = replace (plain, "\n{3,}", "\n\n");

  return g_strstrip (text);
}

static gboolean
is_letterboxd_address (const char *address)
{
  return g_str_has_prefix (address, "https://boxd.it/")
         || g_str_has_prefix (address, "https://letterboxd.com/");
}

static void
append_record (GString *record, MqReview *review)
{
  const char *const *tags = mq_review_get_list (review, MQ_REVIEW_TAGS);
  const char *seen = mq_review_get_text (review, MQ_REVIEW_SEEN);
  const char *address = mq_review_get_text (review, MQ_REVIEW_ADDRESS);
  g_autofree char *directors
      = g_strjoinv (", ", (char **) mq_review_get_names (review, "director"));
  g_autofree char *year = mq_review_get_year (review) > 0
                              ? g_strdup_printf ("%d", mq_review_get_year (review))
                              : g_strdup ("");
  g_autofree char *rating = dup_rating (review), *text = dup_text (review);
  g_autofree char *day
      = g_strndup (*seen != '\0' ? seen : mq_review_get_text (review, MQ_REVIEW_PUBLISHED), 10);
  g_autofree char *list = g_strjoinv (", ", (char **) tags);

  mq_csv_append_first (record, is_letterboxd_address (address) ? address : "");
  mq_csv_append (record, mq_review_get_text (review, MQ_REVIEW_TITLE));
  mq_csv_append (record, year);
  mq_csv_append (record, directors);
  mq_csv_append (record, rating);
  mq_csv_append (record, day);
  mq_csv_append (record, g_strv_contains (tags, "rewatch") ? "Yes" : "");
  mq_csv_append (record, *day != '\0' ? list : "");
  mq_csv_append (record, text);
  g_string_append_c (record, '\n');
}

static gboolean
add (MqExportRun *run, MqReview *review, gboolean binned, GError **error)
{
  g_autoptr (GString) record = g_string_new (NULL);
  State *state = run->state;

  if (mq_review_get_work (review) != MQ_WORK_FILM && mq_review_get_work (review) != MQ_WORK_SERIES)
    {
      mq_export_run_note (run, review, _ ("Letterboxd has only films. It was left out"));
      return TRUE;
    }
  if (*mq_review_get_text (review, MQ_REVIEW_TITLE) == '\0')
    {
      mq_export_run_note (run, review, _ ("A review without a title was left out"));
      return TRUE;
    }
  append_record (record, review);
  if (state->size > 0 && state->size + record->len + strlen (HEADER) > MOST_BYTES)
    {
      if (!mq_export_run_close (run, TRUE, error) || !mq_export_run_open (run, error))
        return FALSE;
      g_string_append (run->text, HEADER);
      state->size = 0;
    }
  state->size += record->len;
  g_string_append_len (run->text, record->str, (gssize) record->len);
  return TRUE;
}

const MqExportSink mq_export_letterboxd
    = { { "letterboxd", N_ ("Letterboxd"), N_ ("Tables that Letterboxd takes, 1 MB each"), ".csv" },
        FALSE,
        begin,
        add,
        end };

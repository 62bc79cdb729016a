/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-export-sink.h"
#include "mq-iso-date.h"

/* Deadlines: https://www.rfc-editor.org/rfc/rfc5545 */

#define LONGEST_LINE 75

static gboolean
begin (MqExportRun *run, GError **error)
{
  g_string_append (run->text,
                   "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Marquee//" MQ_VERSION "//EN\r\n");
  return mq_export_run_open (run, error);
}

static gboolean
end (MqExportRun *run, gboolean good, GError **error)
{
  g_string_append (run->text, "END:VCALENDAR\r\n");
  return good;
}

/* A long line goes on behind a space; a character is never cut. */
static void
append_line (GString *text, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, value, NULL);
  gsize length = 0;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize size = (gsize) (g_utf8_next_char (at) - at);
      if (length + size > LONGEST_LINE)
        {
          g_string_append (text, "\r\n ");
          length = 1;
        }
      g_string_append_len (text, at, (gssize) size);
      length += size;
    }
  g_string_append (text, "\r\n");
}

static char *
escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text == '\n')
        g_string_append (escaped, "\\n");
      else if (strchr ("\\;,", *text) != NULL)
        g_string_append_printf (escaped, "\\%c", *text);
      else
        g_string_append_c (escaped, *text);
    }
  return g_string_free_and_steal (escaped);
}

/* A day, or a moment in UTC. */
static void
append_event (GString *text, MqReview *review, MqReviewText which, const char *meaning)
{
  const char *value = mq_review_get_text (review, which);
  g_autoptr (GDateTime) moment = mq_iso_date_parse_here (value);
  g_autoptr (GDateTime) utc = moment != NULL ? g_date_time_to_utc (moment) : NULL;
  g_autoptr (GDateTime) changed = g_date_time_new_from_unix_utc (mq_review_get_changed (review));
  g_autofree char *summary = NULL, *escaped = NULL, *start = NULL, *stamp = NULL, *uid = NULL;

  if (utc == NULL)
    return;
  summary = g_strdup_printf ("%s: %s", meaning, mq_review_get_text (review, MQ_REVIEW_TITLE));
  escaped = escape (summary);
  start = strlen (value) <= 10 ? g_date_time_format (moment, ";VALUE=DATE:%Y%m%d")
                               : g_date_time_format (utc, ":%Y%m%dT%H%M%SZ");
  stamp = g_date_time_format (changed, ":%Y%m%dT%H%M%SZ");
  uid = g_strdup_printf (":%s-%s", mq_review_get_id (review), mq_review_text_get_name (which));
  g_string_append (text, "BEGIN:VEVENT\r\n");
  append_line (text, "UID", uid);
  append_line (text, "DTSTAMP", stamp);
  append_line (text, "DTSTART", start);
  append_line (text, "SUMMARY:", escaped);
  g_string_append (text, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

static gboolean
add (MqExportRun *run, MqReview *review, gboolean binned, GError **error)
{
  append_event (run->text, review, MQ_REVIEW_EMBARGO, _ ("Embargo ends"));
  append_event (run->text, review, MQ_REVIEW_SOCIAL_EMBARGO, _ ("Embargo for social posts ends"));
  append_event (run->text, review, MQ_REVIEW_RELEASE_DATE, _ ("Release"));
  if (mq_review_get_status (review) != MQ_STATUS_PUBLISHED)
    append_event (run->text, review, MQ_REVIEW_PUBLISHED, _ ("Review due"));
  return TRUE;
}

const MqExportSink mq_export_calendar
    = { { "ics", N_ ("Calendar"), N_ ("Embargoes, releases and deadlines"), ".ics" },
        FALSE,
        begin,
        add,
        end };

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-iso-date.h"

#include <string.h>

static gboolean
is_day (const char *text)
{
  return g_regex_match_simple ("^[1-9]\\d{3}-\\d{2}-\\d{2}$", text, 0, 0);
}

/**
 * mq_iso_date_parse:
 * @text: ISO 8601: a day, or a day and time, of the year 1000 or later; without a zone it is UTC
 *
 * Returns: (transfer full) (nullable): the moment, in the zone that it names; %NULL where @text is
 * none
 */
GDateTime *
mq_iso_date_parse (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *full = NULL;

  if (is_day (text))
    full = g_strconcat (text, "T00:00:00", NULL);
  else if (g_regex_match_simple (
               "^[1-9]\\d{3}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?( "
               "?([Zz]|[+-]\\d{2}(:?\\d{2})?))?$",
               text, 0, 0))
    {
      g_auto (GStrv) parts = g_strsplit (text + 11, " ", 2);
      g_autofree char *rest = g_strjoinv ("", parts);
      gboolean seconds = strlen (rest) > 5 && rest[5] == ':';
      full = g_strdup_printf ("%.10sT%.5s%s%s", text, rest, seconds ? "" : ":00", rest + 5);
    }
  return full != NULL ? g_date_time_new_from_iso8601 (full, utc) : NULL;
}

/* "2026-11-30T18:00" says no zone, "2026-11-30T18:00Z" and "…+01:00" do. */
static gboolean
names_zone (const char *text)
{
  return strlen (text) > 16 && strpbrk (text + 16, "Zz+-") != NULL;
}

/**
 * mq_iso_date_parse_here:
 *
 * As mq_iso_date_parse(), but without a zone it is meant here, not in Greenwich.
 */
GDateTime *
mq_iso_date_parse_here (const char *text)
{
  g_autoptr (GDateTime) date = mq_iso_date_parse (text);

  if (date == NULL || names_zone (text))
    return g_steal_pointer (&date);
  return g_date_time_new_local (g_date_time_get_year (date), g_date_time_get_month (date),
                                g_date_time_get_day_of_month (date), g_date_time_get_hour (date),
                                g_date_time_get_minute (date), g_date_time_get_second (date));
}

/**
 * mq_iso_date_normalize:
 *
 * Returns: (transfer full) (nullable): "2026-11-20" or "2026-11-20T09:30:00+00:00"; %NULL where
 * @text is no date
 */
char *
mq_iso_date_normalize (const char *text)
{
  g_autoptr (GDateTime) date = mq_iso_date_parse (text);

  if (date == NULL)
    return NULL;
  return g_date_time_format (date, is_day (text) ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S%:z");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-age.h"

#include <glib/gi18n.h>

/**
 * mq_age_describe:
 * @seconds: when it was, seconds since 1970
 * @now: the time now, likewise
 *
 * Returns: (transfer full): how long ago that was, as short as a list needs it: "2 h", "Yesterday",
 * "14 Nov"
 */
char *
mq_age_describe (gint64 seconds, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  gint64 age = MAX (now - seconds, 0);
  int days;

  if (then == NULL || today == NULL)
    return g_strdup ("");
  if (age < 60)
    return g_strdup (_ ("Now"));
  if (age < 3600)
    /* Translators: a number of minutes, as short as it can be said */
    return g_strdup_printf (_ ("%d min"), (int) (age / 60));
  days = (int) (now / 86400 - seconds / 86400);
  if (age < 24 * 3600 && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (today))
    /* Translators: a number of hours, as short as it can be said */
    return g_strdup_printf (_ ("%d h"), (int) (age / 3600));
  if (days <= 1)
    return g_strdup (_ ("Yesterday"));
  if (g_date_time_get_year (then) == g_date_time_get_year (today))
    /* Translators: day and month, short, for g_date_time_format() */
    return g_date_time_format (then, _ ("%-d %b"));
  /* Translators: month and year, short, for g_date_time_format() */
  return g_date_time_format (then, _ ("%b %Y"));
}

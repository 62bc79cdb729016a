/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-publish-time.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-iso-date.h"
#include "mq-publish-error.h"

/**
 * mq_publish_time_parse:
 * @text: a day and time; without a zone it is meant here, not in Greenwich
 * @seconds: (out): since 1970
 */
gboolean
mq_publish_time_parse (const char *text, gint64 *seconds, GError **error)
{
  g_autoptr (GDateTime) date = strlen (text) >= 16 ? mq_iso_date_parse_here (text) : NULL;

  if (date == NULL)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REFUSED,
                   _ ("“%s” is no day and time. Write 2026-11-30T18:00, or with a zone "
                      "2026-11-30T18:00+01:00"),
                   text);
      return FALSE;
    }
  *seconds = g_date_time_to_unix (date);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-snapshot.h"

#define HOUR (60 * 60)
#define DAY (24 * HOUR)

void
mq_snapshot_free (MqSnapshot *snapshot)
{
  g_free (snapshot->reason);
  g_free (snapshot);
}

/* The span of time that has one snapshot: the older, the longer. */
static gint64
get_span (gint64 age)
{
  if (age < HOUR)
    return 1;
  if (age < DAY)
    return HOUR;
  return age < 31 * DAY ? DAY : 7 * DAY;
}

/** Returns: whether a snapshot stays for good: what went out, or was given up for something else */
gboolean
mq_snapshot_is_lasting (const char *reason)
{
  static const char *const lasting[] = { "published", "other", "theirs", "restored", NULL };
  return g_strv_contains (lasting, reason);
}

/**
 * mq_snapshot_is_kept:
 * @newer: (nullable): the next newer one that is kept
 * @now: seconds since 1970
 *
 * Whether a snapshot outlives the thinning: all of the last hour do, then one an hour, after a day
 * one a day, after a month one a week. What went out or was given up stays.
 */
gboolean
mq_snapshot_is_kept (const MqSnapshot *snapshot, const MqSnapshot *newer, gint64 now)
{
  gint64 span = get_span (now - snapshot->taken);

  return newer == NULL || mq_snapshot_is_lasting (snapshot->reason)
         || snapshot->taken / span != newer->taken / span;
}

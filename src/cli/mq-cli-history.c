/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-cli.h"
#include "mq-history.h"

static gboolean
parse_number (const char *text, gint64 *number)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, number, NULL);
}

static void
print_snapshot (const MqSnapshot *snapshot)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (snapshot->taken);
  g_autofree char *when = g_date_time_format (date, "%Y-%m-%d %H:%M:%S");

  g_print ("%" G_GINT64_FORMAT "  %s  %s\n", snapshot->number, when,
           mq_moment_get_label (snapshot->reason));
}

/* The earlier versions of a review, or the words of one. */
MqExit
mq_cli_history (MqCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = NULL;
  g_autoptr (MqReview) review = NULL, then = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autofree char *text = NULL;
  gint64 number = 0;
  guint n = g_strv_length (cli->arguments);

  if (n < 1 || n > 2 || (n == 2 && !parse_number (cli->arguments[1], &number)))
    return mq_cli_misuse (_ ("“history” needs the id of a review, and may be given a version’s "
                             "number"));
  library = mq_cli_open_library (cli);
  review = library != NULL ? mq_cli_load (library, cli->arguments[0]) : NULL;
  if (review == NULL)
    return MQ_EXIT_FAILURE;
  if (n == 2)
    {
      then = mq_history_load (library, mq_review_get_id (review), number, &error);
      text = then != NULL ? mq_history_dup_text (then) : NULL;
      g_print ("%s", text != NULL ? text : "");
      return text != NULL ? MQ_EXIT_SUCCESS : mq_cli_fail (NULL, error);
    }
  snapshots = mq_library_list_snapshots (library, mq_review_get_id (review), &error);
  if (snapshots == NULL)
    return mq_cli_fail (NULL, error);
  for (guint i = 0; i < snapshots->len; i++)
    print_snapshot (snapshots->pdata[i]);
  return MQ_EXIT_SUCCESS;
}

static gboolean
restore (MqLibrary *library, const char *id, gint64 number, GError **error)
{
  gint64 revision;
  g_autoptr (MqReview) review = mq_library_load (library, id, &revision, NULL, error);
  g_autoptr (MqReview) then = review != NULL ? mq_history_load (library, id, number, error) : NULL;

  if (then == NULL || !mq_history_take (library, review, MQ_MOMENT_RESTORED, error))
    return FALSE;
  mq_history_restore (review, then);
  return mq_library_save (library, review, revision, &revision, error);
}

/* Puts an earlier version in the place of a review, which is kept as one itself. */
MqExit
mq_cli_restore (MqCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = NULL;
  g_autoptr (MqReview) review = NULL;
  gint64 number = 0;

  if (g_strv_length (cli->arguments) != 2 || !parse_number (cli->arguments[1], &number))
    return mq_cli_misuse (_ ("“restore” needs the id of a review and a version’s number, as "
                             "“history” prints it"));
  library = mq_cli_open_library (cli);
  review = library != NULL ? mq_cli_load (library, cli->arguments[0]) : NULL;
  if (review == NULL)
    return MQ_EXIT_FAILURE;
  return restore (library, mq_review_get_id (review), number, &error) ? MQ_EXIT_SUCCESS
                                                                      : mq_cli_fail (NULL, error);
}

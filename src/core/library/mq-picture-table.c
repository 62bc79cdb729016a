/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-picture-table.h"

#include <glib/gi18n.h>

#include "mq-library-error.h"

/** Keeps a picture's bytes under their hash; a second time nothing changes. */
gboolean
mq_picture_table_add (MqDatabase *database,
                      const char *hash,
                      GBytes *data,
                      GBytes *thumbnail,
                      GError **error)
{
  MqStatement *insert = mq_database_prepare (
      database,
      "INSERT OR IGNORE INTO picture (hash, thumbnail, data) VALUES (:hash, :thumbnail, :data)",
      error);

  if (insert == NULL)
    return FALSE;
  mq_statement_bind_text (insert, ":hash", hash);
  mq_statement_bind_bytes (insert, ":thumbnail", thumbnail);
  mq_statement_bind_bytes (insert, ":data", data);
  return mq_statement_run (insert, error);
}

/** Returns: (transfer full) (nullable): the original, or the small picture for lists */
GBytes *
mq_picture_table_get (MqDatabase *database, const char *hash, gboolean thumbnail, GError **error)
{
  MqStatement *select
      = mq_database_prepare (database,
                             thumbnail ? "SELECT thumbnail FROM picture WHERE hash = :hash"
                                       : "SELECT data FROM picture WHERE hash = :hash",
                             error);
  GBytes *bytes;

  if (select == NULL)
    return NULL;
  mq_statement_bind_text (select, ":hash", hash);
  switch (mq_statement_step (select, error))
    {
    case MQ_STEP_ROW:
      bytes = mq_statement_get_bytes (select, 0);
      mq_statement_reset (select);
      return bytes;
    case MQ_STEP_DONE:
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND,
                   _ ("A picture is missing from the library"));
      return NULL;
    default:
      return NULL;
    }
}

/** Deletes the pictures that neither a review nor an earlier state of one shows. */
gboolean
mq_picture_table_sweep (MqDatabase *database, GError **error)
{
  return mq_database_run (database,
                          "DELETE FROM picture WHERE hash NOT IN (SELECT hash FROM review_picture) "
                          "AND hash NOT IN (SELECT hash FROM snapshot_picture)",
                          error);
}

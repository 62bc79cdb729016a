/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-snapshot-table.h"

#include <glib/gi18n.h>

#include "mq-library-error.h"
#include "mq-packing.h"

/* ---- Rows ---- */

/** Returns: (transfer full) (element-type MqSnapshot) (nullable): the newest first */
GPtrArray *
mq_snapshot_table_list (MqDatabase *database, const char *review, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database,
      "SELECT s.number, s.taken, s.reason FROM snapshot s JOIN review r ON r.number = s.review "
      "WHERE r.id = :id ORDER BY s.number DESC",
      error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_snapshot_free);
  MqStep step;

  if (select == NULL)
    return NULL;
  mq_statement_bind_text (select, ":id", review);
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    {
      MqSnapshot *snapshot = g_new0 (MqSnapshot, 1);
      snapshot->number = mq_statement_get_int (select, 0);
      snapshot->taken = mq_statement_get_int (select, 1);
      snapshot->reason = g_strdup (mq_statement_get_text (select, 2));
      g_ptr_array_add (rows, snapshot);
    }
  return step == MQ_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static void
set_absent (GError **error)
{
  g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND,
               _ ("There is no such earlier version"));
}

static GBytes *
read_packed (MqDatabase *database, gint64 number, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database, "SELECT document FROM snapshot WHERE number = :number", error);
  GBytes *bytes = NULL;

  if (select == NULL)
    return NULL;
  mq_statement_bind_int (select, ":number", number);
  switch (mq_statement_step (select, error))
    {
    case MQ_STEP_ROW:
      bytes = mq_statement_get_bytes (select, 0);
      break;
    case MQ_STEP_DONE:
      set_absent (error);
      break;
    default:
      break;
    }
  mq_statement_reset (select);
  return bytes;
}

static gboolean
write_packed (MqDatabase *database, gint64 number, GBytes *document, GBytes *model, GError **error)
{
  MqStatement *update = mq_database_prepare (
      database, "UPDATE snapshot SET document = :document WHERE number = :number", error);
  g_autoptr (GBytes) packed = mq_packing_pack (document, model);

  if (update == NULL)
    return FALSE;
  mq_statement_bind_bytes (update, ":document", packed);
  mq_statement_bind_int (update, ":number", number);
  return mq_statement_run (update, error);
}

static gboolean
delete_row (MqDatabase *database, gint64 number, GError **error)
{
  MqStatement *delete
      = mq_database_prepare (database, "DELETE FROM snapshot WHERE number = :number", error);

  if (delete == NULL)
    return FALSE;
  mq_statement_bind_int (delete, ":number", number);
  return mq_statement_run (delete, error);
}

static gboolean
insert_row (MqDatabase *database,
            const char *review,
            const MqSnapshot *snapshot,
            GBytes *document,
            GError **error)
{
  MqStatement *insert
      = mq_database_prepare (database,
                             "INSERT INTO snapshot (review, taken, reason, document) "
                             "SELECT number, :taken, :reason, :document FROM review WHERE id = :id",
                             error);
  g_autoptr (GBytes) packed = mq_packing_pack (document, NULL);

  if (insert == NULL)
    return FALSE;
  mq_statement_bind_text (insert, ":id", review);
  mq_statement_bind_int (insert, ":taken", snapshot->taken);
  mq_statement_bind_text (insert, ":reason", snapshot->reason);
  mq_statement_bind_bytes (insert, ":document", packed);
  return mq_statement_run (insert, error);
}

static gboolean
insert_picture (MqDatabase *database, gint64 number, const char *hash, GError **error)
{
  MqStatement *insert
      = mq_database_prepare (database,
                             "INSERT OR IGNORE INTO snapshot_picture (snapshot, hash) "
                             "SELECT :number, hash FROM picture WHERE hash = :hash",
                             error);

  if (insert == NULL)
    return FALSE;
  mq_statement_bind_int (insert, ":number", number);
  mq_statement_bind_text (insert, ":hash", hash);
  return mq_statement_run (insert, error);
}

/* The same state may be kept for a better reason than before. */
static gboolean
update_reason (MqDatabase *database,
               const MqSnapshot *newest,
               const MqSnapshot *snapshot,
               GError **error)
{
  MqStatement *update;

  if (!mq_snapshot_is_lasting (snapshot->reason) || mq_snapshot_is_lasting (newest->reason))
    return TRUE;
  update = mq_database_prepare (
      database, "UPDATE snapshot SET reason = :reason, taken = :taken WHERE number = :number",
      error);
  if (update == NULL)
    return FALSE;
  mq_statement_bind_text (update, ":reason", snapshot->reason);
  mq_statement_bind_int (update, ":taken", snapshot->taken);
  mq_statement_bind_int (update, ":number", newest->number);
  return mq_statement_run (update, error);
}

/* ---- The chain ---- */

/* How many of the older ones have to be looked at: up to the last that is thinned, and one more,
 * which is packed like another one then. */
static guint
count_to_relink (GPtrArray *older, const MqSnapshot *newest, gboolean *kept)
{
  const MqSnapshot *newer = newest;
  guint n = MIN (older->len, 1);

  for (guint i = 0; i < older->len; i++)
    {
      const MqSnapshot *snapshot = older->pdata[i];
      kept[i] = i == older->len - 1 || mq_snapshot_is_kept (snapshot, newer, newest->taken);
      if (kept[i])
        newer = snapshot;
      else
        n = i + 2;
    }
  return n;
}

/* Thins what is older than @document, newest first, and packs each that stays like the one before
 * it. */
static gboolean
relink (MqDatabase *database,
        GPtrArray *older,
        const MqSnapshot *newest,
        GBytes *document,
        GError **error)
{
  g_autofree gboolean *kept = g_new (gboolean, older->len + 1);
  guint n = count_to_relink (older, newest, kept);
  g_autoptr (GBytes) was_model = NULL, model = g_bytes_ref (document);

  for (guint i = 0; i < n; i++)
    {
      gint64 number = ((MqSnapshot *) older->pdata[i])->number;
      g_autoptr (GBytes) packed = read_packed (database, number, error);
      g_autoptr (GBytes) plain = NULL;

      if (packed == NULL)
        return FALSE;
      plain = mq_packing_unpack (packed, was_model, NULL);
      if (plain == NULL)
        return TRUE; /* what can't be read stays as it is */
      if (kept[i] ? model != was_model && !write_packed (database, number, plain, model, error)
                  : !delete_row (database, number, error))
        return FALSE;
      g_clear_pointer (&was_model, g_bytes_unref);
      was_model = g_bytes_ref (plain);
      if (!kept[i])
        continue;
      g_clear_pointer (&model, g_bytes_unref);
      model = g_bytes_ref (plain);
    }
  return TRUE;
}

/**
 * mq_snapshot_table_take:
 * @review: its id
 * @document: what the review is now
 * @pictures: (array zero-terminated=1): the hashes of what it shows
 *
 * Keeps a state of a review, unless the newest one that is kept is the same, and thins the older
 * ones.
 */
gboolean
mq_snapshot_table_take (MqDatabase *database,
                        const char *review,
                        const MqSnapshot *snapshot,
                        GBytes *document,
                        char **pictures,
                        GError **error)
{
  g_autoptr (GPtrArray) older = mq_snapshot_table_list (database, review, error);
  gint64 number;

  if (older == NULL)
    return FALSE;
  if (older->len > 0)
    {
      const MqSnapshot *newest = older->pdata[0];
      g_autoptr (GBytes) packed = read_packed (database, newest->number, error);
      g_autoptr (GBytes) plain = packed != NULL ? mq_packing_unpack (packed, NULL, NULL) : NULL;
      if (packed == NULL)
        return FALSE;
      if (plain != NULL && g_bytes_equal (plain, document))
        return update_reason (database, newest, snapshot, error);
    }
  if (!insert_row (database, review, snapshot, document, error))
    return FALSE;
  if (mq_database_get_n_changes (database) == 0)
    {
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND,
                   _ ("There is no review %s in the library"), review);
      return FALSE;
    }
  number = mq_database_get_last_number (database);
  for (char **hash = pictures; *hash != NULL; hash++)
    if (!insert_picture (database, number, *hash, error))
      return FALSE;
  return relink (database, older, snapshot, document, error);
}

/** Returns: (transfer full) (nullable): the document of a snapshot of the review @review */
GBytes *
mq_snapshot_table_get (MqDatabase *database, const char *review, gint64 number, GError **error)
{
  g_autoptr (GPtrArray) chain = mq_snapshot_table_list (database, review, error);
  g_autoptr (GBytes) model = NULL;

  for (guint i = 0; chain != NULL && i < chain->len; i++)
    {
      const MqSnapshot *snapshot = chain->pdata[i];
      g_autoptr (GBytes) packed = read_packed (database, snapshot->number, error);
      GBytes *plain = packed != NULL ? mq_packing_unpack (packed, model, error) : NULL;
      g_clear_pointer (&model, g_bytes_unref);
      if (plain == NULL || snapshot->number == number)
        return plain;
      model = plain;
    }
  if (chain != NULL)
    set_absent (error);
  return NULL;
}

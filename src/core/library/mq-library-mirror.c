/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-mirror.h"

#include "mq-library-private.h"

/* ---- Operations, on the library's thread ---- */

static gboolean
read_states (MqDatabase *database, GPtrArray *states, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database, "SELECT id, revision, binned IS NOT NULL FROM review ORDER BY id", error);
  MqStep step;

  if (select == NULL)
    return FALSE;
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    {
      MqReviewState *state = g_new0 (MqReviewState, 1);
      state->id = g_strdup (mq_statement_get_text (select, 0));
      state->revision = mq_statement_get_int (select, 1);
      state->binned = mq_statement_get_int (select, 2) != 0;
      g_ptr_array_add (states, state);
    }
  mq_statement_reset (select);
  return step == MQ_STEP_DONE;
}

/* In the order of the states. */
static gboolean
read_state_pictures (MqDatabase *database, GPtrArray *states, GError **error)
{
  MqStatement *select = mq_database_prepare (database,
                                             "SELECT id, name, hash FROM review_picture JOIN "
                                             "review ON number = review ORDER BY id, position",
                                             error);
  MqStep step;
  guint at = 0;

  if (select == NULL)
    return FALSE;
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    {
      const char *id = mq_statement_get_text (select, 0);
      MqReviewState *state;
      while (!g_str_equal ((state = states->pdata[at])->id, id))
        at++;
      if (state->pictures == NULL)
        state->pictures = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (state->pictures, g_strdup (mq_statement_get_text (select, 1)));
      g_ptr_array_add (state->pictures, g_strdup (mq_statement_get_text (select, 2)));
    }
  mq_statement_reset (select);
  return step == MQ_STEP_DONE;
}

static gboolean
do_list_states (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  gboolean good;

  call->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_review_state_free);
  if (!mq_database_run (database, "BEGIN", error)) /* both say the same moment */
    return FALSE;
  good = read_states (database, call->rows, error)
         && read_state_pictures (database, call->rows, error);
  mq_database_end (database, FALSE, NULL);
  return good;
}

static gboolean
do_list_mirrored (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database, "SELECT name, review, hash, revision FROM mirror WHERE folder = :folder", error);
  MqStep step;

  if (select == NULL)
    return FALSE;
  mq_statement_bind_text (select, ":folder", call->id);
  call->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_mirror_record_free);
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    g_ptr_array_add (call->rows, mq_mirror_record_new (mq_statement_get_text (select, 0),
                                                       mq_statement_get_text (select, 1),
                                                       mq_statement_get_text (select, 2),
                                                       mq_statement_get_int (select, 3)));
  mq_statement_reset (select);
  return step == MQ_STEP_DONE;
}

static gboolean
do_note (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  const MqMirrorRecord *record = call->record;
  MqStatement *insert
      = mq_database_prepare (database,
                             "INSERT OR REPLACE INTO mirror (folder, name, review, hash, revision) "
                             "VALUES (:folder, :name, :review, :hash, :revision)",
                             error);

  if (insert == NULL)
    return FALSE;
  mq_statement_bind_text (insert, ":folder", call->id);
  mq_statement_bind_text (insert, ":name", record->name);
  mq_statement_bind_text (insert, ":review", record->review);
  mq_statement_bind_text (insert, ":hash", record->hash);
  mq_statement_bind_int (insert, ":revision", record->revision);
  return mq_statement_run (insert, error);
}

static gboolean
do_forget (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  MqStatement *statement = mq_database_prepare (
      database, "DELETE FROM mirror WHERE folder = :folder AND name = :name", error);

  if (statement == NULL)
    return FALSE;
  mq_statement_bind_text (statement, ":folder", call->id);
  mq_statement_bind_text (statement, ":name", call->text);
  return mq_statement_run (statement, error);
}

/* ---- Calls, which wait for the library's thread ---- */

/** Returns: (transfer full) (element-type MqReviewState) (nullable): all reviews, by their ids */
GPtrArray *
mq_library_list_states (MqLibrary *self, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);
  return mq_library_run (self, do_list_states, call, error) ? g_steal_pointer (&call->rows) : NULL;
}

/** Returns: (transfer full) (element-type MqMirrorRecord) (nullable): what is known of a folder */
GPtrArray *
mq_library_list_mirrored (MqLibrary *self, const char *folder, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (folder);
  return mq_library_run (self, do_list_mirrored, call, error) ? g_steal_pointer (&call->rows)
                                                              : NULL;
}

/** Notes that a file and the library agree. */
gboolean
mq_library_note_mirrored (MqLibrary *self,
                          const char *folder,
                          const MqMirrorRecord *record,
                          GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (folder);
  call->record = (gpointer) record;
  return mq_library_run (self, do_note, call, error);
}

/** Forgets a file of that name. */
gboolean
mq_library_forget_mirrored (MqLibrary *self, const char *folder, const char *name, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (folder);
  call->text = g_strdup (name);
  return mq_library_run (self, do_forget, call, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-history.h"

#include <glib/gi18n.h>

#include "mq-history-document.h"
#include "mq-library-copy.h"
#include "mq-names.h"

static const struct
{
  const char *reason;
  const char *label;
} moments[] = {
  [MQ_MOMENT_OPENED] = { "opened", N_ ("When it was opened") },
  [MQ_MOMENT_PAUSE] = { "pause", N_ ("In a pause of writing") },
  [MQ_MOMENT_LEFT] = { "left", N_ ("When it was left") },
  [MQ_MOMENT_PUBLISHED] = { "published", N_ ("When it was sent to a site") },
  [MQ_MOMENT_OTHER] = { "other", N_ ("As it was changed elsewhere") },
  [MQ_MOMENT_THEIRS] = { "theirs", N_ ("Before other words were taken") },
  [MQ_MOMENT_RESTORED] = { "restored", N_ ("Before an earlier version was restored") },
};

/** Returns: what to call a snapshot's reason */
const char *
mq_moment_get_label (const char *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    if (g_str_equal (moments[i].reason, reason))
      return _ (moments[i].label);
  return reason;
}

static char **
dup_hashes (MqReview *review)
{
  g_autoptr (GStrvBuilder) hashes = g_strv_builder_new ();
  GPtrArray *pictures = mq_review_get_pictures (review);

  for (guint i = 0; i < pictures->len; i++)
    g_strv_builder_add (hashes, ((MqPicture *) pictures->pdata[i])->hash);
  return g_strv_builder_end (hashes);
}

static MqSnapshot
make_snapshot (MqMoment moment)
{
  return (MqSnapshot) { .taken = g_get_real_time () / G_USEC_PER_SEC,
                        .reason = (char *) moments[moment].reason };
}

/**
 * mq_history_take:
 *
 * Keeps a review as it is now, if it is not as it was kept last; waits until that is on the disk.
 */
gboolean
mq_history_take (MqLibrary *library, MqReview *review, MqMoment moment, GError **error)
{
  g_autoptr (GBytes) document = mq_history_document_print (review);
  g_auto (GStrv) pictures = dup_hashes (review);
  MqSnapshot snapshot = make_snapshot (moment);

  return mq_library_take_snapshot (library, mq_review_get_id (review), &snapshot, document,
                                   pictures, error);
}

static void
on_taken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mq_library_take_snapshot_finish (MQ_LIBRARY (source), result, &error))
    g_warning ("no snapshot was kept: %s", error->message);
}

/** As mq_history_take(), without waiting: it is on the disk before whatever is asked of the library
 * afterwards. The review itself is saved elsewhere: whoever writes is not held up for want of a
 * snapshot. */
void
mq_history_take_later (MqLibrary *library, MqReview *review, MqMoment moment)
{
  g_autoptr (GBytes) document = mq_history_document_print (review);
  g_auto (GStrv) pictures = dup_hashes (review);
  MqSnapshot snapshot = make_snapshot (moment);

  mq_library_take_snapshot_async (library, mq_review_get_id (review), &snapshot, document, pictures,
                                  on_taken_cb, NULL);
}

/** Returns: (transfer full) (nullable): the review @id as it was in a snapshot */
MqReview *
mq_history_load (MqLibrary *library, const char *id, gint64 number, GError **error)
{
  g_autoptr (GBytes) document = mq_library_get_snapshot (library, id, number, error);

  return document != NULL ? mq_history_document_parse (document, id, error) : NULL;
}

/* One that the backup lacks is taken off the review, which could not be saved with it. */
static gboolean
take_pictures (MqLibrary *library, MqLibrary *from, MqReview *review, GError **error)
{
  g_autoptr (MqReview) whole = mq_review_copy (review);
  GPtrArray *pictures = mq_review_get_pictures (whole);

  for (guint i = 0; i < pictures->len; i++)
    {
      MqPicture *picture = pictures->pdata[i];
      g_autoptr (GBytes) bytes = mq_library_get_picture (from, picture->hash, NULL);
      g_autoptr (GBytes) thumbnail
          = bytes != NULL ? mq_library_get_thumbnail (from, picture->hash, NULL) : NULL;
      if (thumbnail == NULL)
        mq_review_replace_picture (review, mq_review_find_picture (review, picture->name), NULL);
      else if (!mq_library_add_picture (library, picture->hash, bytes, thumbnail, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * mq_history_load_from_backup:
 * @backup: the path of a backup
 * @library: (nullable): gets the pictures, so that the review can be saved there at once
 *
 * Takes its time: not for the main thread.
 *
 * Returns: (transfer full) (nullable): the review @id as it was in a backup
 */
MqReview *
mq_history_load_from_backup (const char *backup,
                             const char *id,
                             MqLibrary *library,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (MqLibraryCopy) copy = mq_library_copy_open (backup, cancellable, error);
  g_autoptr (MqReview) review = NULL;
  GError *problem = NULL;

  if (copy == NULL)
    return NULL;
  review = mq_library_load (copy->library, id, NULL, NULL, &problem);
  if (g_error_matches (problem, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND))
    {
      g_clear_error (&problem);
      g_set_error (&problem, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND,
                   _ ("The review is not in this backup"));
    }
  if (review == NULL)
    g_propagate_error (error, problem);
  if (review == NULL || (library != NULL && !take_pictures (library, copy->library, review, error)))
    return NULL;
  return g_steal_pointer (&review);
}

/**
 * mq_history_restore:
 *
 * Makes a review what it was, but for where it is published, and whether: that is so whatever its
 * words are.
 */
void
mq_history_restore (MqReview *review, MqReview *then)
{
  static const MqReviewText lasting[] = { MQ_REVIEW_PUBLISHED, MQ_REVIEW_ADDRESS, MQ_REVIEW_SLUG,
                                          MQ_REVIEW_EMBARGO, MQ_REVIEW_SOCIAL_EMBARGO };
  g_autoptr (MqReview) wanted = mq_review_copy (then);

  for (guint i = 0; i < G_N_ELEMENTS (lasting); i++)
    mq_review_set_text (wanted, lasting[i], mq_review_get_text (review, lasting[i]));
  mq_review_set_status (wanted, mq_review_get_status (review));
  mq_review_set_created (wanted, mq_review_get_created (review));
  mq_review_set_changed (wanted, mq_review_get_changed (review));
  mq_review_assign (review, wanted);
}

/* ---- For people to compare ---- */

static void
add_line (GString *text, const char *label, const char *value)
{
  if (*value != '\0')
    g_string_append_printf (text, "%s: %s\n", label, value);
}

static void
add_facts (GString *text, MqReview *review)
{
  MqRating rating = mq_review_get_rating (review);
  g_autofree char *value
      = rating.scale != MQ_SCALE_NONE ? mq_rating_to_text (&rating) : g_strdup ("");
  g_autofree char *year = mq_review_get_year (review) > 0
                              ? g_strdup_printf ("%d", mq_review_get_year (review))
                              : g_strdup ("");
  g_autofree char *tags = g_strjoinv (", ", (char **) mq_review_get_list (review, MQ_REVIEW_TAGS));

  add_line (text, _ ("Rating"), value);
  add_line (text, _ ("Year"), year);
  add_line (text, _ ("Tags"), tags);
  add_line (text, _ ("Outlet"), mq_review_get_text (review, MQ_REVIEW_OUTLET));
  add_line (text, _ ("Date"), mq_review_get_text (review, MQ_REVIEW_PUBLISHED));
}

static void
add_pictures (GString *text, MqReview *review)
{
  GPtrArray *pictures = mq_review_get_pictures (review);

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      add_line (text, picture->use == MQ_PICTURE_POSTER ? _ ("Poster") : _ ("Still"),
                picture->name);
    }
}

/**
 * mq_history_dup_text:
 *
 * Returns: (transfer full): title, credits, the facts that change while one writes, standfirst and
 * text, for two states to be laid beside each other
 */
char *
mq_history_dup_text (MqReview *review)
{
  MqCredits *credits = mq_review_get_credits (review);
  GString *text = g_string_new (mq_review_get_text (review, MQ_REVIEW_TITLE));

  g_string_append (text, "\n");
  for (guint i = 0; i < mq_credits_get_length (credits); i++)
    {
      const MqCredit *credit = mq_credits_get (credits, i);
      g_autofree char *names = mq_names_print ((const char *const *) credit->names, NULL);
      add_line (text, mq_credits_get_role_label (credit->role), names);
    }
  add_facts (text, review);
  add_pictures (text, review);
  if (*mq_review_get_text (review, MQ_REVIEW_STANDFIRST) != '\0')
    g_string_append_printf (text, "\n%s\n", mq_review_get_text (review, MQ_REVIEW_STANDFIRST));
  g_string_append_printf (text, "\n%s\n", mq_review_get_text (review, MQ_REVIEW_BODY));
  return g_string_free_and_steal (text);
}

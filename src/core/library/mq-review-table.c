/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-review-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-library-error.h"
#include "mq-picture-table.h"

#define TEXT_COLUMNS                                                                               \
  "title, original_title, certificate, distributor, release_date, standfirst, body, "              \
  "screenings_text, "                                                                              \
  "screenings_label, screenings_url, byline, byline_url, outlet, outlet_url, language, "           \
  "direction, slug, address, "                                                                     \
  "reply_address, published, embargo, social_embargo, seen"
#define TEXT_VALUES                                                                                \
  ":title, :original_title, :certificate, :distributor, :release_date, :standfirst, :body, "       \
  ":screenings_text, "                                                                             \
  ":screenings_label, :screenings_url, :byline, :byline_url, :outlet, :outlet_url, :language, "    \
  ":direction, :slug, "                                                                            \
  ":address, :reply_address, :published, :embargo, :social_embargo, :seen"

static const char insert_sql[]
    = "INSERT INTO review (id, revision, created, changed, status, work, year, directors, people, "
      "rating_scale, "
      "rating_value, rating_worst, poster, runtime, comments_open, word_target, " TEXT_COLUMNS ") "
      "VALUES (:id, 1, :created, :changed, :status, :work, :year, :directors, :people, "
      ":rating_scale, :rating_value, "
      ":rating_worst, :poster, :runtime, :comments_open, :word_target, " TEXT_VALUES ")";

static const char update_sql[]
    = "UPDATE review SET (revision, changed, status, work, year, directors, people, rating_scale, "
      "rating_value, "
      "rating_worst, poster, runtime, comments_open, word_target, " TEXT_COLUMNS
      ") = (revision + 1, :changed, :status, "
      ":work, :year, :directors, :people, :rating_scale, :rating_value, :rating_worst, :poster, "
      ":runtime, "
      ":comments_open, :word_target, " TEXT_VALUES ") WHERE id = :id AND revision = :base";

static const char select_sql[]
    = "SELECT number, revision, created, changed, status, work, year, rating_scale, rating_value, "
      "rating_worst, "
      "runtime, comments_open, word_target, caret, " TEXT_COLUMNS " FROM review WHERE id = :id";

#define FIRST_TEXT_COLUMN 14

/* The order of TEXT_COLUMNS. */
static const MqReviewText text_columns[MQ_N_REVIEW_TEXTS] = { MQ_REVIEW_TITLE,
                                                              MQ_REVIEW_ORIGINAL_TITLE,
                                                              MQ_REVIEW_CERTIFICATE,
                                                              MQ_REVIEW_DISTRIBUTOR,
                                                              MQ_REVIEW_RELEASE_DATE,
                                                              MQ_REVIEW_STANDFIRST,
                                                              MQ_REVIEW_BODY,
                                                              MQ_REVIEW_SCREENINGS_TEXT,
                                                              MQ_REVIEW_SCREENINGS_LABEL,
                                                              MQ_REVIEW_SCREENINGS_URL,
                                                              MQ_REVIEW_BYLINE,
                                                              MQ_REVIEW_BYLINE_URL,
                                                              MQ_REVIEW_OUTLET,
                                                              MQ_REVIEW_OUTLET_URL,
                                                              MQ_REVIEW_LANGUAGE,
                                                              MQ_REVIEW_DIRECTION,
                                                              MQ_REVIEW_SLUG,
                                                              MQ_REVIEW_ADDRESS,
                                                              MQ_REVIEW_REPLY_ADDRESS,
                                                              MQ_REVIEW_PUBLISHED,
                                                              MQ_REVIEW_EMBARGO,
                                                              MQ_REVIEW_SOCIAL_EMBARGO,
                                                              MQ_REVIEW_SEEN };

/* ---- Saving ---- */

static char *
join_all_names (MqReview *review)
{
  MqCredits *credits = mq_review_get_credits (review);
  GString *people = g_string_new (NULL);

  for (guint i = 0; i < mq_credits_get_length (credits); i++)
    for (char **name = mq_credits_get (credits, i)->names; *name != NULL; name++)
      g_string_append_printf (people, "%s%s", people->len > 0 ? ", " : "", *name);
  return g_string_free_and_steal (people);
}

/* The people that a list shows: the directors, or whom the first line names. */
static char *
join_directors (MqReview *review)
{
  MqCredits *credits = mq_review_get_credits (review);
  const char *const *names = mq_credits_get_names (credits, "director");

  if (*names == NULL && mq_credits_get_length (credits) > 0)
    names = (const char *const *) mq_credits_get (credits, 0)->names;
  return g_strjoinv (", ", (char **) names);
}

static void
bind_review (MqStatement *statement, MqReview *review)
{
  MqRating rating = mq_review_get_rating (review);
  MqPicture *poster = mq_review_get_poster (review);
  g_autofree char *directors = join_directors (review), *people = join_all_names (review);

  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++)
    {
      g_autofree char *name = g_strconcat (":", mq_review_text_get_name (i), NULL);
      g_strdelimit (name, "-", '_');
      mq_statement_bind_text (statement, name, mq_review_get_text (review, i));
    }
  mq_statement_bind_text (statement, ":id", mq_review_get_id (review));
  mq_statement_bind_int (statement, ":changed", mq_review_get_changed (review));
  mq_statement_bind_text (statement, ":status",
                          mq_status_to_string (mq_review_get_status (review)));
  mq_statement_bind_text (statement, ":work", mq_work_to_string (mq_review_get_work (review)));
  mq_statement_bind_int (statement, ":year", mq_review_get_year (review));
  mq_statement_bind_text (statement, ":directors", directors);
  mq_statement_bind_text (statement, ":people", people);
  mq_statement_bind_text (statement, ":rating_scale", mq_scale_to_string (rating.scale));
  mq_statement_bind_double (statement, ":rating_value", rating.value);
  mq_statement_bind_double (statement, ":rating_worst", rating.worst);
  if (poster != NULL)
    mq_statement_bind_text (statement, ":poster", poster->hash);
  else
    mq_statement_bind_null (statement, ":poster");
  mq_statement_bind_int (statement, ":runtime", mq_review_get_runtime (review));
  mq_statement_bind_int (statement, ":comments_open", mq_review_get_comments_open (review));
  mq_statement_bind_int (statement, ":word_target", mq_review_get_word_target (review));
}

static gboolean
find_number (MqDatabase *database, const char *id, gint64 *number, GError **error)
{
  MqStatement *find
      = mq_database_prepare (database, "SELECT number FROM review WHERE id = :id", error);

  if (find == NULL)
    return FALSE;
  mq_statement_bind_text (find, ":id", id);
  switch (mq_statement_step (find, error))
    {
    case MQ_STEP_ROW:
      *number = mq_statement_get_int (find, 0);
      mq_statement_reset (find);
      return TRUE;
    case MQ_STEP_DONE:
      g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND,
                   _ ("There is no review %s in the library"), id);
      return FALSE;
    default:
      return FALSE;
    }
}

static gboolean
clear_lines (MqDatabase *database, gint64 number, GError **error)
{
  static const char *const deletes[] = {
    "DELETE FROM credit WHERE review = :review",
    "DELETE FROM word WHERE review = :review",
    "DELETE FROM review_picture WHERE review = :review",
  };

  for (guint i = 0; i < G_N_ELEMENTS (deletes); i++)
    {
      MqStatement *statement = mq_database_prepare (database, deletes[i], error);
      if (statement == NULL)
        return FALSE;
      mq_statement_bind_int (statement, ":review", number);
      if (!mq_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_name (MqDatabase *database,
           gint64 number,
           const char *role,
           int line,
           int position,
           const char *name,
           GError **error)
{
  MqStatement *person
      = mq_database_prepare (database, "INSERT OR IGNORE INTO person (name) VALUES (:name)", error);
  MqStatement *credit = mq_database_prepare (
      database,
      "INSERT INTO credit (review, line, position, role, person) SELECT :review, "
      ":line, :position, :role, number FROM person WHERE name = :name",
      error);

  if (person == NULL || credit == NULL)
    return FALSE;
  mq_statement_bind_text (person, ":name", name);
  mq_statement_bind_int (credit, ":review", number);
  mq_statement_bind_int (credit, ":line", line);
  mq_statement_bind_int (credit, ":position", position);
  mq_statement_bind_text (credit, ":role", role);
  mq_statement_bind_text (credit, ":name", name);
  return mq_statement_run (person, error) && mq_statement_run (credit, error);
}

static gboolean
save_credits (MqDatabase *database, gint64 number, MqReview *review, GError **error)
{
  MqCredits *credits = mq_review_get_credits (review);

  for (guint line = 0; line < mq_credits_get_length (credits); line++)
    {
      const MqCredit *credit = mq_credits_get (credits, line);
      for (int i = 0; credit->names[i] != NULL; i++)
        if (!save_name (database, number, credit->role, line, i, credit->names[i], error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
save_lists (MqDatabase *database, gint64 number, MqReview *review, GError **error)
{
  MqStatement *insert = mq_database_prepare (
      database,
      "INSERT INTO word (review, list, position, word) VALUES (:review, :list, :position, :word)",
      error);

  if (insert == NULL)
    return FALSE;
  for (int list = 0; list < MQ_N_REVIEW_LISTS; list++)
    {
      const char *const *words = mq_review_get_list (review, list);
      for (int i = 0; words[i] != NULL; i++)
        {
          mq_statement_bind_int (insert, ":review", number);
          mq_statement_bind_text (insert, ":list", mq_review_list_get_name (list));
          mq_statement_bind_int (insert, ":position", i);
          mq_statement_bind_text (insert, ":word", words[i]);
          if (!mq_statement_run (insert, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
save_pictures (MqDatabase *database, gint64 number, MqReview *review, GError **error)
{
  GPtrArray *pictures = mq_review_get_pictures (review);
  MqStatement *insert = mq_database_prepare (
      database,
      "INSERT INTO review_picture (review, position, hash, name, use, alt, credit, caption, width, "
      "height) "
      "VALUES (:review, :position, :hash, :name, :use, :alt, :credit, :caption, :width, :height)",
      error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < pictures->len; i++)
    {
      MqPicture *picture = pictures->pdata[i];
      mq_statement_bind_int (insert, ":review", number);
      mq_statement_bind_int (insert, ":position", i);
      mq_statement_bind_text (insert, ":hash", picture->hash);
      mq_statement_bind_text (insert, ":name", picture->name);
      mq_statement_bind_text (insert, ":use",
                              picture->use == MQ_PICTURE_POSTER ? "poster" : "still");
      mq_statement_bind_text (insert, ":alt", picture->alt);
      mq_statement_bind_text (insert, ":credit", picture->credit);
      mq_statement_bind_text (insert, ":caption", picture->caption);
      mq_statement_bind_int (insert, ":width", picture->width);
      mq_statement_bind_int (insert, ":height", picture->height);
      if (!mq_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_review (MqDatabase *database, MqReview *review, gint64 *number, GError **error)
{
  MqStatement *insert = mq_database_prepare (database, insert_sql, error);

  if (insert == NULL)
    return FALSE;
  bind_review (insert, review);
  mq_statement_bind_int (insert, ":created", mq_review_get_created (review));
  if (!mq_statement_run (insert, error))
    return FALSE;
  *number = mq_database_get_last_number (database);
  return TRUE;
}

static gboolean
update_review (MqDatabase *database, MqReview *review, gint64 base, gint64 *number, GError **error)
{
  MqStatement *update = mq_database_prepare (database, update_sql, error);

  if (update == NULL || !find_number (database, mq_review_get_id (review), number, error))
    return FALSE;
  bind_review (update, review);
  mq_statement_bind_int (update, ":base", base);
  if (!mq_statement_run (update, error))
    return FALSE;
  if (mq_database_get_n_changes (database) == 1)
    return clear_lines (database, *number, error);
  g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_CONFLICT,
               _ ("This review was changed by another window or program since it was opened here"));
  return FALSE;
}

static gboolean
save_parts (MqDatabase *database, gint64 number, MqReview *review, GError **error)
{
  return save_credits (database, number, review, error)
         && save_lists (database, number, review, error)
         && save_pictures (database, number, review, error);
}

/** Writes a review that is not in the library yet. Within a transaction of the caller's. */
gboolean
mq_review_table_insert (MqDatabase *database, MqReview *review, GError **error)
{
  gint64 number = 0;
  return insert_review (database, review, &number, error)
         && save_parts (database, number, review, error);
}

/**
 * mq_review_table_save:
 * @base: the revision that the review was read with, 0 for one that is not in the library yet
 * @revision: (out): the revision that it has now
 *
 * Writes a review as a whole, in one transaction. %MQ_LIBRARY_ERROR_CONFLICT where somebody else
 * wrote it since @base.
 */
gboolean
mq_review_table_save (MqDatabase *database,
                      MqReview *review,
                      gint64 base,
                      gint64 *revision,
                      GError **error)
{
  gint64 number = 0;
  gboolean good;

  if (!mq_database_begin (database, error))
    return FALSE;
  good = base == 0 ? insert_review (database, review, &number, error)
                   : update_review (database, review, base, &number, error);
  good = good && save_parts (database, number, review, error);
  if (!mq_database_end (database, good, good ? error : NULL))
    return FALSE;
  *revision = base + 1;
  return TRUE;
}

/* ---- Loading ---- */

static void
read_review (MqStatement *row, MqReview *review)
{
  MqStatus status = MQ_STATUS_DRAFT;
  MqWork work = MQ_WORK_FILM;
  MqRating rating = MQ_RATING_NONE;

  mq_review_set_created (review, mq_statement_get_int (row, 2));
  mq_review_set_changed (review, mq_statement_get_int (row, 3));
  mq_status_from_string (mq_statement_get_text (row, 4), &status);
  mq_review_set_status (review, status);
  mq_work_from_string (mq_statement_get_text (row, 5), &work);
  mq_review_set_work (review, work);
  mq_review_set_year (review, (int) mq_statement_get_int (row, 6));
  mq_scale_from_string (mq_statement_get_text (row, 7), &rating.scale);
  rating.value = mq_statement_get_double (row, 8);
  rating.worst = mq_statement_get_double (row, 9);
  mq_review_set_rating (review, rating);
  mq_review_set_runtime (review, (int) mq_statement_get_int (row, 10));
  mq_review_set_comments_open (review, mq_statement_get_int (row, 11) != 0);
  mq_review_set_word_target (review, (int) mq_statement_get_int (row, 12));
  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++)
    mq_review_set_text (review, text_columns[i],
                        mq_statement_get_text (row, FIRST_TEXT_COLUMN + i));
}

static gboolean
load_credits (MqDatabase *database, gint64 number, MqReview *review, GError **error)
{
  MqStatement *select = mq_database_prepare (database,
                                             "SELECT role, name FROM credit JOIN person ON "
                                             "person.number = credit.person WHERE review = :review "
                                             "ORDER BY line, position",
                                             error);
  g_autoptr (MqCredits) credits = mq_credits_new ();
  MqStep step;

  if (select == NULL)
    return FALSE;
  mq_statement_bind_int (select, ":review", number);
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    {
      const char *role = mq_statement_get_text (select, 0);
      const char *const *before = mq_credits_get_names (credits, role);
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) names = NULL;
      MqCredits *longer;

      g_strv_builder_addv (builder, (const char **) before);
      g_strv_builder_add (builder, mq_statement_get_text (select, 1));
      names = g_strv_builder_end (builder);
      longer = mq_credits_with (credits, role, (const char *const *) names);
      mq_credits_unref (credits);
      credits = longer;
    }
  mq_review_set_credits (review, credits);
  return step == MQ_STEP_DONE;
}

static gboolean
load_list (MqDatabase *database, gint64 number, MqReview *review, MqReviewList list, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database, "SELECT word FROM word WHERE review = :review AND list = :list ORDER BY position",
      error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  MqStep step;

  if (select == NULL)
    return FALSE;
  mq_statement_bind_int (select, ":review", number);
  mq_statement_bind_text (select, ":list", mq_review_list_get_name (list));
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    g_strv_builder_add (builder, mq_statement_get_text (select, 0));
  words = g_strv_builder_end (builder);
  mq_review_set_list (review, list, (const char *const *) words);
  return step == MQ_STEP_DONE;
}

static MqPicture *
read_picture (MqStatement *row)
{
  gboolean poster = g_str_equal (mq_statement_get_text (row, 2), "poster");
  g_autoptr (MqPicture) bare
      = mq_picture_new (mq_statement_get_text (row, 0), mq_statement_get_text (row, 1),
                        poster ? MQ_PICTURE_POSTER : MQ_PICTURE_STILL,
                        (int) mq_statement_get_int (row, 6), (int) mq_statement_get_int (row, 7));

  return mq_picture_with_texts (bare, mq_statement_get_text (row, 3),
                                mq_statement_get_text (row, 4), mq_statement_get_text (row, 5));
}

static gboolean
load_pictures (MqDatabase *database, gint64 number, MqReview *review, GError **error)
{
  MqStatement *select
      = mq_database_prepare (database,
                             "SELECT hash, name, use, alt, credit, caption, width, height FROM "
                             "review_picture WHERE review = :review ORDER BY position",
                             error);
  g_autoptr (GPtrArray) pictures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_picture_unref);
  MqStep step;

  if (select == NULL)
    return FALSE;
  mq_statement_bind_int (select, ":review", number);
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    g_ptr_array_add (pictures, read_picture (select));
  mq_review_set_pictures (review, pictures);
  return step == MQ_STEP_DONE;
}

/**
 * mq_review_table_load:
 * @revision: (out): what a later save has to name
 * @caret: (out): where the critic last wrote, in characters
 *
 * Returns: (transfer full) (nullable): the review
 */
MqReview *
mq_review_table_load (MqDatabase *database,
                      const char *id,
                      gint64 *revision,
                      int *caret,
                      GError **error)
{
  MqStatement *select = mq_database_prepare (database, select_sql, error);
  g_autoptr (MqReview) review = mq_review_new_with_id (id);
  gint64 number = 0;

  if (select == NULL || !find_number (database, id, &number, error))
    return NULL;
  mq_statement_bind_text (select, ":id", id);
  if (mq_statement_step (select, error) != MQ_STEP_ROW)
    return NULL;
  *revision = mq_statement_get_int (select, 1);
  *caret = (int) mq_statement_get_int (select, 13);
  read_review (select, review);
  mq_statement_reset (select);
  if (!load_credits (database, number, review, error)
      || !load_pictures (database, number, review, error))
    return NULL;
  for (int list = 0; list < MQ_N_REVIEW_LISTS; list++)
    if (!load_list (database, number, review, list, error))
      return NULL;
  return g_steal_pointer (&review);
}

/* ---- Caret and bin ---- */

static gboolean
run_for_review (MqDatabase *database,
                const char *sql,
                const char *id,
                const char *name,
                gint64 value,
                GError **error)
{
  MqStatement *statement = mq_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  mq_statement_bind_text (statement, ":id", id);
  if (name != NULL)
    mq_statement_bind_int (statement, name, value);
  return mq_statement_run (statement, error);
}

/** Keeps where the critic last wrote, without making a new revision. */
gboolean
mq_review_table_set_caret (MqDatabase *database, const char *id, int caret, GError **error)
{
  return run_for_review (database, "UPDATE review SET caret = :caret WHERE id = :id", id, ":caret",
                         caret, error);
}

/** Moves a review to the bin or back. */
gboolean
mq_review_table_set_binned (MqDatabase *database, const char *id, gboolean binned, GError **error)
{
  gint64 number;

  if (!find_number (database, id, &number, error))
    return FALSE;
  if (!binned)
    return run_for_review (database, "UPDATE review SET binned = NULL WHERE id = :id", id, NULL, 0,
                           error);
  return run_for_review (database, "UPDATE review SET binned = :now WHERE id = :id", id, ":now",
                         g_get_real_time () / G_USEC_PER_SEC, error);
}

/** Deletes a review for good. */
gboolean
mq_review_table_delete (MqDatabase *database, const char *id, GError **error)
{
  gint64 number;

  if (!find_number (database, id, &number, error))
    return FALSE;
  return run_for_review (database, "DELETE FROM review WHERE id = :id", id, NULL, 0, error);
}

/**
 * mq_review_table_empty_bin:
 * @before: reviews binned before this time are deleted for good; seconds since 1970
 *
 * Pictures that nobody shows any more go too. It is for the moment when a library is opened: later
 * on somebody may be about to bring one back.
 */
gboolean
mq_review_table_empty_bin (MqDatabase *database, gint64 before, GError **error)
{
  MqStatement *statement
      = mq_database_prepare (database, "DELETE FROM review WHERE binned < :before", error);

  if (statement == NULL)
    return FALSE;
  mq_statement_bind_int (statement, ":before", before);
  return mq_statement_run (statement, error) && mq_picture_table_sweep (database, error);
}

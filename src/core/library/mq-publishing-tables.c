/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-publishing-tables.h"

#include <glib/gi18n.h>

#include "mq-library-error.h"

static char *
dup_text (MqStatement *statement, int column)
{
  return g_strdup (mq_statement_get_text (statement, column));
}

typedef gpointer (*MakeRecord) (MqStatement *statement);

/* All rows of a statement, each made into a record. */
static GPtrArray *
collect (MqStatement *statement, MakeRecord make, GDestroyNotify free_record, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_record);
  MqStep step;

  while ((step = mq_statement_step (statement, error)) == MQ_STEP_ROW)
    g_ptr_array_add (rows, make (statement));
  return step == MQ_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

/* ---- Sites ---- */

gboolean
mq_site_table_save (MqDatabase *database, const MqSite *site, GError **error)
{
  MqStatement *save = mq_database_prepare (
      database,
      "INSERT INTO site (id, name, kind, address, user, facts) "
      "VALUES (:id, :name, :kind, :address, :user, :facts) ON CONFLICT (id) DO UPDATE SET "
      "(name, kind, address, user, facts) = (:name, :kind, :address, :user, :facts)",
      error);

  if (save == NULL)
    return FALSE;
  mq_statement_bind_text (save, ":id", site->id);
  mq_statement_bind_text (save, ":name", site->name);
  mq_statement_bind_text (save, ":kind", site->kind);
  mq_statement_bind_text (save, ":address", site->address);
  mq_statement_bind_text (save, ":user", site->user);
  mq_statement_bind_text (save, ":facts", site->facts);
  return mq_statement_run (save, error);
}

static gpointer
make_site (MqStatement *row)
{
  MqSite *site = g_new0 (MqSite, 1);

  site->id = dup_text (row, 0);
  site->name = dup_text (row, 1);
  site->kind = dup_text (row, 2);
  site->address = dup_text (row, 3);
  site->user = dup_text (row, 4);
  site->facts = dup_text (row, 5);
  return site;
}

GPtrArray *
mq_site_table_list (MqDatabase *database, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database, "SELECT id, name, kind, address, user, facts FROM site ORDER BY name", error);
  return select != NULL ? collect (select, make_site, (GDestroyNotify) mq_site_free, error) : NULL;
}

gboolean
mq_site_table_remove (MqDatabase *database, const char *id, GError **error)
{
  MqStatement *statement = mq_database_prepare (database, "DELETE FROM site WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;
  mq_statement_bind_text (statement, ":id", id);
  return mq_statement_run (statement, error);
}

/* ---- Publications ---- */

/** Makes the row, with a new mark, of a review on a site where there is none. */
gboolean
mq_publication_table_ensure (MqDatabase *database,
                             const char *review,
                             const char *site,
                             GError **error)
{
  MqStatement *insert
      = mq_database_prepare (database,
                             "INSERT OR IGNORE INTO publication (review, site, mark) "
                             "SELECT :review, number, :mark FROM site WHERE id = :site",
                             error);
  g_autofree char *mark = g_uuid_string_random ();

  if (insert == NULL)
    return FALSE;
  mq_statement_bind_text (insert, ":review", review);
  mq_statement_bind_text (insert, ":site", site);
  mq_statement_bind_text (insert, ":mark", mark);
  return mq_statement_run (insert, error);
}

static gpointer
make_publication (MqStatement *row)
{
  MqPublication *publication = g_new0 (MqPublication, 1);

  publication->number = mq_statement_get_int (row, 0);
  publication->review = dup_text (row, 1);
  publication->site = dup_text (row, 2);
  publication->site_name = dup_text (row, 3);
  publication->mark = dup_text (row, 4);
  publication->in_doubt = mq_statement_get_int (row, 5) != 0;
  publication->remote = dup_text (row, 6);
  publication->address = dup_text (row, 7);
  publication->status = dup_text (row, 8);
  publication->version = dup_text (row, 9);
  publication->seen = dup_text (row, 10);
  publication->looked = mq_statement_get_int (row, 11);
  return publication;
}

/** Lists what of a review, or of all where it is %NULL, is on a site, or on all. */
GPtrArray *
mq_publication_table_list (MqDatabase *database,
                           const char *review,
                           const char *site,
                           GError **error)
{
  MqStatement *select = mq_database_prepare (
      database,
      "SELECT p.number, p.review, s.id, s.name, p.mark, p.in_doubt, p.remote, p.address, "
      "p.status, p.version, p.seen, p.looked FROM publication p JOIN site s ON s.number = p.site "
      "WHERE (:review = '' OR p.review = :review) AND (:site = '' OR s.id = :site) "
      "ORDER BY s.name, p.number",
      error);

  if (select == NULL)
    return NULL;
  mq_statement_bind_text (select, ":review", review != NULL ? review : "");
  mq_statement_bind_text (select, ":site", site != NULL ? site : "");
  return collect (select, make_publication, (GDestroyNotify) mq_publication_free, error);
}

gboolean
mq_publication_table_save (MqDatabase *database, const MqPublication *publication, GError **error)
{
  MqStatement *update = mq_database_prepare (
      database,
      "UPDATE publication SET (mark, in_doubt, remote, address, status, version, seen, looked) = "
      "(:mark, :in_doubt, :remote, :address, :status, :version, :seen, :looked) WHERE number = "
      ":number",
      error);

  if (update == NULL)
    return FALSE;
  mq_statement_bind_int (update, ":number", publication->number);
  mq_statement_bind_text (update, ":mark", publication->mark);
  mq_statement_bind_int (update, ":in_doubt", publication->in_doubt);
  mq_statement_bind_text (update, ":remote", publication->remote);
  mq_statement_bind_text (update, ":address", publication->address);
  mq_statement_bind_text (update, ":status", publication->status);
  mq_statement_bind_text (update, ":version", publication->version);
  mq_statement_bind_text (update, ":seen", publication->seen);
  mq_statement_bind_int (update, ":looked", publication->looked);
  return mq_statement_run (update, error);
}

/* ---- Deliveries ---- */

gboolean
mq_delivery_table_add (MqDatabase *database, MqDelivery *delivery, GError **error)
{
  MqStatement *insert
      = mq_database_prepare (database,
                             "INSERT INTO delivery (publication, created, state, post, hash) "
                             "VALUES (:publication, :created, :state, :post, :hash)",
                             error);

  if (insert == NULL)
    return FALSE;
  mq_statement_bind_int (insert, ":publication", delivery->publication);
  mq_statement_bind_int (insert, ":created", delivery->created);
  mq_statement_bind_text (insert, ":state", delivery->state);
  mq_statement_bind_text (insert, ":post", delivery->post);
  mq_statement_bind_text (insert, ":hash", delivery->hash);
  if (!mq_statement_run (insert, error))
    return FALSE;
  delivery->number = mq_database_get_last_number (database);
  return TRUE;
}

static gpointer
make_delivery (MqStatement *row)
{
  MqDelivery *delivery = g_new0 (MqDelivery, 1);

  delivery->number = mq_statement_get_int (row, 0);
  delivery->publication = mq_statement_get_int (row, 1);
  delivery->review = dup_text (row, 2);
  delivery->site = dup_text (row, 3);
  delivery->created = mq_statement_get_int (row, 4);
  delivery->ended = mq_statement_get_int (row, 5);
  delivery->state = dup_text (row, 6);
  delivery->post = dup_text (row, 7);
  delivery->hash = dup_text (row, 8);
  delivery->outcome = dup_text (row, 9);
  return delivery;
}

/** Lists deliveries, the oldest first: of a review (%NULL for all), with a number (0 for all),
 * those that are not over. */
GPtrArray *
mq_delivery_table_list (MqDatabase *database,
                        const char *review,
                        gint64 number,
                        gboolean only_open,
                        GError **error)
{
  MqStatement *select = mq_database_prepare (
      database,
      "SELECT d.number, d.publication, p.review, s.id, d.created, d.ended, d.state, d.post, "
      "d.hash, d.outcome FROM delivery d JOIN publication p ON p.number = d.publication "
      "JOIN site s ON s.number = p.site WHERE (:review = '' OR p.review = :review) "
      "AND (:number = 0 OR d.number = :number) AND (:open = 0 OR d.ended = 0) ORDER BY d.number",
      error);

  if (select == NULL)
    return NULL;
  mq_statement_bind_text (select, ":review", review != NULL ? review : "");
  mq_statement_bind_int (select, ":number", number);
  mq_statement_bind_int (select, ":open", only_open);
  return collect (select, make_delivery, (GDestroyNotify) mq_delivery_free, error);
}

gboolean
mq_delivery_table_save (MqDatabase *database, const MqDelivery *delivery, GError **error)
{
  MqStatement *update = mq_database_prepare (
      database,
      "UPDATE delivery SET (state, ended, outcome) = (:state, :ended, :outcome) "
      "WHERE number = :number",
      error);

  if (update == NULL)
    return FALSE;
  mq_statement_bind_int (update, ":number", delivery->number);
  mq_statement_bind_text (update, ":state", delivery->state);
  mq_statement_bind_int (update, ":ended", delivery->ended);
  mq_statement_bind_text (update, ":outcome", delivery->outcome);
  return mq_statement_run (update, error);
}

/** Records what a step of a delivery was answered. */
gboolean
mq_delivery_table_note (MqDatabase *database,
                        gint64 delivery,
                        const char *step,
                        const char *answer,
                        GError **error)
{
  MqStatement *insert = mq_database_prepare (
      database,
      "INSERT INTO delivery_step (delivery, position, at, step, answer) SELECT :delivery, "
      "(SELECT count(*) FROM delivery_step WHERE delivery = :delivery), :at, :step, :answer",
      error);

  if (insert == NULL)
    return FALSE;
  mq_statement_bind_int (insert, ":delivery", delivery);
  mq_statement_bind_int (insert, ":at", g_get_real_time () / G_USEC_PER_SEC);
  mq_statement_bind_text (insert, ":step", step);
  mq_statement_bind_text (insert, ":answer", answer);
  return mq_statement_run (insert, error);
}

/* ---- Pictures ---- */

static gpointer
make_picture (MqStatement *row)
{
  MqSitePicture *picture = g_new0 (MqSitePicture, 1);

  picture->site = dup_text (row, 0);
  picture->hash = dup_text (row, 1);
  picture->remote = dup_text (row, 2);
  picture->address = dup_text (row, 3);
  picture->alt = dup_text (row, 4);
  return picture;
}

/** Returns: (transfer full) (nullable): what is known of a picture on a site; %NULL, and no error,
 * where it was never sent */
MqSitePicture *
mq_site_picture_table_get (MqDatabase *database, const char *site, const char *hash, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database,
      "SELECT s.id, p.hash, p.remote, p.address, p.alt FROM site_picture p "
      "JOIN site s ON s.number = p.site WHERE s.id = :site AND p.hash = :hash",
      error);
  g_autoptr (GPtrArray) rows = NULL;

  if (select == NULL)
    return NULL;
  mq_statement_bind_text (select, ":site", site);
  mq_statement_bind_text (select, ":hash", hash);
  rows = collect (select, make_picture, (GDestroyNotify) mq_site_picture_free, error);
  return rows != NULL && rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

gboolean
mq_site_picture_table_save (MqDatabase *database, const MqSitePicture *picture, GError **error)
{
  MqStatement *save = mq_database_prepare (
      database,
      "INSERT OR REPLACE INTO site_picture (site, hash, remote, address, alt) "
      "SELECT number, :hash, :remote, :address, :alt FROM site WHERE id = :site",
      error);

  if (save == NULL)
    return FALSE;
  mq_statement_bind_text (save, ":site", picture->site);
  mq_statement_bind_text (save, ":hash", picture->hash);
  mq_statement_bind_text (save, ":remote", picture->remote);
  mq_statement_bind_text (save, ":address", picture->address);
  mq_statement_bind_text (save, ":alt", picture->alt);
  return mq_statement_run (save, error);
}

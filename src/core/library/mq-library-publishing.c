/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-publishing.h"

#include <glib/gi18n.h>

#include "mq-library-private.h"
#include "mq-publishing-tables.h"

/* ---- Operations, on the library's thread ---- */

static gboolean
do_save_site (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_site_table_save (database, call->record, error);
}

static gboolean
do_list_sites (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->rows = mq_site_table_list (database, error);
  return call->rows != NULL;
}

static gboolean
do_remove_site (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_site_table_remove (database, call->id, error);
}

static gboolean
do_list_publications (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  if (call->flag && !mq_publication_table_ensure (database, call->id, call->text, error))
    return FALSE;
  call->rows = mq_publication_table_list (database, call->id, call->text, error);
  return call->rows != NULL;
}

static gboolean
do_save_publication (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_publication_table_save (database, call->record, error);
}

static gboolean
do_add_delivery (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_delivery_table_add (database, call->record, error);
}

static gboolean
do_list_deliveries (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  call->rows = mq_delivery_table_list (database, call->id, call->revision, call->flag, error);
  return call->rows != NULL;
}

static gboolean
do_save_delivery (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_delivery_table_save (database, call->record, error);
}

static gboolean
do_note_step (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_delivery_table_note (database, call->revision, call->id, call->text, error);
}

static gboolean
do_get_site_picture (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  GError *problem = NULL;

  call->record = mq_site_picture_table_get (database, call->id, call->text, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static gboolean
do_save_site_picture (MqDatabase *database, MqLibraryCall *call, GError **error)
{
  return mq_site_picture_table_save (database, call->record, error);
}

/* A call that hands over a record, which stays the caller's. */
static gboolean
run_with (MqLibrary *self, MqLibraryOperation operation, gconstpointer record, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->record = (gpointer) record;
  return mq_library_run (self, operation, call, error);
}

/* Returns: (transfer full) (nullable): the rows of a call that was not waited for */
static GPtrArray *
finish_rows (MqLibrary *self, GAsyncResult *result, gpointer tag, GError **error)
{
  MqLibraryCall *call = mq_library_finish_call (self, result, tag, error);
  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

/* ---- Sites ---- */

/** Keeps a site, anew or changed. */
gboolean
mq_library_save_site (MqLibrary *self, const MqSite *site, GError **error)
{
  g_autoptr (GPtrArray) sites = mq_library_list_sites (self, error);

  if (sites == NULL)
    return FALSE;
  for (guint i = 0; i < sites->len; i++)
    {
      const MqSite *other = sites->pdata[i];
      if (g_str_equal (other->name, site->name) && !g_str_equal (other->id, site->id))
        {
          g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_CONFLICT,
                       _ ("There is a site “%s” already. Choose another name"), site->name);
          return FALSE;
        }
    }
  return run_with (self, do_save_site, site, error);
}

/** Returns: (transfer full) (element-type MqSite) (nullable): all sites, by name */
GPtrArray *
mq_library_list_sites (MqLibrary *self, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);
  return mq_library_run (self, do_list_sites, call, error) ? g_steal_pointer (&call->rows) : NULL;
}

void
mq_library_list_sites_async (MqLibrary *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  mq_library_run_async (self, do_list_sites, g_new0 (MqLibraryCall, 1), mq_library_list_sites_async,
                        cancellable, callback, data);
}

GPtrArray *
mq_library_list_sites_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_rows (self, result, mq_library_list_sites_async, error);
}

/** Returns: (transfer full) (nullable): the site of that name or id */
MqSite *
mq_library_find_site (MqLibrary *self, const char *name_or_id, GError **error)
{
  g_autoptr (GPtrArray) sites = mq_library_list_sites (self, error);

  if (sites == NULL)
    return NULL;
  for (guint i = 0; i < sites->len; i++)
    {
      const MqSite *site = sites->pdata[i];
      if (g_str_equal (site->name, name_or_id) || g_str_equal (site->id, name_or_id))
        return mq_site_copy (site);
    }
  g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND,
               _ ("There is no site “%s”. Add it first"), name_or_id);
  return NULL;
}

/** Forgets a site and what was sent there; the site itself is not touched. */
gboolean
mq_library_remove_site (MqLibrary *self, const char *id, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (id);
  return mq_library_run (self, do_remove_site, call, error);
}

/* ---- Publications ---- */

static MqLibraryCall *
call_for_publications (const char *review, const char *site, gboolean ensure)
{
  MqLibraryCall *call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (review);
  call->text = g_strdup (site);
  call->flag = ensure;
  return call;
}

static GPtrArray *
list_publications (MqLibrary *self,
                   const char *review,
                   const char *site,
                   gboolean ensure,
                   GError **error)
{
  g_autoptr (MqLibraryCall) call = call_for_publications (review, site, ensure);
  return mq_library_run (self, do_list_publications, call, error) ? g_steal_pointer (&call->rows)
                                                                  : NULL;
}

/** Returns: (transfer full) (nullable): a review on a site; its mark is on the disk from now on */
MqPublication *
mq_library_get_publication (MqLibrary *self, const char *review, const char *site, GError **error)
{
  g_autoptr (GPtrArray) rows = list_publications (self, review, site, TRUE, error);

  if (rows == NULL)
    return NULL;
  if (rows->len > 0)
    return g_ptr_array_steal_index (rows, 0);
  g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND,
               _ ("The site is no longer in the library"));
  return NULL;
}

/**
 * mq_library_list_publications:
 * @review: (nullable): a review's id, %NULL for all
 * @site: (nullable): a site's id, %NULL for all
 *
 * Returns: (transfer full) (element-type MqPublication) (nullable): what is where
 */
GPtrArray *
mq_library_list_publications (MqLibrary *self, const char *review, const char *site, GError **error)
{
  return list_publications (self, review, site, FALSE, error);
}

void
mq_library_list_publications_async (MqLibrary *self,
                                    const char *review,
                                    const char *site,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  mq_library_run_async (self, do_list_publications, call_for_publications (review, site, FALSE),
                        mq_library_list_publications_async, cancellable, callback, data);
}

GPtrArray *
mq_library_list_publications_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_rows (self, result, mq_library_list_publications_async, error);
}

gboolean
mq_library_save_publication (MqLibrary *self, const MqPublication *publication, GError **error)
{
  return run_with (self, do_save_publication, publication, error);
}

/* ---- Deliveries ---- */

/** Puts a delivery into the outbox and sets its number. */
gboolean
mq_library_add_delivery (MqLibrary *self, MqDelivery *delivery, GError **error)
{
  return run_with (self, do_add_delivery, delivery, error);
}

static MqLibraryCall *
call_for_deliveries (const char *review, gint64 number, gboolean only_open)
{
  MqLibraryCall *call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (review);
  call->revision = number;
  call->flag = only_open;
  return call;
}

static GPtrArray *
list_deliveries (MqLibrary *self,
                 const char *review,
                 gint64 number,
                 gboolean only_open,
                 GError **error)
{
  g_autoptr (MqLibraryCall) call = call_for_deliveries (review, number, only_open);
  return mq_library_run (self, do_list_deliveries, call, error) ? g_steal_pointer (&call->rows)
                                                                : NULL;
}

/** Returns: (transfer full) (nullable): the delivery of that number */
MqDelivery *
mq_library_get_delivery (MqLibrary *self, gint64 number, GError **error)
{
  g_autoptr (GPtrArray) rows = list_deliveries (self, NULL, number, FALSE, error);

  if (rows == NULL)
    return NULL;
  if (rows->len > 0)
    return g_ptr_array_steal_index (rows, 0);
  g_set_error (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND,
               _ ("That delivery is no longer in the library"));
  return NULL;
}

/** Returns: (transfer full) (element-type MqDelivery) (nullable): deliveries of a review, %NULL for
 * all, the oldest first */
GPtrArray *
mq_library_list_deliveries (MqLibrary *self, const char *review, gboolean only_open, GError **error)
{
  return list_deliveries (self, review, 0, only_open, error);
}

void
mq_library_list_deliveries_async (MqLibrary *self,
                                  const char *review,
                                  gboolean only_open,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  mq_library_run_async (self, do_list_deliveries, call_for_deliveries (review, 0, only_open),
                        mq_library_list_deliveries_async, cancellable, callback, data);
}

GPtrArray *
mq_library_list_deliveries_finish (MqLibrary *self, GAsyncResult *result, GError **error)
{
  return finish_rows (self, result, mq_library_list_deliveries_async, error);
}

/** Keeps a delivery's state, end and outcome. */
gboolean
mq_library_save_delivery (MqLibrary *self, const MqDelivery *delivery, GError **error)
{
  return run_with (self, do_save_delivery, delivery, error);
}

gboolean
mq_library_note_step (MqLibrary *self,
                      gint64 delivery,
                      const char *step,
                      const char *answer,
                      GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->revision = delivery;
  call->id = g_strdup (step);
  call->text = g_strdup (answer);
  return mq_library_run (self, do_note_step, call, error);
}

/* ---- Pictures ---- */

/** Returns: (transfer full) (nullable): what is known of a picture on a site; %NULL without an
 * error where it was never sent there */
MqSitePicture *
mq_library_get_site_picture (MqLibrary *self, const char *site, const char *hash, GError **error)
{
  g_autoptr (MqLibraryCall) call = g_new0 (MqLibraryCall, 1);

  call->id = g_strdup (site);
  call->text = g_strdup (hash);
  return mq_library_run (self, do_get_site_picture, call, error) ? call->record : NULL;
}

gboolean
mq_library_save_site_picture (MqLibrary *self, const MqSitePicture *picture, GError **error)
{
  return run_with (self, do_save_site_picture, picture, error);
}

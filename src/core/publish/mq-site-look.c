/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-site-look.h"

#include <glib/gi18n.h>

void
mq_site_look_free (MqSiteLook *look)
{
  mq_site_abilities_clear (&look->abilities);
  g_strfreev (look->missing_tags);
  g_free (look->address);
  g_free (look);
}

/* What was sent once and can't be found is gone, which is an answer too. */
static gboolean
look_at_post (MqSiteLook *look,
              MqPublisher *publisher,
              const MqPublication *publication,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MqPost) there = NULL;

  look->sent = TRUE;
  there = mq_publisher_fetch (publisher, publication->remote, cancellable, &problem);
  if (there == NULL && mq_publish_error_is_absent (problem))
    return TRUE;
  if (there == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  look->status = there->status;
  look->changed = !g_str_equal (there->version, publication->version) && !publication->in_doubt
                  && !(there->status == MQ_POST_PUBLISHED
                       && mq_post_status_from_string (publication->status) == MQ_POST_SCHEDULED);
  g_set_str (&look->address, there->address);
  return TRUE;
}

/**
 * mq_site_look:
 * @patience: seconds that one request may take
 *
 * Asks a site what it has of a review, and what it would make of it. Nothing changes, neither there
 * nor in the library.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with a publishing error
 */
MqSiteLook *
mq_site_look (MqLibrary *library,
              MqReview *review,
              const MqSite *site,
              const char *secret,
              guint patience,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (MqSiteLook) look = g_new0 (MqSiteLook, 1);
  g_autoptr (MqPublisher) publisher = mq_publisher_new (site, secret, patience, error);
  g_autoptr (GPtrArray) known = NULL;

  look->status = MQ_POST_GONE;
  if (publisher == NULL || !mq_publisher_connect (publisher, &look->abilities, cancellable, error))
    return NULL;
  known = mq_library_list_publications (library, mq_review_get_id (review), site->id, error);
  if (known == NULL)
    return NULL;
  look->in_doubt = known->len > 0 && ((MqPublication *) known->pdata[0])->in_doubt;
  if (known->len > 0 && *((MqPublication *) known->pdata[0])->remote != '\0'
      && !look_at_post (look, publisher, known->pdata[0], cancellable, error))
    return NULL;
  look->missing_tags = mq_publisher_list_missing_tags (
      publisher, mq_review_get_list (review, MQ_REVIEW_TAGS), cancellable, error);
  return look->missing_tags != NULL ? g_steal_pointer (&look) : NULL;
}

/** Returns: (transfer full): what the site has of the review, for a person to read */
char *
mq_site_look_dup_sentence (const MqSiteLook *look)
{
  if (!look->sent)
    return g_strdup (look->in_doubt ? _ ("May have arrived; the site is asked before anything is "
                                         "sent again")
                                    : _ ("Not there"));
  if (look->status == MQ_POST_GONE)
    return g_strdup (_ ("Not on the site any more"));
  if (look->changed)
    /* Translators: a status, such as “Published” */
    return g_strdup_printf (_ ("%s, changed on the site since it was sent"),
                            mq_post_status_get_label (look->status));
  return g_strdup_printf (_ ("%s, as it was sent"), mq_post_status_get_label (look->status));
}

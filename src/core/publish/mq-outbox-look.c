/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-outbox-private.h"
#include "mq-post-compare.h"

/* Whether what is on the site came from here: by this delivery or an earlier one whose answer got
 * lost. */
static gboolean
is_ours (MqDeliveryRun *run, const MqPost *there, GError **error)
{
  g_autoptr (GPtrArray) deliveries
      = mq_library_list_deliveries (run->library, run->publication->review, FALSE, error);

  for (guint i = 0; deliveries != NULL && i < deliveries->len; i++)
    {
      const MqDelivery *delivery = deliveries->pdata[i];
      g_autoptr (MqPost) sent = delivery->publication == run->publication->number
                                    ? mq_post_from_json (delivery->post, NULL)
                                    : NULL;
      if (sent != NULL
          && mq_post_has_same_content (sent, there, mq_publisher_get_form (run->site->kind)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
refuse_to_overwrite (MqDeliveryRun *run, GError **error)
{
  g_clear_pointer (&run->report->theirs, mq_post_free);
  run->report->theirs = g_steal_pointer (&run->current);
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_CHANGED,
               _ ("Somebody changed the post on “%s” since it was last sent from here. Nothing was "
                  "overwritten."),
               run->site->name);
  return FALSE;
}

/* The site published by itself what it was to publish then. */
static gboolean
went_out_as_scheduled (const MqDeliveryRun *run)
{
  return run->current->status == MQ_POST_PUBLISHED
         && mq_post_status_from_string (run->publication->status) == MQ_POST_SCHEDULED;
}

/* A post that is not as it was last seen is overwritten when the critic said so, and when the
 * change is our own: something was sent whose answer never came, or the site kept a date. */
static gboolean
check_version (MqDeliveryRun *run, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean may_be_ours = run->publication->in_doubt || went_out_as_scheduled (run);

  if ((run->choice & MQ_DELIVERY_OVERWRITE) != 0
      || g_str_equal (run->current->version, run->publication->version)
      || (may_be_ours && is_ours (run, run->current, &problem)))
    return TRUE;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return refuse_to_overwrite (run, error);
}

static gboolean
fetch_known (MqDeliveryRun *run, GError **error)
{
  g_autoptr (GError) problem = NULL;

  run->current
      = mq_publisher_fetch (run->publisher, run->publication->remote, run->cancellable, &problem);
  if (run->current != NULL)
    return check_version (run, error);
  if (!mq_publish_error_is_absent (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if ((run->choice & MQ_DELIVERY_ANEW) != 0)
    {
      g_set_str (&run->publication->remote, "");
      run->publication->in_doubt = FALSE;
      return mq_library_save_publication (run->library, run->publication, error);
    }
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GONE,
               _ ("The post was deleted on “%s”. It is sent again only if you ask for that"),
               run->site->name);
  return FALSE;
}

/* Several bear the mark where an answer got lost and the site was slow to own up to the first. */
gboolean
mq_delivery_run_remove_doubles (MqDeliveryRun *run, GPtrArray *posts, GError **error)
{
  for (guint i = 1; i < posts->len; i++)
    if (!mq_publisher_remove (run->publisher, posts->pdata[i], run->cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
ask_by_mark (MqDeliveryRun *run, GError **error)
{
  g_autoptr (GPtrArray) posts
      = mq_publisher_find (run->publisher, run->post, run->cancellable, error);

  if (posts == NULL || !mq_delivery_run_remove_doubles (run, posts, error))
    return FALSE;
  if (posts->len == 0)
    return TRUE;
  run->current = g_ptr_array_steal_index (posts, 0);
  g_set_str (&run->publication->remote, run->current->remote);
  return mq_delivery_run_note (run, "found", run->current->remote, error)
         && mq_library_save_publication (run->library, run->publication, error)
         && check_version (run, error);
}

/** Finds out what of the review is on the site. */
gboolean
mq_delivery_run_look (MqDeliveryRun *run, GError **error)
{
  g_clear_pointer (&run->current, mq_post_free);
  if (*run->publication->remote != '\0')
    return fetch_known (run, error);
  return !run->publication->in_doubt || ask_by_mark (run, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-embargo.h"
#include "mq-history.h"
#include "mq-outbox-private.h"
#include "mq-site-facts.h"

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Whether a review may go out at @time by the clock of whoever sends it out. */
gboolean
mq_outbox_check_embargo (MqReview *review,
                         const MqPublishRequest *request,
                         gint64 time,
                         GError **error)
{
  gint64 appears = request->date != 0 ? request->date : time;
  g_autofree char *until = mq_embargo_dup_until (review, MQ_REVIEW_EMBARGO, appears);

  if (until == NULL || request->status < MQ_POST_SCHEDULED)
    return TRUE;
  g_set_error (
      error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_EMBARGO,
      _ ("This review is under embargo until %s. Schedule it for then or later, or send it "
         "as a draft"),
      until);
  return FALSE;
}

/* A page says where it stands: readers' address is known before it is there. */
static MqReview *
copy_with_address (MqReview *review, const MqSite *site)
{
  MqReview *copy = mq_review_copy (review);
  g_autofree char *public_address = mq_site_dup_fact (site, "public");
  g_autofree char *slug = mq_review_dup_slug (review), *address = NULL;

  if (*public_address == '\0' || *mq_review_get_text (review, MQ_REVIEW_ADDRESS) != '\0')
    return copy;
  address = g_strdup_printf ("%s%s%s/", public_address,
                             g_str_has_suffix (public_address, "/") ? "" : "/", slug);
  mq_review_set_text (copy, MQ_REVIEW_ADDRESS, address);
  return copy;
}

/**
 * mq_outbox_compose:
 * @publication: (out): the review on that site; its mark is in the library from now on
 *
 * Returns: (transfer full) (nullable): what would go out; %MQ_PUBLISH_ERROR_EMBARGO before its time
 */
MqPost *
mq_outbox_compose (MqLibrary *library,
                   MqReview *review,
                   const MqSite *site,
                   const MqPublishRequest *request,
                   MqPublication **publication,
                   GError **error)
{
  g_autoptr (MqReview) with_address = NULL;
  g_autofree char *theme_name = NULL;
  const MqTheme *theme;
  guint n_themes;
  MqPost *post;

  if (!mq_outbox_check_embargo (review, request, now (), error))
    return NULL;
  *publication = mq_library_get_publication (library, mq_review_get_id (review), site->id, error);
  if (*publication == NULL)
    return NULL;
  theme_name = mq_site_dup_fact (site, "theme");
  theme = mq_theme_find (theme_name);
  with_address = copy_with_address (review, site);
  post = mq_post_new_from_review (with_address, (*publication)->mark,
                                  mq_publisher_get_form (site->kind),
                                  theme != NULL ? theme : mq_theme_get_all (&n_themes));
  post->status = request->status;
  post->date = request->date;
  if (request->categories != NULL)
    {
      g_strfreev (post->categories);
      post->categories = g_strdupv ((char **) request->categories);
    }
  return post;
}

static gboolean
end_earlier (MqLibrary *library, const MqPublication *publication, GError **error)
{
  g_autoptr (GPtrArray) open
      = mq_library_list_deliveries (library, publication->review, TRUE, error);

  if (open == NULL)
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    {
      MqDelivery *delivery = open->pdata[i];
      if (delivery->publication == publication->number
          && !mq_outbox_give_up (library, delivery->number, error))
        return FALSE;
    }
  return TRUE;
}

/* What goes out can be had again. */
static gboolean
keep_state (MqLibrary *library, MqReview *review, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (mq_history_take (library, review, MQ_MOMENT_PUBLISHED, &problem)
      || g_error_matches (problem, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * mq_outbox_add:
 *
 * Puts a review, as it is now, into the outbox of a site; an earlier delivery that is not over
 * gives way to it.
 *
 * Returns: the delivery's number, 0 for an error
 */
gint64
mq_outbox_add (MqLibrary *library,
               MqReview *review,
               const MqSite *site,
               const MqPublishRequest *request,
               GError **error)
{
  g_autoptr (MqPublication) publication = NULL;
  g_autoptr (MqPost) post = mq_outbox_compose (library, review, site, request, &publication, error);
  g_autofree char *json = post != NULL ? mq_post_to_json (post) : NULL;
  g_autofree char *hash
      = json != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, -1) : NULL;
  MqDelivery delivery = { .created = now (), .state = "waiting", .post = json, .hash = hash };

  if (post == NULL || !keep_state (library, review, error)
      || !end_earlier (library, publication, error))
    return 0;
  delivery.publication = publication->number;
  return mq_library_add_delivery (library, &delivery, error) ? delivery.number : 0;
}

/** Takes a delivery out of the outbox; what is on the site stays there. */
gboolean
mq_outbox_give_up (MqLibrary *library, gint64 number, GError **error)
{
  g_autoptr (MqDelivery) delivery = mq_library_get_delivery (library, number, error);

  if (delivery == NULL)
    return FALSE;
  g_set_str (&delivery->state, "cancelled");
  delivery->ended = now ();
  return mq_library_save_delivery (library, delivery, error);
}

/** Notes that a review has been given what the site has, so that it may be sent from here again. */
gboolean
mq_outbox_accept_theirs (MqLibrary *library,
                         MqReview *review,
                         const MqSite *site,
                         const MqPost *theirs,
                         GError **error)
{
  g_autoptr (MqPublication) publication
      = mq_library_get_publication (library, mq_review_get_id (review), site->id, error);

  if (publication == NULL)
    return FALSE;
  g_set_str (&publication->version, theirs->version);
  g_set_str (&publication->seen, theirs->body);
  g_set_str (&publication->status, mq_post_status_to_string (theirs->status));
  publication->looked = now ();
  return mq_library_save_publication (library, publication, error);
}

/** Does mq_outbox_note_in_review() in the library, for a review that nobody has open. */
gboolean
mq_outbox_note_in_library (MqLibrary *library,
                           const char *id,
                           const MqDeliveryReport *report,
                           GError **error)
{
  gint64 revision;
  g_autoptr (MqReview) review = mq_library_load (library, id, &revision, NULL, error);
  g_autoptr (MqReview) before = review != NULL ? mq_review_copy (review) : NULL;

  if (review == NULL)
    return FALSE;
  mq_outbox_note_in_review (review, report);
  return mq_review_equal (before, review)
         || mq_library_save (library, review, revision, &revision, error);
}

/** Marks a review that has gone out as out, with the day and, where it has none yet, the address.
 */
void
mq_outbox_note_in_review (MqReview *review, const MqDeliveryReport *report)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (report->date);
  g_autofree char *when = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S%:z");

  if (report->status != MQ_POST_PUBLISHED)
    return;
  mq_review_set_status (review, MQ_STATUS_PUBLISHED);
  if (*mq_review_get_text (review, MQ_REVIEW_PUBLISHED) == '\0' && report->date != 0)
    mq_review_set_text (review, MQ_REVIEW_PUBLISHED, when);
  if (report->for_readers && *mq_review_get_text (review, MQ_REVIEW_ADDRESS) == '\0')
    mq_review_set_text (review, MQ_REVIEW_ADDRESS, report->address);
}

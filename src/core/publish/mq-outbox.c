/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-outbox.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-http.h"
#include "mq-outbox-private.h"
#include "mq-post-compare.h"
#include "mq-site-facts.h"

#define MOST_ATTEMPTS 4
#define FIRST_PAUSE_MS 400

void
mq_delivery_report_free (MqDeliveryReport *report)
{
  g_free (report->address);
  g_ptr_array_unref (report->notes);
  g_clear_pointer (&report->theirs, mq_post_free);
  g_free (report);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

void
mq_delivery_run_tell (MqDeliveryRun *run, double done, const char *sentence)
{
  if (run->progress != NULL)
    run->progress (sentence, done, run->data);
}

gboolean
mq_delivery_run_note (MqDeliveryRun *run, const char *step, const char *answer, GError **error)
{
  return mq_library_note_step (run->library, run->delivery->number, step, answer, error);
}

static gboolean
set_state (MqDeliveryRun *run,
           const char *state,
           gboolean ended,
           const char *outcome,
           GError **error)
{
  g_set_str (&run->delivery->state, state);
  g_set_str (&run->delivery->outcome, outcome);
  run->delivery->ended = ended ? now () : 0;
  return mq_library_save_delivery (run->library, run->delivery, error);
}

/* What the site can't do is said before anything is sent. */
static gboolean
check_abilities (MqDeliveryRun *run, GError **error)
{
  const MqSiteAbilities *abilities = &run->abilities;
  const char *sentence = NULL;

  switch (run->post->status)
    {
    case MQ_POST_DRAFT:
      if (!abilities->drafts)
        sentence = _ ("the site keeps no drafts. Publish the review, or send it elsewhere");
      break;
    case MQ_POST_PENDING:
      if (!abilities->pends)
        sentence = _ ("posts don’t wait for an editor there. Send a draft");
      break;
    case MQ_POST_SCHEDULED:
      if (!abilities->schedules)
        sentence
            = _ ("the site publishes at once, it can’t schedule. Publish when the time has come");
      break;
    default:
      break;
    }
  if (sentence == NULL)
    return TRUE;
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNSUPPORTED, "“%s”: %s", run->site->name,
               sentence);
  return FALSE;
}

/* The site's clock decides what is early. */
static gboolean
connect (MqDeliveryRun *run, GError **error)
{
  g_autoptr (MqReview) review = NULL;
  MqPublishRequest request = { run->post->status, run->post->date, NULL };

  mq_delivery_run_tell (run, 0.05, _ ("Connecting…"));
  mq_site_abilities_clear (&run->abilities);
  if (!mq_publisher_connect (run->publisher, &run->abilities, run->cancellable, error))
    return FALSE;
  if (!check_abilities (run, error))
    return FALSE;
  if (!run->abilities.may_publish && run->post->status >= MQ_POST_SCHEDULED)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_FORBIDDEN,
                   _ ("“%s” may not publish on “%s”. Send it as pending, for an editor to publish"),
                   run->abilities.user, run->site->name);
      return FALSE;
    }
  review = mq_library_load (run->library, run->delivery->review, NULL, NULL, NULL);
  return review == NULL
         || mq_outbox_check_embargo (review, &request, now () + run->abilities.clock_difference,
                                     error);
}

/* From here on until it is read back the site may have it, whatever it answers. */
static gboolean
note_doubt (MqDeliveryRun *run, GError **error)
{
  run->publication->in_doubt = TRUE;
  return mq_library_save_publication (run->library, run->publication, error);
}

static gboolean
send_post (MqDeliveryRun *run, GError **error)
{
  mq_delivery_run_tell (run, 0.75, _ ("Sending the post…"));
  if (!note_doubt (run, error))
    return FALSE;
  if (run->current != NULL)
    return mq_delivery_run_note (run, "update", run->current->remote, error)
           && mq_publisher_update (run->publisher, run->post, run->current, run->cancellable,
                                   error);
  return mq_delivery_run_note (run, "create", run->post->mark, error)
         && mq_publisher_create (run->publisher, run->post, run->cancellable, error);
}

/* A post that is new is asked for by its mark, where the site can be: something on the way may have
 * sent it twice. */
static MqPost *
fetch_one (MqDeliveryRun *run, GError **error)
{
  g_autoptr (GPtrArray) posts = NULL;
  g_autoptr (GError) problem = NULL;

  if (run->current == NULL)
    posts = mq_publisher_find (run->publisher, run->post, run->cancellable, &problem);
  if (problem != NULL && !g_error_matches (problem, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNSUPPORTED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (posts != NULL && !mq_delivery_run_remove_doubles (run, posts, error))
    return NULL;
  if (posts == NULL || posts->len == 0)
    return mq_publisher_fetch (run->publisher, run->post->remote, run->cancellable, error);
  return g_ptr_array_steal_index (posts, 0);
}

/* What a folder calls a file is no address for readers. */
static gboolean
is_for_readers (const MqSite *site)
{
  g_autofree char *public_address = mq_site_dup_fact (site, "public");
  return *public_address != '\0' || mq_publisher_get_form (site->kind) == MQ_POST_FRAGMENT;
}

/* A content system may have its reasons to change a text; a file is what was written, or it is
 * broken and has to be written again. */
static gboolean
check_whole (MqDeliveryRun *run, const MqPost *there, GError **error)
{
  MqPostForm form = mq_publisher_get_form (run->site->kind);

  if (form == MQ_POST_FRAGMENT || mq_post_has_same_content (run->post, there, form))
    return TRUE;
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GARBLED,
               _ ("What “%s” has at “%s” is not what was written there. It is written again at the "
                  "next try"),
               run->site->name, there->address);
  return FALSE;
}

static gboolean
read_back (MqDeliveryRun *run, GError **error)
{
  g_autoptr (MqPost) there = NULL;

  mq_delivery_run_tell (run, 0.9, _ ("Reading it back…"));
  g_set_str (&run->publication->remote, run->post->remote);
  if (!mq_library_save_publication (run->library, run->publication, error))
    return FALSE;
  there = fetch_one (run, error);
  if (there == NULL || !check_whole (run, there, error))
    return FALSE;
  g_set_str (&run->publication->remote, there->remote);
  g_ptr_array_set_size (run->report->notes, 0);
  mq_post_compare (run->post, there, mq_publisher_get_form (run->site->kind), run->report->notes);
  g_set_str (&run->report->address, there->address);
  run->report->for_readers = is_for_readers (run->site);
  run->report->status = there->status;
  run->report->date = there->date;
  g_set_str (&run->publication->address, there->address);
  g_set_str (&run->publication->status, mq_post_status_to_string (there->status));
  g_set_str (&run->publication->version, there->version);
  g_set_str (&run->publication->seen, there->body);
  run->publication->in_doubt = FALSE;
  run->publication->looked = now ();
  return mq_library_save_publication (run->library, run->publication, error);
}

static gboolean
take_off (MqDeliveryRun *run, GError **error)
{
  if (run->current != NULL
      && !mq_publisher_remove (run->publisher, run->current, run->cancellable, error))
    return FALSE;
  run->report->status = MQ_POST_GONE;
  run->publication->in_doubt = FALSE;
  g_set_str (&run->publication->remote, "");
  g_set_str (&run->publication->status, "");
  g_set_str (&run->publication->version, "");
  run->publication->looked = now ();
  return mq_library_save_publication (run->library, run->publication, error);
}

/* Every step finds out for itself what was done already, so that this can be run again from the
 * start wherever it ended. */
static gboolean
try_once (MqDeliveryRun *run, GError **error)
{
  if (!connect (run, error)
      || !mq_delivery_run_note (run, "connected", run->abilities.title, error))
    return FALSE;
  mq_delivery_run_tell (run, 0.2, _ ("Looking what is there…"));
  if (run->post->status == MQ_POST_GONE)
    run->choice |= MQ_DELIVERY_ANEW; /* if it is gone already, so much the better */
  if (!mq_delivery_run_look (run, error))
    return FALSE;
  if (run->post->status == MQ_POST_GONE)
    return take_off (run, error);
  return mq_delivery_run_bring_pictures (run, error) && send_post (run, error)
         && read_back (run, error);
}

static gboolean
keep_trying (MqDeliveryRun *run, GError **error)
{
  for (int attempt = 1;; attempt++)
    {
      g_autoptr (GError) problem = NULL;
      if (try_once (run, &problem))
        return TRUE;
      if (attempt == MOST_ATTEMPTS || !mq_publish_error_may_retry (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (!mq_http_wait (FIRST_PAUSE_MS << (attempt - 1), run->cancellable))
        return !g_cancellable_set_error_if_cancelled (run->cancellable, error);
      if (!mq_delivery_run_note (run, "again", problem->message, error))
        return FALSE;
      mq_delivery_run_tell (run, 0.05, problem->message);
    }
}

/* After Cancel the site is asked once more what arrived. */
static char *
describe_cancelled (MqDeliveryRun *run)
{
  run->cancellable = NULL;
  if (!run->publication->in_doubt && *run->publication->remote == '\0')
    return g_strdup (_ ("Cancelled. The post is not on the site"));
  if (!mq_delivery_run_look (run, NULL))
    return g_strdup (_ ("Cancelled. It is not known whether the post reached the site; it is asked "
                        "before anything is sent again"));
  if (run->current == NULL)
    return g_strdup (_ ("Cancelled. The post is not on the site"));
  return g_strdup_printf (_ ("Cancelled. The post is on the site, as “%s”: %s"),
                          mq_post_status_get_label (run->current->status), run->current->address);
}

static void
end_badly (MqDeliveryRun *run, GError **error)
{
  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *sentence = describe_cancelled (run);
      g_clear_error (error);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, sentence);
      set_state (run, "cancelled", TRUE, sentence, NULL);
    }
  else if (mq_publish_error_is_doubtful (*error) && run->publication->in_doubt)
    set_state (run, "doubtful", FALSE, (*error)->message, NULL);
  else if (mq_publish_error_may_retry (*error))
    set_state (run, "waiting", FALSE, (*error)->message, NULL);
  else
    set_state (run, "failed", TRUE, (*error)->message, NULL);
}

static gboolean
end_well (MqDeliveryRun *run, GError **error)
{
  g_autofree char *notes = NULL;

  g_ptr_array_add (run->report->notes, NULL);
  notes = g_strjoinv ("\n", (char **) run->report->notes->pdata);
  g_ptr_array_set_size (run->report->notes, (int) run->report->notes->len - 1);
  return set_state (run, "done", TRUE, notes, error);
}

static gboolean
prepare (MqDeliveryRun *run, const char *secret, guint patience, GError **error)
{
  g_autoptr (GPtrArray) publications = NULL;

  run->site = mq_library_find_site (run->library, run->delivery->site, error);
  if (run->site == NULL)
    return FALSE;
  publications = mq_library_list_publications (run->library, run->delivery->review,
                                               run->delivery->site, error);
  if (publications == NULL)
    return FALSE;
  run->publication = g_ptr_array_steal_index (publications, 0);
  run->post = mq_post_from_json (run->delivery->post, error);
  if (run->post == NULL)
    return FALSE;
  run->publisher = mq_publisher_new (run->site, secret, patience, error);
  return run->publisher != NULL;
}

static void
clear_run (MqDeliveryRun *run)
{
  g_clear_pointer (&run->delivery, mq_delivery_free);
  g_clear_pointer (&run->publication, mq_publication_free);
  g_clear_pointer (&run->site, mq_site_free);
  g_clear_object (&run->publisher);
  mq_site_abilities_clear (&run->abilities);
  g_clear_pointer (&run->post, mq_post_free);
  g_clear_pointer (&run->current, mq_post_free);
}

/* While this waited for its turn something else may have been sent in its place. */
static gboolean
check_open (const MqDelivery *delivery, GError **error)
{
  if (delivery->ended == 0)
    return TRUE;
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_OVER,
               _ ("This was sent, given up or replaced by something later meanwhile"));
  return FALSE;
}

/**
 * mq_outbox_deliver:
 * @number: a delivery in the outbox
 * @secret: (nullable): the site's password
 * @patience: how many seconds one request may take
 * @choice: what may be overwritten
 * @progress: (nullable): is told what is being done, on the calling thread
 *
 * Sends what stands in the outbox and waits until the site has it. May be called again after any
 * end, also of the program: nothing is sent twice. What may go well later stays in the outbox.
 *
 * Returns: (transfer full) (nullable): what the site made of it; after
 * %MQ_PUBLISH_ERROR_CHANGED, with @error set, the site's version
 */
MqDeliveryReport *
mq_outbox_deliver (MqLibrary *library,
                   gint64 number,
                   const char *secret,
                   guint patience,
                   MqDeliveryChoice choice,
                   MqDeliveryProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  MqDeliveryRun run = { .library = library,
                        .choice = choice,
                        .progress = progress,
                        .data = data,
                        .cancellable = cancellable };
  GError *problem = NULL;
  int lock = mq_outbox_lock (library, patience, cancellable, error);
  gboolean good;

  if (lock < 0)
    {
      if (g_cancellable_is_cancelled (cancellable))
        mq_outbox_give_up (library, number, NULL);
      return NULL;
    }
  run.report = g_new0 (MqDeliveryReport, 1);
  run.report->notes = g_ptr_array_new_with_free_func (g_free);
  run.delivery = mq_library_get_delivery (library, number, &problem);
  good = run.delivery != NULL && check_open (run.delivery, &problem)
         && prepare (&run, secret, patience, &problem)
         && set_state (&run, "sending", FALSE, "", &problem);
  if (good)
    {
      good = keep_trying (&run, &problem) && end_well (&run, &problem);
      if (!good)
        end_badly (&run, &problem);
    }
  clear_run (&run);
  mq_outbox_unlock (lock);
  if (good)
    return run.report;
  g_propagate_error (error, problem);
  if (run.report->theirs != NULL)
    return run.report;
  mq_delivery_report_free (run.report);
  return NULL;
}

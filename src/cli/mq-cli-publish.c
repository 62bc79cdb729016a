/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-cli.h"
#include "mq-outbox.h"
#include "mq-publish-checks.h"
#include "mq-publish-time.h"

/** Returns: how many seconds one request may take */
guint
mq_cli_get_patience (MqCli *cli)
{
  return cli->timeout > 0 ? (guint) cli->timeout : MQ_PUBLISHER_PATIENCE;
}

static MqExit
read_request (MqCli *cli, MqPublishRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (cli->draft + cli->pending + cli->binned + (cli->at != NULL) > 1)
    return mq_cli_misuse (_ ("only one of --draft, --pending, --at and --bin can be"));
  request->categories = (const char *const *) cli->categories;
  request->status = cli->draft        ? MQ_POST_DRAFT
                    : cli->pending    ? MQ_POST_PENDING
                    : cli->binned     ? MQ_POST_GONE
                    : cli->at != NULL ? MQ_POST_SCHEDULED
                                      : MQ_POST_PUBLISHED;
  if (cli->at != NULL && !mq_publish_time_parse (cli->at, &request->date, &error))
    return mq_cli_misuse (error->message);
  return MQ_EXIT_SUCCESS;
}

static void
print_progress (const char *sentence, double done, gpointer data)
{
  g_printerr ("%3.0f %% %s\n", done * 100, sentence);
}

static void
print_theirs (const MqPost *theirs)
{
  g_printerr (_ ("The site has “%s”: %s\n"), theirs->title, theirs->address);
}

static MqExit
deliver (MqCli *cli, MqLibrary *library, const MqSite *site, gint64 number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqDeliveryReport) report = NULL;
  g_autoptr (MqDelivery) delivery = mq_library_get_delivery (library, number, &error);
  MqDeliveryChoice choice
      = (cli->overwrite ? MQ_DELIVERY_OVERWRITE : 0) | (cli->anew ? MQ_DELIVERY_ANEW : 0);
  char *secret = delivery != NULL ? mq_cli_get_secret (cli, site, TRUE) : NULL;

  if (secret == NULL)
    return delivery != NULL ? MQ_EXIT_FAILURE : mq_cli_fail (NULL, error);
  report = mq_outbox_deliver (library, number, secret, mq_cli_get_patience (cli), choice,
                              print_progress, NULL, NULL, &error);
  mq_cli_free_secret (secret);
  if (report != NULL && report->theirs != NULL)
    print_theirs (report->theirs);
  if (error == NULL)
    mq_outbox_note_in_library (library, delivery->review, report, &error);
  if (cli->resume && g_error_matches (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_OVER))
    return MQ_EXIT_SUCCESS;
  if (error != NULL)
    return mq_cli_fail (site->name, error);
  for (guint i = 0; i < report->notes->len; i++)
    g_printerr ("marquee-cli: %s: %s\n", site->name, (char *) report->notes->pdata[i]);
  g_print ("%s\n",
           report->status == MQ_POST_GONE ? _ ("The post is off the site.") : report->address);
  return MQ_EXIT_SUCCESS;
}

static void
print_checks (MqLibrary *library, MqReview *review)
{
  guint n_passed;
  g_autofree char *twin = mq_library_find_twin (library, review, NULL);
  g_autoptr (GPtrArray) checks = mq_publish_checks_run (review, NULL, twin, &n_passed);

  for (guint i = 0; i < checks->len; i++)
    {
      const MqPublishCheck *check = checks->pdata[i];
      g_printerr ("marquee-cli: %s (%s)\n", check->sentence, check->reason);
    }
}

static MqExit
show_what_would_go (MqLibrary *library,
                    MqReview *review,
                    const MqSite *site,
                    const MqPublishRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqPublication) publication = NULL;
  g_autoptr (MqPost) post
      = mq_outbox_compose (library, review, site, request, &publication, &error);
  g_autofree char *tags = NULL;

  if (post == NULL)
    return mq_cli_fail (NULL, error);
  print_checks (library, review);
  tags = g_strjoinv (", ", post->tags);
  g_print (_ ("%s would get, as “%s”:\n"), site->name, mq_post_status_get_label (post->status));
  g_print ("%s\n%s\n%s\n%s\n", post->title, post->slug, tags, post->summary);
  g_print (g_dngettext (NULL, "%u picture\n", "%u pictures\n",
                        post->pictures->len + (post->poster != NULL)),
           post->pictures->len + (post->poster != NULL));
  g_print ("%s", post->body);
  return MQ_EXIT_SUCCESS;
}

static MqExit
publish_review (MqCli *cli, MqLibrary *library, const MqSite *site)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqReview) review = NULL;
  MqPublishRequest request = { 0 };
  gint64 number;

  if (read_request (cli, &request) != MQ_EXIT_SUCCESS)
    return MQ_EXIT_USAGE;
  review = mq_cli_load (library, cli->arguments[0]);
  if (review == NULL)
    return MQ_EXIT_FAILURE;
  if (cli->dry_run)
    return show_what_would_go (library, review, site, &request);
  number = mq_outbox_add (library, review, site, &request, &error);
  return number != 0 ? deliver (cli, library, site, number) : mq_cli_fail (NULL, error);
}

/* What an earlier call, or another program, did not get to the end. */
static MqExit
resume (MqCli *cli, MqLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = mq_library_list_deliveries (library, NULL, TRUE, &error);
  MqExit worst = MQ_EXIT_SUCCESS;

  if (open == NULL)
    return mq_cli_fail (NULL, error);
  for (guint i = 0; i < open->len; i++)
    {
      const MqDelivery *delivery = open->pdata[i];
      g_autoptr (MqSite) site = mq_library_find_site (library, delivery->site, &error);
      if (site == NULL)
        return mq_cli_fail (NULL, error);
      if ((cli->site == NULL || g_str_equal (cli->site, site->name))
          && deliver (cli, library, site, delivery->number) != MQ_EXIT_SUCCESS)
        worst = MQ_EXIT_FAILURE;
    }
  return worst;
}

MqExit
mq_cli_publish (MqCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = NULL;
  g_autoptr (MqSite) site = NULL;

  if (cli->resume && cli->arguments[0] != NULL)
    return mq_cli_misuse (_ ("“publish --resume” takes no id: it finishes what is in the outbox"));
  if (!cli->resume && (cli->arguments[0] == NULL || cli->arguments[1] != NULL || cli->site == NULL))
    return mq_cli_misuse (_ ("“publish” needs the id of one review and --site"));
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  if (cli->resume)
    return resume (cli, library);
  site = mq_library_find_site (library, cli->site, &error);
  return site != NULL ? publish_review (cli, library, site) : mq_cli_fail (NULL, error);
}

static MqExit
print_what_site_says (MqCli *cli, MqLibrary *library, MqReview *review, const char *site_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqSite) site = mq_library_find_site (library, site_id, &error);
  char *secret = site != NULL ? mq_cli_get_secret (cli, site, TRUE) : NULL;
  g_autoptr (MqSiteLook) look = NULL;
  g_autofree char *sentence = NULL;

  if (secret == NULL)
    return site != NULL ? MQ_EXIT_FAILURE : mq_cli_fail (NULL, error);
  look = mq_site_look (library, review, site, secret, mq_cli_get_patience (cli), NULL, &error);
  mq_cli_free_secret (secret);
  if (look == NULL)
    return mq_cli_fail (site->name, error);
  sentence = mq_site_look_dup_sentence (look);
  g_print ("  %s\n", sentence);
  return MQ_EXIT_SUCCESS;
}

/* The ledger: what is where, and what was sent when. */
MqExit
mq_cli_ledger (MqCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = mq_cli_open_library (cli);
  g_autoptr (MqReview) review = NULL;
  g_autoptr (GPtrArray) publications = NULL, deliveries = NULL;
  MqExit worst = MQ_EXIT_SUCCESS;

  if (library == NULL)
    return MQ_EXIT_FAILURE;
  if (cli->arguments[0] == NULL || cli->arguments[1] != NULL)
    return mq_cli_misuse (_ ("“ledger” needs the id of one review"));
  review = mq_cli_load (library, cli->arguments[0]);
  if (review == NULL)
    return MQ_EXIT_FAILURE;
  publications = mq_library_list_publications (library, mq_review_get_id (review), NULL, &error);
  deliveries = publications != NULL
                   ? mq_library_list_deliveries (library, mq_review_get_id (review), FALSE, &error)
                   : NULL;
  if (deliveries == NULL)
    return mq_cli_fail (NULL, error);
  for (guint i = 0; i < publications->len; i++)
    {
      const MqPublication *publication = publications->pdata[i];
      g_print ("%s  %s  %s\n", publication->site_name, publication->status, publication->address);
      if (cli->ask
          && print_what_site_says (cli, library, review, publication->site) != MQ_EXIT_SUCCESS)
        worst = MQ_EXIT_FAILURE;
    }
  for (guint i = 0; i < deliveries->len; i++)
    {
      const MqDelivery *delivery = deliveries->pdata[i];
      g_autoptr (GDateTime) created = g_date_time_new_from_unix_local (delivery->created);
      g_autofree char *when = g_date_time_format (created, "%Y-%m-%d %H:%M:%S");
      g_print ("  %s  %s  %.12s  %s\n", when, delivery->state, delivery->hash, delivery->outcome);
    }
  return worst;
}

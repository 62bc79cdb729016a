/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-post-review.h"

#include "mq-markup-review.h"
#include "mq-markup.h"

/** Returns: (transfer full) (nullable): what relative addresses in a post are relative to; a page's
 * pictures are beside it */
char *
mq_post_dup_base (const MqPost *post, MqPostForm form)
{
  return form == MQ_POST_FRAGMENT && g_uri_is_valid (post->address, G_URI_FLAGS_NONE, NULL)
             ? g_strdup (post->address)
             : NULL;
}

static void
read_status (const MqPost *post, MqReview *review)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (post->date);
  g_autofree char *when = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S%:z");

  if (post->status != MQ_POST_PUBLISHED)
    return;
  mq_review_set_status (review, MQ_STATUS_PUBLISHED);
  if (post->date != 0)
    mq_review_set_text (review, MQ_REVIEW_PUBLISHED, when);
}

/**
 * mq_post_read_into:
 * @html: the body as HTML; for %MQ_POST_MARKDOWN as it is
 * @picture_names: what the review calls the pictures, by their addresses
 *
 * Gives a review the title, the text and the facts of a post.
 */
void
mq_post_read_into (const MqPost *post,
                   const char *html,
                   MqPostForm form,
                   GHashTable *picture_names,
                   MqReview *review)
{
  g_autofree char *base = mq_post_dup_base (post, form);
  g_autofree char *summary = mq_markup_to_plain_text (post->summary);

  if (*post->language != '\0')
    mq_review_set_text (review, MQ_REVIEW_LANGUAGE, post->language);
  mq_review_set_text (review, MQ_REVIEW_TITLE, post->title);
  if (form == MQ_POST_MARKDOWN)
    mq_review_set_text (review, MQ_REVIEW_BODY, html);
  else
    mq_markup_read_review (html, base, picture_names, review);
  if (form == MQ_POST_FRAGMENT)
    mq_review_set_text (review, MQ_REVIEW_TITLE, post->title);
  if (*summary != '\0')
    mq_review_set_text (review, MQ_REVIEW_STANDFIRST, summary);
  if (*post->tags != NULL)
    mq_review_set_list (review, MQ_REVIEW_TAGS, (const char *const *) post->tags);
  if (*post->slug != '\0')
    mq_review_set_text (review, MQ_REVIEW_SLUG, post->slug);
  mq_review_set_comments_open (review, post->comments_open);
  read_status (post, review);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "mq-credits.h"
#include "mq-picture.h"
#include "mq-rating.h"
#include "mq-work.h"

G_BEGIN_DECLS

/**
 * MqReviewText:
 *
 * The facts of a review that are text. All but the standfirst and the body are one line; none is
 * ever %NULL.
 */
typedef enum
{
  MQ_REVIEW_TITLE,
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
  MQ_REVIEW_SEEN,
  MQ_N_REVIEW_TEXTS,
} MqReviewText;

/** The facts that are lists of words. */
typedef enum
{
  MQ_REVIEW_COUNTRIES,
  MQ_REVIEW_LANGUAGES,
  MQ_REVIEW_TAGS,
  MQ_N_REVIEW_LISTS,
} MqReviewList;

typedef enum
{
  MQ_STATUS_DRAFT,
  MQ_STATUS_READY,
  MQ_STATUS_PUBLISHED,
} MqStatus;

#define MQ_N_STATUSES (MQ_STATUS_PUBLISHED + 1)

const char *mq_status_to_string (MqStatus status);
gboolean mq_status_from_string (const char *text, MqStatus *status);
const char *mq_status_get_label (MqStatus status);

#define MQ_TYPE_REVIEW (mq_review_get_type ())
G_DECLARE_FINAL_TYPE (MqReview, mq_review, MQ, REVIEW, GObject)

MqReview *mq_review_new (void);
MqReview *mq_review_new_with_id (const char *id);
MqReview *mq_review_copy (MqReview *self);
MqReview *mq_review_duplicate (MqReview *self);
void mq_review_assign (MqReview *self, MqReview *from);
gboolean mq_review_equal (MqReview *a, MqReview *b);
gboolean mq_review_is_empty (MqReview *self);

const char *mq_review_get_id (MqReview *self);

const char *mq_review_text_get_name (MqReviewText which);
const char *mq_review_get_text (MqReview *self, MqReviewText which);
void mq_review_set_text (MqReview *self, MqReviewText which, const char *text);

const char *mq_review_list_get_name (MqReviewList which);
const char *const *mq_review_get_list (MqReview *self, MqReviewList which);
void mq_review_set_list (MqReview *self, MqReviewList which, const char *const *words);

MqWork mq_review_get_work (MqReview *self);
void mq_review_set_work (MqReview *self, MqWork work);
int mq_review_get_year (MqReview *self);
void mq_review_set_year (MqReview *self, int year);
int mq_review_get_runtime (MqReview *self);
void mq_review_set_runtime (MqReview *self, int minutes);
MqStatus mq_review_get_status (MqReview *self);
void mq_review_set_status (MqReview *self, MqStatus status);
gboolean mq_review_get_comments_open (MqReview *self);
void mq_review_set_comments_open (MqReview *self, gboolean open);
int mq_review_get_word_target (MqReview *self);
void mq_review_set_word_target (MqReview *self, int words);
gint64 mq_review_get_created (MqReview *self);
void mq_review_set_created (MqReview *self, gint64 seconds);
gint64 mq_review_get_changed (MqReview *self);
void mq_review_set_changed (MqReview *self, gint64 seconds);

MqRating mq_review_get_rating (MqReview *self);
void mq_review_set_rating (MqReview *self, MqRating rating);

MqCredits *mq_review_get_credits (MqReview *self);
void mq_review_set_credits (MqReview *self, MqCredits *credits);
const char *const *mq_review_get_names (MqReview *self, const char *role);
void mq_review_set_names (MqReview *self, const char *role, const char *const *names);

GPtrArray *mq_review_get_pictures (MqReview *self);
void mq_review_set_pictures (MqReview *self, GPtrArray *pictures);
MqPicture *mq_review_get_poster (MqReview *self);
MqPicture *mq_review_find_picture (MqReview *self, const char *name);
MqPicture *mq_review_add_picture (MqReview *self, MqPicture *picture);
void mq_review_replace_picture (MqReview *self, MqPicture *old, MqPicture *changed);

char *mq_review_make_id (const char *name);
char *mq_review_dup_slug (MqReview *self);

G_END_DECLS

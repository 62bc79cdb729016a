/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "mq-review.h"
#include "mq-theme.h"

G_BEGIN_DECLS

/**
 * MqPostStatus:
 * @MQ_POST_GONE: the site has no such post, or it is in its bin
 */
typedef enum
{
  MQ_POST_GONE,
  MQ_POST_DRAFT,
  MQ_POST_PENDING,
  MQ_POST_SCHEDULED,
  MQ_POST_PUBLISHED,
} MqPostStatus;

const char *mq_post_status_to_string (MqPostStatus status);
MqPostStatus mq_post_status_from_string (const char *text);
const char *mq_post_status_get_label (MqPostStatus status);

/**
 * MqPostForm:
 * @MQ_POST_FRAGMENT: an article for a content system
 * @MQ_POST_MARKDOWN: Markdown, for a site generator
 * @MQ_POST_PAGE: the whole page
 */
typedef enum
{
  MQ_POST_FRAGMENT,
  MQ_POST_MARKDOWN,
  MQ_POST_PAGE,
} MqPostForm;

/**
 * MqPostPicture:
 * @key: what the library knows it by among the site's pictures: the hash, or with the folder where
 * every page has its own
 * @hash: of the original
 * @name: a file name that holds a part of the hash, so that a site can be asked for it
 * @alt: alternative text
 * @caption: the line below it
 * @width: of what is sent, in pixels
 * @remote: the site's id, "" while it has none
 * @address: where readers find it, "" while it is not there
 */
typedef struct
{
  char *key;
  char *hash;
  char *name;
  char *alt;
  char *caption;
  int width;
  char *remote;
  char *address;
} MqPostPicture;

/**
 * MqPost:
 * @mark: the UUID that stands in @body
 * @remote: the site's id of it
 * @address: where readers find it
 * @title: plain text
 * @body: HTML; a picture that is not up yet stands there as "marquee-picture:HASH"
 * @text: the same in Markdown, pictures by their names in the review
 * @summary: plain text
 * @slug: the end of the address
 * @status: what it is or is to be
 * @date: when it appears or appeared, seconds since 1970, 0 for none
 * @tags: names
 * @categories: names
 * @comments_open: whether readers may reply
 * @language: BCP 47
 * @work_title: the film's title
 * @year: the film's year, 0 for none
 * @directors: names
 * @stars: names
 * @rating: as text, "" for none
 * @rating_value: as a number
 * @rating_best: the best that there is, 0 where it is not rated
 * @poster: (nullable): the picture that stands for the post
 * @pictures: (element-type MqPostPicture): the stills in the text
 * @version: how the site tells versions apart
 *
 * A review as a site has it, or is to have it.
 */
typedef struct
{
  char *mark;
  char *remote;
  char *address;
  char *title;
  char *body;
  char *text;
  char *summary;
  char *slug;
  MqPostStatus status;
  gint64 date;
  char **tags;
  char **categories;
  gboolean comments_open;
  char *language;
  char *work_title;
  int year;
  char **directors;
  char **stars;
  char *rating;
  double rating_value;
  double rating_best;
  MqPostPicture *poster;
  GPtrArray *pictures;
  char *version;
} MqPost;

MqPost *mq_post_new (void);
MqPost *
mq_post_new_from_review (MqReview *review, const char *mark, MqPostForm form, const MqTheme *theme);
void mq_post_free (MqPost *post);
char *mq_post_to_json (const MqPost *post);
MqPost *mq_post_from_json (const char *json, GError **error);
char *mq_post_dup_body (const MqPost *post);

MqPostPicture *mq_post_picture_new (const char *hash, const char *name, const char *alt, int width);
void mq_post_picture_free (MqPostPicture *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqPost, mq_post_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqPostPicture, mq_post_picture_free)

G_END_DECLS

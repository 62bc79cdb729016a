/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqSite:
 * @id: a UUID, under which the keyring has the password
 * @name: what the critic calls it, unique
 * @kind: "wordpress", "ghost", "micropub", "generator", "folder", "webdav" or "sftp"
 * @address: an address, for folders a path
 * @user: who writes there; "" where the password says that
 * @facts: what the site told of itself and how it is used, a JSON object
 *
 * A place that reviews are published to.
 */
typedef struct
{
  char *id;
  char *name;
  char *kind;
  char *address;
  char *user;
  char *facts;
} MqSite;

MqSite *mq_site_new (const char *name, const char *kind, const char *address, const char *user);
MqSite *mq_site_copy (const MqSite *site);
void mq_site_free (MqSite *site);

/**
 * MqPublication:
 * @number: its row
 * @review: the review's id
 * @site: the site's id
 * @site_name: the site's name
 * @mark: a UUID that stands in the post
 * @in_doubt: whether something was sent and not read back yet: the site may have it even if @remote
 * is
 * ""
 * @remote: the site's own id of the post, "" for none
 * @address: where readers find it
 * @status: as a post's: "draft", "pending", "scheduled", "published", "binned" or ""
 * @version: how the site tells versions apart, as it was last seen
 * @seen: the text as the site last showed it
 * @looked: when that was
 *
 * A review on a site.
 */
typedef struct
{
  gint64 number;
  char *review;
  char *site;
  char *site_name;
  char *mark;
  gboolean in_doubt;
  char *remote;
  char *address;
  char *status;
  char *version;
  char *seen;
  gint64 looked;
} MqPublication;

void mq_publication_free (MqPublication *publication);

/**
 * MqDelivery:
 * @number: its row
 * @publication: the publication's row
 * @review: the review's id
 * @site: the site's id
 * @created: when it was asked for
 * @ended: when it was over, 0 while it is not
 * @state: "waiting", "sending", "doubtful", "done", "failed" or "cancelled"
 * @post: what goes out, as JSON
 * @hash: SHA-256 of @post
 * @outcome: a sentence, or several on a line each
 *
 * One sending of a review to a site.
 */
typedef struct
{
  gint64 number;
  gint64 publication;
  char *review;
  char *site;
  gint64 created;
  gint64 ended;
  char *state;
  char *post;
  char *hash;
  char *outcome;
} MqDelivery;

void mq_delivery_free (MqDelivery *delivery);

/**
 * MqSitePicture:
 * @site: the site's id
 * @hash: of the original
 * @remote: the site's own id, "" while it is not known whether it arrived
 * @address: where readers find it
 * @alt: the alternative text that the site has for it
 *
 * A picture on a site.
 */
typedef struct
{
  char *site;
  char *hash;
  char *remote;
  char *address;
  char *alt;
} MqSitePicture;

void mq_site_picture_free (MqSitePicture *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqSite, mq_site_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqPublication, mq_publication_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqDelivery, mq_delivery_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqSitePicture, mq_site_picture_free)

G_END_DECLS

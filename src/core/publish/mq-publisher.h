/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-post.h"
#include "mq-publish-error.h"
#include "mq-publishing-records.h"

G_BEGIN_DECLS

/**
 * MqSiteAbilities:
 * @title: what the site calls itself
 * @user: whom it knows the critic as
 * @may_publish: whether posts may go out, or only wait for somebody else's leave
 * @may_upload: whether pictures may
 * @schedules: whether the site itself publishes later
 * @pends: whether a post can wait for an editor
 * @drafts: whether it keeps drafts
 * @clock_difference: by how many seconds its clock is ahead of this machine's
 * @zone: (nullable): its time zone, IANA or an offset
 * @summary_limit: how many characters a summary may have, 0 for any number
 *
 * What can be done on a site.
 */
typedef struct
{
  char *title;
  char *user;
  gboolean may_publish;
  gboolean may_upload;
  gboolean schedules;
  gboolean pends;
  gboolean drafts;
  gint64 clock_difference;
  char *zone;
  int summary_limit;
} MqSiteAbilities;

void mq_site_abilities_clear (MqSiteAbilities *abilities);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MqSiteAbilities, mq_site_abilities_clear)

/**
 * MqPublisher:
 *
 * One conversation with one site, on one thread. Each function waits for the site's answer; what a
 * site may have done although no answer came is told by mq_publish_error_is_doubtful().
 *
 * @connect: looks where the site's interface is and whether the password is good; the first call
 * @find: (element-type MqPost): the posts that bear a mark, the oldest first
 * @fetch: a post as the site has it now; %MQ_PUBLISH_ERROR_GONE where it is not or is binned
 * @find_picture: whether a picture is there, by its id or else its name; sets id and address
 * @upload: sends a picture; sets id and address
 * @describe: brings the alternative text of a picture that is there up to date; not there where
 * such texts stand in the post itself
 * @create: sends a new post; sets its id
 * @update: changes the post of that id; @version is what it is expected to be
 * @remove: takes a post off the site, into its bin where it has one
 * @list: (element-type MqPost): the newest posts, or those before the page that was listed
 * @download: (nullable): a picture of a post, where it is not at an address of the web
 * @list_missing_tags: (nullable): which of some tags the site doesn't have yet; where there is
 * none, any tag will do
 * @read_body: (nullable): a post's body as HTML, where the site keeps it in a form of its own
 */
#define MQ_TYPE_PUBLISHER (mq_publisher_get_type ())
G_DECLARE_INTERFACE (MqPublisher, mq_publisher, MQ, PUBLISHER, GObject)

struct _MqPublisherInterface
{
  GTypeInterface parent_interface;

  gboolean (*connect) (MqPublisher *self,
                       MqSiteAbilities *abilities,
                       GCancellable *cancellable,
                       GError **error);
  GPtrArray *(*find) (MqPublisher *self,
                      const MqPost *post,
                      GCancellable *cancellable,
                      GError **error);
  MqPost *(*fetch) (MqPublisher *self,
                    const char *remote,
                    GCancellable *cancellable,
                    GError **error);
  gboolean (*find_picture) (MqPublisher *self,
                            MqPostPicture *picture,
                            gboolean *found,
                            GCancellable *cancellable,
                            GError **error);
  gboolean (*upload) (MqPublisher *self,
                      MqPostPicture *picture,
                      GBytes *bytes,
                      GCancellable *cancellable,
                      GError **error);
  gboolean (*describe) (MqPublisher *self,
                        const MqPostPicture *picture,
                        GCancellable *cancellable,
                        GError **error);
  gboolean (*create) (MqPublisher *self, MqPost *post, GCancellable *cancellable, GError **error);
  gboolean (*update) (MqPublisher *self,
                      MqPost *post,
                      const MqPost *current,
                      GCancellable *cancellable,
                      GError **error);
  gboolean (*remove) (MqPublisher *self,
                      const MqPost *post,
                      GCancellable *cancellable,
                      GError **error);
  GPtrArray *(*list) (MqPublisher *self, guint page, GCancellable *cancellable, GError **error);
  GBytes *(*download) (MqPublisher *self,
                       const MqPost *post,
                       const char *address,
                       GCancellable *cancellable,
                       GError **error);
  char **(*list_missing_tags) (MqPublisher *self,
                               const char *const *tags,
                               GCancellable *cancellable,
                               GError **error);
  char *(*read_body) (const MqPost *post);
};

/** Seconds that one request may take unless something else is asked for */
#define MQ_PUBLISHER_PATIENCE 60

MqPublisher *
mq_publisher_new (const MqSite *site, const char *secret, guint patience, GError **error);
const char *const *mq_publisher_get_kinds (void);
const char *mq_publisher_get_kind_label (const char *kind);
MqPostForm mq_publisher_get_form (const char *kind);
gboolean mq_publisher_needs_secret (const char *kind);

gboolean mq_publisher_connect (MqPublisher *self,
                               MqSiteAbilities *abilities,
                               GCancellable *cancellable,
                               GError **error);
GPtrArray *mq_publisher_find (MqPublisher *self,
                              const MqPost *post,
                              GCancellable *cancellable,
                              GError **error);
MqPost *mq_publisher_fetch (MqPublisher *self,
                            const char *remote,
                            GCancellable *cancellable,
                            GError **error);
gboolean mq_publisher_find_picture (MqPublisher *self,
                                    MqPostPicture *picture,
                                    gboolean *found,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean mq_publisher_upload (MqPublisher *self,
                              MqPostPicture *picture,
                              GBytes *bytes,
                              GCancellable *cancellable,
                              GError **error);
gboolean mq_publisher_describe (MqPublisher *self,
                                const MqPostPicture *picture,
                                GCancellable *cancellable,
                                GError **error);
gboolean
mq_publisher_create (MqPublisher *self, MqPost *post, GCancellable *cancellable, GError **error);
gboolean mq_publisher_update (MqPublisher *self,
                              MqPost *post,
                              const MqPost *current,
                              GCancellable *cancellable,
                              GError **error);
gboolean mq_publisher_remove (MqPublisher *self,
                              const MqPost *post,
                              GCancellable *cancellable,
                              GError **error);
GPtrArray *
mq_publisher_list (MqPublisher *self, guint page, GCancellable *cancellable, GError **error);
GBytes *mq_publisher_download (MqPublisher *self,
                               const MqPost *post,
                               const char *address,
                               GCancellable *cancellable,
                               GError **error);
GBytes *mq_publisher_get_public (const char *address,
                                 GCancellable *cancellable,
                                 gpointer data,
                                 GError **error);
char **mq_publisher_list_missing_tags (MqPublisher *self,
                                       const char *const *tags,
                                       GCancellable *cancellable,
                                       GError **error);
char *mq_publisher_read_body (MqPublisher *self, const MqPost *post);

G_END_DECLS

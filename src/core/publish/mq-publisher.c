/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-publisher.h"

#include <glib/gi18n.h>

#include "mq-backends.h"
#include "mq-http.h"

G_DEFINE_INTERFACE (MqPublisher, mq_publisher, G_TYPE_OBJECT)

static void
mq_publisher_default_init (MqPublisherInterface *iface)
{
}

void
mq_site_abilities_clear (MqSiteAbilities *abilities)
{
  g_clear_pointer (&abilities->title, g_free);
  g_clear_pointer (&abilities->user, g_free);
  g_clear_pointer (&abilities->zone, g_free);
}

typedef MqPublisher *(*MakePublisher) (const MqSite *site, const char *secret, guint patience);

static const struct
{
  const char *kind;
  const char *label;
  MakePublisher make;
  gboolean needs_secret;
  MqPostForm form;
} backends[] = {
  { "wordpress", N_ ("WordPress"), mq_wordpress_new, TRUE, MQ_POST_FRAGMENT },
  { "ghost", N_ ("Ghost"), mq_ghost_new, TRUE, MQ_POST_FRAGMENT },
  { "micropub", N_ ("Micropub"), mq_micropub_new, TRUE, MQ_POST_FRAGMENT },
  { "generator", N_ ("Folder of Hugo, Jekyll or Eleventy"), mq_generator_new, FALSE,
    MQ_POST_MARKDOWN },
  { "folder", N_ ("Folder of plain pages"), mq_page_folder_site_new, FALSE, MQ_POST_PAGE },
  { "webdav", N_ ("Plain pages by WebDAV"), mq_webdav_site_new, TRUE, MQ_POST_PAGE },
  { "sftp", N_ ("Plain pages by SFTP"), mq_sftp_site_new, TRUE, MQ_POST_PAGE },
};

#define KINDS (G_N_ELEMENTS (backends))

/** Returns: (array zero-terminated=1): the kinds of sites that there are */
const char *const *
mq_publisher_get_kinds (void)
{
  static const char *kinds[KINDS + 1];

  for (guint i = 0; i < KINDS; i++)
    kinds[i] = backends[i].kind;
  return kinds;
}

static guint
find_kind (const char *kind)
{
  for (guint i = 0; i < KINDS; i++)
    if (g_str_equal (backends[i].kind, kind))
      return i;
  return KINDS;
}

/** Returns: (nullable): the kind's name for a person, %NULL where there is no such kind */
const char *
mq_publisher_get_kind_label (const char *kind)
{
  guint i = find_kind (kind);
  return i < KINDS ? _ (backends[i].label) : NULL;
}

/** Returns: whether a site of that kind asks for a password */
gboolean
mq_publisher_needs_secret (const char *kind)
{
  guint i = find_kind (kind);
  return i < KINDS && backends[i].needs_secret;
}

/** Returns: the form in which a site of that kind gets a review */
MqPostForm
mq_publisher_get_form (const char *kind)
{
  guint i = find_kind (kind);
  return i < KINDS ? backends[i].form : MQ_POST_FRAGMENT;
}

/**
 * mq_publisher_new:
 * @secret: (nullable): the password, key or token
 * @patience: how many seconds one request may take
 *
 * Returns: (transfer full) (nullable): a conversation with the site, which has not begun yet
 */
MqPublisher *
mq_publisher_new (const MqSite *site, const char *secret, guint patience, GError **error)
{
  guint i = find_kind (site->kind);

  if (i < KINDS)
    return backends[i].make (site, secret != NULL ? secret : "", patience);
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNSUPPORTED,
               _ ("This version of Marquee knows no sites of the kind “%s”"), site->kind);
  return NULL;
}

gboolean
mq_publisher_connect (MqPublisher *self,
                      MqSiteAbilities *abilities,
                      GCancellable *cancellable,
                      GError **error)
{
  return MQ_PUBLISHER_GET_IFACE (self)->connect (self, abilities, cancellable, error);
}

GPtrArray *
mq_publisher_find (MqPublisher *self, const MqPost *post, GCancellable *cancellable, GError **error)
{
  return MQ_PUBLISHER_GET_IFACE (self)->find (self, post, cancellable, error);
}

MqPost *
mq_publisher_fetch (MqPublisher *self,
                    const char *remote,
                    GCancellable *cancellable,
                    GError **error)
{
  return MQ_PUBLISHER_GET_IFACE (self)->fetch (self, remote, cancellable, error);
}

gboolean
mq_publisher_find_picture (MqPublisher *self,
                           MqPostPicture *picture,
                           gboolean *found,
                           GCancellable *cancellable,
                           GError **error)
{
  return MQ_PUBLISHER_GET_IFACE (self)->find_picture (self, picture, found, cancellable, error);
}

gboolean
mq_publisher_upload (MqPublisher *self,
                     MqPostPicture *picture,
                     GBytes *bytes,
                     GCancellable *cancellable,
                     GError **error)
{
  return MQ_PUBLISHER_GET_IFACE (self)->upload (self, picture, bytes, cancellable, error);
}

gboolean
mq_publisher_describe (MqPublisher *self,
                       const MqPostPicture *picture,
                       GCancellable *cancellable,
                       GError **error)
{
  MqPublisherInterface *iface = MQ_PUBLISHER_GET_IFACE (self);

  return iface->describe == NULL || iface->describe (self, picture, cancellable, error);
}

gboolean
mq_publisher_create (MqPublisher *self, MqPost *post, GCancellable *cancellable, GError **error)
{
  return MQ_PUBLISHER_GET_IFACE (self)->create (self, post, cancellable, error);
}

gboolean
mq_publisher_update (MqPublisher *self,
                     MqPost *post,
                     const MqPost *current,
                     GCancellable *cancellable,
                     GError **error)
{
  return MQ_PUBLISHER_GET_IFACE (self)->update (self, post, current, cancellable, error);
}

gboolean
mq_publisher_remove (MqPublisher *self,
                     const MqPost *post,
                     GCancellable *cancellable,
                     GError **error)
{
  return MQ_PUBLISHER_GET_IFACE (self)->remove (self, post, cancellable, error);
}

GPtrArray *
mq_publisher_list (MqPublisher *self, guint page, GCancellable *cancellable, GError **error)
{
  return MQ_PUBLISHER_GET_IFACE (self)->list (self, page, cancellable, error);
}

GBytes *
mq_publisher_download (MqPublisher *self,
                       const MqPost *post,
                       const char *address,
                       GCancellable *cancellable,
                       GError **error)
{
  if (MQ_PUBLISHER_GET_IFACE (self)->download != NULL)
    return MQ_PUBLISHER_GET_IFACE (self)->download (self, post, address, cancellable, error);
  return mq_publisher_get_public (address, cancellable, NULL, error);
}

char **
mq_publisher_list_missing_tags (MqPublisher *self,
                                const char *const *tags,
                                GCancellable *cancellable,
                                GError **error)
{
  if (MQ_PUBLISHER_GET_IFACE (self)->list_missing_tags == NULL)
    return g_new0 (char *, 1);
  return MQ_PUBLISHER_GET_IFACE (self)->list_missing_tags (self, tags, cancellable, error);
}

char *
mq_publisher_read_body (MqPublisher *self, const MqPost *post)
{
  if (MQ_PUBLISHER_GET_IFACE (self)->read_body != NULL)
    return MQ_PUBLISHER_GET_IFACE (self)->read_body (post);
  return g_strdup (post->body);
}

/** Gets what anybody can have from the web. @data is not used: it is there so that imports can call
 * this. Returns: (transfer full) (nullable): its bytes */
GBytes *
mq_publisher_get_public (const char *address,
                         GCancellable *cancellable,
                         gpointer data,
                         GError **error)
{
  g_autoptr (MqHttp) http = mq_http_new (NULL, MQ_PUBLISHER_PATIENCE);
  g_autoptr (MqHttpReply) reply = mq_http_get (http, address, cancellable, error);

  if (reply == NULL || !mq_http_reply_check (reply, NULL, error))
    return NULL;
  return g_bytes_ref (reply->body);
}

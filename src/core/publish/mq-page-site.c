/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-backends.h"
#include "mq-markup.h"
#include "mq-remote-folder.h"
#include "mq-site-facts.h"

/* Plain pages in a folder that a web server shows: SLUG/index.html and its pictures. The page is
 * written last, so that readers never see it without them. */
#define MQ_TYPE_PAGE_SITE (mq_page_site_get_type ())
G_DECLARE_FINAL_TYPE (MqPageSite, mq_page_site, MQ, PAGE_SITE, GObject)

struct _MqPageSite
{
  GObject parent_instance;

  MqRemoteFolder *folder;
  char *address;
  char *public_address; /* as readers know it */
  char *name;
};

static void mq_page_site_publisher_init (MqPublisherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MqPageSite,
                               mq_page_site,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MQ_TYPE_PUBLISHER,
                                                      mq_page_site_publisher_init))

static void
mq_page_site_finalize (GObject *object)
{
  MqPageSite *self = MQ_PAGE_SITE (object);

  mq_remote_folder_free (self->folder);
  g_free (self->address);
  g_free (self->public_address);
  g_free (self->name);
  G_OBJECT_CLASS (mq_page_site_parent_class)->finalize (object);
}

static void
mq_page_site_class_init (MqPageSiteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mq_page_site_finalize;
}

static void
mq_page_site_init (MqPageSite *self)
{
}

static MqPublisher *
make (const MqSite *site, MqRemoteFolder *folder)
{
  MqPageSite *self = g_object_new (MQ_TYPE_PAGE_SITE, NULL);

  self->folder = folder;
  self->address = g_strdup (site->address);
  self->name = g_strdup (site->name);
  self->public_address = mq_site_dup_fact (site, "public");
  return MQ_PUBLISHER (self);
}

MqPublisher *
mq_page_folder_site_new (const MqSite *site, const char *secret, guint patience)
{
  return make (site, mq_local_folder_new (site, secret, patience));
}

MqPublisher *
mq_webdav_site_new (const MqSite *site, const char *secret, guint patience)
{
  return make (site, mq_webdav_folder_new (site, secret, patience));
}

MqPublisher *
mq_sftp_site_new (const MqSite *site, const char *secret, guint patience)
{
  return make (site, mq_sftp_folder_new (site, secret, patience));
}

static gboolean
connect_site (MqPublisher *publisher,
              MqSiteAbilities *abilities,
              GCancellable *cancellable,
              GError **error)
{
  MqPageSite *self = MQ_PAGE_SITE (publisher);

  if (!self->folder->klass->connect (self->folder, cancellable, error))
    return FALSE;
  abilities->title
      = g_strdup (*self->public_address != '\0' ? self->public_address : self->address);
  abilities->user = g_strdup (g_get_real_name ());
  abilities->may_publish = abilities->may_upload = TRUE;
  return TRUE;
}

/* ---- Pages as they are there ---- */

static char *
dup_slug (const char *path)
{
  const char *slash = strrchr (path, '/');
  return slash != NULL ? g_strndup (path, (gsize) (slash - path)) : g_strdup (path);
}

static MqPost *
read_page (MqPageSite *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = self->folder->klass->read (self->folder, path, cancellable, error);
  const char *base = *self->public_address != '\0' ? self->public_address : self->address;
  g_autofree char *slug = dup_slug (path), *title = NULL;
  MqPost *post;
  gsize size = 0;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &size);
  post = mq_post_new ();
  g_set_str (&post->remote, path);
  g_set_str (&post->slug, slug);
  g_free (post->address);
  post->address = g_strdup_printf ("%s%s%s/", base, g_str_has_suffix (base, "/") ? "" : "/", slug);
  g_free (post->body);
  post->body = g_strndup (text != NULL ? text : "", size);
  title = mq_markup_find_title (post->body);
  g_set_str (&post->title, title);
  post->status = MQ_POST_PUBLISHED;
  g_free (post->version);
  post->version = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return post;
}

static MqPost *
fetch_post (MqPublisher *publisher, const char *remote, GCancellable *cancellable, GError **error)
{
  return read_page (MQ_PAGE_SITE (publisher), remote, cancellable, error);
}

static char *
make_path (const MqPost *post)
{
  return g_strconcat (post->slug, "/index.html", NULL);
}

static GPtrArray *
find_posts (MqPublisher *publisher, const MqPost *post, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_post_free);
  g_autofree char *path = make_path (post);
  g_autoptr (GError) problem = NULL;
  g_autoptr (MqPost) there = read_page (MQ_PAGE_SITE (publisher), path, cancellable, &problem);

  if (there == NULL && !mq_publish_error_is_absent (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (there != NULL && strstr (there->body, post->mark) != NULL)
    g_ptr_array_add (posts, g_steal_pointer (&there));
  return g_steal_pointer (&posts);
}

/* Whether a name in the folder is a file, or a folder without a page. */
static gboolean
is_no_page (const GError *problem)
{
  return mq_publish_error_is_absent (problem)
         || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

static GPtrArray *
list_posts (MqPublisher *publisher, guint page, GCancellable *cancellable, GError **error)
{
  MqPageSite *self = MQ_PAGE_SITE (publisher);
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_post_free);
  g_auto (GStrv) names
      = page == 0 ? self->folder->klass->list (self->folder, cancellable, error) : NULL;

  if (names == NULL)
    return page > 0 ? g_steal_pointer (&posts) : NULL;
  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *path = g_strconcat (*name, "/index.html", NULL);
      g_autoptr (GError) problem = NULL;
      g_autoptr (MqPost) post
          = **name != '.' ? read_page (self, path, cancellable, &problem) : NULL;
      if (post != NULL)
        g_ptr_array_add (posts, g_steal_pointer (&post));
      else if (problem != NULL && !is_no_page (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  return g_steal_pointer (&posts);
}

static GBytes *
download_picture (MqPublisher *publisher,
                  const MqPost *post,
                  const char *address,
                  GCancellable *cancellable,
                  GError **error)
{
  MqPageSite *self = MQ_PAGE_SITE (publisher);
  g_autofree char *name = g_uri_unescape_string (address, NULL);
  g_autofree char *path = g_strconcat (post->slug, "/", name != NULL ? name : address, NULL);

  return self->folder->klass->read (self->folder, path, cancellable, error);
}

/* ---- Writing ---- */

static gboolean
write_text (MqPageSite *self,
            const char *path,
            const char *text,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  return self->folder->klass->write (self->folder, path, bytes, cancellable, error);
}

static gboolean
check_free (MqPageSite *self,
            const char *path,
            const MqPost *post,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MqPost) there = read_page (self, path, cancellable, &problem);

  if (there == NULL && mq_publish_error_is_absent (problem))
    return TRUE;
  if (there == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (strstr (there->body, post->mark) != NULL)
    return TRUE;
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REFUSED,
               _ ("There is another page at “%s” already. Give the review another page address"),
               there->address);
  return FALSE;
}

static gboolean
create_post (MqPublisher *publisher, MqPost *post, GCancellable *cancellable, GError **error)
{
  MqPageSite *self = MQ_PAGE_SITE (publisher);
  g_autofree char *path = make_path (post);

  if (!check_free (self, path, post, cancellable, error)
      || !write_text (self, path, post->body, cancellable, error))
    return FALSE;
  g_set_str (&post->remote, path);
  return TRUE;
}

/* The page and what it shows from its own folder. */
static gboolean
remove_page (MqPageSite *self, const MqPost *page, GCancellable *cancellable, GError **error)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?:src|srcset)=\"([^\"/:]+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!self->folder->klass->remove (self->folder, page->remote, cancellable, error))
    return FALSE;
  for (g_regex_match (regex, page->body, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *value = g_match_info_fetch (match, 1);
      g_auto (GStrv) names = g_strsplit (value, ", ", -1);
      for (char **name = names; *name != NULL; name++)
        {
          g_autofree char *path = NULL;
          *strchrnul (*name, ' ') = '\0';
          path = g_strconcat (page->slug, "/", *name, NULL);
          if (!self->folder->klass->remove (self->folder, path, cancellable, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Only what changed travels; under a new slug the old page goes when the new one is there. */
static gboolean
update_post (MqPublisher *publisher,
             MqPost *post,
             const MqPost *current,
             GCancellable *cancellable,
             GError **error)
{
  MqPageSite *self = MQ_PAGE_SITE (publisher);

  if (!g_str_equal (post->slug, current->slug))
    return create_post (publisher, post, cancellable, error)
           && remove_page (self, current, cancellable, error);
  g_set_str (&post->remote, current->remote);
  return g_str_equal (post->body, current->body)
         || write_text (self, current->remote, post->body, cancellable, error);
}

static gboolean
remove_post (MqPublisher *publisher, const MqPost *post, GCancellable *cancellable, GError **error)
{
  return remove_page (MQ_PAGE_SITE (publisher), post, cancellable, error);
}

/* ---- Pictures: their names are paths ---- */

static gboolean
find_picture (MqPublisher *publisher,
              MqPostPicture *picture,
              gboolean *found,
              GCancellable *cancellable,
              GError **error)
{
  MqPageSite *self = MQ_PAGE_SITE (publisher);

  *found = FALSE;
  if (*picture->remote == '\0')
    return TRUE; /* half of it may be there: it is written again, to the same place */
  return self->folder->klass->exists (self->folder, picture->name, found, cancellable, error);
}

static gboolean
upload_picture (MqPublisher *publisher,
                MqPostPicture *picture,
                GBytes *bytes,
                GCancellable *cancellable,
                GError **error)
{
  MqPageSite *self = MQ_PAGE_SITE (publisher);

  if (!self->folder->klass->write (self->folder, picture->name, bytes, cancellable, error))
    return FALSE;
  g_set_str (&picture->remote, picture->name);
  g_set_str (&picture->address, picture->name);
  return TRUE;
}

static void
mq_page_site_publisher_init (MqPublisherInterface *iface)
{
  iface->connect = connect_site;
  iface->find = find_posts;
  iface->fetch = fetch_post;
  iface->find_picture = find_picture;
  iface->upload = upload_picture;
  iface->create = create_post;
  iface->update = update_post;
  iface->remove = remove_post;
  iface->list = list_posts;
  iface->download = download_picture;
}

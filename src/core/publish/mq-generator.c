/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "mq-backends.h"
#include "mq-front-lines.h"
#include "mq-remote-folder.h"
#include "mq-site-facts.h"

/* The folder of a site generator: a Markdown file, and the pictures where the generator serves them
 * from. What it builds, and when, is the generator's matter. */
#define MQ_TYPE_GENERATOR (mq_generator_get_type ())
G_DECLARE_FINAL_TYPE (MqGenerator, mq_generator, MQ, GENERATOR, GObject)

typedef enum
{
  HUGO,
  JEKYLL,
  ELEVENTY,
  N_TOOLS,
} Tool;

struct _MqGenerator
{
  GObject parent_instance;

  MqRemoteFolder *folder;
  char *address;
  char *section;
  Tool tool;
};

static const struct
{
  const char *name;
  const char *configurations[5];
  const char *pictures; /* the folder that is served as /images/ */
} tools[N_TOOLS] = {
  { "Hugo", { "hugo.toml", "hugo.yaml", "hugo.json", "config.toml", NULL }, "static/images/" },
  { "Jekyll", { "_config.yml", "_config.yaml", NULL }, "images/" },
  { "Eleventy",
    { "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js", NULL },
    "images/" },
};

static void mq_generator_publisher_init (MqPublisherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MqGenerator,
                               mq_generator,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MQ_TYPE_PUBLISHER,
                                                      mq_generator_publisher_init))

static void
mq_generator_finalize (GObject *object)
{
  MqGenerator *self = MQ_GENERATOR (object);

  mq_remote_folder_free (self->folder);
  g_free (self->address);
  g_free (self->section);
  G_OBJECT_CLASS (mq_generator_parent_class)->finalize (object);
}

static void
mq_generator_class_init (MqGeneratorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mq_generator_finalize;
}

static void
mq_generator_init (MqGenerator *self)
{
}

MqPublisher *
mq_generator_new (const MqSite *site, const char *secret, guint patience)
{
  MqGenerator *self = g_object_new (MQ_TYPE_GENERATOR, NULL);
  g_autofree char *section = mq_site_dup_fact (site, "section");

  self->folder = mq_local_folder_new (site, secret, patience);
  self->address = g_strdup (site->address);
  self->section = g_strdup (*section != '\0' ? section : "reviews");
  return MQ_PUBLISHER (self);
}

static gboolean
find_tool (MqGenerator *self)
{
  for (self->tool = 0; self->tool < N_TOOLS; self->tool++)
    for (const char *const *name = tools[self->tool].configurations; *name != NULL; name++)
      {
        g_autofree char *path = g_build_filename (self->address, *name, NULL);
        if (g_file_test (path, G_FILE_TEST_EXISTS))
          return TRUE;
      }
  return FALSE;
}

static gboolean
connect_site (MqPublisher *publisher,
              MqSiteAbilities *abilities,
              GCancellable *cancellable,
              GError **error)
{
  MqGenerator *self = MQ_GENERATOR (publisher);

  if (!self->folder->klass->connect (self->folder, cancellable, error))
    return FALSE;
  if (!find_tool (self))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_NO_API,
                   _ ("“%s” holds no configuration of Hugo, Jekyll or Eleventy. Choose the folder "
                      "that has it"),
                   self->address);
      return FALSE;
    }
  abilities->title = g_strdup (tools[self->tool].name);
  abilities->user = g_strdup (g_get_real_name ());
  abilities->may_publish = abilities->may_upload = abilities->drafts = TRUE;
  abilities->schedules = self->tool != ELEVENTY; /* that builds what lies ahead too */
  return TRUE;
}

/* ---- Posts as they are there ---- */

static char *
dup_folder (MqGenerator *self)
{
  if (self->tool == HUGO)
    return g_strconcat ("content/", self->section, "/", NULL);
  return self->tool == JEKYLL ? g_strdup ("_posts/") : g_strconcat (self->section, "/", NULL);
}

static MqPost *
read_file (MqGenerator *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = self->folder->klass->read (self->folder, path, cancellable, error);
  g_autofree char *text = NULL, *draft = NULL, *date = NULL;
  g_autoptr (GDateTime) when = NULL;
  g_autoptr (MqFrontLines) lines = NULL;
  MqPost *post;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = mq_front_lines_parse (text);
  post = mq_post_new ();
  g_set_str (&post->remote, path);
  g_free (post->address);
  post->address = g_build_filename (self->address, path, NULL);
  g_free (post->title);
  post->title = mq_front_lines_dup_text (lines, "title");
  g_free (post->slug);
  post->slug = mq_front_lines_dup_text (lines, "slug");
  g_free (post->mark);
  post->mark = mq_front_lines_dup_text (lines, "marquee");
  g_free (post->summary);
  post->summary = mq_front_lines_dup_text (lines, "description");
  g_set_str (&post->body, mq_front_lines_get_body (lines));
  draft = mq_front_lines_dup_text (lines, "draft");
  date = mq_front_lines_dup_text (lines, "date");
  when = g_date_time_new_from_iso8601 (date, NULL);
  post->date = when != NULL ? g_date_time_to_unix (when) : 0;
  post->status = g_str_equal (draft, "true")                        ? MQ_POST_DRAFT
                 : post->date > g_get_real_time () / G_USEC_PER_SEC ? MQ_POST_SCHEDULED
                                                                    : MQ_POST_PUBLISHED;
  g_free (post->version);
  post->version = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return post;
}

static MqPost *
fetch_post (MqPublisher *publisher, const char *remote, GCancellable *cancellable, GError **error)
{
  return read_file (MQ_GENERATOR (publisher), remote, cancellable, error);
}

static GPtrArray *
read_all (MqGenerator *self, const char *mark, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_post_free);
  g_autofree char *folder = dup_folder (self);
  g_autofree char *full = g_build_filename (self->address, folder, NULL);
  g_autoptr (GDir) directory = g_dir_open (full, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_strconcat (folder, name, NULL);
      g_autoptr (MqPost) post
          = g_str_has_suffix (name, ".md") ? read_file (self, path, cancellable, error) : NULL;
      if (post != NULL && (mark == NULL || g_str_equal (post->mark, mark)))
        g_ptr_array_add (posts, g_steal_pointer (&post));
    }
  return g_steal_pointer (&posts);
}

static GPtrArray *
find_posts (MqPublisher *publisher, const MqPost *post, GCancellable *cancellable, GError **error)
{
  return read_all (MQ_GENERATOR (publisher), post->mark, cancellable, NULL);
}

static GPtrArray *
list_posts (MqPublisher *publisher, guint page, GCancellable *cancellable, GError **error)
{
  if (page > 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) mq_post_free);
  return read_all (MQ_GENERATOR (publisher), NULL, cancellable, error);
}

/* ---- Writing ---- */

static char *
make_path (MqGenerator *self, const MqPost *post, gint64 date)
{
  g_autofree char *folder = dup_folder (self);
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (date);
  g_autofree char *prefix = g_date_time_format (day, "%Y-%m-%d-");

  return g_strconcat (folder, self->tool == JEKYLL ? prefix : "", post->slug, ".md", NULL);
}

static void
set_all (MqGenerator *self, MqFrontLines *lines, const MqPost *post, gint64 date)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (date);
  g_autofree char *when = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z");
  gboolean draft = post->status == MQ_POST_DRAFT;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  mq_front_lines_set_text (lines, "title", post->title);
  mq_front_lines_set_raw (lines, "date", when);
  mq_front_lines_set_text (lines, "slug", post->slug);
  mq_front_lines_set_list (lines, "tags", post->tags);
  if (*post->categories != NULL)
    mq_front_lines_set_list (lines, "categories", post->categories);
  mq_front_lines_set_list (lines, "director", post->directors);
  mq_front_lines_set_list (lines, "stars", post->stars);
  mq_front_lines_set_raw (lines, "rating",
                          post->rating_best > 0
                              ? g_ascii_formatd (number, sizeof number, "%.10g", post->rating_value)
                              : NULL);
  mq_front_lines_set_text (lines, "image", post->poster != NULL ? post->poster->address : NULL);
  mq_front_lines_set_text (lines, "image_alt", post->poster != NULL ? post->poster->alt : NULL);
  mq_front_lines_set_text (lines, "description", *post->summary != '\0' ? post->summary : NULL);
  mq_front_lines_set_raw (lines, "draft", draft ? "true" : "false");
  if (self->tool == JEKYLL)
    {
      mq_front_lines_set_raw (lines, "published", draft ? "false" : "true");
      if (!mq_front_lines_has (lines, "layout"))
        mq_front_lines_set_raw (lines, "layout", "post");
    }
  mq_front_lines_set_text (lines, "marquee", post->mark);
}

static gboolean
write_file (MqGenerator *self,
            MqPost *post,
            const MqPost *current,
            GCancellable *cancellable,
            GError **error)
{
  gint64 date = post->date != 0                         ? post->date
                : current != NULL && current->date != 0 ? current->date
                                                        : g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *path = make_path (self, post, date), *body = mq_post_dup_body (post),
                  *text = NULL;
  g_autoptr (GBytes) old = NULL, bytes = NULL;
  g_autofree char *before = NULL;
  g_autoptr (MqFrontLines) lines = NULL;
  gboolean there = FALSE;

  if (!self->folder->klass->exists (self->folder, path, &there, cancellable, error))
    return FALSE;
  if (there && (current == NULL || !g_str_equal (path, current->remote)))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REFUSED,
                   _ ("There is another file “%s” already. Give the review another page address"),
                   path);
      return FALSE;
    }
  if (current != NULL)
    old = self->folder->klass->read (self->folder, current->remote, cancellable, NULL);
  before = old != NULL ? g_strndup (g_bytes_get_data (old, NULL), g_bytes_get_size (old))
                       : g_strdup ("");
  lines = mq_front_lines_parse (before);
  set_all (self, lines, post, date);
  text = mq_front_lines_print (lines, body);
  bytes = g_bytes_new (text, strlen (text));
  if (!self->folder->klass->write (self->folder, path, bytes, cancellable, error))
    return FALSE;
  g_set_str (&post->remote, path);
  return TRUE;
}

static gboolean
create_post (MqPublisher *publisher, MqPost *post, GCancellable *cancellable, GError **error)
{
  return write_file (MQ_GENERATOR (publisher), post, NULL, cancellable, error);
}

static gboolean
update_post (MqPublisher *publisher,
             MqPost *post,
             const MqPost *current,
             GCancellable *cancellable,
             GError **error)
{
  MqGenerator *self = MQ_GENERATOR (publisher);

  if (!write_file (self, post, current, cancellable, error))
    return FALSE;
  return g_str_equal (post->remote, current->remote)
         || self->folder->klass->remove (self->folder, current->remote, cancellable, error);
}

static gboolean
remove_post (MqPublisher *publisher, const MqPost *post, GCancellable *cancellable, GError **error)
{
  MqGenerator *self = MQ_GENERATOR (publisher);
  return self->folder->klass->remove (self->folder, post->remote, cancellable, error);
}

/* ---- Pictures ---- */

static char *
picture_path (MqGenerator *self, const MqPostPicture *picture)
{
  return g_strconcat (tools[self->tool].pictures, picture->name, NULL);
}

static void
take_place (MqPostPicture *picture, char *path)
{
  g_free (picture->remote);
  picture->remote = path;
  g_free (picture->address);
  picture->address = g_strconcat ("/images/", picture->name, NULL);
}

static gboolean
find_picture (MqPublisher *publisher,
              MqPostPicture *picture,
              gboolean *found,
              GCancellable *cancellable,
              GError **error)
{
  MqGenerator *self = MQ_GENERATOR (publisher);
  char *path = picture_path (self, picture);

  *found = FALSE;
  if (*picture->remote != '\0'
      && !self->folder->klass->exists (self->folder, path, found, cancellable, error))
    {
      g_free (path);
      return FALSE;
    }
  take_place (picture, path);
  return TRUE;
}

static gboolean
upload_picture (MqPublisher *publisher,
                MqPostPicture *picture,
                GBytes *bytes,
                GCancellable *cancellable,
                GError **error)
{
  MqGenerator *self = MQ_GENERATOR (publisher);
  g_autofree char *path = picture_path (self, picture);

  if (!self->folder->klass->write (self->folder, path, bytes, cancellable, error))
    return FALSE;
  take_place (picture, g_steal_pointer (&path));
  return TRUE;
}

static void
mq_generator_publisher_init (MqPublisherInterface *iface)
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
}

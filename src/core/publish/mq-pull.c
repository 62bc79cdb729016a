/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-pull.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-markup.h"
#include "mq-post-review.h"
#include "mq-rendition.h"

#define MOST_PAGES 200 /* of posts that are listed */
#define MARK "data-marquee=\""
#define MARK_LENGTH 36

static void
free_entry (gpointer data)
{
  MqPullEntry *entry = data;

  mq_post_free (entry->post);
  g_free (entry->review);
  g_free (entry);
}

/* ---- What is there ---- */

/* The mark that a post of the house's has, from this library or another. */
static char *
dup_mark (const MqPost *post)
{
  const char *at = strstr (post->body, MARK);
  g_autofree char *mark = at != NULL ? g_strndup (at + strlen (MARK), MARK_LENGTH) : NULL;

  if (*post->mark != '\0')
    return g_strdup (post->mark);
  return mark != NULL && g_uuid_string_is_valid (mark) ? g_steal_pointer (&mark) : g_strdup ("");
}

static char *
find_review (GPtrArray *publications, const MqPost *post)
{
  g_autofree char *mark = dup_mark (post);

  for (guint i = 0; i < publications->len; i++)
    {
      const MqPublication *publication = publications->pdata[i];
      if (g_str_equal (publication->remote, post->remote)
          || (*mark != '\0' && g_str_equal (publication->mark, mark)))
        return g_strdup (publication->review);
    }
  return NULL;
}

/**
 * mq_pull_list:
 * @publisher: a conversation that is connected
 *
 * Returns: (transfer full) (nullable) (element-type MqPullEntry): the posts of a site, the newest
 * first
 */
GPtrArray *
mq_pull_list (MqLibrary *library,
              MqPublisher *publisher,
              const MqSite *site,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GPtrArray) publications
      = mq_library_list_publications (library, NULL, site->id, error);

  if (publications == NULL)
    return NULL;
  for (guint page = 0; page < MOST_PAGES; page++)
    {
      g_autoptr (GPtrArray) posts = mq_publisher_list (publisher, page, cancellable, error);
      if (posts == NULL)
        return NULL;
      if (posts->len == 0)
        break;
      while (posts->len > 0)
        {
          MqPullEntry *entry = g_new0 (MqPullEntry, 1);
          entry->post = g_ptr_array_steal_index (posts, 0);
          entry->review = find_review (publications, entry->post);
          g_ptr_array_add (entries, entry);
        }
    }
  return g_steal_pointer (&entries);
}

/* ---- Into the library ---- */

/* The same for the same post, so that it is not there twice if the program ends midway. */
static char *
make_review_id (const MqSite *site, const MqPost *post)
{
  g_autofree char *name = g_strconcat (site->id, "/", post->remote, NULL);

  return mq_review_make_id (name);
}

typedef struct
{
  MqLibrary *library;
  MqPublisher *publisher;
  MqPost *post;
  MqReview *review;
  GHashTable *names; /* of pictures, by address */
  GPtrArray *notes;
  GCancellable *cancellable;
} Pull;

/* "tower.jpg" of "https://x.example/up/tower-300x200.jpg", and of the names that the house's own
 * pictures have on sites. */
static char *
dup_file_name (const char *address)
{
  g_autoptr (GRegex) ending = g_regex_new (
      "(?<=.)(?:-[0-9a-f]{12}|-[0-9]{2,4}|-[0-9]+x[0-9]+|-scaled)(?=\\.[a-z]+$)", 0, 0, NULL);
  g_autofree char *path = g_strndup (address, strcspn (address, "?#"));
  g_autofree char *escaped = g_path_get_basename (path);
  g_autofree char *name = g_uri_unescape_string (escaped, NULL);

  return g_regex_replace_literal (ending, name != NULL ? name : escaped, -1, 0, "", 0, NULL);
}

static MqPicture *
fetch_picture (Pull *pull, const char *address, const char *alt, MqPictureUse use, GError **error)
{
  g_autofree char *name = dup_file_name (address);
  g_autoptr (GBytes) bytes
      = mq_publisher_download (pull->publisher, pull->post, address, pull->cancellable, error);
  g_autoptr (MqPicture) bare = bytes != NULL ? mq_rendition_probe (bytes, name, use, error) : NULL;
  g_autoptr (GBytes) thumbnail = bare != NULL ? mq_rendition_make_thumbnail (bytes, error) : NULL;
  g_autoptr (MqPicture) worded = NULL;

  if (thumbnail == NULL
      || !mq_library_add_picture (pull->library, bare->hash, bytes, thumbnail, error))
    return NULL;
  worded = mq_picture_with_texts (bare, alt != NULL ? alt : "", "", "");
  return mq_review_add_picture (pull->review, worded);
}

/* A picture that can't be had is no reason to leave the text behind. */
static gboolean
bring_picture (Pull *pull, const char *address, const char *alt, MqPictureUse use, GError **error)
{
  g_autoptr (GError) problem = NULL;
  MqPicture *picture = fetch_picture (pull, address, alt, use, &problem);

  if (picture != NULL)
    g_hash_table_insert (pull->names, g_strdup (address), g_strdup (picture->name));
  else if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  else
    g_ptr_array_add (pull->notes, g_strdup_printf (_ ("“%s”: the picture %s was not taken: %s"),
                                                   pull->post->title, address, problem->message));
  return TRUE;
}

static gboolean
bring_pictures (Pull *pull, const char *html, MqPostForm form, GError **error)
{
  g_autofree char *base = mq_post_dup_base (pull->post, form);
  g_autoptr (GPtrArray) pictures
      = form != MQ_POST_MARKDOWN ? mq_markup_list_pictures (html, base) : NULL;
  const MqPostPicture *poster = pull->post->poster;

  if (poster != NULL && *poster->address != '\0'
      && !bring_picture (pull, poster->address, poster->alt, MQ_PICTURE_POSTER, error))
    return FALSE;
  for (guint i = 0; pictures != NULL && i < pictures->len; i++)
    {
      const MqMarkupPicture *picture = pictures->pdata[i];
      if (!g_hash_table_contains (pull->names, picture->address)
          && !bring_picture (pull, picture->address, picture->alt,
                             picture->is_poster ? MQ_PICTURE_POSTER : MQ_PICTURE_STILL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
link_to_site (Pull *pull, const MqSite *site, GError **error)
{
  g_autofree char *mark = dup_mark (pull->post);
  g_autoptr (MqPublication) publication = mq_library_get_publication (
      pull->library, mq_review_get_id (pull->review), site->id, error);

  if (publication == NULL)
    return FALSE;
  if (*mark != '\0')
    g_set_str (&publication->mark, mark);
  g_set_str (&publication->remote, pull->post->remote);
  g_set_str (&publication->address, pull->post->address);
  g_set_str (&publication->status, mq_post_status_to_string (pull->post->status));
  g_set_str (&publication->version, pull->post->version);
  g_set_str (&publication->seen, pull->post->body);
  publication->looked = g_get_real_time () / G_USEC_PER_SEC;
  return mq_library_save_publication (pull->library, publication, error);
}

static gboolean
save_review (Pull *pull, GError **error)
{
  g_autoptr (MqReview) there
      = mq_library_load (pull->library, mq_review_get_id (pull->review), NULL, NULL, NULL);
  gint64 revision;

  return there != NULL || mq_library_save (pull->library, pull->review, 0, &revision, error);
}

static gboolean
run (Pull *pull, const MqSite *site, GError **error)
{
  MqPostForm form = mq_publisher_get_form (site->kind);
  g_autofree char *html = mq_publisher_read_body (pull->publisher, pull->post);

  if (!bring_pictures (pull, html, form, error))
    return FALSE;
  mq_post_read_into (pull->post, html, form, pull->names, pull->review);
  if (form == MQ_POST_FRAGMENT && g_str_has_prefix (pull->post->address, "http"))
    mq_review_set_text (pull->review, MQ_REVIEW_ADDRESS, pull->post->address);
  return save_review (pull, error) && link_to_site (pull, site, error);
}

/**
 * mq_pull_bring:
 * @entry: a post that is not in the library yet; its review is set
 * @notes: (element-type utf8): gets a sentence for each thing that stayed behind
 *
 * Takes a post into the library, with its pictures, as a review that is linked to it.
 */
gboolean
mq_pull_bring (MqLibrary *library,
               MqPublisher *publisher,
               const MqSite *site,
               MqPullEntry *entry,
               GPtrArray *notes,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *id = make_review_id (site, entry->post);
  g_autoptr (MqReview) review = mq_review_new_with_id (id);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Pull pull = { library, publisher, entry->post, review, names, notes, cancellable };

  if (!run (&pull, site, error))
    return FALSE;
  g_set_str (&entry->review, id);
  return TRUE;
}

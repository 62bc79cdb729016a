/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-post.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-page.h"
#include "mq-rendition.h"
#include "mq-text.h"

#define PLACEHOLDER "marquee-picture:"

static const char *const status_names[] = { "", "draft", "pending", "scheduled", "published" };

const char *
mq_post_status_to_string (MqPostStatus status)
{
  return status_names[status];
}

MqPostStatus
mq_post_status_from_string (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (status_names); i++)
    if (g_str_equal (text, status_names[i]))
      return i;
  return MQ_POST_GONE;
}

const char *
mq_post_status_get_label (MqPostStatus status)
{
  static const char *const labels[] = { N_ ("Not there"), N_ ("Draft"), N_ ("Waiting for review"),
                                        N_ ("Scheduled"), N_ ("Published") };
  return _ (labels[status]);
}

/* ---- Pictures ---- */

MqPostPicture *
mq_post_picture_new (const char *hash, const char *name, const char *alt, int width)
{
  MqPostPicture *picture = g_new0 (MqPostPicture, 1);

  picture->key = g_strdup (hash);
  picture->hash = g_strdup (hash);
  picture->name = g_strdup (name);
  picture->alt = g_strdup (alt);
  picture->caption = g_strdup ("");
  picture->width = width;
  picture->remote = g_strdup ("");
  picture->address = g_strdup ("");
  return picture;
}

void
mq_post_picture_free (MqPostPicture *picture)
{
  g_free (picture->key);
  g_free (picture->hash);
  g_free (picture->name);
  g_free (picture->alt);
  g_free (picture->caption);
  g_free (picture->remote);
  g_free (picture->address);
  g_free (picture);
}

/* "water-tower-3fa9c1d2e4b5.jpg": short enough to read, and no other picture's. */
static MqPostPicture *
picture_for (const MqPicture *picture)
{
  const char *dot = strrchr (picture->name, '.');
  g_autofree char *stem = g_strndup (picture->name, dot != NULL ? (gsize) (dot - picture->name)
                                                                : strlen (picture->name));
  g_autofree char *slug = mq_text_slug (stem);
  g_autofree char *name
      = g_strdup_printf ("%.60s-%.12s%s", *slug != '\0' ? slug : "picture", picture->hash,
                         g_str_has_suffix (picture->name, ".png") ? ".png" : ".jpg");
  int widths[2];
  MqPostPicture *post_picture;

  mq_rendition_get_widths (picture, widths);
  post_picture = mq_post_picture_new (picture->hash, name, picture->alt, widths[0]);
  g_set_str (&post_picture->caption, picture->caption);
  return post_picture;
}

/* ---- Posts ---- */

/** Returns: (transfer full): a post with nothing in it; no text of it is ever %NULL */
MqPost *
mq_post_new (void)
{
  MqPost *post = g_new0 (MqPost, 1);
  char **texts[] = { &post->mark,     &post->remote,     &post->address, &post->title,
                     &post->body,     &post->text,       &post->summary, &post->slug,
                     &post->language, &post->work_title, &post->rating,  &post->version };
  char ***lists[] = { &post->tags, &post->categories, &post->directors, &post->stars };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    *lists[i] = g_new0 (char *, 1);
  post->status = MQ_POST_DRAFT;
  post->comments_open = TRUE;
  post->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_post_picture_free);
  return post;
}

void
mq_post_free (MqPost *post)
{
  g_free (post->mark);
  g_free (post->remote);
  g_free (post->address);
  g_free (post->title);
  g_free (post->body);
  g_free (post->text);
  g_free (post->summary);
  g_free (post->slug);
  g_free (post->language);
  g_free (post->work_title);
  g_free (post->rating);
  g_free (post->version);
  g_strfreev (post->tags);
  g_strfreev (post->categories);
  g_strfreev (post->directors);
  g_strfreev (post->stars);
  g_clear_pointer (&post->poster, mq_post_picture_free);
  g_ptr_array_unref (post->pictures);
  g_free (post);
}

static char *
placeholder (const MqPicture *picture, int width, gpointer data)
{
  MqPost *post = data;

  for (guint i = 0; i < post->pictures->len; i++)
    if (g_str_equal (((MqPostPicture *) post->pictures->pdata[i])->hash, picture->hash))
      return g_strconcat (PLACEHOLDER, picture->hash, NULL);
  g_ptr_array_add (post->pictures, picture_for (picture));
  return g_strconcat (PLACEHOLDER, picture->hash, NULL);
}

static void
take_facts (MqPost *post, MqReview *review)
{
  MqRating rating = mq_review_get_rating (review);

  g_set_str (&post->work_title, mq_review_get_text (review, MQ_REVIEW_TITLE));
  post->year = mq_review_get_year (review);
  g_strfreev (post->directors);
  post->directors = g_strdupv ((char **) mq_review_get_names (review, "director"));
  g_strfreev (post->stars);
  post->stars = g_strdupv ((char **) mq_review_get_names (review, "stars"));
  if (rating.scale == MQ_SCALE_NONE)
    return;
  g_free (post->rating);
  post->rating = mq_rating_to_text (&rating);
  post->rating_value = rating.value;
  post->rating_best = mq_scale_get_best (rating.scale);
}

/* The mark stands in an attribute, for some sites drop comments. */
static void
write_fragment (MqPost *post, MqReview *review)
{
  g_autofree char *html = mq_page_render_fragment (review, placeholder, post);
  g_autofree char *start = g_strdup_printf ("<article data-marquee=\"%s\" ", post->mark);
  g_autoptr (GString) body = g_string_new (html);
  MqPicture *poster = mq_review_get_poster (review);

  if (poster != NULL)
    post->poster = picture_for (poster);
  g_string_replace (body, "<article ", start, 1);
  g_set_str (&post->body, body->str);
}

/* A page has its pictures beside it, in two widths. */
static void
add_page_picture (MqPost *post, const MqPicture *picture)
{
  int widths[2];
  guint n = mq_rendition_get_widths (picture, widths);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *file = mq_rendition_get_name (picture, widths[i]);
      g_autofree char *path = g_strconcat (post->slug, "/", file, NULL);
      MqPostPicture *page_picture
          = mq_post_picture_new (picture->hash, path, picture->alt, widths[i]);
      g_free (page_picture->key);
      page_picture->key = g_strconcat (path, "#", picture->hash, NULL);
      g_ptr_array_add (post->pictures, page_picture);
    }
}

static gboolean
is_shown (MqReview *review, const MqPicture *picture)
{
  return picture->use == MQ_PICTURE_POSTER
         || strstr (mq_review_get_text (review, MQ_REVIEW_BODY), picture->name) != NULL;
}

static void
write_page (MqPost *post, MqReview *review, const MqTheme *theme)
{
  MqPageSettings settings = { theme, NULL };
  g_autoptr (MqDocument) document = mq_page_parse_with_theme (review, theme);
  g_autofree char *html = mq_page_render (review, document, &settings);
  g_autofree char *title = mq_page_dup_title (review);
  GPtrArray *pictures = mq_review_get_pictures (review);

  g_set_str (&post->title, title);
  for (guint i = 0; i < pictures->len; i++)
    if (is_shown (review, pictures->pdata[i]))
      add_page_picture (post, pictures->pdata[i]);
  g_free (post->body);
  post->body = g_strdup_printf ("%s<!-- marquee:%s -->\n", html, post->mark);
}

/* Names of pictures in the text become placeholders; the front matter is the generator's. */
static void
write_markdown (MqPost *post, MqReview *review)
{
  g_autoptr (GString) text = g_string_new (mq_review_get_text (review, MQ_REVIEW_BODY));
  GPtrArray *pictures = mq_review_get_pictures (review);

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      g_autofree char *place = g_strconcat ("](" PLACEHOLDER, picture->hash, NULL);
      g_autofree char *name = g_strconcat ("](", picture->name, NULL);
      if (picture->use == MQ_PICTURE_POSTER)
        post->poster = picture_for (picture);
      else if (g_string_replace (text, name, place, 0) > 0)
        g_ptr_array_add (post->pictures, picture_for (picture));
    }
  g_set_str (&post->body, text->str);
}

/**
 * mq_post_new_from_review:
 * @mark: the UUID that the post is to be known by
 * @theme: the theme of a page
 *
 * Returns: (transfer full): what a site is to get of a review: a draft until something else is set
 */
MqPost *
mq_post_new_from_review (MqReview *review, const char *mark, MqPostForm form, const MqTheme *theme)
{
  MqPost *post = mq_post_new ();

  g_set_str (&post->mark, mark);
  g_set_str (&post->title, mq_review_get_text (review, MQ_REVIEW_TITLE));
  g_set_str (&post->text, mq_review_get_text (review, MQ_REVIEW_BODY));
  g_set_str (&post->summary, mq_review_get_text (review, MQ_REVIEW_STANDFIRST));
  g_free (post->slug);
  post->slug = mq_review_dup_slug (review);
  g_strfreev (post->tags);
  post->tags = g_strdupv ((char **) mq_review_get_list (review, MQ_REVIEW_TAGS));
  post->comments_open = mq_review_get_comments_open (review);
  g_set_str (&post->language, mq_review_get_text (review, MQ_REVIEW_LANGUAGE));
  take_facts (post, review);
  if (form == MQ_POST_FRAGMENT)
    write_fragment (post, review);
  else if (form == MQ_POST_MARKDOWN)
    write_markdown (post, review);
  else
    write_page (post, review, theme);
  return post;
}

/** Returns: (transfer full): the body with the addresses of the pictures that are up */
char *
mq_post_dup_body (const MqPost *post)
{
  g_autoptr (GString) body = g_string_new (post->body);

  for (guint i = 0; i < post->pictures->len; i++)
    {
      const MqPostPicture *picture = post->pictures->pdata[i];
      g_autofree char *place = g_strconcat (PLACEHOLDER, picture->hash, NULL);
      g_autofree char *address = g_markup_escape_text (picture->address, -1);
      g_string_replace (body, place, address, 0);
    }
  return g_string_free_and_steal (g_steal_pointer (&body));
}

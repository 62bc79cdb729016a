/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-export-sink.h"
#include "mq-iso-date.h"
#include "mq-page.h"
#include "mq-text.h"

/* WordPress eXtended RSS 1.2, which its importer and others' take. The pictures lie in a folder
 * beside it: WordPress fetches them from where that folder is put on the web. */

/* Stands for a place that is not known: https://www.rfc-editor.org/rfc/rfc2606 */
#define NOWHERE "https://pictures.invalid"

typedef struct
{
  char *folder;  /* of the pictures, on the disk */
  char *address; /* of it, on the web */
  guint n;       /* the last number that was given away */
} State;

static gboolean
begin (MqExportRun *run, GError **error)
{
  State *state = g_new0 (State, 1);
  const char *dot = mq_export_run_find_ending (run->path);
  g_autofree char *name = NULL;

  state->folder = g_strdup_printf ("%.*s-pictures", (int) (dot - run->path), run->path);
  name = g_path_get_basename (state->folder);
  state->address = run->options->pictures_address != NULL
                       ? g_strdup (run->options->pictures_address)
                       : g_strconcat (NOWHERE "/", name, NULL);
  while (g_str_has_suffix (state->address, "/"))
    state->address[strlen (state->address) - 1] = '\0';
  run->state = state;
  g_string_append (
      run->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" "
                 "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
                 "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                 "xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n"
                 "<title>Marquee</title>\n<wp:wxr_version>1.2</wp:wxr_version>\n");
  return mq_export_run_open (run, error);
}

static gboolean
end (MqExportRun *run, gboolean good, GError **error)
{
  State *state = run->state;

  g_string_append (run->text, "</channel>\n</rss>\n");
  g_free (state->folder);
  g_free (state->address);
  g_clear_pointer (&run->state, g_free);
  return good;
}

/* ---- Elements ---- */

static void
append_text (GString *text, const char *element, const char *value)
{
  g_autoptr (GString) data = g_string_new (value);

  g_string_replace (data, "]]>", "]]]]><![CDATA[>", 0);
  g_string_append_printf (text, "<%s><![CDATA[%s]]></%s>\n", element, data->str, element);
}

static void
append_number (GString *text, const char *element, guint number)
{
  g_string_append_printf (text, "<%s>%u</%s>\n", element, number, element);
}

static void
append_meta (GString *text, const char *key, const char *value)
{
  g_string_append (text, "<wp:postmeta>\n");
  append_text (text, "wp:meta_key", key);
  append_text (text, "wp:meta_value", value);
  g_string_append (text, "</wp:postmeta>\n");
}

static char *
dup_address (const MqPicture *picture, int width, gpointer data)
{
  State *state = data;
  g_autofree char *name = mq_export_run_dup_picture_name (picture);
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);

  return g_strdup_printf ("%s/%s", state->address, escaped);
}

/* A draft's own moment says nothing of when it appears. */
static void
append_dates (GString *text, MqReview *review)
{
  g_autoptr (GDateTime) published
      = mq_iso_date_parse (mq_review_get_text (review, MQ_REVIEW_PUBLISHED));
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_utc (mq_review_get_created (review));
  g_autoptr (GDateTime) moment = g_date_time_to_utc (published != NULL ? published : created);
  g_autofree char *stamp = g_date_time_format (moment, "%Y-%m-%d %H:%M:%S"),
                  *rfc = g_date_time_format (moment, "%a, %d %b %Y %H:%M:%S +0000");

  g_string_append_printf (text, "<pubDate>%s</pubDate>\n", rfc);
  append_text (text, "wp:post_date", stamp);
  append_text (text, "wp:post_date_gmt", published != NULL ? stamp : "0000-00-00 00:00:00");
}

static void
append_tags (GString *text, MqReview *review)
{
  const char *const *tags = mq_review_get_list (review, MQ_REVIEW_TAGS);

  for (; *tags != NULL; tags++)
    {
      g_autofree char *slug = mq_text_slug (*tags);
      g_autoptr (GString) element = g_string_new (NULL);
      append_text (element, "category", *tags);
      g_string_truncate (element, element->len - strlen ("</category>\n"));
      g_string_erase (element, 0, strlen ("<category>"));
      g_string_append_printf (text, "<category domain=\"post_tag\" nicename=\"%s\">%s</category>\n",
                              slug, element->str);
    }
}

static void
append_attachment (GString *text,
                   State *state,
                   const MqPicture *picture,
                   guint number,
                   guint parent)
{
  g_autofree char *address = dup_address (picture, 0, state);

  g_string_append (text, "<item>\n");
  append_text (text, "title", picture->name);
  append_text (text, "content:encoded", "");
  append_text (text, "excerpt:encoded", picture->caption);
  append_number (text, "wp:post_id", number);
  append_number (text, "wp:post_parent", parent);
  append_text (text, "wp:status", "inherit");
  append_text (text, "wp:post_type", "attachment");
  append_text (text, "wp:attachment_url", address);
  append_meta (text, "_wp_attachment_image_alt", picture->alt);
  g_string_append (text, "</item>\n");
}

static void
append_post (GString *text, State *state, MqReview *review, guint number, guint poster)
{
  g_autofree char *fragment = mq_page_render_fragment (review, dup_address, state);
  g_autofree char *content
      = g_strconcat ("<!-- wp:html -->\n", fragment, "<!-- /wp:html -->", NULL);
  g_autofree char *slug = mq_review_dup_slug (review),
                  *guid = g_strconcat ("urn:uuid:", mq_review_get_id (review), NULL),
                  *thumbnail = g_strdup_printf ("%u", poster);
  g_autofree char *title
      = mq_review_get_year (review) > 0
            ? g_strdup_printf ("%s (%d)", mq_review_get_text (review, MQ_REVIEW_TITLE),
                               mq_review_get_year (review))
            : g_strdup (mq_review_get_text (review, MQ_REVIEW_TITLE));

  g_string_append (text, "<item>\n");
  append_text (text, "title", title);
  append_text (text, "link", mq_review_get_text (review, MQ_REVIEW_ADDRESS));
  append_text (text, "dc:creator", mq_review_get_text (review, MQ_REVIEW_BYLINE));
  g_string_append_printf (text, "<guid isPermaLink=\"false\">%s</guid>\n", guid);
  append_text (text, "content:encoded", content);
  append_text (text, "excerpt:encoded", mq_review_get_text (review, MQ_REVIEW_STANDFIRST));
  append_number (text, "wp:post_id", number);
  append_dates (text, review);
  append_text (text, "wp:comment_status", mq_review_get_comments_open (review) ? "open" : "closed");
  append_text (text, "wp:post_name", slug);
  append_text (text, "wp:status",
               mq_review_get_status (review) == MQ_STATUS_PUBLISHED ? "publish" : "draft");
  append_text (text, "wp:post_type", "post");
  append_tags (text, review);
  if (poster != 0)
    append_meta (text, "_thumbnail_id", thumbnail);
  g_string_append (text, "</item>\n");
}

static gboolean
add (MqExportRun *run, MqReview *review, gboolean binned, GError **error)
{
  State *state = run->state;
  MqPicture *poster = mq_review_get_poster (review);
  GPtrArray *pictures = mq_review_get_pictures (review);
  guint number = ++state->n, poster_number = 0;

  for (guint i = 0; i < pictures->len; i++)
    {
      append_attachment (run->text, state, pictures->pdata[i], ++state->n, number);
      if (pictures->pdata[i] == poster)
        poster_number = state->n;
    }
  append_post (run->text, state, review, number, poster_number);
  return mq_export_run_write_pictures (run, review, state->folder, TRUE, error);
}

const MqExportSink mq_export_wxr
    = { { "wxr", N_ ("WordPress"),
          N_ ("An export file that WordPress takes, with a folder of pictures"), ".xml" },
        FALSE,
        begin,
        add,
        end };

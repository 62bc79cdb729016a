/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-import-format.h"
#include "mq-import-pictures.h"
#include "mq-import-title.h"
#include "mq-json-rows.h"
#include "mq-markup-review.h"
#include "mq-markup.h"

/* https://ghost.org/docs/migration/custom/ : tables of rows; a post's tags stand in others. */

typedef struct
{
  MqImportFeed *feed;
  char *folder;
  GHashTable *tag_names; /* by id */
  GHashTable *post_tags; /* GPtrArray of tags' ids, by the post's id */
  GHashTable *alts;      /* of feature images, by the post's id */
  GHashTable *users;     /* names, by id */
  GHashTable *authors;   /* a user's id, by the post's id */
  guint pages;
} Reader;

static gboolean
is_ghost (const MqImportSource *source)
{
  const char *head = source->head;

  if (head == NULL || source->members != NULL)
    return FALSE;
  head += strspn (head, " \t\r\n");
  return *head == '{'
         && g_regex_match_simple ("\"(db|data|meta|posts)\"\\s*:", head, G_REGEX_RAW, 0)
         && g_regex_match_simple ("\"(exported_on|posts|version)\"\\s*:", head, G_REGEX_RAW, 0);
}

/* Ids are numbers in old exports. Returns: (transfer full): "" for none */
static char *
dup_member (JsonObject *row, const char *name)
{
  JsonNode *node = json_object_get_member (row, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

/* ---- What posts refer to ---- */

static void
note_tag (Reader *reader, JsonObject *row)
{
  g_autofree char *post = dup_member (row, "post_id");
  GPtrArray *tags = g_hash_table_lookup (reader->post_tags, post);

  if (tags == NULL)
    {
      tags = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (reader->post_tags, g_steal_pointer (&post), tags);
    }
  g_ptr_array_add (tags, dup_member (row, "tag_id"));
}

static gboolean
note_row (const char *table, JsonObject *row, double share, gpointer data, GError **error)
{
  Reader *reader = data;

  if (g_str_equal (table, "tags"))
    g_hash_table_insert (reader->tag_names, dup_member (row, "id"), dup_member (row, "name"));
  else if (g_str_equal (table, "posts_tags"))
    note_tag (reader, row);
  else if (g_str_equal (table, "posts_meta"))
    g_hash_table_insert (reader->alts, dup_member (row, "post_id"),
                         dup_member (row, "feature_image_alt"));
  else if (g_str_equal (table, "users"))
    g_hash_table_insert (reader->users, dup_member (row, "id"), dup_member (row, "name"));
  else if (g_str_equal (table, "posts_authors"))
    g_hash_table_insert (reader->authors, dup_member (row, "post_id"),
                         dup_member (row, "author_id"));
  return TRUE;
}

/* ---- Posts ---- */

static void
set_tags (Reader *reader, MqReview *review, const char *post)
{
  GPtrArray *ids = g_hash_table_lookup (reader->post_tags, post);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const char *name = g_hash_table_lookup (reader->tag_names, ids->pdata[i]);
      if (name != NULL && *name != '#') /* those are for the site's own use */
        g_strv_builder_add (builder, name);
    }
  tags = g_strv_builder_end (builder);
  mq_review_set_list (review, MQ_REVIEW_TAGS, (const char *const *) tags);
}

static void
set_facts (Reader *reader, MqImportItem *item, JsonObject *row)
{
  MqReview *review = mq_import_item_get_review (item);
  g_autofree char *id = dup_member (row, "id"), *title = dup_member (row, "title"),
                  *slug = dup_member (row, "slug"), *status = dup_member (row, "status"),
                  *excerpt = dup_member (row, "custom_excerpt"),
                  *date = dup_member (row, "published_at"), *made = dup_member (row, "created_at");
  gboolean published = g_str_equal (status, "published");
  const char *author = g_hash_table_lookup (reader->authors, id);
  const char *name = author != NULL ? g_hash_table_lookup (reader->users, author) : NULL;

  mq_import_title_set (review, title);
  mq_review_set_text (review, MQ_REVIEW_SLUG, slug);
  if (*excerpt != '\0')
    mq_review_set_text (review, MQ_REVIEW_STANDFIRST, excerpt);
  if (name != NULL)
    mq_review_set_text (review, MQ_REVIEW_BYLINE, name);
  mq_import_item_set_moment (item, *date != '\0' ? date : made);
  mq_review_set_status (review, published ? MQ_STATUS_PUBLISHED : MQ_STATUS_DRAFT);
  if (!published)
    mq_review_set_text (review, MQ_REVIEW_PUBLISHED, "");
  set_tags (reader, review, id);
}

static void
read_text (Reader *reader, MqImportItem *item, JsonObject *row)
{
  g_autofree char *id = dup_member (row, "id"), *html = dup_member (row, "html"),
                  *image = dup_member (row, "feature_image"),
                  *alt = dup_member (row, "feature_image_alt"),
                  *plain = dup_member (row, "plaintext");
  g_autoptr (GHashTable) names = NULL;

  if (*html == '\0' && *plain != '\0')
    {
      g_free (html);
      html = mq_markup_from_wordpress (plain);
    }
  if (!mq_import_feed_knows (reader->feed, item))
    {
      const char *other = g_hash_table_lookup (reader->alts, id);
      if (*image != '\0')
        mq_import_pictures_take (reader->feed, item, image, reader->folder, MQ_PICTURE_POSTER,
                                 *alt == '\0' && other != NULL ? other : alt);
      names = mq_import_pictures_take_all (reader->feed, item, html, NULL, reader->folder);
    }
  mq_markup_read_review (html, NULL, names, mq_import_item_get_review (item));
  mq_import_item_check_names (item);
}

/* Where Ghost made no page of a post, its words are in the editor's own format alone. */
static gboolean
has_only_editor_words (JsonObject *row)
{
  g_autofree char *html = dup_member (row, "html"), *plain = dup_member (row, "plaintext"),
                  *lexical = dup_member (row, "lexical"),
                  *mobiledoc = dup_member (row, "mobiledoc");

  return *html == '\0' && *plain == '\0'
         && (g_regex_match_simple ("\"(text|html|markdown)\":\"[^\"]", lexical, 0, 0)
             || g_regex_match_simple (
                 "\\[[0-9]+,\\[[^\\]]*\\],[0-9]+,\"[^\"]|\"(html|markdown)\":\"[^\"]", mobiledoc, 0,
                 0));
}

static gboolean
take_post (const char *table, JsonObject *row, double share, gpointer data, GError **error)
{
  Reader *reader = data;
  g_autofree char *uuid = NULL, *id = NULL, *title = NULL, *type = NULL, *key = NULL, *place = NULL;
  MqImportItem *item;

  type = dup_member (row, "type");
  if (g_str_equal (type, "page")
      || (*type == '\0' && json_object_get_int_member_with_default (row, "page", 0) == 1))
    {
      reader->pages++;
      return TRUE;
    }
  uuid = dup_member (row, "uuid");
  id = dup_member (row, "id");
  title = dup_member (row, "title");
  key = g_strdup_printf ("ghost\n%s", *uuid != '\0' ? uuid : id);
  place = g_strdup_printf (_ ("post %s, “%s”"), id, title);
  mq_import_feed_set_share (reader->feed, share);
  if (has_only_editor_words (row))
    return mq_import_feed_refuse (reader->feed, place,
                                  _ ("Its words are only in the format of Ghost’s editor. Open it "
                                     "in Ghost, save it, and export again"),
                                  error);
  item = mq_import_item_new (place, key);
  set_facts (reader, item, row);
  read_text (reader, item, row);
  return mq_import_feed_take (reader->feed, item, error);
}

static const char *const about_posts[]
    = { "tags", "posts_tags", "posts_meta", "users", "posts_authors", NULL };
static const char *const posts[] = { "posts", NULL };

static GHashTable *
new_names (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
read_ghost (MqImportFeed *feed, const MqImportSource *source, GError **error)
{
  Reader reader = { .feed = feed,
                    .folder = g_path_get_dirname (source->path),
                    .tag_names = new_names (),
                    .post_tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) g_ptr_array_unref),
                    .alts = new_names (),
                    .users = new_names (),
                    .authors = new_names () };
  gboolean good = mq_json_rows_read (source->path, about_posts, note_row, &reader, error)
                  && mq_json_rows_read (source->path, posts, take_post, &reader, error);

  if (reader.pages > 0)
    mq_import_feed_note (feed,
                         g_dngettext (NULL, "%u page that is no post is left out",
                                      "%u pages that are no posts are left out", reader.pages),
                         reader.pages);
  g_free (reader.folder);
  g_hash_table_unref (reader.tag_names);
  g_hash_table_unref (reader.post_tags);
  g_hash_table_unref (reader.alts);
  g_hash_table_unref (reader.users);
  g_hash_table_unref (reader.authors);
  return good;
}

const MqImportFormat mq_import_ghost = { "ghost", N_ ("Ghost export"), is_ghost, read_ghost };

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "mq-credit-lines.h"
#include "mq-exchange-error.h"
#include "mq-import-format.h"
#include "mq-import-pictures.h"
#include "mq-import-title.h"
#include "mq-markup-review.h"
#include "mq-markup.h"

/* WordPress eXtended RSS. What WordPress writes is in
 * https://github.com/WordPress/WordPress/blob/master/wp-admin/includes/export.php */

/* Content that is no review: menus, settings, other pages. */
static const char *const other_types[]
    = { "attachment",    "nav_menu_item",       "revision",         "page",
        "custom_css",    "customize_changeset", "oembed_cache",     "user_request",
        "wp_block",      "wp_template",         "wp_template_part", "wp_global_styles",
        "wp_navigation", "wp_font_family",      "wp_font_face",     NULL };

typedef struct
{
  char *address;
  char *alt;
} Attachment;

typedef struct
{
  MqImportFeed *feed;
  char *folder;
  GInputStream *stream;
  gint64 size;
  gint64 done;
  GHashTable *attachments; /* by their ids */
  guint pages;
} Reader;

static void
free_attachment (gpointer data)
{
  Attachment *attachment = data;

  g_free (attachment->address);
  g_free (attachment->alt);
  g_free (attachment);
}

static gboolean
is_wxr (const MqImportSource *source)
{
  return source->head != NULL && strstr (source->head, "<rss") != NULL
         && (strstr (source->head, "wxr_version") != NULL
             || strstr (source->head, "//wordpress.org/export/") != NULL);
}

/* ---- An item's parts ---- */

/* @space: (nullable): what the name of the namespace has to hold, since its version differs */
static xmlNode *
find_part (xmlNode *item, const char *name, const char *space)
{
  for (xmlNode *node = item->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) name)
        && (space == NULL
            || (node->ns != NULL && strstr ((const char *) node->ns->href, space) != NULL)))
      return node;
  return NULL;
}

/* What libxml2 mends of a broken file need not be UTF-8. */
static char *
dup_content (xmlNode *node)
{
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  char *text = g_utf8_make_valid (content != NULL ? (const char *) content : "", -1);

  xmlFree (content);
  return text;
}

static char *
dup_part (xmlNode *item, const char *name, const char *space)
{
  return dup_content (find_part (item, name, space));
}

static char *
dup_meta (xmlNode *item, const char *wanted)
{
  for (xmlNode *node = item->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) "postmeta"))
      {
        g_autofree char *key = dup_part (node, "meta_key", NULL);
        if (g_str_equal (key, wanted))
          return dup_part (node, "meta_value", NULL);
      }
  return g_strdup ("");
}

/* A theme's own kinds of terms, such as "director", may be facts. */
static void
take_other_term (MqImportItem *item, const char *domain, const char *name)
{
  g_autofree char *label = g_strdelimit (g_strdup (domain), "_-", ' ');
  const char *last = strrchr (label, ' ');

  if (g_str_equal (domain, "post_format") || g_str_equal (domain, "nav_menu") || *name == '\0')
    return;
  if (!mq_credit_lines_take_fact (mq_import_item_get_review (item), last != NULL ? last + 1 : label,
                                  name))
    mq_import_item_note (item, _ ("Left out, for it has no place here: %s “%s”"), domain, name);
}

static void
read_terms (xmlNode *node_of_post, MqImportItem *item)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;

  for (xmlNode *node = node_of_post->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) "category"))
      {
        g_autofree char *markup = dup_content (node), *name = mq_markup_to_plain_text (markup);
        xmlChar *domain = xmlGetProp (node, (const xmlChar *) "domain");
        xmlChar *slug = xmlGetProp (node, (const xmlChar *) "nicename");
        if (xmlStrEqual (domain, (const xmlChar *) "post_tag")
            || (xmlStrEqual (domain, (const xmlChar *) "category")
                && !xmlStrEqual (slug, (const xmlChar *) "uncategorized")))
          g_strv_builder_add (builder, name);
        else if (domain != NULL && !xmlStrEqual (domain, (const xmlChar *) "category"))
          take_other_term (item, (const char *) domain, name);
        xmlFree (domain);
        xmlFree (slug);
      }
  tags = g_strv_builder_end (builder);
  mq_review_set_list (mq_import_item_get_review (item), MQ_REVIEW_TAGS, (const char *const *) tags);
}

/* ---- Posts ---- */

/* Drafts have no time in GMT, some old posts neither. */
static char *
dup_moment (xmlNode *node)
{
  g_autofree char *gmt = dup_part (node, "post_date_gmt", NULL),
                  *local = dup_part (node, "post_date", NULL);
  gboolean known = *gmt != '\0' && !g_str_has_prefix (gmt, "0000");

  if (!known && (*local == '\0' || g_str_has_prefix (local, "0000")))
    return NULL;
  return g_strdelimit (g_strconcat (known ? gmt : local, known ? "Z" : "", NULL), " ", 'T');
}

static void
note_what_is_lost (xmlNode *node, MqImportItem *item, const char *status)
{
  g_autofree char *password = dup_part (node, "post_password", NULL),
                  *local = dup_part (node, "post_date", NULL), *rating = dup_meta (node, "rating");

  if (*password != '\0')
    mq_import_item_note (item, _ ("It was behind a password on the site"));
  if (g_str_equal (status, "future"))
    mq_import_item_note (item, _ ("It was to go out on %s"), local);
  if (*rating != '\0'
      && !mq_credit_lines_take_fact (mq_import_item_get_review (item), "Rating", rating))
    mq_import_item_note (item, _ ("Left out, for it has no place here: %s “%s”"), "rating", rating);
}

static void
read_attachment (Reader *reader, xmlNode *item)
{
  g_autofree char *type = dup_part (item, "post_type", NULL);
  Attachment *attachment;

  if (!g_str_equal (type, "attachment"))
    return;
  attachment = g_new0 (Attachment, 1);
  attachment->address = dup_part (item, "attachment_url", NULL);
  attachment->alt = dup_meta (item, "_wp_attachment_image_alt");
  g_hash_table_insert (reader->attachments, dup_part (item, "post_id", NULL), attachment);
}

static void
take_poster (Reader *reader, xmlNode *node, MqImportItem *item)
{
  g_autofree char *number = dup_meta (node, "_thumbnail_id");
  const Attachment *attachment = g_hash_table_lookup (reader->attachments, number);

  if (attachment != NULL)
    mq_import_pictures_take (reader->feed, item, attachment->address, reader->folder,
                             MQ_PICTURE_POSTER, attachment->alt);
}

static void
read_text (Reader *reader, xmlNode *node, MqImportItem *item)
{
  g_autofree char *content = dup_part (node, "encoded", "/content/");
  g_autofree char *excerpt = dup_part (node, "encoded", "/excerpt/");
  g_autofree char *link = dup_part (node, "link", NULL);
  g_autofree char *html = mq_markup_from_wordpress (content);
  g_autofree char *standfirst = mq_markup_to_plain_text (excerpt);
  g_autoptr (GHashTable) names = NULL;
  MqReview *review = mq_import_item_get_review (item);

  if (!mq_import_feed_knows (reader->feed, item))
    {
      take_poster (reader, node, item);
      names = mq_import_pictures_take_all (reader->feed, item, html, link, reader->folder);
    }
  mq_markup_read_review (html, link, names, review);
  if (*standfirst != '\0')
    mq_review_set_text (review, MQ_REVIEW_STANDFIRST, standfirst);
  mq_import_item_check_names (item);
}

static void
read_facts (xmlNode *node, MqImportItem *item, const char *status)
{
  MqReview *review = mq_import_item_get_review (item);
  g_autofree char *title = dup_part (node, "title", NULL), *link = dup_part (node, "link", NULL),
                  *author = dup_part (node, "creator", NULL),
                  *slug = dup_part (node, "post_name", NULL), *moment = dup_moment (node);
  g_autofree char *plain = mq_markup_to_plain_text (title);
  gboolean published = g_str_equal (status, "publish");

  mq_import_title_set (review, plain);
  mq_review_set_text (review, MQ_REVIEW_BYLINE, author);
  mq_review_set_text (review, MQ_REVIEW_SLUG, slug);
  if (published)
    mq_review_set_text (review, MQ_REVIEW_ADDRESS, link);
  mq_review_set_status (review, published ? MQ_STATUS_PUBLISHED : MQ_STATUS_DRAFT);
  if (moment != NULL)
    mq_import_item_set_moment (item, moment);
  if (!published)
    mq_review_set_text (review, MQ_REVIEW_PUBLISHED, "");
  read_terms (node, item);
  note_what_is_lost (node, item, status);
}

static gboolean
read_post (Reader *reader, xmlNode *node, GError **error)
{
  g_autofree char *type = dup_part (node, "post_type", NULL);
  g_autofree char *status = dup_part (node, "status", NULL);
  g_autofree char *id = dup_part (node, "post_id", NULL), *guid = dup_part (node, "guid", NULL),
                  *link = dup_part (node, "link", NULL), *title = dup_part (node, "title", NULL);
  g_autofree char *key
      = g_strdup_printf ("wxr\n%s\n%s", *guid != '\0' ? guid : link, *guid != '\0' ? "" : id);
  g_autofree char *place = g_strdup_printf (_ ("post %s, “%s”"), id, title);
  MqImportItem *item;

  if (g_str_equal (type, "page"))
    reader->pages++;
  if (g_strv_contains (other_types, type) || g_str_equal (status, "auto-draft")
      || g_str_equal (status, "inherit"))
    return TRUE;
  item = mq_import_item_new (place, key);
  item->arrival->binned = g_str_equal (status, "trash");
  read_facts (node, item, status);
  read_text (reader, node, item);
  return mq_import_feed_take (reader->feed, item, error);
}

/* ---- The file ---- */

/* XML has no control characters, exports have: they become spaces. */
static int
read_clean (void *data, char *buffer, int length)
{
  Reader *reader = data;
  gssize n = g_input_stream_read (reader->stream, buffer, (gsize) length, NULL, NULL);

  for (gssize i = 0; i < n; i++)
    if ((guchar) buffer[i] < 0x20 && memchr ("\t\n\r", buffer[i], 3) == NULL)
      buffer[i] = ' ';
  reader->done += MAX (n, 0);
  return (int) n;
}

static gboolean
is_item (xmlTextReader *xml)
{
  return xmlTextReaderNodeType (xml) == XML_READER_TYPE_ELEMENT
         && xmlStrEqual (xmlTextReaderConstLocalName (xml), (const xmlChar *) "item");
}

/* @posts: whether to take posts in, rather than to note attachments, which may stand behind them */
static gboolean
read_items (Reader *reader, xmlTextReader *xml, gboolean posts, GError **error)
{
  int code = xmlTextReaderRead (xml);

  while (code == 1)
    {
      xmlNode *node;
      if (xmlTextReaderNodeType (xml) == XML_READER_TYPE_DOCUMENT_TYPE)
        {
          g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                       _ ("The file declares a document type of its own, which no export of "
                          "WordPress does"));
          return FALSE;
        }
      if (!is_item (xml))
        {
          code = xmlTextReaderRead (xml);
          continue;
        }
      node = xmlTextReaderExpand (xml);
      if (node == NULL)
        break;
      mq_import_feed_set_share (reader->feed, (double) reader->done / (double) reader->size);
      if (!posts)
        read_attachment (reader, node);
      else if (!read_post (reader, node, error))
        return FALSE;
      code = xmlTextReaderNext (xml);
    }
  if (code == 0 || !posts)
    return TRUE;
  return mq_import_feed_refuse (reader->feed, _ ("the end of the file"),
                                _ ("The file breaks off or is damaged here. What stands before it "
                                   "was read. Export it again"),
                                error);
}

static gboolean
read_pass (Reader *reader, const char *path, gboolean posts, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) stream = (GInputStream *) g_file_read (file, NULL, error);
  xmlTextReader *xml;
  gboolean good;

  if (stream == NULL)
    return FALSE;
  reader->stream = stream;
  reader->done = 0;
  xml = xmlReaderForIO (read_clean, NULL, reader, NULL, NULL,
                        XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_HUGE | XML_PARSE_NOERROR
                            | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  good = read_items (reader, xml, posts, error);
  xmlFreeTextReader (xml);
  return good;
}

static gboolean
read_wxr (MqImportFeed *feed, const MqImportSource *source, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (source->path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);
  Reader reader = { .feed = feed };
  gboolean good;

  if (info == NULL)
    return FALSE;
  reader.size = MAX (g_file_info_get_size (info), 1);
  reader.folder = g_path_get_dirname (source->path);
  reader.attachments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_attachment);
  good = read_pass (&reader, source->path, FALSE, error)
         && read_pass (&reader, source->path, TRUE, error);
  if (reader.pages > 0)
    mq_import_feed_note (feed,
                         g_dngettext (NULL, "%u page that is no post is left out",
                                      "%u pages that are no posts are left out", reader.pages),
                         reader.pages);
  g_free (reader.folder);
  g_hash_table_unref (reader.attachments);
  return good;
}

const MqImportFormat mq_import_wxr = { "wxr", N_ ("WordPress export"), is_wxr, read_wxr };

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-csv.h"
#include "mq-encoding.h"
#include "mq-exchange-error.h"
#include "mq-import-format.h"
#include "mq-markup.h"
#include "mq-zip.h"

/* An account's export: https://letterboxd.com/about/importing-data/ describes the other direction,
 * the columns are those that the site writes. */

enum
{
  REVIEWS,
  DIARY,
  RATINGS,
  WATCHED,
  N_TABLES
};

static const char *const table_names[N_TABLES + 1]
    = { "reviews.csv", "diary.csv", "ratings.csv", "watched.csv", NULL };

typedef struct
{
  MqImportFeed *feed;
  char *texts[N_TABLES];
  GHashTable *ratings; /* by film; "" where two differ */
  GHashTable *reviewed;
  guint unreviewed;
} Reader;

/* The columns of a table, by what its header says. */
typedef struct
{
  int date, name, year, address, rating, rewatch, review, tags, seen;
  guint n;
} Columns;

/* ---- Finding the tables ---- */

/* What was deleted, what others wrote, and lists stand in folders of their own. */
static const char *const other_folders[] = { "deleted", "orphaned", "likes", "lists", NULL };

static gboolean
is_table (const char *member, gpointer data)
{
  g_auto (GStrv) parts = g_strsplit (member, "/", -1);
  guint n = g_strv_length (parts);

  if (n == 0 || n > 2 || (n == 2 && g_strv_contains (other_folders, parts[0])))
    return FALSE;
  return g_strv_contains (table_names, parts[n - 1]);
}

static gboolean
starts_as_table (const char *head)
{
  if (g_str_has_prefix (head, "\xef\xbb\xbf"))
    head += 3;
  return g_str_has_prefix (head, "Date,Name,Year,Letterboxd URI");
}

static gboolean
is_letterboxd (const MqImportSource *source)
{
  for (guint i = 0; source->members != NULL && i < source->members->len; i++)
    if (is_table (source->members->pdata[i], NULL))
      return TRUE;
  for (guint i = 0; source->head == NULL && i < N_TABLES; i++)
    {
      g_autofree char *path = g_build_filename (source->path, table_names[i], NULL);
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    }
  return source->head != NULL && starts_as_table (source->head);
}

static GBytes *
load_file (const char *folder, const char *name)
{
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  return g_file_load_bytes (file, NULL, NULL, NULL);
}

static gboolean
take_table (Reader *reader, const char *name, GBytes *bytes, GError **error)
{
  for (guint i = 0; i < N_TABLES; i++)
    if (g_str_equal (table_names[i], name) && reader->texts[i] == NULL)
      {
        reader->texts[i] = mq_encoding_to_utf8 (bytes, error);
        return reader->texts[i] != NULL;
      }
  return TRUE;
}

static gboolean
load_zip (Reader *reader, const char *path, GError **error)
{
  g_autoptr (GHashTable) files = mq_zip_read (path, is_table, NULL, error);
  GHashTableIter iter;
  gpointer name, bytes;

  if (files == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      g_autofree char *base = g_path_get_basename (name);
      if (!take_table (reader, base, bytes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_folder (Reader *reader, const char *path, GError **error)
{
  for (guint i = 0; i < N_TABLES; i++)
    {
      g_autoptr (GBytes) bytes = load_file (path, table_names[i]);
      if (bytes != NULL && !take_table (reader, table_names[i], bytes, error))
        return FALSE;
    }
  return TRUE;
}

/* A table alone is known by its columns, whatever it is called. */
static gboolean
load_single (Reader *reader, const MqImportSource *source, GError **error)
{
  g_autofree char *text = mq_import_source_load_text (source, error);
  int which = WATCHED;

  if (text == NULL)
    return FALSE;
  if (strstr (source->head, ",Review,") != NULL)
    which = REVIEWS;
  else if (strstr (source->head, ",Watched Date") != NULL)
    which = DIARY;
  else if (strstr (source->head, ",Rating") != NULL)
    which = RATINGS;
  reader->texts[which] = g_steal_pointer (&text);
  return TRUE;
}

/* ---- Records ---- */

static gboolean
read_header (MqCsv *csv, Columns *columns)
{
  g_auto (GStrv) fields = NULL;
  const struct
  {
    const char *name;
    int *column;
  } names[] = {
    { "Date", &columns->date },         { "Name", &columns->name },
    { "Year", &columns->year },         { "Letterboxd URI", &columns->address },
    { "Rating", &columns->rating },     { "Rewatch", &columns->rewatch },
    { "Review", &columns->review },     { "Tags", &columns->tags },
    { "Watched Date", &columns->seen },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    *names[i].column = -1;
  if (!mq_csv_next (csv, 0, &fields))
    return FALSE;
  columns->n = g_strv_length (fields);
  for (guint field = 0; field < columns->n; field++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      if (g_str_equal (fields[field], names[i].name))
        *names[i].column = (int) field;
  return columns->name >= 0 && columns->year >= 0;
}

static const char *
get (char **fields, int column)
{
  return column >= 0 ? fields[column] : "";
}

static char *
dup_film (char **fields, const Columns *columns)
{
  return g_strdup_printf ("%s\n%s", get (fields, columns->name), get (fields, columns->year));
}

static void
set_tags (MqReview *review, const char *tags, gboolean rewatch)
{
  g_auto (GStrv) words = g_strsplit (tags, ",", -1);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (char **word = words; *word != NULL; word++)
    if (*g_strstrip (*word) != '\0')
      g_strv_builder_add (all, *word);
  if (rewatch)
    g_strv_builder_add (all, "rewatch");
  list = g_strv_builder_end (all);
  mq_review_set_list (review, MQ_REVIEW_TAGS, (const char *const *) list);
}

static void
set_text (MqReview *review, const char *text)
{
  g_autofree char *html = mq_markup_from_wordpress (text);
  g_autofree char *markdown = mq_markup_to_markdown (html, NULL, NULL);

  mq_review_set_text (review, MQ_REVIEW_BODY, g_strchomp (markdown));
}

static void
set_facts (Reader *reader, MqImportItem *item, char **fields, const Columns *columns)
{
  MqReview *review = mq_import_item_get_review (item);
  g_autofree char *film = dup_film (fields, columns);
  const char *stars = get (fields, columns->rating);
  MqRating rating;

  mq_review_set_text (review, MQ_REVIEW_TITLE, get (fields, columns->name));
  mq_review_set_year (review, (int) g_ascii_strtoll (get (fields, columns->year), NULL, 10));
  mq_review_set_text (review, MQ_REVIEW_ADDRESS, get (fields, columns->address));
  if (*stars == '\0' && g_hash_table_contains (reader->ratings, film))
    stars = g_hash_table_lookup (reader->ratings, film);
  if (*stars != '\0' && mq_rating_parse (stars, MQ_SCALE_STARS_5, &rating, NULL))
    mq_review_set_rating (review, rating);
  else if (*stars != '\0')
    mq_import_item_note (item, _ ("The rating “%s” is none from 0.5 to 5 and was left out"), stars);
  set_tags (review, get (fields, columns->tags),
            g_str_equal (get (fields, columns->rewatch), "Yes"));
  mq_review_set_text (review, MQ_REVIEW_SEEN, get (fields, columns->seen));
  mq_import_item_set_moment (item, get (fields, columns->date));
}

static gboolean
take_record (Reader *reader,
             const char *place,
             char **fields,
             const Columns *columns,
             GError **error)
{
  g_autofree char *film = dup_film (fields, columns);
  g_autofree char *key = g_strdup_printf (
      "letterboxd\n%s\n%s", film,
      columns->seen >= 0 || columns->review >= 0 ? get (fields, columns->address) : "");
  MqImportItem *item;

  if (*get (fields, columns->name) == '\0')
    return mq_import_feed_refuse (reader->feed, place, _ ("There is no title in this line"), error);
  item = mq_import_item_new (place, key);
  set_facts (reader, item, fields, columns);
  set_text (mq_import_item_get_review (item), get (fields, columns->review));
  if (columns->review >= 0)
    mq_review_set_status (mq_import_item_get_review (item), MQ_STATUS_PUBLISHED);
  g_hash_table_add (reader->reviewed, g_steal_pointer (&film));
  return mq_import_feed_take (reader->feed, item, error);
}

/* A film that was not reviewed is one only where the critic asked for those too. */
static gboolean
is_due (Reader *reader, int table, char **fields, const Columns *columns)
{
  g_autofree char *film = dup_film (fields, columns);

  if (table == REVIEWS)
    return TRUE;
  if (g_hash_table_contains (reader->reviewed, film))
    return FALSE;
  if (mq_import_feed_wants_all (reader->feed))
    return TRUE;
  g_hash_table_add (reader->reviewed, g_steal_pointer (&film));
  reader->unreviewed++;
  return FALSE;
}

static gboolean
read_table (Reader *reader, int table, GError **error)
{
  const char *text = reader->texts[table];
  gsize length = strlen (text);
  Columns columns;
  MqCsv csv;
  char **record;

  mq_csv_init (&csv, text);
  if (!read_header (&csv, &columns))
    return mq_import_feed_refuse (
        reader->feed, table_names[table],
        _ ("The first line has to name the columns, among them Name and Year"), error);
  while (mq_csv_next (&csv, columns.n, &record))
    {
      g_auto (GStrv) fields = record;
      g_autofree char *place = g_strdup_printf (_ ("%s, line %d"), table_names[table], csv.line);
      mq_import_feed_set_share (reader->feed, (double) (csv.at - text) / (double) MAX (length, 1));
      if (g_strv_length (fields) != columns.n)
        {
          if (!mq_import_feed_refuse (reader->feed, place,
                                      _ ("The line has not as many fields as the first line has "
                                         "columns"),
                                      error))
            return FALSE;
        }
      else if (is_due (reader, table, fields, &columns)
               && !take_record (reader, place, fields, &columns, error))
        return FALSE;
    }
  return TRUE;
}

/* A rating without its review is joined by name and year; two films of one name join nothing. */
static void
read_ratings (Reader *reader)
{
  Columns columns;
  MqCsv csv;
  char **record;

  if (reader->texts[RATINGS] == NULL)
    return;
  mq_csv_init (&csv, reader->texts[RATINGS]);
  if (!read_header (&csv, &columns))
    return;
  while (mq_csv_next (&csv, columns.n, &record))
    {
      g_auto (GStrv) fields = record;
      g_autofree char *film = NULL;
      gboolean ambiguous;
      if (g_strv_length (fields) != columns.n)
        continue;
      film = dup_film (fields, &columns);
      ambiguous = g_hash_table_contains (reader->ratings, film);
      g_hash_table_insert (reader->ratings, g_steal_pointer (&film),
                           g_strdup (ambiguous ? "" : get (fields, columns.rating)));
    }
}

static gboolean
read_tables (Reader *reader, GError **error)
{
  read_ratings (reader);
  for (int table = 0; table < N_TABLES; table++)
    if (reader->texts[table] != NULL && !read_table (reader, table, error))
      return FALSE;
  if (reader->unreviewed > 0)
    mq_import_feed_note (
        reader->feed,
        g_dngettext (NULL, "%u film was rated or seen, but not reviewed, and is left out",
                     "%u films were rated or seen, but not reviewed, and are left out",
                     reader->unreviewed),
        reader->unreviewed);
  return TRUE;
}

static gboolean
read_letterboxd (MqImportFeed *feed, const MqImportSource *source, GError **error)
{
  Reader reader = { feed,
                    { NULL },
                    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                    0 };
  gboolean good;

  if (source->members != NULL)
    good = load_zip (&reader, source->path, error);
  else if (source->head == NULL)
    good = load_folder (&reader, source->path, error);
  else
    good = load_single (&reader, source, error);
  good = good && read_tables (&reader, error);
  for (guint i = 0; i < N_TABLES; i++)
    g_free (reader.texts[i]);
  g_hash_table_unref (reader.ratings);
  g_hash_table_unref (reader.reviewed);
  return good;
}

const MqImportFormat mq_import_letterboxd
    = { "letterboxd", N_ ("Letterboxd export"), is_letterboxd, read_letterboxd };

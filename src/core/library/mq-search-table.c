/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-search-table.h"

#include <string.h>

#include "mq-person.h"
#include "mq-search-words.h"

#define MOST_COMPLETIONS 6

/* A filter that is not asked for is NULL, and then holds for every row. */
#define FILTERS                                                                                    \
  " (binned IS NOT NULL) = :binned AND (:status IS NULL OR (status = 'published') = :status)"      \
  " AND (:year IS NULL OR year = :year) AND (:outlet IS NULL OR outlet = :outlet)"                 \
  " AND (:least IS NULL OR (rating_scale <> 'none' AND rating_value >= :least "                    \
  "* " MQ_SEARCH_BEST_RATING "))"                                                                  \
  " AND (:tag IS NULL OR EXISTS (SELECT 1 FROM word WHERE review = number AND list = 'tags' AND "  \
  "word = :tag))"                                                                                  \
  " AND (:person IS NULL OR EXISTS (SELECT 1 FROM credit JOIN person ON person.number = "          \
  "credit.person"                                                                                  \
  " WHERE credit.review = review.number AND person.name = :person))"

static const char list_sql[] = "SELECT " MQ_SEARCH_ROW_COLUMNS " FROM review WHERE" FILTERS;

/* By MqSort. */
static const char *const orders[] = {
  " ORDER BY changed DESC, review.number DESC LIMIT :limit",
  " ORDER BY review.title COLLATE NOCASE, year LIMIT :limit",
  " ORDER BY year DESC, review.title COLLATE NOCASE LIMIT :limit",
  " ORDER BY rating_value / " MQ_SEARCH_BEST_RATING " DESC, changed DESC LIMIT :limit",
};

/* A word in the title weighs most. The texts come along, for what stands around a word is quicker
 * cut out of them than asked of FTS5, which reads the whole text again. */
static const char search_sql[]
    = "SELECT " MQ_SEARCH_ROW_COLUMNS
      ", review.body, review.title || ' ' || review.people, review.number"
      " FROM review_search JOIN review ON review.number = review_search.rowid"
      " WHERE review_search MATCH :match AND rank MATCH 'bm25(10.0, 5.0, 1.0)' AND" FILTERS;

static const char search_order[] = " ORDER BY rank LIMIT :limit";

/* For a word that does not stand there letter by letter, but with other accents. */
static const char snippet_sql[]
    = "SELECT snippet (review_search, 2, char (2), char (3), '…', 12) FROM review_search"
      " WHERE review_search MATCH :match AND rowid = :number";

#define EXCERPT_BEFORE 30
#define EXCERPT_AFTER 90

static char *
dup_first_word (const char *match)
{
  return g_strndup (match + 1, strcspn (match + 1, "\"")); /* it stands in quotation marks */
}

static gboolean
begins_word (const char *text, const char *at)
{
  return at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

/* Where a word begins with @start, in ASCII letters of either case. Reviews are long and fifty are
 * looked through for each key, so it leaps, as Horspool does. */
static const char *
find_word (const char *text, const char *start)
{
  gsize length = strlen (start), size = strlen (text);
  gsize leaps[256];

  if (length == 0)
    return NULL;
  for (int i = 0; i < 256; i++)
    leaps[i] = length;
  for (gsize i = 0; i + 1 < length; i++)
    {
      leaps[(guchar) g_ascii_tolower (start[i])] = length - 1 - i;
      leaps[(guchar) g_ascii_toupper (start[i])] = length - 1 - i;
    }
  for (gsize at = 0; at + length <= size; at += leaps[(guchar) text[at + length - 1]])
    if (g_ascii_tolower (text[at + length - 1]) == g_ascii_tolower (start[length - 1])
        && g_ascii_strncasecmp (text + at, start, length) == 0 && begins_word (text, text + at))
      return text + at;
  return NULL;
}

/* Some words before and after, the found one marked. */
static char *
cut_out (const char *text, const char *word)
{
  const char *from = word, *end = word, *to;

  for (int i = 0; i < EXCERPT_BEFORE && from > text; i++)
    from = g_utf8_prev_char (from);
  while (from > text && from < word && from[-1] != ' ' && from[-1] != '\n')
    from++;
  while (g_unichar_isalnum (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  to = end;
  for (int i = 0; i < EXCERPT_AFTER && *to != '\0'; i++)
    to = g_utf8_next_char (to);
  return g_strdup_printf ("%s%.*s" MQ_SNIPPET_START "%.*s" MQ_SNIPPET_END "%.*s%s",
                          from > text ? "…" : "", (int) (word - from), from, (int) (end - word),
                          word, (int) (to - end), end, *to != '\0' ? "…" : "");
}

static char *
ask_for_snippet (MqDatabase *database, const char *match, gint64 number)
{
  MqStatement *select = mq_database_prepare (database, snippet_sql, NULL);
  char *snippet = NULL;

  if (select == NULL)
    return NULL;
  mq_statement_bind_text (select, ":match", match);
  mq_statement_bind_int (select, ":number", number);
  if (mq_statement_step (select, NULL) == MQ_STEP_ROW)
    {
      snippet = g_strdup (mq_statement_get_text (select, 0));
      mq_statement_reset (select);
    }
  return snippet;
}

/* The row's words around what was found; none where that stands in the title or among the people,
 * which a row shows. */
static char *
dup_snippet (MqDatabase *database, MqStatement *row, const char *match, const char *first)
{
  const char *body = mq_statement_get_text (row, MQ_SEARCH_N_ROW_COLUMNS);
  const char *word = find_word (body, first);

  if (word != NULL)
    return cut_out (body, word);
  if (find_word (mq_statement_get_text (row, MQ_SEARCH_N_ROW_COLUMNS + 1), first) != NULL)
    return NULL;
  return ask_for_snippet (database, match, mq_statement_get_int (row, MQ_SEARCH_N_ROW_COLUMNS + 2));
}

static void
bind_optional (MqStatement *statement, const char *name, const char *text)
{
  if (text != NULL)
    mq_statement_bind_text (statement, name, text);
  else
    mq_statement_bind_null (statement, name);
}

static void
bind_query (MqStatement *statement, const MqQuery *query)
{
  mq_statement_bind_int (statement, ":binned", query->show == MQ_SHOW_BIN);
  if (query->show == MQ_SHOW_DRAFTS || query->show == MQ_SHOW_OUT)
    mq_statement_bind_int (statement, ":status", query->show == MQ_SHOW_OUT);
  if (query->year > 0)
    mq_statement_bind_int (statement, ":year", query->year);
  if (query->least_rating > 0)
    mq_statement_bind_double (statement, ":least", query->least_rating);
  bind_optional (statement, ":outlet", query->outlet);
  bind_optional (statement, ":tag", query->tag);
  bind_optional (statement, ":person", query->person);
  mq_statement_bind_int (statement, ":limit", query->limit > 0 ? query->limit : -1);
}

/** Returns: (transfer full): what the first columns say, which are %MQ_SEARCH_ROW_COLUMNS */
MqReviewRow *
mq_search_table_read_row (MqStatement *statement)
{
  MqReviewRow *row = g_object_new (MQ_TYPE_REVIEW_ROW, NULL);

  row->id = g_strdup (mq_statement_get_text (statement, 0));
  row->title = g_strdup (mq_statement_get_text (statement, 1));
  row->year = (int) mq_statement_get_int (statement, 2);
  row->directors = g_strdup (mq_statement_get_text (statement, 3));
  mq_scale_from_string (mq_statement_get_text (statement, 4), &row->rating.scale);
  row->rating.value = mq_statement_get_double (statement, 5);
  row->rating.worst = mq_statement_get_double (statement, 6);
  mq_status_from_string (mq_statement_get_text (statement, 7), &row->status);
  row->changed = mq_statement_get_int (statement, 8);
  row->poster = g_strdup (mq_statement_get_text (statement, 9));

  return row;
}

/**
 * mq_search_table_list:
 *
 * Returns: (transfer full) (element-type MqReviewRow) (nullable): the rows that @query asks for, in
 * its order
 */
GPtrArray *
mq_search_table_list (MqDatabase *database, const MqQuery *query, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MqSearchWords) words = mq_search_words_parse (query->words);
  const char *match = words->match;
  g_autofree char *first = match != NULL ? dup_first_word (match) : NULL;
  g_autofree char *sql = g_strconcat (match != NULL ? search_sql : list_sql, words->where,
                                      match != NULL ? search_order : orders[query->sort], NULL);
  MqStatement *select = mq_database_prepare (database, sql, error);
  MqStep step;

  if (select == NULL)
    return NULL;
  bind_query (select, query);
  mq_search_words_bind (words, select);
  if (match != NULL)
    mq_statement_bind_text (select, ":match", match);
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    {
      MqReviewRow *row = mq_search_table_read_row (select);
      if (match != NULL)
        row->snippet = dup_snippet (database, select, match, first);
      g_ptr_array_add (rows, row);
    }
  return step == MQ_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static char *
dup_like (const char *start)
{
  GString *like = g_string_new (NULL);

  for (; *start != '\0'; start++)
    {
      if (*start == '%' || *start == '_' || *start == '\\')
        g_string_append_c (like, '\\');
      g_string_append_c (like, *start);
    }
  g_string_append_c (like, '%');
  return g_string_free_and_steal (like);
}

/**
 * mq_search_table_complete_name:
 * @start: how a name, or a later word of it, begins
 * @except: (nullable): the id of a review whose title is not given as a reason
 *
 * Returns: (transfer full) (element-type MqPerson) (nullable): whom the critic may mean, the most
 * credited first
 */
GPtrArray *
mq_search_table_complete_name (MqDatabase *database,
                               const char *start,
                               const char *except,
                               GError **error)
{
  MqStatement *select = mq_database_prepare (
      database,
      "SELECT name, (SELECT group_concat(title, ', ') FROM (SELECT DISTINCT title FROM credit JOIN "
      "review ON"
      " review.number = credit.review WHERE credit.person = person.number AND title <> '' AND id "
      "<> :except"
      " ORDER BY year DESC LIMIT 3)) FROM person"
      " WHERE (name LIKE :start ESCAPE '\\' OR name LIKE '% ' || :start ESCAPE '\\')"
      " AND EXISTS (SELECT 1 FROM credit JOIN review ON review.number = credit.review WHERE "
      "credit.person ="
      " person.number AND id <> :except)"
      " ORDER BY (SELECT count(*) FROM credit WHERE credit.person = person.number) DESC, name "
      "LIMIT :limit",
      error);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_person_free);
  g_autofree char *like = dup_like (start);
  MqStep step;

  if (select == NULL)
    return NULL;
  mq_statement_bind_text (select, ":start", like);
  mq_statement_bind_text (select, ":except", except != NULL ? except : "");
  mq_statement_bind_int (select, ":limit", MOST_COMPLETIONS);
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    g_ptr_array_add (people, mq_person_new (mq_statement_get_text (select, 0),
                                            mq_statement_get_text (select, 1)));
  return step == MQ_STEP_DONE ? g_steal_pointer (&people) : NULL;
}

/**
 * mq_search_table_list_words:
 * @list: "tags", "outlet" or "person"
 *
 * Returns: (transfer full) (nullable): the words that reviews can be filtered by
 */
char **
mq_search_table_list_words (MqDatabase *database, const char *list, GError **error)
{
  const char *sql = "SELECT word FROM word JOIN review ON review.number = word.review WHERE list = "
                    "'tags' AND binned IS "
                    "NULL GROUP BY word ORDER BY word COLLATE NOCASE";
  MqStatement *select;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  MqStep step;

  if (g_str_equal (list, "outlet"))
    sql = "SELECT DISTINCT outlet FROM review WHERE outlet <> '' AND binned IS NULL ORDER BY "
          "outlet COLLATE NOCASE";
  else if (g_str_equal (list, "person"))
    sql = "SELECT name FROM person WHERE number IN (SELECT person FROM credit) ORDER BY name "
          "COLLATE NOCASE";
  select = mq_database_prepare (database, sql, error);
  if (select == NULL)
    return NULL;
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    g_strv_builder_add (words, mq_statement_get_text (select, 0));
  return step == MQ_STEP_DONE ? g_strv_builder_end (words) : NULL;
}

/**
 * mq_search_table_find_twin:
 * @same_work: whether only reviews with the same title and year count
 *
 * Returns: (transfer full) (nullable): the title of another review with the same text; %NULL for
 * none, or with @error set
 */
char *
mq_search_table_find_twin (MqDatabase *database,
                           MqReview *review,
                           gboolean same_work,
                           GError **error)
{
  /* The length alone tells nearly all apart, and is known without the text being read. */
  MqStatement *find = mq_database_prepare (
      database,
      "SELECT title FROM review WHERE octet_length (body) = octet_length (:body) AND body = :body "
      "AND (NOT :same_work OR (title = :title AND year = :year)) AND id <> :id AND binned IS NULL "
      "LIMIT 1",
      error);
  char *title = NULL;

  if (find == NULL)
    return NULL;
  mq_statement_bind_text (find, ":body", mq_review_get_text (review, MQ_REVIEW_BODY));
  mq_statement_bind_text (find, ":title", mq_review_get_text (review, MQ_REVIEW_TITLE));
  mq_statement_bind_int (find, ":year", mq_review_get_year (review));
  mq_statement_bind_int (find, ":same_work", same_work);
  mq_statement_bind_text (find, ":id", mq_review_get_id (review));
  if (mq_statement_step (find, error) == MQ_STEP_ROW)
    title = g_strdup (mq_statement_get_text (find, 0));
  mq_statement_reset (find);
  return title;
}

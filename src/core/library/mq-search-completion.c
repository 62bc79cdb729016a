/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-search-completion.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-search-words.h"

#define MOST 6

/* Each gives a value and how many reviews have it; :start is what is typed of it. */
#define PEOPLE(condition)                                                                          \
  "SELECT name, count(DISTINCT credit.review) FROM person JOIN credit ON credit.person = "         \
  "person.number JOIN review ON review.number = credit.review WHERE binned IS NULL "               \
  "AND " condition MQ_SEARCH_FUNCTION " (name, :start)"                                            \
  " GROUP BY person.number ORDER BY 2 DESC, name LIMIT :most"
#define WORDS(list)                                                                                \
  "SELECT word, count(*) FROM word JOIN review ON review.number = word.review WHERE binned IS "    \
  "NULL AND list = '" list "' AND " MQ_SEARCH_FUNCTION                                             \
  " (word, :start) GROUP BY word ORDER BY 2 DESC, word LIMIT :most"

static const struct
{
  const char *field;
  const char *meaning;
  const char *values; /* (nullable): SQL */
} fields[] = {
  { "dir", N_ ("Director"), PEOPLE ("role = 'director' AND ") },
  { "director", N_ ("Director"), PEOPLE ("role = 'director' AND ") },
  { "stars", N_ ("Stars"), PEOPLE ("role = 'stars' AND ") },
  { "writer", N_ ("Writer"), PEOPLE ("role = 'writer' AND ") },
  { "person", N_ ("Anybody in the credits"), PEOPLE ("") },
  { "title", N_ ("Title"), NULL },
  { "tag", N_ ("Tag"), WORDS ("tags") },
  { "country", N_ ("Country"), WORDS ("countries") },
  { "outlet", N_ ("Outlet"),
    "SELECT outlet, count(*) FROM review WHERE binned IS NULL AND outlet <> '' "
    "AND " MQ_SEARCH_FUNCTION
    " (outlet, :start) GROUP BY outlet ORDER BY 2 DESC, outlet LIMIT :most" },
  { "year", N_ ("Year of the work"),
    "SELECT CAST (year AS TEXT), count(*) FROM review WHERE binned IS NULL AND year > 0 AND CAST "
    "(year AS TEXT) LIKE "
    ":start || '%' GROUP BY year ORDER BY year DESC LIMIT :most" },
  { "rating", N_ ("Your rating"), NULL },
  { "status", N_ ("Drafts, or what is out"), NULL },
};

/* Values that are no matter of the library's. */
static const struct
{
  const char *field;
  const char *value;
  const char *meaning;
} fixed_values[] = {
  { "status", "draft ", N_ ("Not published yet") },
  { "status", "out ", N_ ("Published") },
  { "rating", ">=", N_ ("At least") },
  { "rating", "<=", N_ ("At most") },
};

static void
add (GPtrArray *found, guint from, char *text, const char *meaning)
{
  g_ptr_array_add (found, mq_search_completion_new (from, text, meaning));
}

static void
add_fields (GPtrArray *found, guint from, const char *start)
{
  gsize length = strlen (start);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strncasecmp (fields[i].field, start, length) == 0)
      add (found, from, g_strconcat (fields[i].field, ":", NULL), _ (fields[i].meaning));
}

static char *
print_word (const char *field, const char *value)
{
  g_autofree char *plain = g_strdelimit (g_strdup (value), "\"", ' ');
  const char *mark = strpbrk (plain, " \t\n") != NULL ? "\"" : "";

  return g_strconcat (field, ":", mark, plain, mark, " ", NULL);
}

static gboolean
add_values (MqDatabase *database,
            GPtrArray *found,
            guint from,
            const char *field,
            const char *sql,
            const char *start,
            GError **error)
{
  MqStatement *select = mq_database_prepare (database, sql, error);
  MqStep step;

  if (select == NULL)
    return FALSE;
  mq_statement_bind_text (select, ":start", start);
  mq_statement_bind_int (select, ":most", MOST);
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    {
      guint n = (guint) mq_statement_get_int (select, 1);
      g_autofree char *meaning = g_strdup_printf (ngettext ("%u review", "%u reviews", n), n);
      add (found, from, print_word (field, mq_statement_get_text (select, 0)), meaning);
    }
  return step == MQ_STEP_DONE;
}

static gboolean
add_values_of (MqDatabase *database,
               GPtrArray *found,
               guint from,
               const char *field,
               const char *start,
               GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixed_values); i++)
    if (g_ascii_strcasecmp (fixed_values[i].field, field) == 0
        && g_ascii_strncasecmp (fixed_values[i].value, start, strlen (start)) == 0)
      add (found, from, g_strconcat (fixed_values[i].field, ":", fixed_values[i].value, NULL),
           _ (fixed_values[i].meaning));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].values != NULL && g_ascii_strcasecmp (fields[i].field, field) == 0)
      return add_values (database, found, from, fields[i].field, fields[i].values, start, error);
  return TRUE;
}

/**
 * mq_search_completion_find:
 * @typed: what stands in the search before the caret
 *
 * Completes the word that is being typed: the names of fields, and the values that the library has
 * for them, those of the most reviews first.
 *
 * Returns: (transfer full) (element-type MqSearchCompletion) (nullable): what may be meant
 */
GPtrArray *
mq_search_completion_find (MqDatabase *database, const char *typed, GError **error)
{
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_search_completion_free);
  g_autofree char *field = NULL, *value = NULL;
  const char *start = mq_search_words_find_last (typed, &field, &value);
  guint from = start != NULL ? (guint) g_utf8_strlen (typed, start - typed) : 0;

  if (start == NULL)
    return g_steal_pointer (&found);
  if (field == NULL)
    add_fields (found, from, value);
  else if (!add_values_of (database, found, from, field, value, error))
    return NULL;
  return g_steal_pointer (&found);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"
#include "mq-library-finding.h"

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) one = make_review ("Amélie", "The sea is never far away");
  g_autoptr (MqReview) other = make_review ("Sunrise", "A song of two humans");

  save (fixture, one, 0);
  save (fixture, other, 0);
  g_assert_cmpuint (count (fixture, NULL), ==, 2);
  g_assert_cmpuint (count (fixture, "amelie"), ==, 1);
  g_assert_cmpuint (count (fixture, "cotill"), ==, 2);
  g_assert_cmpuint (count (fixture, "sea away"), ==, 1);
  g_assert_cmpuint (count (fixture, "sea humans"), ==, 0);
  g_assert_cmpuint (count (fixture, "\"' OR * - AND ("), ==, 0);
  mq_review_set_text (one, MQ_REVIEW_BODY, "changed altogether");
  save (fixture, one, 1);
  g_assert_cmpuint (count (fixture, "sea"), ==, 0);
  g_assert_cmpuint (count (fixture, "altogether"), ==, 1);
  g_assert_true (mq_library_set_binned (fixture->library, mq_review_get_id (one), TRUE, NULL));
  g_assert_cmpuint (count (fixture, "altogether"), ==, 0);
  g_assert_true (mq_library_set_binned (fixture->library, mq_review_get_id (one), FALSE, NULL));
  g_assert_cmpuint (count (fixture, "altogether"), ==, 1);
}

static void
test_field_words (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n;
  } searches[] = {
    { "dir:audiard", 2 },
    { "DIR:Audi", 2 },
    { "dir:\"jacques audiard\"", 2 },
    { "dir:\"jacques tati\"", 0 },
    { "dir:cotillard", 0 },
    { "stars:cotillard", 1 },
    { "stars:melies", 1 },
    { "stars:MÉLI", 1 },
    { "person:cotillard", 1 },
    { "title:amelie", 1 },
    { "tag:drama", 2 },
    { "tag:road", 1 },
    { "tag:\"road movie\"", 1 },
    { "tag:movie", 1 },
    { "year:2012", 1 },
    { "year:>2012", 1 },
    { "year:>=2012", 2 },
    { "year:2010..2013", 1 },
    { "year:..", 0 },
    { "year:2013..", 1 },
    { "year:..2013", 1 },
    { "year:..x", 0 },
    { "rating:>=2.5", 1 },
    { "rating:<2.5", 0 },
    { "rating:2.5", 1 },
    { "status:out", 1 },
    { "status:draft", 1 },
    { "dir:audiard sea", 1 },
    { "sea stars:melies", 0 },
    { "\"sea is never\"", 1 },
    { "\"sea never\"", 0 },
    { "\"never fa\"", 0 },
    { "never fa", 1 },
    { "dir:", 2 },
    { "dir:' OR 1=1 --", 0 },
    { "rating:good", 0 },
    { "rating:>=50%", 1 },
    { "rating:>62.5%", 0 },
    { "rating:>=", 2 },
    { "rating:>=%", 2 },
    { "status:dr", 2 },
    { "status:no", 0 },
    { "what:ever", 0 },
    { "\"", 2 },
    { "sea:", 1 },
    { "outlet:outlet", 2 },
    { "year:2012 tag:drama dir:jacques status:out", 1 },
  };
  g_autoptr (MqReview) one = make_review ("Amélie", "The sea is never far away");
  g_autoptr (MqReview) other = make_review ("Sunrise", "A song of two humans");
  const char *const stars[] = { "Georges Méliès", NULL }, *const tags[]
                                                          = { "drama", "road movie", NULL };

  mq_review_set_names (other, "stars", stars);
  mq_review_set_list (other, MQ_REVIEW_TAGS, tags);
  mq_review_set_year (other, 2015);
  mq_review_set_rating (other, MQ_RATING_NONE);
  mq_review_set_status (other, MQ_STATUS_DRAFT);
  save (fixture, one, 0);
  save (fixture, other, 0);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      guint n = count (fixture, searches[i].words);
      if (n != searches[i].n)
        g_test_message ("%s", searches[i].words);
      g_assert_cmpuint (n, ==, searches[i].n);
    }
}

/* Everything that the filters narrow can be typed as well. */
static void
test_query_words (Fixture *fixture, gconstpointer data)
{
  MqQuery query = { .words = "  sea ",
                    .show = MQ_SHOW_OUT,
                    .tag = "road \"movie\"",
                    .person = "Marion Cotillard",
                    .outlet = "The Outlet",
                    .year = 2012,
                    .least_rating = 0.6 };
  MqQuery none = { 0 };
  g_autofree char *words = mq_query_dup_words (&query), *nothing = mq_query_dup_words (&none);

  g_assert_cmpstr (words, ==,
                   "sea tag:\"road  movie \" person:\"Marion Cotillard\" outlet:\"The Outlet\" "
                   "year:2012 rating:>=60% status:out");
  g_assert_cmpstr (nothing, ==, "");
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* What is offered, as "from text (meaning)", a line each. */
static char *
complete (Fixture *fixture, const char *typed)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GString *lines = g_string_new (NULL);

  mq_library_complete_search_async (fixture->library, typed, NULL, on_done_cb, &result);
  found = mq_library_complete_search_finish (fixture->library, wait_for (&result), NULL);
  g_assert_nonnull (found);
  for (guint i = 0; i < found->len; i++)
    {
      const MqSearchCompletion *completion = found->pdata[i];
      g_string_append_printf (lines, "%s%u %s(%s)", i > 0 ? "\n" : "", completion->from,
                              completion->text, completion->meaning);
    }
  return g_string_free_and_steal (lines);
}

static void
test_completion (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *offered;
  } searches[] = {
    { "", "" },
    { "sea ", "" },
    { "di", "0 dir:(Director)\n0 director:(Director)" },
    { "sea DI", "4 dir:(Director)\n4 director:(Director)" },
    { "zzz", "" },
    { "dir:", "0 dir:\"Jacques Audiard\" (2 reviews)" },
    { "é dir:aud", "2 dir:\"Jacques Audiard\" (2 reviews)" },
    { "dir:\"jacques au", "0 dir:\"Jacques Audiard\" (2 reviews)" },
    { "dir:\"jacques audiard\"", "" },
    { "dir:cot", "" },
    { "DIR:Aud", "0 dir:\"Jacques Audiard\" (2 reviews)" },
    { "stars:melies", "0 stars:\"Georges Méliès\" (1 review)" },
    { "person:MEL", "0 person:\"Georges Méliès\" (1 review)" },
    { "tag:", "0 tag:drama (2 reviews)\n0 tag:France (1 review)\n0 tag:\"road movie\" (1 review)" },
    { "tag:mov", "0 tag:\"road movie\" (1 review)" },
    { "year:20", "0 year:2015 (1 review)\n0 year:2012 (1 review)" },
    { "status:d", "0 status:draft (Not published yet)" },
    { "rating:", "0 rating:>=(At least)\n0 rating:<=(At most)" },
    { "rating:>=4", "" },
    { "nothing:", "" },
    { "dir:' OR 1=1 --", "" },
  };
  g_autoptr (MqReview) one = make_review ("Amélie", "The sea is never far away");
  g_autoptr (MqReview) other = make_review ("Sunrise", "A song of two humans");
  const char *const stars[] = { "Georges Méliès", NULL }, *const tags[]
                                                          = { "drama", "road movie", NULL };

  mq_review_set_names (other, "stars", stars);
  mq_review_set_list (other, MQ_REVIEW_TAGS, tags);
  mq_review_set_year (other, 2015);
  save (fixture, one, 0);
  save (fixture, other, 0);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *offered = complete (fixture, searches[i].typed);
      if (g_strcmp0 (offered, searches[i].offered) != 0)
        g_test_message ("%s", searches[i].typed);
      g_assert_cmpstr (offered, ==, searches[i].offered);
    }
}

static void
test_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) late = make_review ("Late", "x"), early = make_review ("Early", "y");
  g_autoptr (MqReview) binned = make_review ("Binned", "z");
  const char *const himself[] = { "Jacques Audiard", NULL };
  g_autoptr (GPtrArray) people = NULL, works = NULL, none = NULL;
  const MqCreditedPerson *first;
  const MqPersonWork *work;

  mq_review_set_year (late, 2015);
  mq_review_set_names (early, "stars", himself);
  save (fixture, late, 0);
  save (fixture, early, 0);
  save (fixture, binned, 0);
  g_assert_true (mq_library_set_binned (fixture->library, mq_review_get_id (binned), TRUE, NULL));
  people = mq_library_list_people (fixture->library, NULL);
  first = people->pdata[0];
  g_assert_cmpstr (first->name, ==, "Jacques Audiard");
  g_assert_cmpuint (first->n_reviews, ==, 2);
  works = mq_library_list_works (fixture->library, "Jacques Audiard", NULL);
  g_assert_cmpuint (works->len, ==, 2);
  work = works->pdata[0];
  g_assert_cmpstr (work->row->title, ==, "Early");
  g_assert_cmpuint (g_strv_length (work->roles), ==, 3);
  g_assert_cmpstr (work->roles[0], ==, "director");
  g_assert_cmpstr (work->roles[1], ==, "stars");
  g_assert_cmpstr (work->roles[2], ==, "Costumes");
  g_assert_cmpstr (((MqPersonWork *) works->pdata[1])->row->title, ==, "Late");
  none = mq_library_list_works (fixture->library, "Nobody", NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
keep_search (Fixture *fixture, const char *name, const char *words)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (words != NULL)
    mq_library_keep_search_async (fixture->library, name, words, on_done_cb, &result);
  else
    mq_library_forget_search_async (fixture->library, name, on_done_cb, &result);
  g_assert_true (mq_library_keep_search_finish (fixture->library, wait_for (&result), NULL));
}

static void
test_saved_searches (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) searches = NULL;

  keep_search (fixture, "b", "one");
  keep_search (fixture, "A", "dir:audiard");
  keep_search (fixture, "c", "gone");
  keep_search (fixture, "b", "two");
  keep_search (fixture, "c", NULL);
  mq_library_list_searches_async (fixture->library, NULL, on_done_cb, &result);
  searches = mq_library_list_searches_finish (fixture->library, wait_for (&result), NULL);
  g_assert_cmpuint (searches->len, ==, 2);
  g_assert_cmpstr (((MqSavedSearch *) searches->pdata[0])->name, ==, "A");
  g_assert_cmpstr (((MqSavedSearch *) searches->pdata[0])->words, ==, "dir:audiard");
  g_assert_cmpstr (((MqSavedSearch *) searches->pdata[1])->words, ==, "two");
}

/* The word that was looked for, marked in the words around it. */
static void
assert_found (Fixture *fixture, const char *words, const char *snippet)
{
  MqQuery query = { .words = (char *) words };
  g_autoptr (GPtrArray) rows = mq_library_list (fixture->library, &query, NULL);

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((MqReviewRow *) rows->pdata[0])->snippet, ==, snippet);
}

static void
test_snippets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) review = make_review ("Rust", "The sea is never far away, Élodie says");

  save (fixture, review, 0);
  assert_found (fixture, "SEA", "The \x02sea\x03 is never far away, Élodie says");
  assert_found (fixture, "nev away", "The sea is \x02never\x03 far away, Élodie says");
  assert_found (fixture, "elodie", "The sea is never far away, \x02Élodie\x03 says");
  assert_found (fixture, "rust", NULL);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MqReview) review = make_review ("Rust", "x");
  struct
  {
    MqQuery query;
    guint rows;
  } cases[] = {
    { { .tag = (char *) "drama" }, 1 },
    { { .tag = (char *) "comedy" }, 0 },
    { { .year = 2012 }, 1 },
    { { .year = 2013 }, 0 },
    { { .person = (char *) "Marion Cotillard" }, 1 },
    { { .person = (char *) "Nobody" }, 0 },
    { { .outlet = (char *) "outlet" }, 1 },
    { { .least_rating = 0.6 }, 1 },
    { { .least_rating = 0.7 }, 0 },
    { { .show = MQ_SHOW_OUT }, 1 },
    { { .show = MQ_SHOW_DRAFTS }, 0 },
    { { .show = MQ_SHOW_BIN }, 0 },
    { { .sort = MQ_SORT_TITLE }, 1 },
    { { .sort = MQ_SORT_RATING, .limit = 1 }, 1 },
  };

  save (fixture, review, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rows = mq_library_list (fixture->library, &cases[i].query, NULL);
      g_assert_cmpuint (rows->len, ==, cases[i].rows);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/finding/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("search", test_search);
  ADD ("field-words", test_field_words);
  ADD ("query-words", test_query_words);
  ADD ("completion", test_completion);
  ADD ("people", test_people);
  ADD ("saved-searches", test_saved_searches);
  ADD ("snippets", test_snippets);
  ADD ("filters", test_filters);
  return g_test_run ();
}

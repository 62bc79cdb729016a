/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-credit-lines.h"
#include "mq-iso-date.h"
#include "mq-names.h"
#include "mq-review.h"
#include "mq-text.h"

#include <string.h>

static void
test_names_parse (void)
{
  static const struct
  {
    const char *text, *language, *names;
  } cases[] = {
    { "A, B, C and D", NULL, "A|B|C|D" },
    { "A, B, and C", NULL, "A|B|C" },
    { "A & B", NULL, "A|B" },
    { "Robert Downey, Jr.", NULL, "Robert Downey, Jr." },
    { "Robert Downey, Jr., Jude Law and Sammy Davis, Jr.", NULL,
      "Robert Downey, Jr.|Jude Law|Sammy Davis, Jr." },
    { "Robert Downey, Jr. and Jude Law", NULL, "Robert Downey, Jr.|Jude Law" },
    { "William Rehnquist, Sr., Henry, III", NULL, "William Rehnquist, Sr.|Henry, III" },
    { "A and B with C", NULL, "A|B|C" },
    { "Andy Anderson, Brandy", NULL, "Andy Anderson|Brandy" },
    { "Nina Hoss und Ronald Zehrfeld", "de", "Nina Hoss|Ronald Zehrfeld" },
    { "Nina Hoss und Ronald Zehrfeld", "en", "Nina Hoss und Ronald Zehrfeld" },
    { "Isabelle Huppert et Michel Piccoli", "fr", "Isabelle Huppert|Michel Piccoli" },
    { "黒澤明、三船敏郎", NULL, "黒澤明|三船敏郎" },
    { "فاتن حمامة، عمر الشريف", NULL, "فاتن حمامة|عمر الشريف" },
    { "  A ,, B ;C\n", NULL, "A|B|C" },
    { "", NULL, "" },
    { "and", NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = mq_names_parse (cases[i].text, cases[i].language);
      g_autofree char *joined = g_strjoinv ("|", names);
      g_assert_cmpstr (joined, ==, cases[i].names);
    }
}

/* A generated name in one of several scripts, without a word that parts names. */
static char *
random_name (GRand *random)
{
  static const char *const parts[]
      = { "Ada",       "Ōe",    "Łukasz", "O’Brien", "van der", "Nguyễn", "Đặng",
          "Ελένη",     "Анна",  "שרה",    "ليلى",    "李",      "山田",   "김",
          "Mary-Jane", "d'Arc", "St.",    "X Æ",     "Sandy",   "Andrew" };
  GString *name = g_string_new (NULL);
  int n = g_rand_int_range (random, 1, 4);

  for (int i = 0; i < n; i++)
    g_string_append_printf (name, "%s%s", i > 0 ? " " : "",
                            parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
  if (g_rand_int_range (random, 0, 6) == 0)
    g_string_append (name, g_rand_boolean (random) ? ", Jr." : ", III");
  return g_string_free_and_steal (name);
}

static void
test_names_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  static const char *const languages[] = { "en", "de", "fr", "ja" };

  for (int round = 0; round < 5000; round++)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      const char *language = languages[round % 4];
      g_auto (GStrv) names = NULL;
      g_auto (GStrv) read = NULL;
      g_autofree char *line = NULL;

      for (int i = g_rand_int_range (random, 0, 7); i > 0; i--)
        g_strv_builder_take (builder, random_name (random));
      names = g_strv_builder_end (builder);
      line = mq_names_print ((const char *const *) names, language);
      read = mq_names_parse (line, language);
      g_assert_cmpstrv (names, read);
    }
}

static void
test_rating (void)
{
  static const struct
  {
    const char *text;
    MqScale scale;
    double value; /* < 0: refused */
    const char *printed, *stars;
  } cases[] = {
    { "3.5", MQ_SCALE_STARS_5, 3.5, "3.5", "★★★½☆" },
    { "3½", MQ_SCALE_STARS_5, 3.5, "3.5", "★★★½☆" },
    { "½", MQ_SCALE_STARS_5, 0.5, "0.5", "½☆☆☆☆" },
    { "3,5", MQ_SCALE_STARS_4, 3.5, "3.5", "★★★½" },
    { "4/5", MQ_SCALE_STARS_5, 4, "4", "★★★★☆" },
    { "0", MQ_SCALE_STARS_5, 0, "0", "☆☆☆☆☆" },
    { "88", MQ_SCALE_HUNDRED, 88, "88", "" },
    { "B+", MQ_SCALE_LETTERS, 9, "B+", "" },
    { "a−", MQ_SCALE_LETTERS, 10, "A-", "" },
    { "5.5", MQ_SCALE_STARS_5, -1, NULL, NULL },
    { "9", MQ_SCALE_STARS_5, -1, NULL, NULL },
    { "MMXXV", MQ_SCALE_STARS_5, -1, NULL, NULL },
    { "-1", MQ_SCALE_STARS_5, -1, NULL, NULL },
    { "E", MQ_SCALE_LETTERS, -1, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MqRating rating = MQ_RATING_NONE;
      g_autoptr (GError) error = NULL;
      gboolean good = mq_rating_parse (cases[i].text, cases[i].scale, &rating, &error);
      g_autofree char *printed = mq_rating_to_text (&rating), *stars = mq_rating_to_stars (&rating);

      g_assert_cmpint (good, ==, cases[i].value >= 0);
      if (!good)
        {
          g_assert_nonnull (error);
          g_assert_cmpint (rating.scale, ==, MQ_SCALE_NONE);
          continue;
        }
      g_assert_cmpfloat (rating.value, ==, cases[i].value);
      g_assert_cmpstr (printed, ==, cases[i].printed);
      g_assert_cmpstr (stars, ==, cases[i].stars);
    }
}

static void
on_notify_cb (GObject *object, GParamSpec *pspec, int *count)
{
  (*count)++;
}

static void
test_review_notifies_once (void)
{
  MqReview *review = mq_review_new ();
  int count = 0;
  const char *names[] = { "A", " A B ", "", NULL };

  g_signal_connect (review, "notify", G_CALLBACK (on_notify_cb), &count);
  mq_review_set_text (review, MQ_REVIEW_TITLE, "Rust");
  mq_review_set_text (review, MQ_REVIEW_TITLE, "Rust");
  mq_review_set_text (review, MQ_REVIEW_TITLE, " Rust\n");
  g_assert_cmpint (count, ==, 1);
  mq_review_set_names (review, "stars", names);
  mq_review_set_names (review, "stars", names);
  g_assert_cmpint (count, ==, 2);
  g_assert_cmpstr (mq_review_get_names (review, "stars")[1], ==, "A B");
  g_assert_null (mq_review_get_names (review, "stars")[2]);
  mq_review_set_rating (review, (MqRating) { MQ_SCALE_STARS_5, 3.5, 0 });
  mq_review_set_rating (review, (MqRating) { MQ_SCALE_STARS_5, 3.5, 0 });
  g_assert_cmpint (count, ==, 3);
  g_assert_finalize_object (review);
}

static void
test_review_copies (void)
{
  g_autoptr (MqReview) review = mq_review_new ();
  g_autoptr (MqReview) copy = NULL;
  g_autoptr (MqReview) twin = NULL;

  mq_review_set_text (review, MQ_REVIEW_TITLE, "Rust");
  mq_review_set_text (review, MQ_REVIEW_ADDRESS, "https://example.org/");
  mq_review_set_status (review, MQ_STATUS_PUBLISHED);
  twin = mq_review_duplicate (review);
  g_assert_cmpstr (mq_review_get_id (twin), !=, mq_review_get_id (review));
  g_assert_cmpstr (mq_review_get_text (twin, MQ_REVIEW_ADDRESS), ==, "");
  g_assert_cmpint (mq_review_get_status (twin), ==, MQ_STATUS_DRAFT);
  g_assert_false (mq_review_equal (review, twin));
  copy = mq_review_copy (review);
  g_assert_true (mq_review_equal (review, copy));
  g_assert_cmpstr (mq_review_get_id (copy), ==, mq_review_get_id (review));
}

static void
test_pictures_keep_their_names (void)
{
  g_autoptr (MqReview) review = mq_review_new ();
  g_autoptr (MqPicture) still = mq_picture_new ("aa", "sea.jpg", MQ_PICTURE_STILL, 10, 10);
  g_autoptr (MqPicture) poster = mq_picture_new ("bb", "poster.jpg", MQ_PICTURE_POSTER, 10, 10);
  g_autoptr (MqPicture) other = mq_picture_new ("cc", "other.jpg", MQ_PICTURE_POSTER, 10, 10);

  mq_review_add_picture (review, still);
  g_assert_cmpstr (mq_review_add_picture (review, still)->name, ==, "sea-2.jpg");
  mq_review_add_picture (review, poster);
  mq_review_add_picture (review, other);
  g_assert_cmpuint (mq_review_get_pictures (review)->len, ==, 3);
  g_assert_cmpstr (mq_review_get_poster (review)->hash, ==, "cc");
}

static void
test_text (void)
{
  static const char *const slugs[][2] = { { "Amélie!", "amelie" },
                                          { "What’s Up, Doc?", "whats-up-doc" },
                                          { "千と千尋", "" },
                                          { "  8½ ", "8-1-2" } };
  g_autofree char *clean = mq_text_clean_line ("a\u202Eb\x07\t c\uFFFE \n");
  g_autofree char *shortened = mq_text_shorten ("one two three four five six", 20);
  g_autoptr (GBytes) bad = g_bytes_new_static ("ab\xff", 3);
  g_autoptr (GBytes) nul = g_bytes_new_static ("ab\0c", 4);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (clean, ==, "ab c");
  g_assert_cmpstr (shortened, ==, "one two three four…");
  for (guint i = 0; i < G_N_ELEMENTS (slugs); i++)
    {
      g_autofree char *slug = mq_text_slug (slugs[i][0]);
      g_assert_cmpstr (slug, ==, slugs[i][1]);
    }
  g_assert_null (mq_text_from_bytes (bad, &error));
  g_assert_nonnull (strstr (error->message, "Byte 3"));
  g_clear_error (&error);
  g_assert_null (mq_text_from_bytes (nul, &error));
  g_assert_nonnull (strstr (error->message, "NUL"));
}

static gboolean
is_in_no_text (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F)
         || c == 0xFEFF || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

/* Every character there is, between two that stay. */
static void
test_text_clean (void)
{
  g_autofree char *lines = mq_text_clean ("\r\nOne\r\rtwo\r\n\r");

  g_assert_cmpstr (lines, ==, "\nOne\n\ntwo\n\n");
  for (gunichar c = 1; c <= 0x10FFFF; c++)
    {
      char text[9] = { 'e' };
      g_autofree char *clean = NULL;
      if (c == '\r' || (c >= 0xD800 && c <= 0xDFFF))
        continue;
      memcpy (text + 1 + g_unichar_to_utf8 (c, text + 1), "é", sizeof "é");
      clean = mq_text_clean (text);
      g_assert_cmpstr (clean, ==, is_in_no_text (c) ? "eé" : text);
    }
}

static void
test_dates (void)
{
  static const char *const dates[][2]
      = { { "2026-11-20", "2026-11-20" },
          { "2026-11-20T09:30:00+00:00", "2026-11-20T09:30:00+00:00" },
          { "2026-11-20 09:30", "2026-11-20T09:30:00+00:00" },
          { "2026-11-20T09:30Z", "2026-11-20T09:30:00+00:00" },
          { "2026-11-20T09:30:15+02:00", "2026-11-20T09:30:15+02:00" },
          { "2026-13-20", NULL },
          { "yesterday", NULL },
          { "20.11.2026", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *date = mq_iso_date_normalize (dates[i][0]);
      g_assert_cmpstr (date, ==, dates[i][1]);
    }
}

static void
assert_lines (const char *markdown, const char *rest, const char *director, double rating)
{
  g_autoptr (MqReview) review = mq_review_new ();
  g_autofree char *left = mq_credit_lines_take (review, markdown);
  MqRating found;

  found = mq_review_get_rating (review);
  g_assert_cmpstr (left, ==, rest);
  g_assert_cmpstr (mq_review_get_names (review, "director")[0], ==, director);
  g_assert_cmpfloat (found.value, ==, rating);
}

/* Several lines of a role add up, and a line with more to say than a fact stays in the text. */
static void
test_credit_lines_lose_nothing (void)
{
  static const struct
  {
    const char *text;
    int minutes;
  } runtimes[] = {
    { "98", 98 },          { "98 min.", 98 },          { "2h 15m", 135 },    { "2 h 15", 135 },
    { "1 hr 5 mins", 65 }, { "2 Std. 3 Min.", 123 },   { "PT98M", 98 },      { "98'", 98 },
    { "2 hours", 120 },    { "98 min, uncut 120", 0 }, { "a long time", 0 },
  };
  static const char *const sentences[] = {
    "Year: 1984 was the year I met her.",
    "Runtime: 115 mins (director's cut 140, seen at Cannes)",
    "Music: it never stops, and it never should have begun to play.",
  };
  g_autoptr (MqReview) review = mq_review_new ();
  g_autofree char *rest = mq_credit_lines_take (
      review,
      "Directed by: A One\nDirector: B Two\nStarring: Ann Lead, Bob Lead\nWith: Cid Support\n"
      "Screenplay: Dee Writer\nWritten by: Eve Writer, Dee Writer\n\nText");
  g_autofree char *directors = g_strjoinv (",", (char **) mq_review_get_names (review, "director")),
                  *stars = g_strjoinv (",", (char **) mq_review_get_names (review, "stars")),
                  *writers = g_strjoinv (",", (char **) mq_review_get_names (review, "writer"));

  g_assert_cmpstr (rest, ==, "Text");
  g_assert_cmpstr (directors, ==, "A One,B Two");
  g_assert_cmpstr (stars, ==, "Ann Lead,Bob Lead,Cid Support");
  g_assert_cmpstr (writers, ==, "Dee Writer,Eve Writer");
  for (guint i = 0; i < G_N_ELEMENTS (runtimes); i++)
    {
      g_autoptr (MqReview) timed = mq_review_new ();
      g_assert_cmpint (mq_credit_lines_take_fact (timed, "Running time", runtimes[i].text), ==,
                       runtimes[i].minutes > 0);
      g_assert_cmpint (mq_review_get_runtime (timed), ==, runtimes[i].minutes);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *left = mq_credit_lines_take (review, sentences[i]);
      g_assert_cmpstr (left, ==, sentences[i]);
    }
}

static void
test_credit_lines (void)
{
  g_autoptr (MqReview) review = mq_review_new ();

  assert_lines ("Dir: A\n\nText: more", "Text: more", "A", 0);
  assert_lines ("**Director:** A  \n*Rating:* ★★★½\n\nText", "Text", "A", 3.5);
  assert_lines ("Réal. : A\\\nWertung: 4/5\n\nText", "Text", "A", 4);
  assert_lines ("★★★☆☆\n\nText", "Text", NULL, 3);
  assert_lines ("Dir: A\nbut this is text\n\nDir: B", "Dir: A\nbut this is text\n\nDir: B", NULL,
                0);
  assert_lines ("Text\n\nDir: A", "Text\n\nDir: A", NULL, 0);
  assert_lines ("He said: go", "He said: go", NULL, 0);
  assert_lines ("Rating: 9/5", "Rating: 9/5", NULL, 0);
  assert_lines ("", "", NULL, 0);
  g_assert_true (mq_credit_lines_take_fact (review, "Cert:", "15"));
  g_assert_true (mq_credit_lines_take_fact (review, "Running time", "98 min"));
  g_assert_true (mq_credit_lines_take_fact (review, "Land", "France, Belgium"));
  g_assert_false (mq_credit_lines_take_fact (review, "", "France"));
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_CERTIFICATE), ==, "15");
  g_assert_cmpint (mq_review_get_runtime (review), ==, 98);
  g_assert_cmpstr (mq_review_get_list (review, MQ_REVIEW_COUNTRIES)[1], ==, "Belgium");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/names/parse", test_names_parse);
  g_test_add_func ("/model/names/round-trip", test_names_round_trip);
  g_test_add_func ("/model/rating", test_rating);
  g_test_add_func ("/model/review/notifies-once", test_review_notifies_once);
  g_test_add_func ("/model/review/copies", test_review_copies);
  g_test_add_func ("/model/review/pictures-keep-their-names", test_pictures_keep_their_names);
  g_test_add_func ("/model/text", test_text);
  g_test_add_func ("/model/text/clean", test_text_clean);
  g_test_add_func ("/model/dates", test_dates);
  g_test_add_func ("/model/credit-lines", test_credit_lines);
  g_test_add_func ("/model/credit-lines/lose-nothing", test_credit_lines_lose_nothing);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "mq-merge.h"
#include "mq-front-lines.h"
#include "mq-http.h"
#include "mq-outbox.h"
#include "mq-publish-checks.h"
#include "mq-publish-time.h"
#include "mq-site-facts.h"
#include "mq-word-diff.h"

/* ---- Small parts ---- */

static void
test_word_diff (void)
{
  g_autoptr (GPtrArray) parts
      = mq_word_diff ("The camera waits, and so do we.", "The old camera waits\nand so do they.");
  g_autoptr (GString) text = g_string_new (NULL);
  static const char marks[] = "=-+";

  for (guint i = 0; i < parts->len; i++)
    {
      const MqDiffPart *part = parts->pdata[i];
      g_autofree char *stripped = g_strstrip (g_strdup (part->text));
      g_string_append_printf (text, "%c%s|", marks[part->kind], stripped);
    }
  g_assert_cmpstr (text->str, ==, "=The|+old|=camera|-waits,|+waits|=and so do|-we.|+they.|");
}

static void
test_front_lines (void)
{
  static const char file[]
      = "---\ntitle: 'Old'\n# mine\nweight: 3\nlist:\n  - a\n  - b\n---\n\nBody\n";
  g_autoptr (MqFrontLines) lines = mq_front_lines_parse (file);
  g_autofree char *title = mq_front_lines_dup_text (lines, "title"), *printed = NULL;
  char *tags[] = { "a: b", "yes", NULL };

  g_assert_cmpstr (title, ==, "Old");
  g_assert_cmpstr (mq_front_lines_get_body (lines), ==, "Body\n");
  mq_front_lines_set_text (lines, "title", "Amélie: a \"sweet\" film");
  mq_front_lines_set_list (lines, "tags", tags);
  mq_front_lines_set_raw (lines, "draft", NULL);
  printed = mq_front_lines_print (lines, "New");
  g_assert_cmpstr (
      printed, ==,
      "---\ntitle: \"Amélie: a \\\"sweet\\\" film\"\n# mine\nweight: 3\nlist:\n  - a\n  - b\n"
      "tags: [\"a: b\", \"yes\"]\n---\n\nNew\n");
}

static void
test_time (void)
{
  gint64 seconds = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (mq_publish_time_parse ("2026-11-30T18:00+01:00", &seconds, NULL));
  g_assert_cmpint (seconds, ==, 1796058000);
  g_assert_true (mq_publish_time_parse ("2026-11-30T17:00Z", &seconds, NULL));
  g_assert_cmpint (seconds, ==, 1796058000);
  g_assert_false (mq_publish_time_parse ("2026-11-30", &seconds, &error));
  g_assert_nonnull (strstr (error->message, "2026-11-30T18:00"));
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *url;
    MqPublishError code;
  } cases[] = {
    { "http://example.org/", MQ_PUBLISH_ERROR_INSECURE },
    { "example.org", MQ_PUBLISH_ERROR_REFUSED },
    { "ftp://example.org/", MQ_PUBLISH_ERROR_REFUSED },
    { "http://127.0.0.1:1/", MQ_PUBLISH_ERROR_CONNECTION },
  };
  g_autoptr (MqHttp) http = mq_http_new ("Basic secret", 5);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (mq_http_get (http, cases[i].url, NULL, &error));
      g_assert_error (error, MQ_PUBLISH_ERROR, (int) cases[i].code);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static MqReview *
make_review (void)
{
  MqReview *review = mq_review_new ();
  const char *const directors[] = { "Denis Villeneuve", NULL };
  MqRating rating = { MQ_SCALE_STARS_5, 4, 0 };

  mq_review_set_text (review, MQ_REVIEW_TITLE, "Arrival");
  mq_review_set_text (review, MQ_REVIEW_BODY, "A *fine* film.\n\nAnd **long**.\n");
  mq_review_set_names (review, "director", directors);
  mq_review_set_rating (review, rating);
  return review;
}

static gboolean
has_check (MqReview *review,
           const MqSiteLook *look,
           const char *twin,
           const char *place,
           const char *sentence)
{
  guint n_passed;
  g_autoptr (GPtrArray) checks = mq_publish_checks_run (review, look, twin, &n_passed);

  for (guint i = 0; i < checks->len; i++)
    {
      const MqPublishCheck *check = checks->pdata[i];
      if (g_str_equal (check->place, place) && strstr (check->sentence, sentence) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_checks (void)
{
  g_autoptr (MqReview) review = make_review ();
  const char *const nobody[] = { NULL };
  char *no_tags[] = { NULL }, *one_tag[] = { "Dramma", NULL };
  MqSiteLook eleven = { .abilities.summary_limit = 11, .missing_tags = no_tags },
             ten = { .abilities.summary_limit = 10, .missing_tags = one_tag };
  guint n_passed;
  g_autoptr (GPtrArray) none = mq_publish_checks_run (review, &eleven, NULL, &n_passed);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (n_passed, ==, 11);
  mq_review_set_text (review, MQ_REVIEW_BODY,
                      "Dennis was [here](nowhere) and [there](https://example.org/).");
  g_assert_true (
      has_check (review, NULL, NULL, "text", "“Dennis” in the text, “Denis” in the credits"));
  g_assert_true (has_check (review, NULL, NULL, "text", "A link leads nowhere"));
  mq_review_set_names (review, "director", nobody);
  g_assert_true (has_check (review, NULL, NULL, "director", "No director"));
  mq_review_set_rating (review, MQ_RATING_NONE);
  g_assert_true (has_check (review, NULL, NULL, "rating", "no rating"));
  mq_review_set_text (review, MQ_REVIEW_STANDFIRST, "Eleven long");
  g_assert_false (has_check (review, &eleven, NULL, "summary", ""));
  g_assert_true (has_check (review, &ten, NULL, "summary", "too long"));
  g_assert_false (has_check (review, &eleven, NULL, "tags", ""));
  g_assert_true (has_check (review, &ten, NULL, "tags", "no tag “Dramma”"));
  g_assert_true (has_check (review, NULL, "Sicario", "text", "also that of “Sicario”"));
  mq_review_set_text (review, MQ_REVIEW_EMBARGO, "2001-01-01T12:00Z");
  g_assert_false (has_check (review, NULL, NULL, "embargo", ""));
  mq_review_set_text (review, MQ_REVIEW_EMBARGO, "2999-01-01T12:00Z");
  g_assert_true (has_check (review, NULL, NULL, "embargo", "Under embargo until 1 January 2999"));
  mq_review_set_text (review, MQ_REVIEW_EMBARGO, "after the festival");
  g_assert_true (has_check (review, NULL, NULL, "embargo", "after the festival"));
}

static void
test_post_json (void)
{
  g_autoptr (MqReview) review = make_review ();
  guint n;
  g_autoptr (MqPost) post
      = mq_post_new_from_review (review, "MARK", MQ_POST_FRAGMENT, mq_theme_get_all (&n));
  g_autofree char *json = mq_post_to_json (post), *again = NULL;
  g_autoptr (MqPost) read = mq_post_from_json (json, NULL);

  g_assert_nonnull (strstr (post->body, "data-marquee=\"MARK\""));
  g_assert_null (strstr (post->body, "<h1"));
  again = mq_post_to_json (read);
  g_assert_cmpstr (json, ==, again);
  g_assert_cmpstr (read->directors[0], ==, "Denis Villeneuve");
}

/* ---- Deliveries to folders ---- */

typedef struct
{
  char *folder;
  MqLibrary *library;
  MqReview *review;
  MqSite *site;
} Fixture;

static void
set_up (Fixture *fixture, const char *kind)
{
  g_autofree char *path = NULL;
  gint64 revision;

  fixture->folder = g_dir_make_tmp ("marquee-publish-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "library.marquee", NULL);
  fixture->library = mq_library_open (path, NULL);
  fixture->review = make_review ();
  g_assert_true (mq_library_save (fixture->library, fixture->review, 0, &revision, NULL));
  fixture->site = mq_site_new ("Paper", kind, fixture->folder, NULL);
  mq_site_set_fact (fixture->site, "public", "https://paper.example");
  g_assert_true (mq_library_save_site (fixture->library, fixture->site, NULL));
}

static void
tear_down (Fixture *fixture)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", fixture->folder);

  g_object_unref (fixture->library);
  g_object_unref (fixture->review);
  mq_site_free (fixture->site);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
}

static MqDeliveryReport *
deliver (Fixture *fixture, MqPostStatus status, MqDeliveryChoice choice, GError **error)
{
  MqPublishRequest request = { status, 0, NULL };
  gint64 number = mq_outbox_add (fixture->library, fixture->review, fixture->site, &request, error);

  if (number == 0)
    return NULL;
  return mq_outbox_deliver (fixture->library, number, NULL, 5, choice, NULL, NULL, NULL, error);
}

static char *
read_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_pages (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (MqDeliveryReport) first = NULL, refused = NULL, kept = NULL, renamed = NULL,
                               off = NULL;
  g_autofree char *page = NULL, *changed = NULL;

  set_up (&fixture, "folder");
  first = deliver (&fixture, MQ_POST_PUBLISHED, MQ_DELIVERY_CAREFUL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->address, ==, "https://paper.example/arrival/");
  g_assert_cmpuint (first->notes->len, ==, 0);
  page = read_file (&fixture, "arrival/index.html");
  g_assert_nonnull (strstr (page, "https://paper.example/arrival/"));

  /* What somebody changed there is not overwritten unless the critic says so. */
  changed = g_strconcat (page, "<p>Their words</p>", NULL);
  write_file (&fixture, "arrival/index.html", changed);
  refused = deliver (&fixture, MQ_POST_PUBLISHED, MQ_DELIVERY_CAREFUL, &error);
  g_assert_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_CHANGED);
  g_assert_nonnull (strstr (refused->theirs->body, "Their words"));
  g_clear_error (&error);
  kept = deliver (&fixture, MQ_POST_PUBLISHED, MQ_DELIVERY_OVERWRITE, &error);
  g_assert_no_error (error);

  /* Under a new address the old page goes. */
  mq_review_set_text (fixture.review, MQ_REVIEW_SLUG, "arrival-2016");
  renamed = deliver (&fixture, MQ_POST_PUBLISHED, MQ_DELIVERY_CAREFUL, &error);
  g_assert_no_error (error);
  g_free (page);
  page = read_file (&fixture, "arrival/index.html");
  g_assert_null (page);
  off = deliver (&fixture, MQ_POST_GONE, MQ_DELIVERY_CAREFUL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (off->status, ==, MQ_POST_GONE);
  page = read_file (&fixture, "arrival-2016/index.html");
  g_assert_null (page);
  tear_down (&fixture);
}

static void
test_foreign_page (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL, *page = NULL;

  set_up (&fixture, "folder");
  folder = g_build_filename (fixture.folder, "arrival", NULL);
  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  write_file (&fixture, "arrival/index.html", "somebody else's");
  g_assert_null (deliver (&fixture, MQ_POST_PUBLISHED, MQ_DELIVERY_CAREFUL, &error));
  g_assert_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_REFUSED);
  page = read_file (&fixture, "arrival/index.html");
  g_assert_cmpstr (page, ==, "somebody else's");
  tear_down (&fixture);
}

static void
test_embargo (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  set_up (&fixture, "folder");
  mq_review_set_text (fixture.review, MQ_REVIEW_EMBARGO, "2999-01-01T00:00:00+00:00");
  g_assert_null (deliver (&fixture, MQ_POST_PUBLISHED, MQ_DELIVERY_CAREFUL, &error));
  g_assert_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_EMBARGO);
  tear_down (&fixture);
}

static void
test_drafts_where_there_are_none (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  set_up (&fixture, "folder");
  g_assert_null (deliver (&fixture, MQ_POST_DRAFT, MQ_DELIVERY_CAREFUL, &error));
  g_assert_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_UNSUPPORTED);
  page = read_file (&fixture, "arrival/index.html");
  g_assert_null (page);
  tear_down (&fixture);
}

static void
test_generator (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (MqDeliveryReport) first = NULL, second = NULL;
  g_autofree char *file = NULL, *mine = NULL, *again = NULL, *old = NULL;

  set_up (&fixture, "generator");
  g_assert_null (deliver (&fixture, MQ_POST_DRAFT, MQ_DELIVERY_CAREFUL, &error));
  g_assert_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_NO_API);
  g_clear_error (&error);
  write_file (&fixture, "hugo.toml", "title = 'Paper'\n");
  first = deliver (&fixture, MQ_POST_DRAFT, MQ_DELIVERY_CAREFUL, &error);
  g_assert_no_error (error);
  file = read_file (&fixture, "content/reviews/arrival.md");
  g_assert_nonnull (strstr (file, "title: \"Arrival\"\n"));
  g_assert_nonnull (strstr (file, "director: [\"Denis Villeneuve\"]\n"));
  g_assert_nonnull (strstr (file, "draft: true\n"));
  g_assert_nonnull (strstr (file, "A *fine* film."));

  /* Keys of somebody else stay; that is a change on the site, which the critic agrees to. */
  mine = g_strconcat ("---\nweight: 7\n", file + 4, NULL);
  write_file (&fixture, "content/reviews/arrival.md", mine);
  mq_review_set_text (fixture.review, MQ_REVIEW_SLUG, "arrival-2016");
  second = deliver (&fixture, MQ_POST_PUBLISHED, MQ_DELIVERY_OVERWRITE, &error);
  g_assert_no_error (error);
  again = read_file (&fixture, "content/reviews/arrival-2016.md");
  g_assert_true (g_str_has_prefix (again, "---\nweight: 7\ntitle: \"Arrival\"\n"));
  g_assert_nonnull (strstr (again, "draft: false\n"));
  old = read_file (&fixture, "content/reviews/arrival.md");
  g_assert_null (old);
  tear_down (&fixture);
}

static MqReview *
make_text (const char *title, const char *body)
{
  MqReview *review = mq_review_new ();

  mq_review_set_text (review, MQ_REVIEW_TITLE, title);
  mq_review_set_text (review, MQ_REVIEW_BODY, body);
  return review;
}

static void
test_merge (void)
{
  g_autoptr (MqReview) mine
      = make_text ("A", "One _em_.\n\nTwo \"x\".\n\n[a]: https://a.example\n\nThree [a].\n\nFour");
  g_autoptr (MqReview) theirs = make_text (
      "B", "One *em*.\n\nTwo “x”, changed.\n\nThree [a](https://a.example).\n\nNew\n\nFour");
  g_autoptr (MqReview) merged = mq_review_copy (mine);
  g_autoptr (GPtrArray) parts = mq_merge_compare (mine, theirs);
  MqMergePart *title = parts->pdata[0], *same = parts->pdata[1], *two = parts->pdata[2],
              *three = parts->pdata[3], *added = parts->pdata[4];

  g_assert_cmpuint (parts->len, ==, 6);
  g_assert_cmpstr (title->theirs, ==, "B");
  g_assert_cmpstr (same->mine, ==, "One _em_.");
  g_assert_null (same->theirs);
  g_assert_cmpstr (two->theirs, ==, "Two “x”, changed.");
  g_assert_null (three->theirs);
  g_assert_cmpstr (added->mine, ==, "");
  g_assert_cmpstr (added->theirs, ==, "New");
  mq_merge_apply (parts, merged);
  g_assert_cmpstr (mq_review_get_text (merged, MQ_REVIEW_BODY), ==,
                   mq_review_get_text (mine, MQ_REVIEW_BODY));
  title->choice = added->choice = MQ_MERGE_THEIRS;
  two->choice = MQ_MERGE_BOTH;
  mq_merge_apply (parts, merged);
  g_assert_cmpstr (mq_review_get_text (merged, MQ_REVIEW_TITLE), ==, "B");
  g_assert_cmpstr (mq_review_get_text (merged, MQ_REVIEW_BODY), ==,
                   "One _em_.\n\nTwo \"x\".\n\n[a]: https://a.example\n\nTwo “x”, "
                   "changed.\n\nThree [a].\n\nNew\n\nFour");
}

static void
test_merge_of_equals (void)
{
  g_autoptr (MqReview) mine = make_text ("A", "One\n\nTwo");
  g_autoptr (MqReview) empty = make_text ("A", "");
  g_autoptr (GPtrArray) same = mq_merge_compare (mine, mine);
  g_autoptr (GPtrArray) gone = mq_merge_compare (mine, empty);

  g_assert_cmpuint (same->len, ==, 1);
  g_assert_null (((MqMergePart *) same->pdata[0])->theirs);
  g_assert_cmpuint (gone->len, ==, 1);
  g_assert_cmpstr (((MqMergePart *) gone->pdata[0])->theirs, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publish/word-diff", test_word_diff);
  g_test_add_func ("/publish/front-lines", test_front_lines);
  g_test_add_func ("/publish/time", test_time);
  g_test_add_func ("/publish/addresses", test_addresses);
  g_test_add_func ("/publish/checks", test_checks);
  g_test_add_func ("/publish/post-json", test_post_json);
  g_test_add_func ("/publish/pages", test_pages);
  g_test_add_func ("/publish/foreign-page", test_foreign_page);
  g_test_add_func ("/publish/embargo", test_embargo);
  g_test_add_func ("/publish/drafts-where-there-are-none", test_drafts_where_there_are_none);
  g_test_add_func ("/publish/generator", test_generator);
  g_test_add_func ("/publish/merge", test_merge);
  g_test_add_func ("/publish/merge-of-equals", test_merge_of_equals);
  return g_test_run ();
}

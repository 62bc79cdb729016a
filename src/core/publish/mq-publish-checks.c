/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-publish-checks.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-embargo.h"
#include "mq-text.h"

static void
free_check (gpointer data)
{
  MqPublishCheck *check = data;

  g_free (check->sentence);
  g_free (check->reason);
  g_free (check);
}

typedef struct
{
  MqReview *review;
  const MqSiteLook *look;
  const char *twin;
  GPtrArray *checks;
} Run;

static void
add (Run *run, const char *place, const char *sentence, const char *reason)
{
  MqPublishCheck *check = g_new0 (MqPublishCheck, 1);

  check->place = place;
  check->sentence = g_strdup (sentence);
  check->reason = g_strdup (reason);
  g_ptr_array_add (run->checks, check);
}

static void
check_title (Run *run)
{
  if (*mq_review_get_text (run->review, MQ_REVIEW_TITLE) == '\0')
    add (run, "title", _ ("The review has no title"), _ ("Sites refuse posts without one"));
}

static void
check_director (Run *run)
{
  MqWork work = mq_review_get_work (run->review);

  if ((work == MQ_WORK_FILM || work == MQ_WORK_SERIES)
      && *mq_review_get_names (run->review, "director") == NULL)
    add (run, "director", _ ("No director is named"), _ ("Readers look for “Dir:”"));
}

static void
check_rating (Run *run)
{
  MqRating rating = mq_review_get_rating (run->review);

  if (rating.scale == MQ_SCALE_NONE)
    add (run, "rating", _ ("The review has no rating"), _ ("Leave it so if you rate nothing"));
}

static void
check_alternative_texts (Run *run)
{
  GPtrArray *pictures = mq_review_get_pictures (run->review);

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      if (*picture->alt != '\0')
        continue;
      if (picture->use == MQ_PICTURE_POSTER)
        add (run, "poster", _ ("The poster has no alternative text"),
             _ ("Readers who can’t see it will hear nothing"));
      else
        add (run, "still", _ ("A picture has no alternative text"), picture->name);
    }
}

static void
check_summary (Run *run)
{
  const char *summary = mq_review_get_text (run->review, MQ_REVIEW_STANDFIRST);
  glong length = g_utf8_strlen (summary, -1);
  int limit = run->look != NULL ? run->look->abilities.summary_limit : 0;
  g_autofree char *reason = NULL;

  if (limit == 0 || length <= limit)
    return;
  reason = g_strdup_printf (_ ("%ld characters; the site takes %d"), length, limit);
  add (run, "summary", _ ("The standfirst is too long for the site"), reason);
}

/* Targets of inline links; what cmark makes of them is not asked, for a broken one is no link to
 * it. */
static void
check_links (Run *run)
{
  static const char pattern[] = "\\]\\(<?([^)>\\s]*)";
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, mq_review_get_text (run->review, MQ_REVIEW_BODY), 0, &match);
       g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *target = g_match_info_fetch (match, 1);
      if (mq_text_is_web_address (target, FALSE) || g_str_has_prefix (target, "mailto:")
          || *target == '#' || mq_review_find_picture (run->review, target) != NULL)
        continue;
      add (run, "text", _ ("A link leads nowhere"), *target != '\0' ? target : _ ("It is empty"));
    }
}

/* How many letters one must change, add or drop to get from one word to the other. */
static int
measure_distance (const char *a, const char *b)
{
  glong n = g_utf8_strlen (a, -1), m = g_utf8_strlen (b, -1);
  g_autofree gunichar *x = g_utf8_to_ucs4_fast (a, -1, NULL),
                      *y = g_utf8_to_ucs4_fast (b, -1, NULL);
  g_autofree int *row = g_new (int, m + 1);

  for (glong j = 0; j <= m; j++)
    row[j] = (int) j;
  for (glong i = 1; i <= n; i++)
    {
      int corner = row[0];
      row[0] = (int) i;
      for (glong j = 1; j <= m; j++)
        {
          int above = row[j], change = corner + (x[i - 1] != y[j - 1]);
          row[j] = MIN (change, 1 + MIN (above, row[j - 1]));
          corner = above;
        }
    }
  return row[m];
}

static gboolean
is_name (GHashTable *names, const char *word)
{
  return g_hash_table_contains (names, word);
}

static GHashTable *
collect_names (MqReview *review)
{
  MqCredits *credits = mq_review_get_credits (review);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < mq_credits_get_length (credits); i++)
    for (char **name = mq_credits_get (credits, i)->names; *name != NULL; name++)
      {
        g_auto (GStrv) parts = g_strsplit_set (*name, " -", -1);
        for (char **part = parts; *part != NULL; part++)
          if (g_utf8_strlen (*part, -1) >= 5)
            g_hash_table_add (names, g_strdup (*part));
      }
  return names;
}

/* A word with a capital that is one letter away from a name of the credits. */
static void
check_word (Run *run, GHashTable *names, GHashTable *seen, const char *word)
{
  GHashTableIter iter;
  gpointer name;

  if (g_utf8_strlen (word, -1) < 5 || !g_unichar_isupper (g_utf8_get_char (word))
      || is_name (names, word) || !g_hash_table_add (seen, g_strdup (word)))
    return;
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (measure_distance (word, name) == 1 && !g_str_has_prefix (word, name)) /* no plural */
      {
        g_autofree char *sentence
            = g_strdup_printf (_ ("“%s” in the text, “%s” in the credits"), word, (char *) name);
        add (run, "text", sentence, _ ("One of the two may be misspelt"));
        return;
      }
}

static void
check_spellings (Run *run)
{
  g_autoptr (GHashTable) names = collect_names (run->review);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("\\p{L}+", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, mq_review_get_text (run->review, MQ_REVIEW_BODY), 0, &match);
       g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);
      check_word (run, names, seen, word);
    }
}

static void
check_text (Run *run)
{
  const char *body = mq_review_get_text (run->review, MQ_REVIEW_BODY);

  if (body[strspn (body, " \n\t")] == '\0')
    add (run, "text", _ ("The review has no text yet"), _ ("Only the credits would go out"));
}

static void
check_twin (Run *run)
{
  g_autofree char *sentence = NULL;

  if (run->twin == NULL)
    return;
  sentence = g_strdup_printf (_ ("The text is also that of “%s”"), run->twin);
  add (run, "text", sentence, _ ("Two reviews have the same words"));
}

static void
check_tags (Run *run)
{
  for (guint i = 0; run->look != NULL && run->look->missing_tags[i] != NULL; i++)
    {
      g_autofree char *sentence
          = g_strdup_printf (_ ("The site has no tag “%s” yet"), run->look->missing_tags[i]);
      add (run, "tags", sentence, _ ("It is made there, unless you correct it"));
    }
}

static void
check_embargo (Run *run)
{
  g_autofree char *until
      = mq_embargo_dup_until (run->review, MQ_REVIEW_EMBARGO, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *sentence = NULL;

  if (until == NULL)
    return;
  sentence = g_strdup_printf (_ ("Under embargo until %s"), until);
  add (run, "embargo", sentence, _ ("Before that it can be scheduled or be a draft"));
}

/**
 * mq_publish_checks_run:
 * @look: (nullable): what the site says, once it has answered
 * @twin: (nullable): the title of another review with the same text
 * @n_passed: (out): how many checks found nothing
 *
 * Returns: (transfer full) (element-type MqPublishCheck): what is amiss
 */
GPtrArray *
mq_publish_checks_run (MqReview *review, const MqSiteLook *look, const char *twin, guint *n_passed)
{
  static void (*const all[]) (Run *)
      = { check_title,   check_text,  check_director,  check_rating, check_alternative_texts,
          check_summary, check_links, check_spellings, check_twin,   check_tags,
          check_embargo };
  Run run = { review, look, twin, g_ptr_array_new_with_free_func (free_check) };

  *n_passed = 0;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      guint before = run.checks->len;
      all[i](&run);
      *n_passed += run.checks->len == before;
    }
  return run.checks;
}

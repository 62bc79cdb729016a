/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-credit-lines.h"

#include <stdlib.h>
#include <string.h>

#include "mq-names.h"
#include "mq-phrases.h"
#include "mq-text.h"

#define MOST_WORDS_OF_A_NAME 7

/* ---- One fact ---- */

/* What critics write besides the words of a page. */
static const struct
{
  const char *label;
  const char *role;
} more_labels[] = {
  { "director", "director" },    { "directors", "director" },
  { "directed by", "director" }, { "réalisation", "director" },
  { "réalisateur", "director" }, { "réalisé par", "director" },
  { "starring", "stars" },       { "with", "stars" },
  { "darsteller", "stars" },     { "written by", "writer" },
  { "screenplay", "writer" },    { "drehbuch", "writer" },
  { "script", "writer" },        { "director of photography", "cinematography" },
  { "editor", "editing" },       { "score", "music" },
  { "produced by", "producer" },
};

static const char *
find_role (const char *label)
{
  g_autofree char *folded = g_utf8_casefold (label, -1);

  for (guint i = 0; i < G_N_ELEMENTS (more_labels); i++)
    if (g_str_equal (more_labels[i].label, folded))
      return more_labels[i].role;
  return mq_phrase_find_role (label);
}

static const struct
{
  MqPhrase label;
  const char *other;
  MqReviewText text;
} texts[] = {
  { MQ_PHRASE_ORIGINAL_TITLE, "", MQ_REVIEW_ORIGINAL_TITLE },
  { MQ_PHRASE_CERTIFICATE, "certificate", MQ_REVIEW_CERTIFICATE },
  { MQ_PHRASE_DISTRIBUTOR, "", MQ_REVIEW_DISTRIBUTOR },
  { MQ_PHRASE_RELEASED, "release date", MQ_REVIEW_RELEASE_DATE },
};

static gboolean
take_text (MqReview *review, const char *label, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (mq_phrase_is (texts[i].label, label) || g_ascii_strcasecmp (label, texts[i].other) == 0)
      {
        mq_review_set_text (review, texts[i].text, value);
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_list (MqReview *review, const char *label, const char *value)
{
  g_auto (GStrv) words = mq_names_parse (value, mq_review_get_text (review, MQ_REVIEW_LANGUAGE));

  if (mq_phrase_is (MQ_PHRASE_COUNTRY, label) || g_ascii_strcasecmp (label, "countries") == 0)
    mq_review_set_list (review, MQ_REVIEW_COUNTRIES, (const char *const *) words);
  else if (mq_phrase_is (MQ_PHRASE_LANGUAGE, label) || g_ascii_strcasecmp (label, "languages") == 0)
    mq_review_set_list (review, MQ_REVIEW_LANGUAGES, (const char *const *) words);
  else
    return FALSE;
  return TRUE;
}

/* Returns: a year and nothing else, or 0: "1984 was the year I met her" is a sentence */
static int
parse_year (const char *text)
{
  return strlen (text) == 4 && strspn (text, "0123456789") == 4 ? atoi (text) : 0;
}

/* "98", "98 min", "98 Minuten", "1 h 38", "2 hrs 15 mins", "PT98M". Returns: minutes, or 0 */
static int
parse_runtime (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "^(?:PT)?(?:([0-9]{1,2})\\s*(?:h|hrs?|hours?|std|stunden?|heures?)\\.?[\\s,]*)?"
      "(?:([0-9]{1,4})\\s*(?:m|mins?|minutes?|minuten|['′])?\\.?)?$",
      G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hours = NULL, *minutes = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return 0;
  hours = g_match_info_fetch (match, 1);
  minutes = g_match_info_fetch (match, 2);
  return (hours != NULL ? atoi (hours) * 60 : 0) + (minutes != NULL ? atoi (minutes) : 0);
}

static gboolean
take_number (MqReview *review, const char *label, const char *value)
{
  int year = mq_phrase_is (MQ_PHRASE_YEAR, label) ? parse_year (value) : 0;
  int runtime
      = mq_phrase_is (MQ_PHRASE_RUNTIME, label) || g_ascii_strcasecmp (label, "runtime") == 0
            ? parse_runtime (value)
            : 0;

  if (year > 0)
    mq_review_set_year (review, year);
  if (runtime > 0)
    mq_review_set_runtime (review, runtime);
  return year > 0 || runtime > 0;
}

/* "★★★½", "★★★½☆", "3.5/5", "3½ out of 5", "B+". */
static gboolean
parse_rating (const char *text, MqRating *rating)
{
  g_autoptr (GRegex) fraction
      = g_regex_new ("^([0-9]+(?:[.,][0-9]+|½)?|½)\\s*(?:/|out of|von|sur)\\s*([0-9]+)"
                     "(?:\\s*\\p{L}+)?$",
                     0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *value = NULL, *best = NULL;
  MqScale scale;
  double points = 0;

  if (g_regex_match (fraction, text, 0, &match))
    {
      value = g_match_info_fetch (match, 1);
      best = g_match_info_fetch (match, 2);
      return mq_scale_from_best (g_ascii_strtod (best, NULL), &scale)
             && mq_rating_parse (value, scale, rating, NULL);
    }
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) == 0x2605)
      points++;
    else if (g_utf8_get_char (at) == 0xbd)
      points += 0.5;
    else if (g_utf8_get_char (at) != 0x2606 && *at != ' ')
      return FALSE;
  *rating = (MqRating) { MQ_SCALE_STARS_5, points, 0 };
  return points > 0 && mq_rating_check (rating, NULL);
}

static gboolean
take_rating (MqReview *review, const char *label, const char *value)
{
  MqRating rating;

  if (g_ascii_strcasecmp (label, "rating") != 0 && g_ascii_strcasecmp (label, "wertung") != 0
      && g_ascii_strcasecmp (label, "note") != 0 && *label != '\0')
    return FALSE;
  if (!parse_rating (value, &rating)
      && (*label == '\0' || !mq_rating_parse (value, MQ_SCALE_LETTERS, &rating, NULL)))
    return FALSE;
  mq_review_set_rating (review, rating);
  return TRUE;
}

/* "Music: it never stops." is a sentence, not a credit. */
static gboolean
is_name (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  guint n = g_strv_length (words);

  return n <= MOST_WORDS_OF_A_NAME && strpbrk (name, "!?;") == NULL
         && (n <= 3 || !g_str_has_suffix (name, "."));
}

/* A role may have several lines, "Starring" and "With": the later do not put out the earlier. */
static gboolean
take_names (MqReview *review, const char *label, const char *value)
{
  const char *role = find_role (label);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  const char *const *before;
  g_auto (GStrv) names = NULL, both = NULL;

  if (role == NULL)
    return FALSE;
  before = mq_review_get_names (review, role);
  names = mq_names_parse (value, mq_review_get_text (review, MQ_REVIEW_LANGUAGE));
  if (before != NULL)
    g_strv_builder_addv (all, (const char **) before);
  for (char **name = names; *name != NULL; name++)
    if (!is_name (*name))
      return FALSE;
    else if (before == NULL || !g_strv_contains (before, *name))
      g_strv_builder_add (all, *name);
  both = g_strv_builder_end (all);
  mq_review_set_names (review, role, (const char *const *) both);
  return TRUE;
}

/**
 * mq_credit_lines_take_fact:
 * @label: "Dir", "Running time", "Rating"; with or without its colon, in any language that there
 * are phrases in; "" where a rating stands alone
 * @value: plain text
 *
 * Returns: whether the review has it now; %FALSE where this is no fact that is known
 */
gboolean
mq_credit_lines_take_fact (MqReview *review, const char *label, const char *value)
{
  g_autofree char *bare = g_strdup (label);

  g_strstrip (bare);
  if (g_str_has_suffix (bare, ":"))
    bare[strlen (bare) - 1] = '\0';
  g_strchomp (bare);
  if (*value == '\0' || take_rating (review, bare, value))
    return *value != '\0';
  return *bare != '\0'
         && (take_names (review, bare, value) || take_number (review, bare, value)
             || take_text (review, bare, value) || take_list (review, bare, value));
}

/* ---- Lines above the text ---- */

/* A line of Markdown without its emphasis. */
static char *
dup_plain (const char *line)
{
  GString *plain = g_string_new (NULL);
  g_autofree char *stripped = g_strstrip (g_strdup (line));

  for (const char *at = stripped; *at != '\0'; at++)
    {
      if (*at == '\\' && g_ascii_ispunct (at[1]))
        g_string_append_c (plain, *++at);
      else if (*at != '*' && *at != '_' && (*at != '\\' || at[1] != '\0'))
        g_string_append_c (plain, *at);
    }
  return g_string_free_and_steal (plain);
}

static gboolean
take_line (MqReview *review, const char *line)
{
  g_autofree char *plain = dup_plain (line);
  char *colon = strchr (plain, ':');

  if (colon == NULL)
    return mq_credit_lines_take_fact (review, "", plain);
  *colon = '\0';
  return mq_credit_lines_take_fact (review, plain, g_strstrip (colon + 1));
}

/* A paragraph is one of credits when all of its lines are. */
static gboolean
take_paragraph (MqReview *review, const char *paragraph)
{
  g_autoptr (MqReview) trial = mq_review_copy (review);
  g_auto (GStrv) lines = g_strsplit (paragraph, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (!take_line (trial, *line))
      return FALSE;
  mq_review_assign (review, trial);
  return TRUE;
}

/* Where the paragraph at @text ends. */
static gsize
paragraph_length (const char *text)
{
  const char *blank = strstr (text, "\n\n");
  return blank != NULL ? (gsize) (blank - text) : strlen (text);
}

/**
 * mq_credit_lines_take:
 * @markdown: a text as critics have written them: "Dir: A", "**Stars:** A, B and C", "★★★½"
 *
 * Takes the credits that stand above a text into the form.
 *
 * Returns: (transfer full): the text without them
 */
char *
mq_credit_lines_take (MqReview *review, const char *markdown)
{
  const char *at = markdown + strspn (markdown, "\n");

  while (*at != '\0')
    {
      gsize length = paragraph_length (at);
      g_autofree char *paragraph = g_strchomp (g_strndup (at, length));
      if (!take_paragraph (review, paragraph))
        break;
      at += length;
      at += strspn (at, "\n");
    }
  return g_strdup (at);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-credit-lines.h"
#include "mq-import-format.h"
#include "mq-import-title.h"
#include "mq-text.h"

/* A title, "Dir: A", "Stars: A, B and C", and paragraphs. */

/* Of a phrase in letters: one that short stands alone, one that long may be gone on with at will,
 * and one between with a few words. */
#define SHORT_PHRASE 12
#define LONG_PHRASE 20
#define FEW_WORDS 20

/* Behind the first such line stands what the site put there. */
static const char *const left_overs[] = {
  "leave a reply",
  "leave a comment",
  "post a comment",
  "required fields are marked *",
  "share this:",
  "like this:",
  "related",
  "your email address will not be published",
  "kommentar schreiben",
  "schreibe einen kommentar",
  "laisser un commentaire",
  "deine e-mail-adresse wird nicht veröffentlicht",
};

/* "Leave a Reply Cancel reply" is one, "Leave a Reply to your mother is what he does" is not. */
static gboolean
is_left_over (const char *line)
{
  g_autofree char *folded = g_utf8_casefold (line, -1);
  gsize length = strlen (g_strstrip (folded));

  for (guint i = 0; i < G_N_ELEMENTS (left_overs); i++)
    {
      gsize known = strlen (left_overs[i]);
      gboolean may_go_on
          = known > LONG_PHRASE || (known > SHORT_PHRASE && length < known + FEW_WORDS);
      if (g_str_equal (folded, left_overs[i])
          || (may_go_on && g_str_has_prefix (folded, left_overs[i])))
        return TRUE;
    }
  return FALSE;
}

/* "For full screening times visit The Electric (https://…)" */
static gboolean
take_screenings (MqReview *review, const char *line)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "^(For (?:full )?(?:screening|showing) times,? (?:visit|see))\\s*:?\\s*(.+?)\\.?$",
      G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GRegex) address
      = g_regex_new ("\\(?<?((?:https?://|www\\.)[^\\s()<>]+)>?\\)?", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL, found = NULL;
  g_autofree char *place = NULL, *url = NULL, *label = NULL;

  if (!g_regex_match (regex, line, 0, &match))
    return FALSE;
  place = g_match_info_fetch (match, 2);
  if (g_regex_match (address, place, 0, &found))
    {
      g_autofree char *bare = g_match_info_fetch (found, 1);
      url = g_str_has_prefix (bare, "www.") ? g_strconcat ("https://", bare, NULL)
                                            : g_steal_pointer (&bare);
      label = g_regex_replace_literal (address, place, -1, 0, "", 0, NULL);
      g_strstrip (label);
      mq_review_set_text (review, MQ_REVIEW_SCREENINGS_URL, url);
    }
  mq_review_set_text (review, MQ_REVIEW_SCREENINGS_LABEL,
                      label != NULL && *label != '\0' ? label
                      : url != NULL                   ? url
                                                      : place);
  return TRUE;
}

/* Paragraphs as critics type them: a line each, or parted by empty lines. */
static char *
read_paragraphs (MqImportItem *item, char **lines, gboolean from_web)
{
  MqReview *review = mq_import_item_get_review (item);
  g_autoptr (GString) body = g_string_new (NULL);
  gboolean parted = FALSE;

  for (char **line = lines; *line != NULL && line[1] != NULL; line++)
    parted |= **line != '\0' && *line[1] == '\0' && line[2] != NULL;
  for (char **line = lines; *line != NULL; line++)
    if (from_web && is_left_over (*line))
      {
        mq_import_item_note (item, _ ("What stands from “%s” on is the site’s and was left out"),
                             *line);
        break;
      }
    else if (!take_screenings (review, *line))
      g_string_append_printf (body, "%s%s", *line, parted ? "\n" : "\n\n");
  return g_string_free_and_steal (g_steal_pointer (&body));
}

/** Reads a text as critics write them: title, credits, paragraphs. @from_web: whether what a site
 * puts behind a text may stand there too */
void
mq_import_text_read (MqImportItem *item, const char *markdown, gboolean from_web)
{
  MqReview *review = mq_import_item_get_review (item);
  const char *start = markdown + strspn (markdown, "\n \t");
  g_autofree char *title = g_strndup (start, strcspn (start, "\n"));
  g_autofree char *plain = g_strdup (title + strspn (title, "#* "));
  g_autofree char *rest = NULL, *body = NULL, *whole = NULL;
  g_auto (GStrv) lines = NULL;

  for (gsize n = strlen (plain); n > 0 && strchr ("#* ", plain[n - 1]) != NULL; n--)
    plain[n - 1] = '\0';
  mq_import_title_set (review, plain);
  whole = mq_credit_lines_take (review, start + strlen (title));
  lines = g_strsplit (whole, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    g_strchomp (*line);
  body = read_paragraphs (item, lines, from_web);
  rest = g_strstrip (g_strdup (body));
  mq_review_set_text (review, MQ_REVIEW_BODY, rest);
  mq_import_item_check_names (item);
}

static gboolean
is_text (const MqImportSource *source)
{
  g_autofree char *lower = g_ascii_strdown (source->name, -1);

  return source->head != NULL && source->members == NULL
         && (g_str_has_suffix (lower, ".txt") || g_str_has_suffix (lower, ".text")
             || (strchr (lower, '.') == NULL && g_utf8_validate (source->head, -1, NULL)));
}

static gboolean
read_text (MqImportFeed *feed, const MqImportSource *source, GError **error)
{
  g_autofree char *text = mq_import_source_load_text (source, error);
  MqImportItem *item;

  if (text == NULL)
    return FALSE;
  item = mq_import_source_new_item (source);
  mq_import_text_read (item, text, TRUE);
  return mq_import_feed_take (feed, item, error);
}

const MqImportFormat mq_import_text = { "text", N_ ("Plain text"), is_text, read_text };

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-merge.h"

#include <string.h>

#include "mq-page.h"
#include "mq-post-review.h"
#include "mq-rendition.h"
#include "mq-word-diff.h"

/* ---- What the site has, as a review ---- */

/* A picture goes by the site's address of it, on a page of its own by the names of its widths. */
static GHashTable *
list_picture_names (MqLibrary *library, MqReview *review, const MqSite *site)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *pictures = mq_review_get_pictures (review);

  for (guint i = 0; i < pictures->len; i++)
    {
      const MqPicture *picture = pictures->pdata[i];
      g_autoptr (MqSitePicture) there
          = mq_library_get_site_picture (library, site->id, picture->hash, NULL);
      int widths[2];
      guint n = mq_rendition_get_widths (picture, widths);
      if (there != NULL && *there->address != '\0')
        g_hash_table_insert (names, g_strdup (there->address), g_strdup (picture->name));
      for (guint width = 0; width < n; width++)
        g_hash_table_insert (names, mq_rendition_get_name (picture, widths[width]),
                             g_strdup (picture->name));
    }
  return names;
}

/**
 * mq_merge_read_theirs:
 * @mine: the review as it is here
 * @post: as the site has it
 *
 * Returns: (transfer full): the review with the site's title, standfirst and text
 */
MqReview *
mq_merge_read_theirs (MqLibrary *library, MqReview *mine, const MqSite *site, const MqPost *post)
{
  MqReview *theirs = mq_review_copy (mine);
  g_autoptr (GHashTable) names = list_picture_names (library, mine, site);
  g_autoptr (MqReview) read = mq_review_copy (mine);
  g_autoptr (MqPublisher) publisher = mq_publisher_new (site, "", 1, NULL);
  g_autofree char *html
      = publisher != NULL ? mq_publisher_read_body (publisher, post) : g_strdup (post->body);
  const MqReviewText texts[] = { MQ_REVIEW_TITLE, MQ_REVIEW_STANDFIRST, MQ_REVIEW_BODY };

  mq_post_read_into (post, html, mq_publisher_get_form (site->kind), names, read);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    mq_review_set_text (theirs, texts[i], mq_review_get_text (read, texts[i]));
  return theirs;
}

/* ---- Where the two differ ---- */

static void
free_part (gpointer data)
{
  MqMergePart *part = data;

  g_free (part->mine);
  g_free (part->theirs);
  g_free (part);
}

static void
add_part (GPtrArray *parts, MqReviewText which, const char *mine, const char *theirs)
{
  MqMergePart *part = g_new0 (MqMergePart, 1);

  part->which = which;
  part->mine = g_strdup (mine);
  part->theirs = g_strdup (theirs);
  g_ptr_array_add (parts, part);
}

/* A text as its blocks in Markdown, and as a word for each that says what a reader sees of it. */
typedef struct
{
  GPtrArray *sources;
  GString *words;
} Blocks;

static char *
dup_lines (char **lines, int start, int end)
{
  GString *text = g_string_new (NULL);

  for (int i = start; i < end; i++)
    g_string_append_printf (text, "%s%s", i > start ? "\n" : "", lines[i]);
  return g_strstrip (g_string_free_and_steal (text));
}

/* What stands between two blocks, such as the addresses of links, goes with the first. */
static void
split (MqReview *review, Blocks *blocks)
{
  const char *body = mq_review_get_text (review, MQ_REVIEW_BODY);
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  g_autoptr (MqDocument) document = mq_page_parse (review);
  guint n = mq_document_get_n_blocks (document);

  blocks->sources = g_ptr_array_new_with_free_func (g_free);
  blocks->words = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    {
      const MqBlock *block = mq_document_get_block (document, i);
      int start = i == 0 ? 0 : block->start_line - 1;
      int end = i + 1 < n ? mq_document_get_block (document, i + 1)->start_line - 1
                          : (int) g_strv_length (lines);
      g_ptr_array_add (blocks->sources, dup_lines (lines, start, end));
      g_string_append_printf (blocks->words, "%016" G_GINT64_MODIFIER "x ", block->hash);
    }
}

static void
clear_blocks (Blocks *blocks)
{
  g_ptr_array_unref (blocks->sources);
  g_string_free (blocks->words, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Blocks, clear_blocks)

/* Takes as many blocks as there are words. */
static void
take_blocks (GPtrArray *taken, const Blocks *blocks, guint *at, const char *words)
{
  for (; *words != '\0'; words += strcspn (words, " ") + 1)
    g_ptr_array_add (taken, blocks->sources->pdata[(*at)++]);
}

static char *
join (GPtrArray *sources)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sources->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n\n" : "", (char *) sources->pdata[i]);
  return g_string_free_and_steal (text);
}

/* Where as many paragraphs stand on both sides each is chosen for itself. */
static void
end_change (GPtrArray *parts, GPtrArray *mine, GPtrArray *theirs)
{
  if (mine->len == theirs->len)
    for (guint i = 0; i < mine->len; i++)
      add_part (parts, MQ_REVIEW_BODY, mine->pdata[i], theirs->pdata[i]);
  else
    {
      g_autofree char *ours = join (mine), *others = join (theirs);
      add_part (parts, MQ_REVIEW_BODY, ours, others);
    }
  g_ptr_array_set_size (mine, 0);
  g_ptr_array_set_size (theirs, 0);
}

static void
compare_bodies (GPtrArray *parts, MqReview *mine, MqReview *theirs)
{
  g_auto (Blocks) a = { 0 }, b = { 0 };
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GPtrArray) ours = g_ptr_array_new (), others = g_ptr_array_new ();
  guint i = 0, j = 0;

  split (mine, &a);
  split (theirs, &b);
  differences = mq_word_diff (a.words->str, b.words->str);
  for (guint d = 0; d < differences->len; d++)
    {
      const MqDiffPart *part = differences->pdata[d];
      if (part->kind == MQ_DIFF_REMOVED)
        take_blocks (ours, &a, &i, part->text);
      else if (part->kind == MQ_DIFF_ADDED)
        take_blocks (others, &b, &j, part->text);
      else
        {
          g_autoptr (GPtrArray) same = g_ptr_array_new (), dropped = g_ptr_array_new ();
          g_autofree char *text = NULL;
          end_change (parts, ours, others);
          take_blocks (same, &a, &i, part->text);
          take_blocks (dropped, &b, &j, part->text);
          text = join (same);
          add_part (parts, MQ_REVIEW_BODY, text, NULL);
        }
    }
  end_change (parts, ours, others);
}

static void
compare_texts (GPtrArray *parts, MqReview *mine, MqReview *theirs, MqReviewText which)
{
  const char *ours = mq_review_get_text (mine, which), *others = mq_review_get_text (theirs, which);

  if (!g_str_equal (ours, others))
    add_part (parts, which, ours, others);
}

/**
 * mq_merge_compare:
 *
 * Returns: (transfer full) (element-type MqMergePart): the parts of both in order; paragraphs that
 * read the same are one part however they are typed
 */
GPtrArray *
mq_merge_compare (MqReview *mine, MqReview *theirs)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (free_part);

  compare_texts (parts, mine, theirs, MQ_REVIEW_TITLE);
  compare_texts (parts, mine, theirs, MQ_REVIEW_STANDFIRST);
  compare_bodies (parts, mine, theirs);
  return parts;
}

/* ---- What is to stand there ---- */

static void
append_paragraphs (GString *body, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (body, "%s%s", body->len > 0 ? "\n\n" : "", text);
}

/** Gives a review what was chosen of the two. */
void
mq_merge_apply (GPtrArray *parts, MqReview *review)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const MqMergePart *part = parts->pdata[i];
      gboolean mine = part->theirs == NULL || part->choice != MQ_MERGE_THEIRS;
      gboolean theirs = part->theirs != NULL && part->choice != MQ_MERGE_MINE;
      if (part->which != MQ_REVIEW_BODY)
        mq_review_set_text (review, part->which, theirs ? part->theirs : part->mine);
      else
        {
          append_paragraphs (body, mine ? part->mine : "");
          append_paragraphs (body, theirs ? part->theirs : "");
        }
    }
  mq_review_set_text (review, MQ_REVIEW_BODY, body->str);
}

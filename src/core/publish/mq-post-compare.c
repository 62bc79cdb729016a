/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-post-compare.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-markup.h"

static gboolean
have_same_words (const char *a, const char *b)
{
  g_autofree char *one = mq_markup_to_plain_text (a), *other = mq_markup_to_plain_text (b);
  return g_str_equal (one, other);
}

static gboolean
are_same_sets (char **a, char **b)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (char **name = a; *name != NULL; name++)
    g_hash_table_add (names, g_utf8_casefold (*name, -1));
  for (char **name = b; *name != NULL; name++)
    {
      g_autofree char *folded = g_utf8_casefold (*name, -1);
      if (!g_hash_table_remove (names, folded))
        return FALSE;
    }
  return g_hash_table_size (names) == 0;
}

/** Returns: whether what the site has is what was sent: title, text and summary */
gboolean
mq_post_has_same_content (const MqPost *sent, const MqPost *there, MqPostForm form)
{
  g_autofree char *body = mq_post_dup_body (sent);

  return have_same_words (sent->title, there->title) && have_same_words (body, there->body)
         && (form == MQ_POST_PAGE || have_same_words (sent->summary, there->summary));
}

/* What an element is called when the site took it out. */
static const struct
{
  const char *tag;
  const char *sentence;
} elements[] = {
  { "table", N_ ("The site removed a table") },
  { "img", N_ ("The site removed a picture from the text") },
  { "blockquote", N_ ("The site removed the marks of a quotation; its words are there") },
  { "details", N_ ("The site does not hide spoilers: they are there to be read") },
  { "em", N_ ("The site removed emphasis (italics)") },
  { "strong", N_ ("The site removed strong emphasis (bold)") },
  { "a", N_ ("The site removed a link") },
  { "ul", N_ ("The site removed a list’s marks; its words are there") },
  { "ol", N_ ("The site removed a list’s numbers; its words are there") },
  { "h2", N_ ("The site removed a heading’s mark; its words are there") },
};

static guint
count (const char *html, const char *tag)
{
  g_autofree char *open = g_strconcat ("<", tag, NULL);
  guint n = 0;

  for (const char *at = strstr (html, open); at != NULL; at = strstr (at + 1, open))
    if (!g_ascii_isalnum (at[strlen (open)]))
      n++;
  return n;
}

static void
compare_bodies (const char *sent, const char *there, GPtrArray *notes)
{
  if (!have_same_words (sent, there))
    g_ptr_array_add (notes, g_strdup (_ ("The site’s text is not word for word what was sent")));
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (count (there, elements[i].tag) < count (sent, elements[i].tag))
      g_ptr_array_add (notes, g_strdup (_ (elements[i].sentence)));
}

static void
compare_status (const MqPost *sent, const MqPost *there, GPtrArray *notes)
{
  if (sent->status != there->status)
    g_ptr_array_add (notes, g_strdup_printf (_ ("The post was to be “%s”, on the site it is “%s”"),
                                             mq_post_status_get_label (sent->status),
                                             mq_post_status_get_label (there->status)));
  if (sent->status == MQ_POST_SCHEDULED && sent->date != 0 && ABS (sent->date - there->date) > 60)
    {
      g_autoptr (GDateTime) wanted = g_date_time_new_from_unix_local (sent->date);
      g_autoptr (GDateTime) found = g_date_time_new_from_unix_local (there->date);
      g_autofree char *one = g_date_time_format (wanted, "%c"),
                      *other = g_date_time_format (found, "%c");
      g_ptr_array_add (notes, g_strdup_printf (_ ("The post was to appear on %s, the site says %s"),
                                               one, other));
    }
}

static void
compare_facts (const MqPost *sent, const MqPost *there, GPtrArray *notes)
{
  if (!are_same_sets (sent->tags, there->tags))
    g_ptr_array_add (notes, g_strdup (_ ("The site has other tags than were sent")));
  if (*sent->categories != NULL && !are_same_sets (sent->categories, there->categories))
    g_ptr_array_add (notes, g_strdup (_ ("The site has other categories than were sent")));
  if (sent->poster != NULL && there->poster == NULL)
    g_ptr_array_add (notes, g_strdup (_ ("The site shows no picture with the post")));
  else if (sent->poster != NULL && *sent->poster->alt != '\0' && *there->poster->alt == '\0')
    g_ptr_array_add (notes, g_strdup (_ ("The site did not keep the picture’s description")));
  if (*sent->slug != '\0' && *there->slug != '\0' && !g_str_equal (sent->slug, there->slug))
    g_ptr_array_add (notes, g_strdup_printf (_ ("The address ends in “%s”, for “%s” was taken"),
                                             there->slug, sent->slug));
  if (sent->comments_open != there->comments_open)
    g_ptr_array_add (notes, g_strdup (sent->comments_open
                                          ? _ ("The site does not take replies to it")
                                          : _ ("The site takes replies although it was asked not "
                                               "to")));
}

/** Adds a sentence for each part of a post that the site did not keep as it was sent. */
void
mq_post_compare (const MqPost *sent, const MqPost *there, MqPostForm form, GPtrArray *notes)
{
  g_autofree char *body = mq_post_dup_body (sent);

  if (!have_same_words (sent->title, there->title))
    g_ptr_array_add (notes, g_strdup_printf (_ ("On the site the title is “%s”"), there->title));
  compare_bodies (body, there->body, notes);
  compare_status (sent, there, notes);
  if (form == MQ_POST_FRAGMENT)
    compare_facts (sent, there, notes);
}

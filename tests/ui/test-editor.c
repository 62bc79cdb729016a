/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtksourceview/gtksource.h>

#include "mq-markdown-highlighter.h"
#include "mq-markdown-line.h"
#include "mq-smart-typing.h"
#include "mq-text-parser.h"

/* What the editor makes of what is typed, without a window. */

static void
assert_text (GtkTextBuffer *buffer, const char *expected)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_smart_typing (void)
{
  static const struct
  {
    const char *before, *after;
    gboolean handled;
  } lists[] = {
    { "- one", "- one\n- ", TRUE },
    { "9. nine", "9. nine\n10. ", TRUE },
    { "> said", "> said\n> ", TRUE },
    { ">! who", ">! who\n>! ", TRUE },
    { "- ", "", TRUE },
    { "plain", "plain", FALSE },
  };
  static const struct
  {
    const char *before, *language, *after;
    gunichar typed;
  } quotes[] = {
    { "", "en", "“", '"' },     { "so", "en", "so”", '"' },  { "(", "de-CH", "(„", '"' },
    { "so", "de", "so“", '"' }, { "it", "en", "it’", '\'' }, { "", "fr", "« ", '"' },
  };
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      gtk_text_buffer_set_text (buffer, lists[i].before, -1);
      g_assert_cmpint (mq_smart_typing_enter (buffer), ==, lists[i].handled);
      assert_text (buffer, lists[i].after);
    }
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      gtk_text_buffer_set_text (buffer, quotes[i].before, -1);
      g_assert_true (mq_smart_typing_quote (buffer, quotes[i].typed, quotes[i].language));
      assert_text (buffer, quotes[i].after);
    }
}

/* "<" and ">" are where the selection begins and ends, "|" is the caret. */
static void
set_marked (GtkTextBuffer *buffer, const char *marked)
{
  g_autofree char *plain = g_strdup (marked);
  const char *from = strpbrk (marked, "<|"), *to = strchr (marked, '>');
  GtkTextIter start, end;

  g_strdelimit (plain, "<>|", '\v');
  for (char *at; (at = strchr (plain, '\v')) != NULL;)
    memmove (at, at + 1, strlen (at));
  gtk_text_buffer_set_text (buffer, plain, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start,
                                      (int) g_utf8_pointer_to_offset (marked, from));
  gtk_text_buffer_get_iter_at_offset (
      buffer, &end, (int) g_utf8_pointer_to_offset (marked, to != NULL ? to : from) - (to != NULL));
  gtk_text_buffer_select_range (buffer, &end, &start);
}

static void
assert_marked (GtkTextBuffer *buffer, const char *expected)
{
  GtkTextIter start, end, from, to;
  gboolean selected = gtk_text_buffer_get_selection_bounds (buffer, &from, &to);
  g_autofree char *before = NULL, *within = NULL, *after = NULL, *marked = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  before = gtk_text_buffer_get_text (buffer, &start, &from, TRUE);
  within = gtk_text_buffer_get_text (buffer, &from, &to, TRUE);
  after = gtk_text_buffer_get_text (buffer, &to, &end, TRUE);
  marked = selected ? g_strconcat (before, "<", within, ">", after, NULL)
                    : g_strconcat (before, "|", after, NULL);
  g_assert_cmpstr (marked, ==, expected);
}

static void
test_marks (void)
{
  static const struct
  {
    const char *before, *mark, *after;
  } cases[] = {
    { "the <sea>", "**", "the <**sea**>" },
    { "the <**sea**>", "**", "the <sea>" },
    { "the **<sea>**", "**", "the <sea>" },
    { "the <**sea**>", "*", "the <***sea***>" },
    { "the **<sea>**", "*", "the **<*sea*>**" },
    { "the ***<sea>***", "*", "the **<sea>**" },
    { "the ***<sea>***", "**", "the *<sea>*" },
    { "<é>", "*", "<*é*>" },
    { "a |", "**", "a **|**" },
    { "a **|**", "**", "a |" },
    { "<**>", "*", "<****>" },
    { "<`a`>", "`", "<a>" },
  };
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      set_marked (buffer, cases[i].before);
      mq_smart_typing_wrap (buffer, cases[i].mark);
      assert_marked (buffer, cases[i].after);
    }
}

static void
test_links (void)
{
  static const struct
  {
    const char *before, *clipboard, *after;
  } cases[] = {
    { "at <the sea>.", "https://a.example/b", "at [the sea](https://a.example/b)|." },
    { "at <the sea>.", "no address", "at [the sea](|)." },
    { "at <the sea>.", NULL, "at [the sea](|)." },
    { "see <https://a.example/é>.", "https://b.example", "see [|](https://a.example/é)." },
    { "see |.", "https://b.example", "see [|](https://b.example)." },
    { "see |.", NULL, "see [|]()." },
  };
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      set_marked (buffer, cases[i].before);
      mq_smart_typing_link (buffer, cases[i].clipboard);
      assert_marked (buffer, cases[i].after);
    }
  set_marked (buffer, "at <the sea>.");
  g_assert_false (mq_smart_typing_paste (buffer, "no address"));
  g_assert_true (mq_smart_typing_paste (buffer, "https://a.example/b"));
  assert_marked (buffer, "at [the sea](https://a.example/b)|.");
  g_assert_false (mq_smart_typing_paste (buffer, "https://a.example/b"));
  set_marked (buffer, "<https://a.example/b>");
  g_assert_false (mq_smart_typing_paste (buffer, "https://c.example"));
}

static char *
dup_unspelled (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer),
                                               "gtksourceview:context-classes:no-spell-check");
  GString *all = g_string_new (NULL);
  GtkTextIter from, to;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_text_buffer_get_start_iter (buffer, &from);
  while (gtk_text_iter_forward_to_tag_toggle (&from, tag))
    {
      g_autofree char *part = NULL;
      to = from;
      gtk_text_iter_forward_to_tag_toggle (&to, tag);
      part = gtk_text_buffer_get_text (buffer, &from, &to, TRUE);
      g_string_append_printf (all, "{%s}", part);
      from = to;
    }
  return g_string_free_and_steal (all);
}

static void
assert_unspelled (GtkTextBuffer *buffer, const char *expected)
{
  g_autofree char *unspelled = dup_unspelled (buffer);
  g_assert_cmpstr (unspelled, ==, expected);
}

static void
count_unspelled (GtkTextBuffer *buffer,
                 GtkTextTag *tag,
                 GtkTextIter *start,
                 GtkTextIter *end,
                 int *n)
{
  g_autofree char *name = NULL;

  g_object_get (tag, "name", &name, NULL);
  *n += g_strcmp0 (name, "gtksourceview:context-classes:no-spell-check") == 0;
}

/* As libspelling applies its own. Returns: whether it stays there */
static gboolean
is_tagged (GtkTextBuffer *buffer, GtkTextTag *tag, int line, int column)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, line, column);
  end = start;
  gtk_text_iter_forward_chars (&end, 5);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  return gtk_text_iter_has_tag (&start, tag);
}

/* Addresses and code are no words; each is told once, for it has the line looked up anew. */
static void
test_unspelled (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (MqMarkdownHighlighter) highlighter = NULL, second = NULL;
  GtkTextTag *misspelled;
  GtkTextIter at;
  int n = 0;

  gtk_text_buffer_set_text (buffer,
                            "Go **[thére](https://a.example)** or `grep -n`\n"
                            "see <https://b.example/é>, https://c.example\n"
                            "[a][b] in words: two",
                            -1);
  highlighter = mq_markdown_highlighter_new (buffer);
  assert_unspelled (
      buffer, "{](https://a.example)}{grep -n}{https://b.example/é}{https://c.example}{][b]}");
  g_signal_connect (buffer, "apply-tag", G_CALLBACK (count_unspelled), &n);
  g_signal_connect (buffer, "remove-tag", G_CALLBACK (count_unspelled), &n);
  gtk_text_buffer_get_iter_at_offset (buffer, &at, 2);
  gtk_text_buffer_insert (buffer, &at, "ing é", -1);
  assert_unspelled (
      buffer, "{](https://a.example)}{grep -n}{https://b.example/é}{https://c.example}{][b]}");
  g_assert_cmpint (n, ==, 0);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &at, 1, 0);
  gtk_text_buffer_insert (buffer, &at, "`q` ", -1);
  assert_unspelled (
      buffer, "{](https://a.example)}{grep -n}{q}{https://b.example/é}{https://c.example}{][b]}");
  g_assert_cmpint (n, ==, 4);
  misspelled = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL);
  g_assert_false (is_tagged (buffer, misspelled, 1, 9)); /* "https" */
  g_assert_true (is_tagged (buffer, misspelled, 2, 10)); /* "words" */
  gtk_text_buffer_insert_at_cursor (buffer, "`", -1);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &at, 2, 10);
  gtk_text_buffer_insert (buffer, &at, "`", -1);
  assert_unspelled (buffer, "{](https://a.example)}{grep -n}{q}{https://b.example/é}"
                            "{https://c.example}{][b]}{words: two}");
  gtk_text_buffer_get_iter_at_line_offset (buffer, &at, 2, 12);
  g_assert_false (gtk_text_iter_has_tag (&at, misspelled));
  g_clear_object (&highlighter);
  second = mq_markdown_highlighter_new (buffer);
  gtk_text_buffer_set_text (buffer, "plain", -1);
  assert_unspelled (buffer, "");
}

/* How each part of a line looks. */
static void
test_faces (void)
{
  static const char *const names[MQ_N_FACES]
      = { "blank", "quote", "heading", "emphasis", "strong", "code", "markup", "unspelled" };
  static const struct
  {
    const char *text, *faces;
  } cases[] = {
    { "", "blank 0-1" },
    { "plain # > 1. text", "" },
    { "## One *two*", "heading 0-12 emphasis 8-11 markup 0-2 7-8 11-12" },
    { "#tag", "" },
    { "> said", "quote 0-6 markup 0-1" },
    { ">! told", "quote 0-7 markup 0-2" },
    { "  12. item", "markup 0-6" },
    { "**a *b* c**", "emphasis 5-6 strong 2-9 markup 0-2 4-5 6-7 9-11" },
    { "_a_ snake_case_name", "emphasis 1-2 markup 0-1 2-3" },
    { "``a b``", "code 2-5 markup 0-2 5-7 unspelled 2-5" },
    { "![é](b.jpg)", "markup 0-2 4-12 unspelled 4-12" },
    { "<https://a.b>", "markup 0-1 12-13 unspelled 1-12" },
  };
  g_autoptr (MqMarkdownLine) line = mq_markdown_line_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) faces = g_string_new (NULL);

      mq_markdown_line_read (line, cases[i].text, (int) strlen (cases[i].text) + 1);
      for (int face = 0; face < MQ_N_FACES; face++)
        {
          guint n;
          const MqMarkdownRange *ranges = mq_markdown_line_get_ranges (line, face, &n);

          if (n > 0)
            g_string_append_printf (faces, "%s%s", faces->len > 0 ? " " : "", names[face]);
          for (guint k = 0; k < n; k++)
            g_string_append_printf (faces, " %d-%d", ranges[k].start, ranges[k].end);
        }
      g_assert_cmpstr (faces->str, ==, cases[i].faces);
    }
}

static void
describe_tag (GtkTextTag *tag, gpointer data)
{
  GtkTextBuffer *buffer = ((gpointer *) data)[0];
  GString *all = ((gpointer *) data)[1];
  g_autofree char *name = NULL;
  GtkTextIter at;

  g_object_get (tag, "name", &name, NULL);
  gtk_text_buffer_get_start_iter (buffer, &at);
  g_string_append_printf (all, " %s", name);
  if (gtk_text_iter_has_tag (&at, tag))
    g_string_append (all, " 0");
  while (gtk_text_iter_forward_to_tag_toggle (&at, tag))
    g_string_append_printf (all, " %d", gtk_text_iter_get_offset (&at));
}

/* Where each tag of the highlighter begins and ends. */
static char *
describe_tags (GtkTextBuffer *buffer)
{
  GString *all = g_string_new (NULL);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (buffer), describe_tag,
                              (gpointer[]) { buffer, all });
  return g_string_free_and_steal (all);
}

/* The tags of a text that is the same, but was never anything else. */
static char *
describe_fresh_tags (GtkTextBuffer *buffer)
{
  g_autoptr (GtkTextBuffer) fresh = gtk_text_buffer_new (NULL);
  g_autoptr (MqMarkdownHighlighter) highlighter = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  gtk_text_buffer_set_text (fresh, text, -1);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_offset (fresh, &end, gtk_text_iter_get_offset (&start));
  gtk_text_buffer_place_cursor (fresh, &end);
  highlighter = mq_markdown_highlighter_new (fresh);
  mq_markdown_highlighter_set_focus_mode (highlighter, TRUE);
  return describe_tags (fresh);
}

static void
edit_somewhere (GtkTextBuffer *buffer, GRand *rand)
{
  static const char *const pieces[] = {
    "*", "**", "`", "\n", "\n\n", "# ", "> ", "- ", "a é", "[x](y)", "https://b.example ", " "
  };
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (
      buffer, &from, g_rand_int_range (rand, 0, gtk_text_buffer_get_char_count (buffer) + 1));
  gtk_text_buffer_place_cursor (buffer, &from);
  if (g_rand_int_range (rand, 0, 3) > 0)
    {
      gtk_text_buffer_insert_at_cursor (
          buffer, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))], -1);
      return;
    }
  to = from;
  gtk_text_iter_forward_chars (&to, g_rand_int_range (rand, 1, 6));
  gtk_text_buffer_delete (buffer, &from, &to);
}

/* However a text came about, it looks the same. */
static void
test_highlighting (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (MqMarkdownHighlighter) highlighter = mq_markdown_highlighter_new (buffer);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  mq_markdown_highlighter_set_focus_mode (highlighter, TRUE);
  for (int i = 0; i < 500; i++)
    {
      g_autofree char *tags = NULL, *fresh = NULL;

      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        edit_somewhere (buffer, rand);
      tags = describe_tags (buffer);
      fresh = describe_fresh_tags (buffer);
      g_assert_cmpstr (tags, ==, fresh);
    }
}

static void
count_tags (int *n)
{
  (*n)++;
}

/* Each tag has its line laid out anew: a letter that changes none puts none on. */
static void
test_highlighting_of_a_letter (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (MqMarkdownHighlighter) highlighter = mq_markdown_highlighter_new (buffer);
  g_autofree char *before = NULL, *after = NULL;
  GtkTextIter at;
  int n = 0;

  gtk_text_buffer_set_text (buffer, "# One *two*\n\n> and `three`, **four *five***\n\n", -1);
  mq_markdown_highlighter_set_focus_mode (highlighter, TRUE);
  gtk_text_buffer_get_iter_at_offset (buffer, &at, 17);
  gtk_text_buffer_place_cursor (buffer, &at);
  before = describe_tags (buffer);
  g_signal_connect_swapped (buffer, "apply-tag", G_CALLBACK (count_tags), &n);
  g_signal_connect_swapped (buffer, "remove-tag", G_CALLBACK (count_tags), &n);
  gtk_text_buffer_insert_at_cursor (buffer, "x", -1);
  after = describe_tags (buffer);
  g_assert_cmpstr (before, !=, after); /* later ones are one letter on */
  g_assert_cmpint (n, ==, 0);
  gtk_text_buffer_insert_at_cursor (buffer, "`", -1);
  g_free (describe_tags (buffer));
  g_assert_cmpint (n, >, 0);
}

/* What is not there need not be taken away, for which GTK would have the line laid out anew. */
static void
test_removing_of_tags (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (MqMarkdownHighlighter) highlighter = mq_markdown_highlighter_new (buffer);
  GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  GtkTextIter start, middle, end;
  int n = 0;

  gtk_text_buffer_set_text (buffer, "One two three", -1);
  g_free (describe_tags (buffer));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_offset (buffer, &middle, 4);
  gtk_text_buffer_apply_tag (buffer, tag, &middle, &end);
  g_signal_connect_data (buffer, "remove-tag", G_CALLBACK (count_tags), &n, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &middle);
  g_assert_cmpint (n, ==, 0);
  g_assert_true (gtk_text_iter_has_tag (&middle, tag));
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  g_assert_cmpint (n, ==, 1);
  g_assert_false (gtk_text_iter_has_tag (&middle, tag));
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  g_assert_cmpint (n, ==, 1);
}

static void
assert_parsed (MqTextParser *parser, const char *expected)
{
  g_autofree char *html = NULL;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  html = mq_document_to_html (mq_text_parser_get_document (parser));
  g_assert_cmpstr (html, ==, expected);
}

/* A letter has its paragraph parsed; another language the whole text. */
static void
test_parsing (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (MqReview) review = mq_review_new ();
  g_autoptr (MqTextParser) parser = mq_text_parser_new (buffer, review);

  gtk_text_buffer_set_text (buffer, "\"One\"\n\n\"Two\"", -1);
  mq_text_parser_request (parser);
  assert_parsed (parser, "<p>“One”</p>\n<p>“Two”</p>\n");
  gtk_text_buffer_insert_at_cursor (buffer, "s", -1);
  mq_text_parser_request (parser);
  assert_parsed (parser, "<p>“One”</p>\n<p>“Two”s</p>\n");
  mq_review_set_text (review, MQ_REVIEW_LANGUAGE, "de");
  mq_text_parser_set_review (parser, review);
  assert_parsed (parser, "<p>&quot;One&quot;</p>\n<p>&quot;Two&quot;s</p>\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  gtk_source_init ();
  g_test_add_func ("/editor/smart-typing", test_smart_typing);
  g_test_add_func ("/editor/marks", test_marks);
  g_test_add_func ("/editor/links", test_links);
  g_test_add_func ("/editor/unspelled", test_unspelled);
  g_test_add_func ("/editor/faces", test_faces);
  g_test_add_func ("/editor/highlighting", test_highlighting);
  g_test_add_func ("/editor/highlighting-of-a-letter", test_highlighting_of_a_letter);
  g_test_add_func ("/editor/removing-of-tags", test_removing_of_tags);
  g_test_add_func ("/editor/parsing", test_parsing);
  return g_test_run ();
}

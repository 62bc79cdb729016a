/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-document.h"

#include <string.h>

static void
assert_html (const char *markdown, const char *html)
{
  g_autoptr (MqDocument) document = mq_document_new (markdown, NULL, NULL, NULL);
  g_autofree char *made = mq_document_to_html (document);
  g_assert_cmpstr (made, ==, html);
}

static void
test_safety (void)
{
  assert_html ("<b>x</b> & <script>alert(1)</script>",
               "<p>&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
  assert_html ("<div onclick='x'>\nhello\n</div>",
               "<p>&lt;div onclick='x'&gt;<br />\nhello<br />\n&lt;/div&gt;</p>\n");
  assert_html ("[a](javascript:alert(1)) [b](JAVASCRIPT:x) [c](data:text/html,x) [d](vbscript:x) "
               "[e](foo:bar)",
               "<p>a b c d e</p>\n");
  assert_html ("[a](java&#115;cript:alert(1)) [b](&#106;avascript:x)", "<p>a b</p>\n");
  assert_html (
      "[a](https://x.org) [b](mailto:a@b.c) [c](#d) [e](f.html)",
      "<p><a href=\"https://x.org\">a</a> <a href=\"mailto:a@b.c\">b</a> <a href=\"#d\">c</a> "
      "<a href=\"f.html\">e</a></p>\n");
  assert_html ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n");
  assert_html ("![a cat](https://x.org/cat.png)",
               "<p><a href=\"https://x.org/cat.png\">a cat</a></p>\n");
  assert_html ("![](javascript:x) ![b](missing.png)", "<p>javascript:x b</p>\n");
  assert_html ("[![a](https://x.org/i.png)](https://y.org)",
               "<p><a href=\"https://y.org\">a</a></p>\n");
}

/* What entities smuggle in, or what is typed: no page shows it. */
static void
test_what_no_page_holds (void)
{
  assert_html ("x &#xFFFE;A&#xFFFF;", "<p>x \xEF\xBF\xBD"
                                      "A\xEF\xBF\xBD</p>\n");
  assert_html ("a&#x202E;b&#x2066;c\u202Ed &#x85;e&#xFEFF;", "<p>abcd e</p>\n");
  assert_html ("a&#x1FFFE;b", "<p>ab</p>\n");
  assert_html ("שלום\u200F!", "<p>שלום\u200F!</p>\n");
  assert_html ("[a](https://x.org/&#x202E;b \"t&#xFFFE;\")",
               "<p><a href=\"https://x.org/b\" title=\"t\xEF\xBF\xBD\">a</a></p>\n");
  assert_html ("```x&#xFFFF;y\ncode\n```",
               "<pre><code class=\"language-x\xEF\xBF\xBDy\">code\n</code></pre>\n");
}

static void
test_plain (void)
{
  g_autofree char *text = mq_document_print_plain (
      "One *two*.\n\n3. first\n4. second\n   - deep\n\n- a\n- b\n\n![A still](x.jpg)\n\n> Said.",
      "en");

  g_assert_cmpstr (text, ==, "One two.\n\n3. first\n4. second\n  – deep\n\n– a\n– b\n\nSaid.");
}

static void
test_house_style (void)
{
  assert_html ("\"Quoted\" -- it's...", "<p>“Quoted” – it’s…</p>\n");
  assert_html ("# A\n\n### B\n\n## C\n\n# D", "<h2>A</h2>\n<h3>B</h3>\n<h3>C</h3>\n<h2>D</h2>\n");
  assert_html ("#### A\n\n###### B\n\n# C", "<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>\n");
  assert_html (
      ">! The butler\n>! did *it*.",
      "<details><summary>Spoiler</summary>\n<p>The butler\ndid <em>it</em>.</p>\n</details>\n");
  assert_html ("> ! no\n\n> plain", "<details><summary>Spoiler</summary>\n<p>no</p>\n</"
                                    "details>\n<blockquote>\n<p>plain</p>\n</blockquote>\n");
  assert_html ("> !important", "<blockquote>\n<p>!important</p>\n</blockquote>\n");
}

static void
test_other_languages_keep_their_quotes (void)
{
  g_autoptr (MqDocument) document = mq_document_new ("\"So\"", "de", NULL, NULL);
  g_autofree char *html = mq_document_to_html (document);
  g_assert_cmpstr (html, ==, "<p>&quot;So&quot;</p>\n");
}

static char *
draw (const char *name, const char *alt, const char *title, gboolean is_block, gpointer data)
{
  return strcmp (name, "sea.jpg") == 0
             ? g_strdup_printf ("<img alt=\"%s\" data-block=\"%d\">", alt, is_block)
             : NULL;
}

static void
test_pictures (void)
{
  g_autoptr (MqDocument) document = mq_document_new (
      "![the *sea*](sea.jpg)\n\na ![b](sea.jpg) c\n\n![x](other.jpg)", NULL, draw, NULL);
  g_autofree char *html = mq_document_to_html (document);

  g_assert_cmpstr (html, ==,
                   "<img alt=\"the sea\" data-block=\"1\">\n<p>a <img alt=\"b\" data-block=\"0\"> "
                   "c</p>\n<p>x</p>\n");
}

static void
test_blocks (void)
{
  g_autoptr (MqDocument) document = mq_document_new (
      "One\n\n<b>\ntwo\n\n- a\n- b\n\nlast [x]\n\n[x]: https://e.org\n", NULL, NULL, NULL);

  g_assert_cmpuint (mq_document_get_n_blocks (document), ==, 4);
  g_assert_cmpint (mq_document_get_block (document, 0)->start_line, ==, 1);
  g_assert_cmpint (mq_document_get_block (document, 2)->start_line, ==, 6);
  g_assert_cmpuint (mq_document_find_line (document, 1), ==, 0);
  g_assert_cmpuint (mq_document_find_line (document, 2), ==, 0);
  g_assert_cmpuint (mq_document_find_line (document, 7), ==, 2);
  g_assert_cmpuint (mq_document_find_line (document, 99), ==, 3);
}

static void
test_statistics (void)
{
  g_autoptr (MqDocument) document = mq_document_new (
      "# One two\n\nIt’s **bold**, [isn’t it](https://example.org/a/b)?  Yes. 李 安\n", NULL, NULL,
      NULL);
  MqStatistics counts = mq_document_get_statistics (document);

  g_assert_cmpuint (counts.words, ==, 9);
  g_assert_cmpuint (counts.sentences, ==, 4);
  g_assert_cmpuint (mq_statistics_get_minutes (&counts), ==, 1);
  g_assert_cmpuint (mq_statistics_count ("").words, ==, 0);
  g_assert_cmpuint (mq_statistics_count ("e\u0301👩‍👩‍👧").characters, ==, 2);
}

/* Bad input costs no more than a moment. */
static void
test_pathological (void)
{
  struct
  {
    const char *piece;
    int times;
  } cases[]
      = { { ">", 10000 },    { "- ", 10000 },           { "*a **b ", 20000 }, { "[", 50000 },
          { "![](", 20000 }, { "x", 10 * 1024 * 1024 }, { "\"", 50000 },      { ">! ", 3000 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (MqDocument) document = NULL;

      for (int n = 0; n < cases[i].times; n++)
        g_string_append (text, cases[i].piece);
      document = mq_document_new (text->str, NULL, NULL, NULL);
      g_assert_cmpuint (mq_document_get_n_blocks (document), >=, 1);
    }
}

/* ---- A text that is typed on ---- */

static void
assert_same (MqDocument *one, MqDocument *other)
{
  g_autofree char *text = mq_document_to_text (one), *other_text = mq_document_to_text (other);

  g_assert_cmpuint (mq_document_get_n_blocks (one), ==, mq_document_get_n_blocks (other));
  for (guint i = 0; i < mq_document_get_n_blocks (one); i++)
    {
      const MqBlock *block = mq_document_get_block (one, i),
                    *same = mq_document_get_block (other, i);

      g_assert_cmpstr (block->html, ==, same->html);
      g_assert_cmpuint (block->hash, ==, same->hash);
      g_assert_cmpint (block->start_line, ==, same->start_line);
      g_assert_cmpint (block->end_line, ==, same->end_line);
    }
  g_assert_cmpstr (text, ==, other_text);
  g_assert_cmpstr (mq_document_get_summary (one), ==, mq_document_get_summary (other));
}

static void
edit_somewhere (GString *text, GRand *rand)
{
  static const char *const pieces[] = {
    "a",      "b ",       "*",    "**",        "`",  "```",     "\"",           "--",
    "&amp;",  "<b>",      "<!--", "-->",       "# ", "\n===\n", "> ",           "- ",
    "1. ",    " ",        "    ", "\t",        "\n", "\n\n",    "\\",           "[x]",
    "[x]: y", "](z)",     "![k]", "(sea.jpg)", "é",  "\uFEFF",  "\r",           "---",
    "<div>",  "</div>\n", ">! s", "  \n",      "|",  "word ",   "\n\nOne.\n\n", "\n\n- i\n\n",
  };
  gsize at = g_rand_int_range (rand, 0, (gint32) text->len + 1);

  while (at > 0 && (text->str[at] & 0xC0) == 0x80)
    at--;
  if (g_rand_int_range (rand, 0, 4) > 0)
    {
      g_string_insert (text, at, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      return;
    }
  for (int n = g_rand_int_range (rand, 1, 6); n > 0 && at < text->len; n--)
    g_string_erase (text, at, g_utf8_next_char (text->str + at) - (text->str + at));
}

/* Whatever was typed before: what comes of the paragraph alone is what comes of the whole text. */
static void
test_edited (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MqDocument) document = mq_document_new ("", NULL, draw, NULL);
  int n_edited = 0;

  for (int i = 0; i < 30000; i++)
    {
      g_autoptr (MqDocument) whole = NULL, edited = NULL;

      if (text->len > 300)
        g_string_truncate (text, 0);
      edit_somewhere (text, rand);
      whole = mq_document_new (text->str, NULL, draw, NULL);
      edited = mq_document_new_edited (document, text->str, NULL, draw, NULL);
      if (edited != NULL)
        {
          assert_same (edited, whole);
          n_edited++;
        }
      g_clear_pointer (&document, mq_document_unref);
      document = mq_document_ref (edited != NULL ? edited : whole);
    }
  g_assert_cmpint (n_edited, >, 1000);
}

/* What a critic types all day is parsed alone; what reaches further is not. */
static void
test_what_is_edited_alone (void)
{
  static const struct
  {
    const char *before, *after;
    gboolean alone;
  } cases[] = {
    { "# One\n\nTwo thre.\n\n- four", "# One\n\nTwo three.\n\n- four", TRUE },
    { "One\n\nTwo\nthree\n", "One\n\nTwo\nthree *four*\n", TRUE },
    { "- a\n\nb [c](d)\n\n- e", "- a\n\nbb [c](d)\n\n- e", TRUE },
    { "One", "One", TRUE },
    { "", "a", FALSE },
    { "One", "# One", FALSE },
    { "One\n\nTwo", "One\nTwo", FALSE },
    { "One\nTwo", "One\n===", FALSE },
    { "- a\n\nb", "- a\n\n  b", FALSE },
    { "- a\n\n  b", "- a\n\nb", FALSE },
    { "a [b]\n\n[b]: c", "aa [b]\n\n[b]: c", FALSE },
    { "a [b]\n\n[b] c", "a [b]\n\n[b]: c", FALSE },
    { "a\n\n![k](sea.jpg)", "a\n\n![kk](sea.jpg)", FALSE },
    { "<!--\n\na\n\n-->", "<!--\n\nab\n\n-->", FALSE },
    { "```\n\na\n\n```", "```\n\nab\n\n```", FALSE },
    { "a\r\n\r\nb", "a\r\n\r\nbc", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MqDocument) before = mq_document_new (cases[i].before, NULL, draw, NULL);
      g_autoptr (MqDocument) whole = mq_document_new (cases[i].after, NULL, draw, NULL);
      g_autoptr (MqDocument) edited
          = mq_document_new_edited (before, cases[i].after, NULL, draw, NULL);

      g_test_message ("%s", cases[i].after);
      g_assert_cmpint (edited != NULL, ==, cases[i].alone);
      if (edited != NULL)
        assert_same (edited, whole);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/safety", test_safety);
  g_test_add_func ("/markdown/what-no-page-holds", test_what_no_page_holds);
  g_test_add_func ("/markdown/plain", test_plain);
  g_test_add_func ("/markdown/house-style", test_house_style);
  g_test_add_func ("/markdown/other-languages", test_other_languages_keep_their_quotes);
  g_test_add_func ("/markdown/pictures", test_pictures);
  g_test_add_func ("/markdown/blocks", test_blocks);
  g_test_add_func ("/markdown/statistics", test_statistics);
  g_test_add_func ("/markdown/pathological", test_pathological);
  g_test_add_func ("/markdown/edited", test_edited);
  g_test_add_func ("/markdown/what-is-edited-alone", test_what_is_edited_alone);
  return g_test_run ();
}

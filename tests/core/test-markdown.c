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
  return g_test_run ();
}

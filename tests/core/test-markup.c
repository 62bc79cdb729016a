/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cmark.h>
#include <string.h>

#include "mq-document.h"
#include "mq-markup-review.h"
#include "mq-markup.h"

static void
assert_markdown (const char *html, const char *expected)
{
  g_autofree char *markdown = mq_markup_to_markdown (html, "https://a.example/blog/post", NULL);
  g_assert_cmpstr (markdown, ==, expected);
}

static void
test_text (void)
{
  assert_markdown ("", "");
  assert_markdown ("plain", "plain\n");
  assert_markdown ("<p>One\n two</p>\n<p>Three</p>", "One two\n\nThree\n");
  assert_markdown ("<div>loose <p>One</p> end</div>", "loose\n\nOne\n\nend\n");
  assert_markdown ("a<br>b<br/><br>c", "a  \nb\n\nc\n");
  assert_markdown ("1 * 2 _ [3] #4 &amp;amp;", "1 \\* 2 \\_ \\[3\\] \\#4 \\&amp;\n");
  assert_markdown ("1. no list", "1\\. no list\n");
  assert_markdown ("a&nbsp;b\xc2\xa0", "a\xc2\xa0"
                                       "b\xc2\xa0\n");
  assert_markdown ("<q>Yes</q>, he said", "“Yes”, he said\n");
  assert_markdown ("x<!-- wp:paragraph --><script>alert(1)</script><style>p{}</style>", "x\n");
  assert_markdown ("<p style=\"display: none\">a</p><p hidden>b</p>c", "c\n");
}

static void
test_emphasis (void)
{
  assert_markdown ("<em>a</em> <b>b</b> <i><strong>c</strong></i>", "*a* **b** ***c***\n");
  assert_markdown ("<em>a </em>b<em> c</em>", "*a* b *c*\n");
  assert_markdown ("<em>a</em><i>b</i>", "*ab*\n");
  assert_markdown ("<em>so <em>deep</em></em>", "*so deep*\n");
  assert_markdown ("<em>Vertigo,</em>which", "*Vertigo*,which\n");
  assert_markdown ("the<em>“end”</em> x", "the“*end”* x\n");
  assert_markdown ("<em> </em>a<strong></strong>", "a\n");
  assert_markdown ("<p><em>a</p><p>b</em></p>", "*a*\n\nb\n");
  assert_markdown ("<span style=\"font-style:italic; font-weight: 700\">a</span>", "***a***\n");
  assert_markdown ("<code>a `b` *c*</code>", "``a `b` *c*``\n");
}

static void
test_links (void)
{
  assert_markdown ("<a href=\"https://x.org/a b\">x</a>", "[x](https://x.org/a%20b)\n");
  assert_markdown ("<a href=\"../y\">y</a> <a href=\"#z\">z</a>",
                   "[y](https://a.example/y) [z](#z)\n");
  assert_markdown ("<a href=\"javascript:x()\">no</a> <a>none</a> <a href=\"/\"></a>", "no none\n");
  assert_markdown ("<a href=\"/b\"><em>b</em> c</a>", "[*b* c](https://a.example/b)\n");
  assert_markdown ("<a href=\"/b\"><p>b</p><p>c</p></a>",
                   "[b](https://a.example/b)\n\n[c](https://a.example/b)\n");
  assert_markdown ("<iframe src=\"https://v.example/1\" title=\"Trailer\"></iframe>",
                   "[Trailer](https://v.example/1)\n");
}

static void
test_blocks (void)
{
  assert_markdown ("<h1>A</h1><h2>B</h2><h3>C <em>d</em></h3>x", "# A\n\n# B\n\n## C *d*\n\nx\n");
  assert_markdown ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c\n");
  assert_markdown ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b\n");
  assert_markdown ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c\n");
  assert_markdown ("<blockquote><p>a</p><p>b</p></blockquote>c", "> a\n>\n> b\n\nc\n");
  assert_markdown ("<pre><code>a\n  b &lt;\n</code></pre>", "```\na\n  b <\n```\n");
  assert_markdown ("<pre>```\n</pre>", "````\n```\n````\n");
  assert_markdown ("<pre class=\"wp-block-verse\">a\nb</pre>", "a  \nb\n");
  assert_markdown ("a<hr>b", "a\n\n-----\n\nb\n");
  assert_markdown ("<dl><dt>Dir</dt><dd>X</dd></dl>", "**Dir**\n\nX\n");
  assert_markdown ("<details><summary>Spoiler</summary><p>He <b>dies</b>.</p><p>So.</p></details>",
                   "> ! He **dies**.\n>\n> So.\n");
  assert_markdown ("<table><tr><th>Film<th>Year<tr><td>A<td>1948</table>",
                   "- Film · Year\n- A · 1948\n");
  assert_markdown ("<table><tr><td><p>a</p><p>b</p></table>", "a\n\nb\n");
}

static void
test_adjacent_lists (void)
{
  static const char *const html[]
      = { "<ul><li>a</ul><ul><li>b</ul>", "<ul><li>a</ul><ol><li>b</ol>",
          "<ul><li>a</ul><pre>b</pre>", "<blockquote><ol><li>a</ol><ul><li>b</ul></blockquote>" };

  for (guint i = 0; i < G_N_ELEMENTS (html); i++)
    {
      g_autofree char *markdown = mq_markup_to_markdown (html[i], NULL, NULL);
      g_autoptr (MqDocument) document = mq_document_new (markdown, NULL, NULL, NULL);
      g_autofree char *text = mq_document_to_text (document);
      g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
      g_assert_null (strstr (text, "!--"));
      g_assert_true (g_strv_contains ((const char *const *) words, "a"));
      g_assert_true (g_strv_contains ((const char *const *) words, "b"));
    }
}

static void
test_pictures (void)
{
  static const char html[]
      = "<figure><a href=\"/up/big.jpg\"><img src=\"/up/big-300x200.jpg\" alt=\"A tower\"></a>"
        "<figcaption>The tower <small>Photo: Ann</small></figcaption></figure>"
        "<p>See <img src=\"b.png\" srcset=\"b-1.png 300w, b-2.png 900w\" alt=\"B\"> here "
        "<img src=\"data:image/gif;base64,R0\"></p>";
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) pictures = mq_markup_list_pictures (html, "https://a.example/blog/post");
  g_autofree char *markdown = NULL;

  g_assert_cmpuint (pictures->len, ==, 2);
  g_assert_cmpstr (((MqMarkupPicture *) pictures->pdata[0])->address, ==,
                   "https://a.example/up/big.jpg");
  g_assert_cmpstr (((MqMarkupPicture *) pictures->pdata[0])->alt, ==, "A tower");
  g_assert_cmpstr (((MqMarkupPicture *) pictures->pdata[1])->address, ==,
                   "https://a.example/blog/b-2.png");
  g_hash_table_insert (names, (char *) "https://a.example/up/big.jpg", (char *) "big.jpg");
  markdown = mq_markup_to_markdown (html, "https://a.example/blog/post", names);
  g_assert_cmpstr (markdown, ==,
                   "![A tower](big.jpg \"The tower\")\n\n"
                   "See ![B](https://a.example/blog/b-2.png) here\n");
}

static void
test_wordpress (void)
{
  g_autofree char *classic = mq_markup_from_wordpress (
      "Dir: A\r\n\r\nOne\r\ntwo <em>x</em>\n\n<blockquote>q</blockquote>\n"
      "[caption id=\"a\"]<img src=\"i.png\" /> "
      "Below[/caption]\n\n[embed]https://v.example/[/embed]\n"
      "[gallery ids=\"1\"]");
  g_autofree char *blocks
      = mq_markup_from_wordpress ("<!-- wp:paragraph --><p>a\nb</p><!-- /wp:paragraph -->");
  g_autofree char *markdown = mq_markup_to_markdown (classic, NULL, NULL);

  g_assert_cmpstr (
      markdown, ==,
      "Dir: A\n\nOne  \ntwo *x*\n\n> q\n\n![](i.png \"Below\")\n\n<https://v.example/>\n");
  g_assert_null (strstr (blocks, "<br"));
}

static void
test_review (void)
{
  g_autoptr (MqReview) review = mq_review_new ();
  MqRating rating;

  mq_markup_read_review (
      "<html lang=de><article class='h-entry h-review'><p class='p-summary'>Kurz</p>"
      "<p><data class=p-rating value=3.5>3½</data> von <data class=p-best "
      "value=5>5</data></p><div class='p-item h-item'><data class=p-name value=Film></data>"
      "<dl class=credits><div><dt>Regie:</dt><dd><bdi>A, B</bdi></dd></div>"
      "<div><dt>Laufzeit:</dt><dd>99 Min.</dd></div>"
      "<div><dt><bdi>Stunts</bdi>:</dt><dd><bdi>C</bdi></dd></div></dl></div>"
      "<div class=e-content><p>Text</p></div></article>Menü",
      NULL, NULL, review);
  rating = mq_review_get_rating (review);
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_BODY), ==, "Text");
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_TITLE), ==, "Film");
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_STANDFIRST), ==, "Kurz");
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_LANGUAGE), ==, "de");
  g_assert_cmpstr (mq_review_get_names (review, "director")[0], ==, "A, B");
  g_assert_cmpstr (mq_review_get_names (review, "Stunts")[0], ==, "C");
  g_assert_cmpint (mq_review_get_runtime (review), ==, 99);
  g_assert_cmpfloat (rating.value, ==, 3.5);
}

/* Neither the parser nor the reader may be led too deep. */
static void
test_depth (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autofree char *markdown = NULL;

  for (int i = 0; i < 10000; i++)
    g_string_append (html, i % 2 ? "<blockquote>" : "<ul><li>");
  g_string_append (html, "<p>deep</p>");
  markdown = mq_markup_to_markdown (html->str, NULL, NULL);
  g_assert_nonnull (strstr (markdown, "deep"));
}

/* ---- Made-up pages ---- */

static const char *const words[] = { "Rust",       "and",
                                     "Bone",       "“quoted”",
                                     "(aside)",    "1.",
                                     "-",          "+",
                                     "#",          "*",
                                     "_x_",        "<b>",
                                     "&amp;",      "a`b",
                                     "[c](d)",     "naïve",
                                     "—",          "fin.",
                                     "!",          "10)",
                                     "snake_case", "=",
                                     "~~",         "\\",
                                     ">",          "https://x.example/a_b",
                                     "e*",         "**",
                                     "f!",         "[" };
static const char *const inlines[] = { "em", "strong", "code", "a", "b", "i", "span" };
static const char *const blocks[] = { "p", "p", "p", "blockquote", "ul", "ol", "h2", "h3", "div" };

static void
make_inlines (GString *html, GRand *rand, int depth)
{
  int n = g_rand_int_range (rand, 1, 5);

  for (int i = 0; i < n; i++)
    {
      const char *word = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
      const char *tag = inlines[g_rand_int_range (rand, 0, G_N_ELEMENTS (inlines))];
      g_autofree char *escaped = g_markup_escape_text (word, -1);
      if (depth > 0 && g_rand_int_range (rand, 0, 3) == 0)
        {
          g_string_append_printf (html, "<%s%s>", tag,
                                  *tag == 'a' ? " href=\"https://x.example/?a=b_c*\"" : "");
          make_inlines (html, rand, *tag == 'c' ? 0 : depth - 1);
          g_string_append_printf (html, "</%s>", tag);
        }
      else
        g_string_append (html, escaped);
      if (g_rand_int_range (rand, 0, 3) > 0)
        g_string_append (html, g_rand_int_range (rand, 0, 12) == 0 ? "<br>" : " ");
    }
}

static void
make_blocks (GString *html, GRand *rand, int depth)
{
  int n = g_rand_int_range (rand, 1, 4);

  for (int i = 0; i < n; i++)
    {
      const char *tag = blocks[g_rand_int_range (rand, 0, G_N_ELEMENTS (blocks))];
      gboolean list = g_str_equal (tag, "ul") || g_str_equal (tag, "ol"),
               holder = list || *tag == 'b' || *tag == 'd';
      g_string_append_printf (html, "<%s>%s", tag, list ? "<li>" : "");
      if (holder && depth > 0)
        make_blocks (html, rand, depth - 1);
      else
        make_inlines (html, rand, 3);
      if (list && g_rand_boolean (rand))
        {
          g_string_append (html, "</li>\n<li>");
          make_inlines (html, rand, 2);
        }
      g_string_append_printf (html, "%s</%s>\n", list ? "</li>" : "", tag);
    }
}

/* Blocks and breaks part words. */
static char *
dup_words (const char *html)
{
  static const char *const tags[] = { "<br",  "<p>",   "</p>", "<li",   "</li", "<h", "</h",
                                      "<blo", "</blo", "<div", "</div", "<ul",  "<ol" };
  g_autoptr (GString) spaced = g_string_new (html);

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *with_space = g_strconcat (" ", tags[i], NULL);
      g_string_replace (spaced, tags[i], with_space, 0);
    }
  return mq_markup_to_plain_text (spaced->str);
}

static guint
count (const char *html, const char *tag)
{
  guint n = 0;

  for (const char *at = strstr (html, tag); at != NULL; at = strstr (at + 1, tag))
    n++;
  return n;
}

static void
test_generated (void)
{
  static const char *const kept[] = { "<blockquote", "<ol", "<li", "<h1", "<h2" };

  for (guint32 seed = 0; seed < 5000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) html = g_string_new (NULL);
      g_autofree char *markdown = NULL, *before = NULL, *after = NULL, *shifted = NULL;
      char *back;
      make_blocks (html, rand, 2);
      markdown = mq_markup_to_markdown (html->str, NULL, NULL);
      back = cmark_markdown_to_html (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
      before = dup_words (html->str);
      after = dup_words (back);
      if (g_strcmp0 (before, after) != 0)
        g_test_message ("seed %u\n%s\n----\n%s\n----\n%s", seed, html->str, markdown, back);
      g_assert_cmpstr (after, ==, before);
      g_string_replace (html, "<h2", "<h1", 0);
      g_string_replace (html, "<h3", "<h2", 0);
      for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
        {
          if (count (back, kept[i]) != count (html->str, kept[i]))
            g_test_message ("seed %u\n%s\n----\n%s\n----\n%s", seed, html->str, markdown, back);
          g_assert_cmpuint (count (back, kept[i]), ==, count (html->str, kept[i]));
        }
      g_assert_cmpuint (count (back, "<ul"), <=, count (html->str, "<ul"));
      cmark_get_default_mem_allocator ()->free (back);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markup/text", test_text);
  g_test_add_func ("/markup/emphasis", test_emphasis);
  g_test_add_func ("/markup/links", test_links);
  g_test_add_func ("/markup/blocks", test_blocks);
  g_test_add_func ("/markup/adjacent-lists", test_adjacent_lists);
  g_test_add_func ("/markup/pictures", test_pictures);
  g_test_add_func ("/markup/wordpress", test_wordpress);
  g_test_add_func ("/markup/review", test_review);
  g_test_add_func ("/markup/depth", test_depth);
  g_test_add_func ("/markup/generated", test_generated);
  return g_test_run ();
}

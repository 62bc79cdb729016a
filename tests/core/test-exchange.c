/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mq-export.h"
#include "mq-markdown-file.h"
#include "mq-plain-text.h"
#include "mq-rendition.h"

static MqMarkdownFile *
parse (const char *head, GError **error)
{
  g_autofree char *text = g_strdup_printf ("---\n%s\n---\n\nBody\n", head);
  return mq_markdown_file_parse (text, g_getenv ("MARQUEE_TEST_DATA"), error);
}

static void
test_wrong_values (void)
{
  static const struct
  {
    const char *head, *field;
    int line;
  } cases[] = {
    { "title: A\nyear: MMXXV", "year", 3 },
    { "title: A\nrating: {value: 9, best: 5}", "rating", 3 },
    { "title: A\nrating: good", "rating", 3 },
    { "title: A\nrating: {value: 3, best: 7}", "rating", 3 },
    { "title: [A]", "title", 2 },
    { "title: A\nkind: opera", "kind", 3 },
    { "title: A\npublished: soon", "published", 3 },
    { "title: A\nurl: example.org", "url", 3 },
    { "title: A\nurl: javascript:alert(1)", "url", 3 },
    { "title: A\nform: {action: \"http://example.org/\"}", "form", 3 },
    { "title: A\nform: {action: \"https://a.b;script-src/x\"}", "form", 3 },
    { "title: A\nform: {action: \"https://u:p@example.org/\"}", "form", 3 },
    { "title: A\nurl: \"https://*\"", "url", 3 },
    { "title: A\nrating: 3.33333", "rating", 3 },
    { "title: A\nposter: /dev/zero", "/dev/zero", 3 },
    { "title: A\nlang: \"not a language\"", "lang", 3 },
    { "title: A\ndir: up", "dir", 3 },
    { "title: A\nstars: {a: b}", "stars", 3 },
    { "title: A\nruntime: long", "runtime", 3 },
    { "title: A\ncomments: maybe", "comments", 3 },
    { "title: A\nposter: {alt: x}", "poster", 3 },
    { "title: A\nposter: none.jpg", "none.jpg", 3 },
    { "title: A\nauthor: [x]", "author", 3 },
    { "title: A\ncredits:\n- names: [x]", "credits", 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MqMarkdownFile) file = parse (cases[i].head, &error);
      g_autofree char *line = g_strdup_printf ("line %d:", cases[i].line);

      if (file != NULL)
        g_error ("taken: %s", cases[i].head);
      g_assert_true (g_str_has_prefix (error->message, line));
      g_assert_nonnull (strstr (error->message, cases[i].field));
    }
}

static void
test_broken_front_matter (void)
{
  static const char *const texts[]
      = { "---\ntitle: A\n",
          "---\ntitle: [\n---\n",
          "---\n- a\n---\n",
          "---\na: b: c\n---\n",
          "---\na: &x [*x]\n---\n",
          "---\ntitle: T\ntitle: U\n---\n",
          "---\ntitle: T\n--- {year: 2001}\n---\n",
          "---\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c "
          "[*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
          "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n---\n",
          "---\nsummary: \"a\\0b\"\n---\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MqMarkdownFile) file = mq_markdown_file_parse (texts[i], "/", &error);
      g_assert_null (file);
      g_assert_true (g_str_has_prefix (error->message, "line "));
    }
}

static void
test_names_and_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqMarkdownFile) text
      = parse ("title: A\ndirectors: X\nstars: \"P, Q, Jr. and R\"\nfoo: bar", &error);
  g_autoptr (MqMarkdownFile) json = parse (
      "{\"title\": \"\\ud83c\\udfac\", \"stars\": [\"P, Q\"], \"year\": 1999,\n\"rating\": \"B+\"}",
      &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mq_review_get_names (text->review, "director")[0], ==, "X");
  g_assert_cmpstr (mq_review_get_names (text->review, "stars")[1], ==, "Q, Jr.");
  g_assert_cmpstr (mq_review_get_names (text->review, "stars")[2], ==, "R");
  g_assert_cmpuint (text->notes->len, ==, 1);
  g_assert_nonnull (strstr (text->notes->pdata[0], "foo"));
  g_assert_cmpstr (mq_review_get_text (json->review, MQ_REVIEW_TITLE), ==, "🎬");
  g_assert_cmpstr (mq_review_get_names (json->review, "stars")[0], ==, "P, Q");
  g_assert_cmpint (mq_review_get_rating (json->review).scale, ==, MQ_SCALE_LETTERS);
}

static MqMarkdownFile *
read_sample (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("MARQUEE_TEST_DATA"), "rust-and-bone.md", NULL);
  g_autoptr (GError) error = NULL;
  MqMarkdownFile *file = mq_markdown_file_read (path, &error);

  g_assert_no_error (error);
  return file;
}

static GBytes *
load_picture (const char *hash, gpointer data, GError **error)
{
  return g_bytes_ref (g_hash_table_lookup (((MqMarkdownFile *) data)->pictures, hash));
}

static void
test_round_trip (void)
{
  g_autoptr (MqMarkdownFile) file = read_sample ();
  g_autofree char *folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autofree char *markdown = g_build_filename (path, "review.md", NULL);
  guint n;
  MqPageSettings settings = { mq_theme_get_all (&n), NULL };
  MqExport export = { file->review, &settings, load_picture, file };
  g_autoptr (GError) error = NULL;
  g_autoptr (MqMarkdownFile) read = NULL;

  mq_review_set_text (file->review, MQ_REVIEW_TITLE, "No: \"quoted\" #1 — yes");
  mq_review_set_text (file->review, MQ_REVIEW_BODY, "\n---\ntrailing \\ *x*\n\n");
  mq_review_set_text (file->review, MQ_REVIEW_CERTIFICATE, "12");
  mq_review_set_text (file->review, MQ_REVIEW_SLUG, "true");
  mq_review_set_comments_open (file->review, FALSE);
  g_assert_true (mq_export_markdown_folder (&export, path, &error));
  read = mq_markdown_file_read (markdown, &error);
  g_assert_no_error (error);
  g_assert_true (mq_review_equal (file->review, read->review));
}

static void
test_nothing_gets_lost (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqMarkdownFile) roles
      = parse ("title: A\ndirectors: [P]\ncredits: [{role: writer, names: [X]}, {role: "
               "writer, names: [Y]}, {role: director, names: [Q]}]",
               &error);
  g_autoptr (MqMarkdownFile) stills
      = mq_markdown_file_parse ("---\ntitle: A\nstills: [{src: ./still.jpg}, {src: "
                                "still.jpg}]\n---\n\n![a](./still.jpg)\n",
                                g_getenv ("MARQUEE_TEST_DATA"), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mq_review_get_names (roles->review, "writer")[1], ==, "Y");
  g_assert_cmpstr (mq_review_get_names (roles->review, "director")[0], ==, "P");
  g_assert_cmpstr (mq_review_get_names (roles->review, "director")[1], ==, "Q");
  g_assert_cmpstr (mq_review_get_text (stills->review, MQ_REVIEW_BODY), ==, "![a](still.jpg)");
  g_assert_cmpuint (mq_review_get_pictures (stills->review)->len, ==, 2);
}

static char *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  return contents;
}

static void
test_page_folder (void)
{
  g_autoptr (MqMarkdownFile) file = read_sample ();
  g_autofree char *folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a/page", NULL);
  g_autofree char *mine = g_build_filename (path, "notes.txt", NULL);
  guint n;
  MqPageSettings settings = { mq_theme_get_all (&n), NULL };
  MqExport export = { file->review, &settings, load_picture, file };
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *again = NULL, *picture = NULL, *original = NULL;
  gsize size = 0;

  g_assert_true (mq_export_page_folder (&export, path, &error));
  first = read_file (path, "index.html");
  g_assert_true (g_file_set_contents (mine, "mine", -1, NULL));
  g_assert_true (mq_export_page_folder (&export, path, &error));
  again = read_file (path, "index.html");
  g_assert_cmpstr (first, ==, again);
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
  original = g_build_filename (g_getenv ("MARQUEE_TEST_DATA"), "poster.jpg", NULL);
  g_assert_true (g_file_get_contents (original, &picture, &size, NULL));
  g_assert_nonnull (
      memmem (picture, size, "secret", 6)); /* a comment that a camera might have left */
  g_free (picture);
  g_free (original);
  original = g_build_filename (path, "poster-800.jpg", NULL);
  g_assert_true (g_file_get_contents (original, &picture, &size, NULL));
  g_assert_null (memmem (picture, size, "secret", 6));
  mq_review_replace_picture (file->review, mq_review_get_poster (file->review), NULL);
  g_assert_true (mq_export_page_folder (&export, path, &error));
  g_assert_false (g_file_test (original, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
}

static GBytes *
load_nothing (const char *hash, gpointer data, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "gone");
  return NULL;
}

static void
test_no_half_written_folder (void)
{
  g_autoptr (MqMarkdownFile) file = read_sample ();
  g_autofree char *folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "page", NULL);
  guint n;
  MqPageSettings settings = { mq_theme_get_all (&n), NULL };
  MqExport export = { file->review, &settings, load_nothing, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  g_assert_false (mq_export_page_folder (&export, path, &error));
  g_assert_nonnull (error);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_single_file (void)
{
  g_autoptr (MqMarkdownFile) file = read_sample ();
  guint n;
  MqPageSettings settings = { mq_theme_get_all (&n), "body { color: red } </style><script>x" };
  MqExport export = { file->review, &settings, load_picture, file };
  g_autoptr (GError) error = NULL;
  g_autofree char *html = mq_export_single_file (&export, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (html, "src=\"data:image/jpeg;base64,"));
  g_assert_null (strstr (html, "src=\"poster"));
  g_assert_null (strstr (html, "</style><script>x"));
}

static void
test_plain_text (void)
{
  g_autoptr (MqMarkdownFile) file = read_sample ();
  g_autofree char *text = mq_plain_text_print (file->review);

  g_assert_true (g_str_has_prefix (
      text, "Rust and Bone (2012)\nDir: Jacques Audiard\nStars: Marion Cotillard, Matthias "
            "Schoenaerts, Armand Verdure and Bouli Lanners\n"));
  g_assert_nonnull (strstr (text, "The sea is never far away."));
  g_assert_nonnull (
      strstr (text, "For full screening times visit The Electric (https://example.org/times)"));
  g_assert_null (strstr (text, "**"));
}

static GBytes *
make_picture (int width, int height, const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf
      = gdk_pixbuf_new (GDK_COLORSPACE_RGB, strcmp (type, "png") == 0, 8, width, height);
  char *data = NULL;
  gsize size = 0;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, NULL, NULL));
  return g_bytes_new_take (data, size);
}

static void
test_pictures (void)
{
  g_autoptr (GBytes) wide = make_picture (2400, 1200, "jpeg");
  g_autoptr (GBytes) small = make_picture (300, 200, "png");
  g_autoptr (GError) error = NULL;
  g_autoptr (MqPicture) picture
      = mq_rendition_probe (wide, "/tmp/Über See.JPG", MQ_PICTURE_STILL, &error);
  g_autoptr (MqPicture) icon = mq_rendition_probe (small, "x.png", MQ_PICTURE_STILL, &error);
  g_autoptr (GBytes) made = mq_rendition_make (wide, 800, FALSE, &error);
  g_autoptr (GBytes) again = mq_rendition_make (wide, 800, FALSE, &error);
  g_autofree char *name = mq_rendition_get_name (picture, 800);
  int widths[2];

  g_assert_no_error (error);
  g_assert_cmpstr (picture->name, ==, "uber-see.jpg");
  g_assert_cmpint (picture->width, ==, 2400);
  g_assert_cmpuint (mq_rendition_get_widths (picture, widths), ==, 2);
  g_assert_cmpint (widths[0], ==, 1600);
  g_assert_cmpuint (mq_rendition_get_widths (icon, widths), ==, 1);
  g_assert_cmpstr (name, ==, "uber-see-800.jpg");
  g_assert_cmpint (mq_rendition_parse_name (picture, name), ==, 800);
  g_assert_cmpint (mq_rendition_parse_name (picture, "uber-see-801.jpg"), ==, 0);
  g_assert_true (g_bytes_equal (made, again));
}

/* A header that promises far more pixels than a computer should decode. */
static void
test_bad_pictures (void)
{
  guchar bomb[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0\0\0\0\0";
  g_autoptr (GBytes) no_picture = g_bytes_new_static ("hello", 5);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) too_large = make_picture (30000, 3, "png");
  g_autoptr (GBytes) bombed = g_bytes_new (bomb, sizeof bomb - 1);
  static const char drawing[]
      = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9'/></svg>";
  g_autoptr (GBytes) svg = g_bytes_new_static (drawing, sizeof drawing - 1);
  g_autofree char *path = g_build_filename (g_getenv ("MARQUEE_TEST_DATA"), "bomb.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) whole_bomb = g_file_load_bytes (file, NULL, NULL, NULL);
  GBytes *bad[] = { no_picture, empty, too_large, bombed, svg, whole_bomb };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (mq_rendition_probe (bad[i], "x", MQ_PICTURE_STILL, &error));
      g_assert_cmpint (error->domain, ==, MQ_RENDITION_ERROR);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/wrong-values", test_wrong_values);
  g_test_add_func ("/exchange/broken-front-matter", test_broken_front_matter);
  g_test_add_func ("/exchange/names-and-json", test_names_and_json);
  g_test_add_func ("/exchange/nothing-gets-lost", test_nothing_gets_lost);
  g_test_add_func ("/exchange/round-trip", test_round_trip);
  g_test_add_func ("/exchange/page-folder", test_page_folder);
  g_test_add_func ("/exchange/no-half-written-folder", test_no_half_written_folder);
  g_test_add_func ("/exchange/single-file", test_single_file);
  g_test_add_func ("/exchange/plain-text", test_plain_text);
  g_test_add_func ("/exchange/pictures", test_pictures);
  g_test_add_func ("/exchange/bad-pictures", test_bad_pictures);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cmark.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "mq-document.h"

/* Why a page may differ from what cmark makes of the same text. */
typedef enum
{
  SAME,
  RAW_HTML, /* shown as typed, never run */
  PICTURE,  /* from elsewhere: a link, nothing is fetched */
  ADDRESS,  /* a scheme that a page must not link to */
  HEADING, /* below the page's own heading, no level skipped: what a screen reader needs to find its
              way */
  UNEXPLAINED,
  N_REASONS
} Reason;

static const char *const reasons[N_REASONS] = { "the same",
                                                "raw HTML is shown as typed",
                                                "a picture from elsewhere is a link",
                                                "an address that a page must not link to",
                                                "headings stand below the page's own",
                                                "unexplained" };

static gboolean
has_scheme (const char *url)
{
  return url[strcspn (url, ":/?#")] == ':';
}

static Reason
explain (const char *markdown)
{
  cmark_node *document = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;
  Reason reason = UNEXPLAINED;

  while (reason == UNEXPLAINED && (event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);
      if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
        reason = RAW_HTML;
      else if (type == CMARK_NODE_IMAGE)
        reason = PICTURE;
      else if (type == CMARK_NODE_LINK && has_scheme (cmark_node_get_url (node))
               && !g_str_has_prefix (cmark_node_get_url (node), "http"))
        reason = ADDRESS;
      else if (type == CMARK_NODE_HEADING)
        reason = HEADING;
    }
  cmark_iter_free (iter);
  cmark_node_free (document);
  return reason;
}

static Reason
compare (const char *markdown)
{
  g_autofree char *html = cmark_markdown_to_html (markdown, strlen (markdown), CMARK_OPT_UNSAFE);
  /* A language whose quotation marks are left alone, for the specification has straight ones. */
  g_autoptr (MqDocument) document = mq_document_new (markdown, "zxx", NULL, NULL);
  g_autofree char *made = mq_document_to_html (document);
  g_autoptr (GRegex) heading = g_regex_new ("(</?h)[1-6]", 0, 0, NULL);
  Reason reason = SAME;
  g_autofree char *ours = NULL, *theirs = NULL;

  if (g_str_equal (made, html))
    return SAME;
  reason = explain (markdown);
  if (reason != HEADING)
    return reason;
  ours = g_regex_replace_literal (heading, made, -1, 0, "<h", 0, NULL);
  theirs = g_regex_replace_literal (heading, html, -1, 0, "<h", 0, NULL);
  return g_str_equal (ours, theirs) ? HEADING : UNEXPLAINED;
}

int
main (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) input = g_string_new (NULL);
  char piece[4096];
  gsize length;
  JsonArray *examples;
  guint counts[N_REASONS] = { 0 };

  while ((length = fread (piece, 1, sizeof piece, stdin)) > 0)
    g_string_append_len (input, piece, length);
  if (!json_parser_load_from_data (parser, input->str, input->len, NULL))
    return 1;
  examples = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (examples); i++)
    {
      JsonObject *example = json_array_get_object_element (examples, i);
      Reason reason = compare (json_object_get_string_member (example, "markdown"));
      counts[reason]++;
      printf ("%s %u - example %u: %s\n", reason == UNEXPLAINED ? "not ok" : "ok", i + 1, i + 1,
              reasons[reason]);
    }
  for (int i = 0; i < N_REASONS; i++)
    printf ("# %u of %u: %s\n", counts[i], json_array_get_length (examples), reasons[i]);
  printf ("1..%u\n", json_array_get_length (examples));
  return counts[UNEXPLAINED] > 0 || json_array_get_length (examples) != 652;
}

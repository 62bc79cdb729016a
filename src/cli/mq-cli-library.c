/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-cli.h"
#include "mq-front-matter.h"
#include "mq-markdown-file.h"

static void
print_id (MqCli *cli, MqReview *review)
{
  if (cli->json)
    g_print ("{\"id\": \"%s\"}\n", mq_review_get_id (review));
  else
    g_print ("%s\n", mq_review_get_id (review));
}

MqExit
mq_cli_new (MqCli *cli)
{
  g_autoptr (MqReview) review = mq_review_new ();
  g_autofree char *title = g_strjoinv (" ", cli->arguments);
  g_autoptr (GError) error = NULL;
  gint64 revision;
  g_autoptr (MqLibrary) library = mq_cli_open_library (cli);

  if (library == NULL)
    return MQ_EXIT_FAILURE;
  mq_review_set_text (review, MQ_REVIEW_TITLE, title);
  if (!mq_library_save (library, review, 0, &revision, &error))
    return mq_cli_fail (NULL, error);
  print_id (cli, review);
  return MQ_EXIT_SUCCESS;
}

MqExit
mq_cli_add (MqCli *cli)
{
  g_autoptr (MqLibrary) library = NULL;
  MqExit worst = MQ_EXIT_SUCCESS;

  if (cli->arguments[0] == NULL)
    return mq_cli_misuse (_ ("“add” needs a Markdown file"));
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  for (char **path = cli->arguments; *path != NULL; path++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MqMarkdownFile) file = mq_markdown_file_read (*path, &error);
      if (file == NULL || !mq_markdown_file_keep (file, library, &error))
        {
          worst = mq_cli_fail (*path, error);
          continue;
        }
      mq_cli_print_notes (*path, file->notes);
      print_id (cli, file->review);
    }
  return worst;
}

/* Returns: (transfer full): a row as "list" and "search" have it */
JsonNode *
mq_cli_row_to_json (MqReviewRow *row)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GDateTime) changed = g_date_time_new_from_unix_utc (row->changed);
  g_autofree char *when = g_date_time_format_iso8601 (changed),
                  *rating = mq_rating_to_text (&row->rating);

  json_builder_begin_object (json);
#define ADD(key, value)                                                                            \
  json_builder_set_member_name (json, key);                                                        \
  json_builder_add_string_value (json, value)
  ADD ("id", row->id);
  ADD ("title", row->title);
  json_builder_set_member_name (json, "year");
  json_builder_add_int_value (json, row->year);
  ADD ("directors", row->directors);
  ADD ("rating", rating);
  ADD ("status", mq_status_to_string (row->status));
  ADD ("modified", when);
  if (row->snippet != NULL)
    {
      g_autofree char *snippet = g_strdelimit (g_strdup (row->snippet), "\x02\x03", '*');
      ADD ("found", snippet);
    }
#undef ADD
  json_builder_end_object (json);
  return json_builder_get_root (json);
}

static void
print_rows_as_json (GPtrArray *rows)
{
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < rows->len; i++)
    json_array_add_element (array, mq_cli_row_to_json (rows->pdata[i]));
  json_node_take_array (root, array);
  mq_cli_print_json (root);
}

static void
print_row (MqReviewRow *row)
{
  g_autoptr (GDateTime) changed = g_date_time_new_from_unix_local (row->changed);
  g_autofree char *when = g_date_time_format (changed, "%Y-%m-%d %H:%M");
  g_autofree char *rating = mq_rating_to_text (&row->rating);
  g_autofree char *year = row->year > 0 ? g_strdup_printf (" (%d)", row->year) : g_strdup ("");

  g_print ("%.8s  %s  %-9s  %-4s  %s%s%s%s\n", row->id, when, mq_status_to_string (row->status),
           rating, row->title, year, *row->directors != '\0' ? ", " : "", row->directors);
  if (row->snippet != NULL)
    {
      g_autofree char *snippet = g_strdelimit (g_strdup (row->snippet), "\x02\x03\n", ' ');
      g_print ("          %s\n", snippet);
    }
}

static MqExit
list (MqCli *cli, MqQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = mq_cli_open_library (cli);
  g_autoptr (GPtrArray) rows = NULL;

  if (library == NULL)
    return MQ_EXIT_FAILURE;
  query->limit = cli->limit;
  rows = mq_library_list (library, query, &error);
  if (rows == NULL)
    return mq_cli_fail (NULL, error);
  if (cli->json)
    print_rows_as_json (rows);
  else
    for (guint i = 0; i < rows->len; i++)
      print_row (rows->pdata[i]);
  return MQ_EXIT_SUCCESS;
}

MqExit
mq_cli_list (MqCli *cli)
{
  static const char *const shows[] = { "all", "drafts", "out", "bin" };
  g_autoptr (MqQuery) query = mq_query_new ();

  if (cli->arguments[0] != NULL || cli->limit < 0)
    return mq_cli_misuse (_ ("“list” takes no words and no limit below 0"));

  for (guint i = 0; cli->status != NULL; i++)
    {
      if (i == G_N_ELEMENTS (shows))
        return mq_cli_misuse (_ ("--status takes “all”, “drafts”, “out” or “bin”"));
      query->show = i;
      if (g_str_equal (cli->status, shows[i]))
        break;
    }
  return list (cli, query);
}

MqExit
mq_cli_search (MqCli *cli)
{
  g_autoptr (MqQuery) query = mq_query_new ();

  query->words = g_strjoinv (" ", cli->arguments);
  if (!mq_query_looks_for_something (query))
    return mq_cli_misuse (_ ("“search” needs words to look for"));
  return list (cli, query);
}

static void
set_time (JsonObject *object, const char *key, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = g_date_time_format_iso8601 (time);

  json_object_set_string_member (object, key, text);
}

static void
show_json (MqReview *review)
{
  JsonObject *object = mq_front_matter_to_json (review, TRUE);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "id", mq_review_get_id (review));
  json_object_set_string_member (object, "status",
                                 mq_status_to_string (mq_review_get_status (review)));
  json_object_set_string_member (object, "body", mq_review_get_text (review, MQ_REVIEW_BODY));
  set_time (object, "created", mq_review_get_created (review));
  set_time (object, "modified", mq_review_get_changed (review));
  json_node_take_object (node, object);
  mq_cli_print_json (node);
}

MqExit
mq_cli_show (MqCli *cli)
{
  g_autoptr (MqLibrary) library = NULL;
  g_autoptr (MqReview) review = NULL;

  if (cli->arguments[0] == NULL || cli->arguments[1] != NULL)
    return mq_cli_misuse (_ ("“show” needs the id of one review"));
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  review = mq_cli_load (library, cli->arguments[0]);
  if (review == NULL)
    return MQ_EXIT_FAILURE;
  if (cli->json)
    show_json (review);
  else
    {
      g_autofree char *text = mq_markdown_file_print (review);
      g_print ("%s", text);
    }
  return MQ_EXIT_SUCCESS;
}

MqExit
mq_cli_check (MqCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = NULL;

  if (cli->arguments[0] != NULL)
    return mq_cli_misuse (_ ("“check” takes no words; say --library=PATH"));
  library = mq_cli_open_library (cli);

  if (library == NULL)
    return MQ_EXIT_FAILURE;
  if (!mq_library_check (library, &error))
    return mq_cli_fail (mq_library_get_path (library), error);
  g_print (_ ("The library is sound.\n"));
  return MQ_EXIT_SUCCESS;
}

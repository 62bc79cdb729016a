/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-cli.h"
#include "mq-import.h"
#include "mq-library-imports.h"
#include "mq-publisher.h"

/* ---- The report ---- */

static JsonNode *
row_to_json (const MqImportRow *row)
{
  JsonObject *object = json_object_new ();
  JsonArray *notes = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "place", row->place);
  json_object_set_string_member (object, "id", row->id);
  json_object_set_string_member (object, "title", row->title);
  json_object_set_int_member (object, "year", row->year);
  json_object_set_string_member (object, "verdict", mq_import_verdict_to_string (row->verdict));
  for (char **note = row->notes; *note != NULL; note++)
    json_array_add_string_element (notes, *note);
  json_object_set_array_member (object, "notes", notes);
  json_node_take_object (node, object);
  return node;
}

static void
print_json (const MqImportReport *report)
{
  JsonObject *object = json_object_new ();
  JsonArray *rows = json_array_new (), *notes = json_array_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "import", report->number);
  json_object_set_string_member (object, "format", report->format);
  for (guint i = 0; i < MQ_N_IMPORT_VERDICTS; i++)
    json_object_set_int_member (object, mq_import_verdict_to_string (i), report->counts[i]);
  for (guint i = 0; i < report->notes->len; i++)
    json_array_add_string_element (notes, report->notes->pdata[i]);
  json_object_set_array_member (object, "notes", notes);
  for (guint i = 0; i < report->rows->len; i++)
    json_array_add_element (rows, row_to_json (report->rows->pdata[i]));
  json_object_set_array_member (object, "rows", rows);
  json_node_take_object (root, object);
  mq_cli_print_json (root);
}

static void
print_text (MqCli *cli, const MqImportReport *report)
{
  guint taken = report->counts[MQ_IMPORT_NEW] + report->counts[MQ_IMPORT_DOUBTFUL],
        known = report->counts[MQ_IMPORT_KNOWN], changed = report->counts[MQ_IMPORT_CHANGED],
        failed = report->counts[MQ_IMPORT_FAILED];

  for (guint i = 0; i < report->rows->len; i++)
    {
      const MqImportRow *row = report->rows->pdata[i];
      for (char **note = row->notes; *note != NULL; note++)
        mq_cli_print_note (row->place, *note);
    }
  for (guint i = 0; i < report->notes->len; i++)
    mq_cli_print_note (mq_import_format_get_label (report->format), report->notes->pdata[i]);
  g_print (
      cli->dry_run
          ? g_dngettext (NULL, "%u review would be taken\n", "%u reviews would be taken\n", taken)
          : g_dngettext (NULL, "%u review was taken\n", "%u reviews were taken\n", taken),
      taken);
  if (known > 0)
    g_print (g_dngettext (NULL, "%u is there already\n", "%u are there already\n", known), known);
  if (changed > 0)
    g_print (g_dngettext (NULL, "%u is there with other words and was left alone\n",
                          "%u are there with other words and were left alone\n", changed),
             changed);
  if (failed > 0)
    g_print (g_dngettext (NULL, "%u could not be taken\n", "%u could not be taken\n", failed),
             failed);
  if (report->number != 0)
    g_print (_ ("To take this back: marquee-cli import --undo %d\n"), (int) report->number);
}

/* ---- What was taken ---- */

static MqExit
list_imports (MqLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = mq_library_list_imports (library, &error);

  if (records == NULL)
    return mq_cli_fail (NULL, error);
  for (guint i = 0; i < records->len; i++)
    {
      const MqImportRecord *record = records->pdata[i];
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (record->started);
      g_autofree char *when = g_date_time_format (time, "%Y-%m-%d %H:%M");
      g_print ("%4d  %s  %5u  %s  %s\n", (int) record->number, when, record->n_reviews,
               mq_import_format_get_label (record->format), record->source);
    }
  return MQ_EXIT_SUCCESS;
}

static MqExit
undo_import (MqCli *cli, MqLibrary *library)
{
  g_autoptr (GError) error = NULL;
  guint deleted, binned;

  if (!mq_library_undo_import (library, cli->undo, &deleted, &binned, &error))
    return mq_cli_fail (NULL, error);
  g_print (g_dngettext (NULL, "%u review was taken out again\n",
                        "%u reviews were taken out again\n", deleted),
           deleted);
  if (binned > 0)
    g_print (g_dngettext (NULL, "%u that you have changed since is in the bin\n",
                          "%u that you have changed since are in the bin\n", binned),
             binned);
  return MQ_EXIT_SUCCESS;
}

/* ---- Taking ---- */

static MqExit
import_all (MqCli *cli, MqLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqImportReport) report = NULL;
  MqImportOptions options = { .dry_run = cli->dry_run, .all = cli->all };

  if (cli->fetch)
    options.fetch = mq_publisher_get_public;
  report = mq_import_run (library, (const char *const *) cli->arguments, &options, NULL, &error);
  if (report == NULL)
    return mq_cli_fail (cli->arguments[1] == NULL ? cli->arguments[0] : NULL, error);
  if (cli->json)
    print_json (report);
  else
    print_text (cli, report);
  return report->counts[MQ_IMPORT_FAILED] == 0 && report->counts[MQ_IMPORT_CHANGED] == 0
             ? MQ_EXIT_SUCCESS
             : MQ_EXIT_FAILURE;
}

/* Whatever others wrote reviews down in: the format is found by what a file holds. */
MqExit
mq_cli_import (MqCli *cli)
{
  g_autoptr (MqLibrary) library = NULL;

  if (cli->undo < 0 || (cli->undo > 0 && cli->arguments[0] != NULL))
    return mq_cli_misuse (_ ("“import --undo” needs the number that “import” lists, and no file"));
  library = mq_cli_open_library (cli);
  if (library == NULL)
    return MQ_EXIT_FAILURE;
  if (cli->undo > 0)
    return undo_import (cli, library);
  return cli->arguments[0] == NULL ? list_imports (library) : import_all (cli, library);
}

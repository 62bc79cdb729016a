/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "mq-library.h"
#include "mq-page.h"
#include "mq-publishing-records.h"

G_BEGIN_DECLS

typedef enum
{
  MQ_EXIT_SUCCESS = 0,
  MQ_EXIT_FAILURE = 1, /* something in the library or the files */
  MQ_EXIT_USAGE = 2,   /* the command line */
} MqExit;

/* What the command line says. */
typedef struct
{
  char *library_path;
  gboolean json;
  gboolean all;
  char *output;
  char *format;
  char *theme;
  char *css_path;
  char *status;
  int limit;
  char *site;
  char *name;
  char *user;
  gboolean password_stdin;
  gboolean draft;
  gboolean pending;
  gboolean binned;
  char *at;
  char **categories;
  gboolean dry_run;
  gboolean overwrite;
  gboolean anew;
  gboolean ask;
  gboolean resume;
  gboolean fetch;
  int undo;
  int timeout;
  char *public_address;
  char *section;
  char *fingerprint;
  char *key_path;
  char **arguments; /* without the command */

  char *css;
} MqCli;

typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  MqExit (*run) (MqCli *cli);
} MqCliCommand;

MqExit mq_cli_new (MqCli *cli);
MqExit mq_cli_add (MqCli *cli);
MqExit mq_cli_list (MqCli *cli);
MqExit mq_cli_search (MqCli *cli);
MqExit mq_cli_people (MqCli *cli);
MqExit mq_cli_show (MqCli *cli);
MqExit mq_cli_check (MqCli *cli);
MqExit mq_cli_export (MqCli *cli);
MqExit mq_cli_render (MqCli *cli);
MqExit mq_cli_site (MqCli *cli);
MqExit mq_cli_publish (MqCli *cli);
MqExit mq_cli_pull (MqCli *cli);
MqExit mq_cli_ledger (MqCli *cli);
MqExit mq_cli_export_all (MqCli *cli);
MqExit mq_cli_import (MqCli *cli);
MqExit mq_cli_mirror (MqCli *cli);
MqExit mq_cli_backup (MqCli *cli);
MqExit mq_cli_history (MqCli *cli);
MqExit mq_cli_restore (MqCli *cli);

char *mq_cli_get_secret (MqCli *cli, const MqSite *site, gboolean may_know);
void mq_cli_free_secret (char *secret);
guint mq_cli_get_patience (MqCli *cli);

MqLibrary *mq_cli_open_library (MqCli *cli);
MqReview *mq_cli_load (MqLibrary *library, const char *id);
MqExit mq_cli_make_settings (MqCli *cli, MqPageSettings *settings);
MqExit mq_cli_fail (const char *about, const GError *error);
void mq_cli_print_note (const char *about, const char *note);
void mq_cli_print_notes (const char *path, GPtrArray *notes);
MqExit mq_cli_misuse (const char *sentence);
void mq_cli_print_json (JsonNode *node);
JsonNode *mq_cli_row_to_json (MqReviewRow *row);

G_END_DECLS

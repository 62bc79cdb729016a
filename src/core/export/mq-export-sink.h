/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-export-all.h"

G_BEGIN_DECLS

/**
 * MqExportRun:
 * @path: where to
 * @text: what a format of text adds; the engine writes it away
 * @state: the format's own
 * @names: names that are taken
 * @notes: (element-type utf8): what could not be written down in this format
 *
 * An export that is under way.
 */
typedef struct
{
  MqLibrary *library;
  const MqExportAllOptions *options;
  const char *path;
  GString *text;
  gpointer state;
  GHashTable *names;
  GPtrArray *notes;
  GCancellable *cancellable;
  GOutputStream *stream;
  guint n_files;
} MqExportRun;

/**
 * MqExportSink:
 * @facts: what people choose it by
 * @with_bin: whether it also takes what is in the bin
 * @begin: (nullable): opens what is written to; a format without it is text in one file
 * @add: writes a review
 * @end: (nullable): finishes
 */
typedef struct
{
  MqExportAllFormat facts;
  gboolean with_bin;
  gboolean (*begin) (MqExportRun *run, GError **error);
  gboolean (*add) (MqExportRun *run, MqReview *review, gboolean binned, GError **error);
  gboolean (*end) (MqExportRun *run, gboolean good, GError **error);
} MqExportSink;

const char *mq_export_run_find_ending (const char *path);
gboolean mq_export_run_open (MqExportRun *run, GError **error);
gboolean mq_export_run_close (MqExportRun *run, gboolean good, GError **error);
char *mq_export_run_take_name (MqExportRun *run, MqReview *review);
char *mq_export_run_dup_picture_name (const MqPicture *picture);
void mq_export_run_note (MqExportRun *run, MqReview *review, const char *sentence);
gboolean mq_export_run_write_pictures (MqExportRun *run,
                                       MqReview *review,
                                       const char *folder,
                                       gboolean hashed,
                                       GError **error);

/* One for each format; see mq-export-all.c. */
extern const MqExportSink mq_export_calendar;
extern const MqExportSink mq_export_credits;
extern const MqExportSink mq_export_json;
extern const MqExportSink mq_export_letterboxd;
extern const MqExportSink mq_export_markdown;
extern const MqExportSink mq_export_wxr;
extern const MqExportSink mq_export_zip;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-import-records.h"
#include "mq-library.h"

G_BEGIN_DECLS

/** What becomes of a review that was found. */
typedef enum
{
  MQ_IMPORT_NEW,      /* is taken */
  MQ_IMPORT_DOUBTFUL, /* is taken; the critic should look at it */
  MQ_IMPORT_KNOWN,    /* is there already */
  MQ_IMPORT_CHANGED,  /* is there with other words, and left so */
  MQ_IMPORT_LEFT_OUT, /* is not wanted */
  MQ_IMPORT_FAILED,   /* can't be taken */
} MqImportVerdict;

#define MQ_N_IMPORT_VERDICTS (MQ_IMPORT_FAILED + 1)

/**
 * MqImportRow:
 * @place: where it stands in the source
 * @id: the review's, "" where there is none
 * @title: the work's
 * @year: the work's, 0 for none
 * @verdict: what becomes of it
 * @notes: (array zero-terminated=1): sentences for the critic
 *
 * A line of the report on an import.
 */
#define MQ_TYPE_IMPORT_ROW (mq_import_row_get_type ())
G_DECLARE_FINAL_TYPE (MqImportRow, mq_import_row, MQ, IMPORT_ROW, GObject)

struct _MqImportRow
{
  GObject parent_instance;

  char *place;
  char *id;
  char *title;
  int year;
  MqImportVerdict verdict;
  char **notes;
};

/** Gets a picture from the web. Returns: (transfer full) (nullable): its bytes */
typedef GBytes *(*MqImportFetch) (const char *address,
                                  GCancellable *cancellable,
                                  gpointer data,
                                  GError **error);

/** @share: how much of the sources was read, 0 to 1; @n: how many reviews were found in it */
typedef void (*MqImportProgress) (double share, guint n, gpointer data);

/**
 * MqImportOptions:
 * @dry_run: say what would be taken, and take nothing
 * @all: also films that were rated or seen, but not reviewed
 * @leave_out: (nullable) (element-type utf8): ids of reviews that are not wanted, a set
 * @language: (nullable): of texts that do not say theirs
 * @fetch: (nullable): gets pictures that a source only has the addresses of
 * @progress: (nullable): called on the thread that mq_import_run() was called on
 */
typedef struct
{
  gboolean dry_run;
  gboolean all;
  GHashTable *leave_out;
  const char *language;
  MqImportFetch fetch;
  gpointer fetch_data;
  MqImportProgress progress;
  gpointer progress_data;
} MqImportOptions;

/**
 * MqImportReport:
 * @number: what mq_library_undo_import() knows the import by, 0 where nothing was taken
 * @format: the word for the first source's format
 * @rows: (element-type MqImportRow): a row for each review that was found
 * @counts: how many rows there are with each verdict
 * @notes: (element-type utf8): what concerns a source as a whole, a sentence each
 */
typedef struct
{
  gint64 number;
  const char *format;
  GPtrArray *rows;
  guint counts[MQ_N_IMPORT_VERDICTS];
  GPtrArray *notes;
} MqImportReport;

const char *mq_import_verdict_to_string (MqImportVerdict verdict);
const char *mq_import_format_get_label (const char *format);
MqImportReport *mq_import_run (MqLibrary *library,
                               const char *const *paths,
                               const MqImportOptions *options,
                               GCancellable *cancellable,
                               GError **error);
void mq_import_report_free (MqImportReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqImportReport, mq_import_report_free)

G_END_DECLS

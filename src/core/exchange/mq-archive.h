/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-library.h"

G_BEGIN_DECLS

/* A whole library as a ZIP: a folder for each review with review.md, its pictures, and
 * marquee.json, which holds what Markdown has no place for. */

/**
 * MqArchiveReport:
 * @added: how many reviews came into the library, or would
 * @known: how many were there already, just so
 * @notes: (element-type utf8): what was left out or left alone, a sentence each
 */
typedef struct
{
  guint added;
  guint known;
  GPtrArray *notes;
} MqArchiveReport;

void mq_archive_report_free (MqArchiveReport *report);

gboolean mq_archive_write (MqLibrary *library, const char *path, guint *n_reviews, GError **error);
MqArchiveReport *
mq_archive_read (MqLibrary *library, const char *path, gboolean dry_run, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqArchiveReport, mq_archive_report_free)

G_END_DECLS

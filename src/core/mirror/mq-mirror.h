/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqMirrorReport:
 * @written: how many files were written
 * @taken: how many reviews were changed or made as files say
 * @binned: how many reviews went to the bin, for their files were deleted elsewhere
 * @removed: how many files of the mirror's own were deleted
 * @conflicts: how many reviews were changed on both sides: both versions stay
 * @notes: (element-type utf8): what the critic should know, a sentence each
 */
typedef struct
{
  guint written;
  guint taken;
  guint binned;
  guint removed;
  guint conflicts;
  GPtrArray *notes;
} MqMirrorReport;

MqMirrorReport *
mq_mirror_sync (MqLibrary *library, const char *folder, GCancellable *cancellable, GError **error);
void mq_mirror_report_free (MqMirrorReport *self);
char *mq_mirror_find_carrier (const char *library);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqMirrorReport, mq_mirror_report_free)

G_END_DECLS

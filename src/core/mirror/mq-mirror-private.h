/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library-mirror.h"
#include "mq-mirror-scan.h"
#include "mq-mirror.h"

G_BEGIN_DECLS

/* A run: mq-mirror.c decides, mq-mirror-write.c writes, mq-mirror-pictures.c sees to pictures. */
typedef struct
{
  MqLibrary *library;
  const char *folder;
  GCancellable *cancellable;
  MqMirrorReport *report;
  GPtrArray *all_states;
  GHashTable *states;  /* of them, MqReviewState by id */
  GHashTable *records; /* MqMirrorRecord by the review's id */
  GHashTable *looked;  /* hashes by name, of files that were only looked at */
  GHashTable *entries; /* MqMirrorEntry by id: each review's own file */
  GHashTable *adopted; /* ids that files got in this run */
} MqMirrorSync;

void mq_mirror_note (MqMirrorSync *sync, const char *name, const char *sentence);
gboolean mq_mirror_agree (MqMirrorSync *sync,
                          const char *name,
                          const char *id,
                          const char *hash,
                          gint64 revision,
                          GError **error);
gboolean mq_mirror_is_as_scanned (MqMirrorSync *sync, const char *name, const MqMirrorEntry *entry);
gboolean mq_mirror_write_file (const char *folder,
                               const char *name,
                               const char *data,
                               gsize size,
                               GError **error);
gboolean mq_mirror_write_review (MqMirrorSync *sync,
                                 const char *id,
                                 const char *known_name,
                                 const MqMirrorEntry *entry,
                                 GError **error);
gboolean
mq_mirror_write_pictures (MqMirrorSync *sync, MqReview *review, const char *name, GError **error);
gboolean
mq_mirror_note_pictures (MqMirrorSync *sync, MqReview *review, const char *name, GError **error);
gboolean mq_mirror_pictures_changed (MqMirrorSync *sync,
                                     const MqReviewState *state,
                                     const char *name,
                                     gboolean *changed,
                                     GError **error);
gboolean mq_mirror_put_pictures_back (MqMirrorSync *sync,
                                      const MqReviewState *state,
                                      const char *name,
                                      GError **error);
gboolean mq_mirror_remove_file (MqMirrorSync *sync,
                                const MqMirrorRecord *record,
                                const MqMirrorEntry *entry,
                                GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MqBackup:
 * @path: its file, a library of its own
 * @made: seconds since 1970
 *
 * A copy of a library. Copies stand in the folder "backups" beside it, by day, week and month.
 */
typedef struct
{
  char *path;
  gint64 made;
} MqBackup;

void mq_backup_free (MqBackup *backup);

char *mq_backup_make (const char *library, GCancellable *cancellable, GError **error);
GPtrArray *mq_backup_list (const char *library);
GPtrArray *mq_backup_list_replaced (const char *library);
gboolean mq_backup_is_due (const char *library);
gboolean mq_backup_is_kept (gint64 made, gint64 newer, gint64 now);
gboolean mq_backup_is_in_use (const char *library);
gboolean mq_backup_verify (const char *path, GError **error);
MqBackup *mq_backup_find_sound (const char *library);
char *mq_backup_put_in_place (const char *backup, const char *library, GError **error);
gboolean mq_backup_copy_to (const char *backup,
                            const char *folder,
                            GCancellable *cancellable,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqBackup, mq_backup_free)

G_END_DECLS

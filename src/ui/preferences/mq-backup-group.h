/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** MqBackupGroup: when the library was copied last, and where to besides its own folder. */
#define MQ_TYPE_BACKUP_GROUP (mq_backup_group_get_type ())
G_DECLARE_FINAL_TYPE (MqBackupGroup, mq_backup_group, MQ, BACKUP_GROUP, AdwPreferencesGroup)

MqBackupGroup *mq_backup_group_new (GSettings *settings, const char *library);

G_END_DECLS

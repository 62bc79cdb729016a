/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** MqShortcutsDialog: the keys that the program knows. */
#define MQ_TYPE_SHORTCUTS_DIALOG (mq_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqShortcutsDialog, mq_shortcuts_dialog, MQ, SHORTCUTS_DIALOG, AdwDialog)

MqShortcutsDialog *mq_shortcuts_dialog_new (void);

G_END_DECLS

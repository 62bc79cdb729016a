/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** MqPreferencesDialog: what the critic chose, in effect at once. */
#define MQ_TYPE_PREFERENCES_DIALOG (mq_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MqPreferencesDialog,
                      mq_preferences_dialog,
                      MQ,
                      PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

MqPreferencesDialog *mq_preferences_dialog_new (GSettings *settings, const char *library_path);

G_END_DECLS

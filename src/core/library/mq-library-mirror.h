/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library.h"
#include "mq-mirror-records.h"

G_BEGIN_DECLS

GPtrArray *mq_library_list_states (MqLibrary *self, GError **error);
GPtrArray *mq_library_list_mirrored (MqLibrary *self, const char *folder, GError **error);
gboolean mq_library_note_mirrored (MqLibrary *self,
                                   const char *folder,
                                   const MqMirrorRecord *record,
                                   GError **error);
gboolean
mq_library_forget_mirrored (MqLibrary *self, const char *folder, const char *name, GError **error);

G_END_DECLS

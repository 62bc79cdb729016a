/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqLibraryCopy:
 * @library: open
 *
 * A copy of a library file, for one that is only to be read: opening may bring a library to a newer
 * format. It is there as long as this is.
 */
typedef struct
{
  MqLibrary *library;
  char *folder;
  char *path;
} MqLibraryCopy;

MqLibraryCopy *mq_library_copy_open (const char *path, GCancellable *cancellable, GError **error);
void mq_library_copy_free (MqLibraryCopy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqLibraryCopy, mq_library_copy_free)

G_END_DECLS

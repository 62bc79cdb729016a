/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mq-library.h"

G_BEGIN_DECLS

/** @share: how much is written, 0 to 1; @n: how many reviews that is */
typedef void (*MqExportProgress) (double share, guint n, gpointer data);

/**
 * MqExportAllOptions:
 * @format: its word: see mq_export_all_get_format()
 * @pictures_address: (nullable): for WordPress, where the folder of pictures will lie on the web
 * @progress: (nullable): called on the thread that mq_export_all() was called on
 */
typedef struct
{
  const char *format;
  const char *pictures_address;
  MqExportProgress progress;
  gpointer progress_data;
} MqExportAllOptions;

/**
 * MqExportAllFormat:
 * @name: the word for it, for programs
 * @label: its name, for people
 * @purpose: what it is for, a sentence
 * @ending: of its file's name, "" for a folder
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *purpose;
  const char *ending;
} MqExportAllFormat;

const MqExportAllFormat *mq_export_all_get_format (guint index);
gboolean mq_export_all (MqLibrary *library,
                        const char *path,
                        const MqExportAllOptions *options,
                        GPtrArray *notes,
                        guint *n_reviews,
                        GCancellable *cancellable,
                        GError **error);

G_END_DECLS

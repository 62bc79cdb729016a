/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MqFolderRow:
 *
 * A folder of the critic's choice, kept in a setting; the setting is "" for none.
 */
#define MQ_TYPE_FOLDER_ROW (mq_folder_row_get_type ())
G_DECLARE_FINAL_TYPE (MqFolderRow, mq_folder_row, MQ, FOLDER_ROW, AdwActionRow)

/**
 * MqFolderRowWords:
 * @title: what the folder is for
 * @none: what stands there while there is none
 * @choose: the title of the dialog
 * @clear: what the button says that takes it away
 */
typedef struct
{
  const char *title;
  const char *none;
  const char *choose;
  const char *clear;
} MqFolderRowWords;

GtkWidget *mq_folder_row_new (GSettings *settings, const char *key, const MqFolderRowWords *words);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What goes wrong with a disk. */
typedef enum
{
  DISK_SOUND,
  DISK_IO_ERROR,  /* reading, writing and syncing fail */
  DISK_FULL,      /* writing fails */
  DISK_LOCKED,    /* another program has the file */
  DISK_CORRUPT,   /* what is read is not what was written */
  DISK_POWER_CUT, /* what was not synced is lost, in part or as a whole, and nothing works any more
                   */
} DiskFault;

#define DISK_N_FAULTS (DISK_POWER_CUT + 1)

void disk_install (void);
void disk_set_network (gboolean on);
void disk_set_fault (DiskFault fault, int at, gboolean lasting, guint32 seed);
gboolean disk_has_failed (void);
int disk_get_n_calls (void);

G_END_DECLS

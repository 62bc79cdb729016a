/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Marks a row while what stands in it can't be what it is meant to be. */

void mq_field_check_address (GtkEditable *row, gboolean only_https);
void mq_field_check_moment (AdwEntryRow *row);

G_END_DECLS

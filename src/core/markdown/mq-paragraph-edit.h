/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lines between blank ones, the only ones in which two texts differ. Private to this folder. */
typedef struct
{
  gsize start, end;          /* bytes of the text as it is now */
  int first_line, last_line; /* of either text, from 1 */
} MqParagraphEdit;

gboolean mq_paragraph_edit_find (const char *before, const char *after, MqParagraphEdit *edit);

G_END_DECLS

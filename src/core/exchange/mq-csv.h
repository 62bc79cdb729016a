/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqCsv:
 * @at: what is read next
 * @line: the line of the record that was read last, from 1
 *
 * A reader of comma-separated values: https://www.rfc-editor.org/rfc/rfc4180, and those that escape
 * quotation marks with a backslash.
 */
typedef struct
{
  const char *at;
  int line;
  int next_line;
} MqCsv;

void mq_csv_init (MqCsv *self, const char *text);
gboolean mq_csv_next (MqCsv *self, guint n_fields, char ***fields);
void mq_csv_append_first (GString *text, const char *field);
void mq_csv_append (GString *text, const char *field);

G_END_DECLS

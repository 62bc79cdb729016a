/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MQ_DIFF_SAME,
  MQ_DIFF_REMOVED,
  MQ_DIFF_ADDED,
} MqDiffKind;

/**
 * MqDiffPart:
 * @kind: whether both texts have it
 * @text: words with the white space behind them
 */
typedef struct
{
  MqDiffKind kind;
  char *text;
} MqDiffPart;

GPtrArray *mq_word_diff (const char *before, const char *after);

G_END_DECLS

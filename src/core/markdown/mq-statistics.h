/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqStatistics:
 * @words: words, by the borders of Unicode Standard Annex 29
 * @characters: what a person counts as characters, spaces included
 * @sentences: sentences, by the same annex
 *
 * Counts of a text without its markup.
 */
typedef struct
{
  guint words;
  guint characters;
  guint sentences;
} MqStatistics;

MqStatistics mq_statistics_count (const char *text);
guint mq_statistics_get_minutes (const MqStatistics *statistics);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqWork:
 *
 * The kind of work that a review is about.
 */
typedef enum
{
  MQ_WORK_FILM,
  MQ_WORK_SERIES,
  MQ_WORK_PLAY,
  MQ_WORK_BOOK,
  MQ_WORK_ALBUM,
  MQ_WORK_GAME,
} MqWork;

#define MQ_N_WORKS (MQ_WORK_GAME + 1)

const char *mq_work_to_string (MqWork work);
gboolean mq_work_from_string (const char *text, MqWork *work);
const char *mq_work_get_label (MqWork work);
const char *mq_work_get_schema_type (MqWork work);
const char *const *mq_work_get_default_roles (MqWork work);

G_END_DECLS

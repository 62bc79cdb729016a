/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MqNameToken:
 *
 * One name in a list of names. Signals: `remove`, `edit`, and `move` with -1 or 1 where the critic
 * wants it earlier or later.
 */
#define MQ_TYPE_NAME_TOKEN (mq_name_token_get_type ())
G_DECLARE_FINAL_TYPE (MqNameToken, mq_name_token, MQ, NAME_TOKEN, GtkBox)

MqNameToken *mq_name_token_new (const char *name);
const char *mq_name_token_get_name (MqNameToken *self);

G_END_DECLS

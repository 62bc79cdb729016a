/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MqProgressFunc:
 * @sentence: what is being done
 * @done: how much of it is, 0 to 1
 */
typedef void (*MqProgressFunc) (const char *sentence, double done, gpointer data);

void mq_progress_relay (GTask *task,
                        MqProgressFunc func,
                        gpointer func_data,
                        const char *sentence,
                        double done);

G_END_DECLS

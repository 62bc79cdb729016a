/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"

G_BEGIN_DECLS

/* "MqRv" */
#define MQ_LIBRARY_APPLICATION_ID 0x4D715276
#define MQ_LIBRARY_VERSION 6

gboolean mq_migrations_check_file (const char *path, GError **error);
gboolean mq_migrations_apply (MqDatabase *database, GError **error);

G_END_DECLS

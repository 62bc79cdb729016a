/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"
#include "mq-finding-records.h"

G_BEGIN_DECLS

GPtrArray *mq_people_table_list (MqDatabase *database, GError **error);
GPtrArray *mq_people_table_list_works (MqDatabase *database, const char *name, GError **error);

G_END_DECLS

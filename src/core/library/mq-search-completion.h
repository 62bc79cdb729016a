/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-database.h"
#include "mq-finding-records.h"

G_BEGIN_DECLS

GPtrArray *mq_search_completion_find (MqDatabase *database, const char *typed, GError **error);

G_END_DECLS

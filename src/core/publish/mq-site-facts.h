/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-publishing-records.h"

G_BEGIN_DECLS

char *mq_site_dup_fact (const MqSite *site, const char *name);
void mq_site_set_fact (MqSite *site, const char *name, const char *value);

G_END_DECLS

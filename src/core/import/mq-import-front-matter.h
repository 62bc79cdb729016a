/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-import-item.h"
#include "mq-yaml.h"

G_BEGIN_DECLS

void mq_import_front_matter_read (MqImportItem *item, const MqYaml *yaml, GPtrArray *pictures);

G_END_DECLS

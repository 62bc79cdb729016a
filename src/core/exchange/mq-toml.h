/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-yaml.h"

G_BEGIN_DECLS

MqYaml *mq_toml_parse (const char *text, int first_line, GError **error);

G_END_DECLS

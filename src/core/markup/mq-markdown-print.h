/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark.h>

char *mq_markdown_print (cmark_node *document);

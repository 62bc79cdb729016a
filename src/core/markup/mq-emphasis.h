/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark.h>

void mq_emphasis_settle (cmark_node *document);
void mq_emphasis_remove (cmark_node *block);

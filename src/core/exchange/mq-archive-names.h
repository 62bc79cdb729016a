/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

G_BEGIN_DECLS

/* The files of a review in an archive, besides its pictures. */
#define MQ_ARCHIVE_TEXT "review.md"
#define MQ_ARCHIVE_FACTS "marquee.json"

G_END_DECLS

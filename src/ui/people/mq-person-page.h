/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqPersonPage:
 *
 * Everything that the critic wrote about a person's work, and what they gave it over time.
 *
 * Signal `chosen` with the id of a review.
 */
#define MQ_TYPE_PERSON_PAGE (mq_person_page_get_type ())
G_DECLARE_FINAL_TYPE (MqPersonPage, mq_person_page, MQ, PERSON_PAGE, AdwBin)

void mq_person_page_show (MqPersonPage *self, const char *name, GPtrArray *works);

G_END_DECLS

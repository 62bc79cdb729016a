/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * MqPerson:
 * @name: the name as the critic writes it
 * @works: the titles that the critic knows them from, the newest first, at most three, joined by
 * commas
 *
 * Somebody whom the critic has credited before.
 */
typedef struct
{
  char *name;
  char *works;
} MqPerson;

MqPerson *mq_person_new (const char *name, const char *works);
void mq_person_free (MqPerson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqPerson, mq_person_free)

G_END_DECLS

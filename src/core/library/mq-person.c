/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-person.h"

MqPerson *
mq_person_new (const char *name, const char *works)
{
  MqPerson *self = g_new (MqPerson, 1);

  self->name = g_strdup (name);
  self->works = g_strdup (works);
  return self;
}

void
mq_person_free (MqPerson *self)
{
  g_free (self->name);
  g_free (self->works);
  g_free (self);
}

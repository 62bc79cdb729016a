/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-finding-records.h"

/** @text: (transfer full) */
MqSearchCompletion *
mq_search_completion_new (guint from, char *text, const char *meaning)
{
  MqSearchCompletion *self = g_new0 (MqSearchCompletion, 1);

  self->from = from;
  self->text = text;
  self->meaning = g_strdup (meaning);
  return self;
}

void
mq_search_completion_free (MqSearchCompletion *self)
{
  g_free (self->text);
  g_free (self->meaning);
  g_free (self);
}

void
mq_saved_search_free (MqSavedSearch *self)
{
  g_free (self->name);
  g_free (self->words);
  g_free (self);
}

void
mq_credited_person_free (MqCreditedPerson *self)
{
  g_free (self->name);
  g_free (self);
}

void
mq_person_work_free (MqPersonWork *self)
{
  g_object_unref (self->row);
  g_strfreev (self->roles);
  g_free (self);
}

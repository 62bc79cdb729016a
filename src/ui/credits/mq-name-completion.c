/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-name-completion.h"

struct _MqNameCompletion
{
  MqCompletionPopover parent_instance;

  MqLibrary *library;
  char *except;
  GPtrArray *people; /* (nullable): who is offered */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MqNameCompletion, mq_name_completion, MQ_TYPE_COMPLETION_POPOVER)

enum
{
  NAMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_completed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people
      = mq_library_complete_name_finish (MQ_LIBRARY (source), result, &error);
  MqNameCompletion *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  if (people == NULL || people->len == 0)
    {
      mq_completion_popover_withdraw (MQ_COMPLETION_POPOVER (self));
      return;
    }
  mq_completion_popover_clear (MQ_COMPLETION_POPOVER (self));
  for (guint i = 0; i < people->len; i++)
    {
      const MqPerson *person = people->pdata[i];
      mq_completion_popover_add (MQ_COMPLETION_POPOVER (self), person->name, person->works);
    }
  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = g_steal_pointer (&people);
  mq_completion_popover_offer (MQ_COMPLETION_POPOVER (self));
}

static void
on_chosen_cb (MqNameCompletion *self, int index)
{
  g_autofree char *name = g_strdup (((const MqPerson *) self->people->pdata[index])->name);

  mq_name_completion_look_up (self, "");
  g_signal_emit (self, signals[NAMED], 0, name);
}

static void
mq_name_completion_dispose (GObject *object)
{
  MqNameCompletion *self = MQ_NAME_COMPLETION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->except, g_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (mq_name_completion_parent_class)->dispose (object);
}

static void
mq_name_completion_class_init (MqNameCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_name_completion_dispose;
  signals[NAMED] = g_signal_new ("named", MQ_TYPE_NAME_COMPLETION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mq_name_completion_init (MqNameCompletion *self)
{
  g_signal_connect (self, "chosen", G_CALLBACK (on_chosen_cb), NULL);
}

MqNameCompletion *
mq_name_completion_new (void)
{
  return g_object_new (MQ_TYPE_NAME_COMPLETION, NULL);
}

/**
 * mq_name_completion_set_source:
 * @library: (nullable): where the people are
 * @except: (nullable): the id of the review that is being written
 */
void
mq_name_completion_set_source (MqNameCompletion *self, MqLibrary *library, const char *except)
{
  g_set_object (&self->library, library);
  g_set_str (&self->except, except);
}

/** Offers whom @start may mean; an empty text closes the offer. */
void
mq_name_completion_look_up (MqNameCompletion *self, const char *start)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (g_utf8_strlen (start, -1) < 2 || self->library == NULL)
    {
      mq_completion_popover_withdraw (MQ_COMPLETION_POPOVER (self));
      return;
    }
  self->cancellable = g_cancellable_new ();
  mq_library_complete_name_async (self->library, start, self->except, self->cancellable,
                                  on_completed_cb, self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-progress-relay.h"

typedef struct
{
  GTask *task;
  MqProgressFunc func;
  gpointer func_data;
  char *sentence;
  double done;
} Step;

static gboolean
tell (gpointer data)
{
  Step *step = data;

  if (!g_task_get_completed (step->task))
    step->func (step->sentence, step->done, step->func_data);
  g_object_unref (step->task);
  g_free (step->sentence);
  g_free (step);
  return G_SOURCE_REMOVE;
}

/** Tells the main thread how far a task is that runs on another; a task that is over is silent. */
void
mq_progress_relay (GTask *task,
                   MqProgressFunc func,
                   gpointer func_data,
                   const char *sentence,
                   double done)
{
  Step *step = g_new (Step, 1);

  *step = (Step) { g_object_ref (task), func, func_data, g_strdup (sentence), done };
  g_idle_add (tell, step);
}

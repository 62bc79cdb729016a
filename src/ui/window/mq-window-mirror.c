/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-mirror-job.h"
#include "mq-window-private.h"

/* The mirror runs when the library is opened or the folder chosen, a little after each save, when
 * the critic comes back to the window, and now and then: what carries the folder says nothing. */
#define AFTER_SAVE_SECONDS 5
#define NOW_AND_THEN_SECONDS (5 * 60)

static void
tell (MqWindow *self, const MqMirrorReport *report)
{
  if (report->taken + report->binned + report->conflicts > 0)
    mq_window_hear_of_changes (self);
  if (report->notes->len > 0)
    mq_window_toast (self, report->notes->pdata[0]);
}

static void
on_mirrored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MqMirrorReport) report = mq_mirror_job_finish (result, &error);
  g_autofree char *text = NULL;

  self->mirroring = FALSE;
  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the window was closed meanwhile */
  if (report != NULL)
    {
      g_clear_pointer (&self->mirror_problem, g_free);
      tell (self, report);
      return;
    }
  if (!g_set_str (&self->mirror_problem, error->message))
    return; /* it has been said */
  text = g_strdup_printf (_ ("Mirror: %s"), error->message);
  mq_window_toast (self, text);
}

/* What is being written is saved first, after which this is called again. */
static void
mirror (MqWindow *self)
{
  g_autofree char *folder = g_settings_get_string (self->settings, "mirror-folder");

  if (*folder == '\0' || self->mirroring || self->library == NULL
      || (self->open != NULL && mq_open_review_get_state (self->open) != MQ_SAVED
          && !mq_review_is_empty (mq_open_review_get_review (self->open))))
    return;
  self->mirroring = TRUE;
  mq_mirror_job_start (self->library, folder, self->cancellable, on_mirrored_cb,
                       g_object_ref (self));
}

static gboolean
on_timeout_cb (gpointer data)
{
  MqWindow *self = data;

  self->mirror_timeout = g_timeout_add_seconds_full (G_PRIORITY_LOW, NOW_AND_THEN_SECONDS,
                                                     on_timeout_cb, self, NULL);
  mirror (self);
  return G_SOURCE_REMOVE;
}

/** To be called after something was saved: the mirror follows a little later. */
void
mq_window_mirror_later (MqWindow *self)
{
  g_clear_handle_id (&self->mirror_timeout, g_source_remove);
  self->mirror_timeout
      = g_timeout_add_seconds_full (G_PRIORITY_LOW, AFTER_SAVE_SECONDS, on_timeout_cb, self, NULL);
}

static void
on_active_cb (MqWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    mirror (self);
}

/** Keeps the library and the folder of the critic's choice the same from now on. */
void
mq_window_start_mirror (MqWindow *self)
{
  g_signal_connect_object (self->settings, "changed::mirror-folder", G_CALLBACK (mirror), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::is-active", G_CALLBACK (on_active_cb), self,
                           G_CONNECT_SWAPPED);
  mq_window_mirror_later (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-web-sandbox.h"

/* In a Flatpak the engine asks the desktop for sandboxes, and needs none of its own. */
static gboolean
is_needed (void)
{
  return !g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)
         && g_getenv ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS") == NULL;
}

static void
on_tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GSubprocess *process = G_SUBPROCESS (source);
  GError *error = NULL;
  g_autofree char *said = NULL;

  if (!g_subprocess_communicate_utf8_finish (process, result, NULL, &said, &error))
    g_task_return_error (task, error);
  else if (!g_subprocess_get_successful (process))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", g_strstrip (said));
  else
    g_task_return_boolean (task, TRUE);
}

void
mq_web_sandbox_try_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, mq_web_sandbox_try_async);
  if (!is_needed ())
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, "bwrap", "--ro-bind", "/",
                              "/", "--dev", "/dev", "--unshare-pid", "true", NULL);
  if (process == NULL)
    g_task_return_error (task, error);
  else
    g_subprocess_communicate_utf8_async (process, NULL, cancellable, on_tried_cb,
                                         g_steal_pointer (&task));
}

/** Returns: whether it can; @error has what bubblewrap said */
gboolean
mq_web_sandbox_try_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "mq-http.h"
#include "mq-outbox-private.h"

#define PAUSE_MS 200

/* Not beside the library, which may be carried to other machines; the system drops the lock with
 * the process, however that ends. */
static char *
make_path (MqLibrary *library)
{
  g_autofree char *path = g_canonicalize_filename (mq_library_get_path (library), NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  g_autofree char *name = g_strdup_printf ("marquee-%.16s.outbox", hash);
  const char *sandbox = g_getenv ("FLATPAK_ID");

  if (sandbox != NULL) /* what all sandboxes of the program share */
    return g_build_filename (g_get_user_runtime_dir (), "app", sandbox, name, NULL);
  return g_build_filename (g_get_user_runtime_dir (), name, NULL);
}

/**
 * mq_outbox_lock:
 * @patience: how many seconds to wait for another program that empties this outbox
 *
 * Two programs that send the same thing at once would not see each other's posts.
 *
 * Returns: for mq_outbox_unlock(), -1 for an error
 */
int
mq_outbox_lock (MqLibrary *library, guint patience, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = make_path (library), *folder = g_path_get_dirname (path);
  int lock;

  g_mkdir_with_parents (folder, 0700);
  lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0)
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_FAILED, _ ("“%s”: %s"), path,
                   g_strerror (errno));
      return -1;
    }
  for (guint waited = 0; flock (lock, LOCK_EX | LOCK_NB) != 0; waited += PAUSE_MS)
    if (waited >= patience * 1000 || !mq_http_wait (PAUSE_MS, cancellable))
      {
        if (!g_cancellable_set_error_if_cancelled (cancellable, error))
          g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_BUSY,
                       _ ("Marquee is sending something from another window or command. What you "
                          "sent waits in the outbox; try again when that is done"));
        close (lock);
        return -1;
      }
  return lock;
}

void
mq_outbox_unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}

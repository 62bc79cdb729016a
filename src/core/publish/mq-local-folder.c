/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "mq-remote-folder.h"

typedef struct
{
  MqRemoteFolder parent;
  char *path;
} LocalFolder;

static char *
make_path (MqRemoteFolder *self, const char *path)
{
  return g_build_filename (((LocalFolder *) self)->path, path, NULL);
}

static gboolean
fail (GError **error, const char *path, int code)
{
  g_set_error (error, MQ_PUBLISH_ERROR,
               code == ENOENT                    ? MQ_PUBLISH_ERROR_NOT_FOUND
               : code == ENOSPC                  ? MQ_PUBLISH_ERROR_TOO_LARGE
               : code == EACCES || code == EROFS ? MQ_PUBLISH_ERROR_FORBIDDEN
                                                 : MQ_PUBLISH_ERROR_FAILED,
               _ ("“%s”: %s"), path, g_strerror (code));
  return FALSE;
}

static gboolean
connect_local (MqRemoteFolder *self, GCancellable *cancellable, GError **error)
{
  const char *path = ((LocalFolder *) self)->path;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_NO_API, _ ("There is no folder “%s”"),
                   path);
      return FALSE;
    }
  return g_access (path, W_OK) == 0 || fail (error, path, errno);
}

static GBytes *
read_local (MqRemoteFolder *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *full = make_path (self, path);
  g_autoptr (GFile) file = g_file_new_for_path (full);
  g_autoptr (GError) problem = NULL;
  GBytes *bytes = g_file_load_bytes (file, cancellable, NULL, &problem);

  if (bytes == NULL && g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    fail (error, full, ENOENT);
  else if (bytes == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return bytes;
}

static gboolean
exists_local (MqRemoteFolder *self,
              const char *path,
              gboolean *there,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *full = make_path (self, path);

  *there = g_file_test (full, G_FILE_TEST_IS_REGULAR);
  return TRUE;
}

static gboolean
write_bytes (const char *path, GBytes *bytes)
{
  gsize left;
  const char *data = g_bytes_get_data (bytes, &left);
  int file = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  int code = 0;

  if (file < 0)
    return FALSE;
  while (left > 0 && code == 0)
    {
      gssize n = write (file, data, left);
      if (n < 0 && errno != EINTR)
        code = errno;
      else if (n > 0)
        {
          data += n;
          left -= (gsize) n;
        }
    }
  if (code == 0 && fsync (file) != 0)
    code = errno;
  if (close (file) != 0 && code == 0)
    code = errno;
  errno = code;
  return code == 0;
}

/* The half that a kill leaves has a name of its own, so that the next run writes over it; it begins
 * with a dot, which site generators leave alone. */
static gboolean
write_local (MqRemoteFolder *self,
             const char *path,
             GBytes *bytes,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *full = make_path (self, path), *folder = g_path_get_dirname (full),
                  *name = g_path_get_basename (full);
  g_autofree char *hidden = g_strdup_printf (".%s.part", name),
                  *part = g_build_filename (folder, hidden, NULL);
  int code;

  if (g_mkdir_with_parents (folder, 0755) != 0)
    return fail (error, folder, errno);
  if (write_bytes (part, bytes) && g_rename (part, full) == 0)
    return TRUE;
  code = errno;
  g_unlink (part);
  return fail (error, full, code);
}

/* A folder that becomes empty goes too. */
static gboolean
remove_local (MqRemoteFolder *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *full = make_path (self, path), *folder = g_path_get_dirname (full);

  if (g_unlink (full) != 0 && errno != ENOENT)
    return fail (error, full, errno);
  g_rmdir (folder);
  return TRUE;
}

static char **
list_local (MqRemoteFolder *self, GCancellable *cancellable, GError **error)
{
  const char *path = ((LocalFolder *) self)->path;
  g_autoptr (GDir) directory = g_dir_open (path, 0, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const char *name;

  if (directory == NULL)
    return NULL;
  while ((name = g_dir_read_name (directory)) != NULL)
    g_strv_builder_add (names, name);
  return g_strv_builder_end (names);
}

static void
free_local (MqRemoteFolder *self)
{
  g_free (((LocalFolder *) self)->path);
  g_free (self);
}

MqRemoteFolder *
mq_local_folder_new (const MqSite *site, const char *secret, guint patience)
{
  static const MqRemoteFolderClass klass = { connect_local, read_local, exists_local, write_local,
                                             remove_local,  list_local, free_local };
  LocalFolder *self = g_new0 (LocalFolder, 1);

  self->parent.klass = &klass;
  self->path = g_strdup (site->address);
  return &self->parent;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-page-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct _MqPageFolder
{
  char *path;
  char *part;  /* where the files are written first; NULL once it is in place */
  char *entry; /* the file that names the others, put in place last */
  GPtrArray *names;
};

static void
set_file_error (GError **error, const char *path, const char *what)
{
  int code = errno;

  if (code == ENOSPC || code == EDQUOT)
    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
        _ ("The disk is full. Free some space and export again; nothing was left half done"));
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s “%s”: %s", what, path,
                 g_strerror (code));
}

/**
 * mq_page_folder_begin:
 * @path: the folder to be; what another program put there stays
 * @entry: the name of the file that names the others: "index.html"
 *
 * Returns: (transfer full) (nullable): the folder, not in place yet
 */
MqPageFolder *
mq_page_folder_begin (const char *path, const char *entry, GError **error)
{
  g_autoptr (MqPageFolder) self = g_new0 (MqPageFolder, 1);
  g_autofree char *parent = NULL, *base = NULL;

  self->path = g_canonicalize_filename (path, NULL);
  self->entry = g_strdup (entry);
  self->names = g_ptr_array_new_with_free_func (g_free);
  parent = g_path_get_dirname (self->path);
  base = g_path_get_basename (self->path);
  if (g_mkdir_with_parents (parent, 0755) != 0)
    {
      set_file_error (error, parent, _ ("Can’t make the folder"));
      return NULL;
    }
  self->part = g_strdup_printf ("%s/.%.40s.XXXXXX", parent, base);
  if (g_mkdtemp_full (self->part, 0755) == NULL)
    {
      set_file_error (error, parent, _ ("Can’t write into the folder"));
      g_clear_pointer (&self->part, g_free);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/** Writes one file of the folder. */
gboolean
mq_page_folder_add (MqPageFolder *self,
                    const char *name,
                    gconstpointer data,
                    gsize size,
                    GError **error)
{
  g_autofree char *path = g_build_filename (self->part, name, NULL);
  const char *at = data;
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

  while (fd >= 0 && size > 0)
    {
      gssize written = write (fd, at, size);
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        break;
      at += written;
      size -= written;
    }
  if (fd < 0 || size > 0 || close (fd) != 0)
    {
      set_file_error (error, path, _ ("Can’t write"));
      return FALSE;
    }
  g_ptr_array_add (self->names, g_strdup (name));
  return TRUE;
}

/* Pictures that the page of an earlier export named and this one does not. */
static void
delete_unused (MqPageFolder *self, const char *old_page)
{
  g_autoptr (GDir) folder = g_dir_open (self->path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      gboolean ours = g_regex_match_simple ("^[a-z0-9-]+-\\d+\\.(jpg|png)$", name, 0, 0);
      if (ours && strstr (old_page, name) != NULL
          && !g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL))
        {
          g_autofree char *path = g_build_filename (self->path, name, NULL);
          g_unlink (path);
        }
    }
}

static gboolean
move_into (MqPageFolder *self, const char *name, GError **error)
{
  g_autofree char *from = g_build_filename (self->part, name, NULL),
                  *to = g_build_filename (self->path, name, NULL);

  if (g_rename (from, to) == 0)
    return TRUE;
  set_file_error (error, to, _ ("Can’t replace"));
  return FALSE;
}

static gboolean
merge (MqPageFolder *self, GError **error)
{
  g_autofree char *entry = g_build_filename (self->path, self->entry, NULL), *old_page = NULL;

  g_file_get_contents (entry, &old_page, NULL, NULL);
  for (guint i = 0; i < self->names->len; i++)
    if (!g_str_equal (self->names->pdata[i], self->entry)
        && !move_into (self, self->names->pdata[i], error))
      return FALSE;
  if (!move_into (self, self->entry, error))
    return FALSE;
  if (old_page != NULL)
    delete_unused (self, old_page);
  g_rmdir (self->part);
  return TRUE;
}

/**
 * mq_page_folder_commit:
 *
 * Puts the folder in place. Where there is one already its files are replaced one by one, the entry
 * last, and pictures that only the earlier entry named are deleted.
 */
gboolean
mq_page_folder_commit (MqPageFolder *self, GError **error)
{
  if (g_rename (self->part, self->path) != 0)
    {
      if (!g_file_test (self->path, G_FILE_TEST_IS_DIR))
        {
          set_file_error (error, self->path, _ ("Can’t make the folder"));
          return FALSE;
        }
      if (!merge (self, error))
        return FALSE;
    }
  g_clear_pointer (&self->part, g_free);
  return TRUE;
}

/** Frees @self; what is not in place yet is deleted. */
void
mq_page_folder_free (MqPageFolder *self)
{
  if (self->part != NULL)
    {
      g_autoptr (GDir) folder = g_dir_open (self->part, 0, NULL);
      const char *name;
      while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *path = g_build_filename (self->part, name, NULL);
          g_unlink (path);
        }
      g_rmdir (self->part);
    }
  g_free (self->path);
  g_free (self->part);
  g_free (self->entry);
  g_ptr_array_unref (self->names);
  g_free (self);
}

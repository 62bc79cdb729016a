/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disk.h"

#include <sqlite3.h>
#include <string.h>

/* A layer between SQLite and the system's files (https://www.sqlite.org/vfs.html) that counts calls
 * and makes the one that is asked for go wrong. */

#define BLOCK 65536 /* more at once the system's layer does not take */

typedef struct
{
  sqlite3_int64 offset; /* -1 for a change of size, to @size */
  sqlite3_int64 size;
  GByteArray *bytes;
} Write;

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
  char *path;         /* NULL for a temporary file */
  GByteArray *stable; /* what the disk holds for certain; NULL before it is first written */
  GPtrArray *writes;  /* of Write: since the last sync */
} DiskFile;

static sqlite3_vfs *system_vfs;
static GRecMutex lock;
static GHashTable *files; /* of DiskFile: those that are open */
static struct
{
  DiskFault fault;
  int at;
  gboolean lasting;
  int n;
  gboolean failed;
  GRand *chance;
} state;

static gboolean network;

static void
free_write (gpointer data)
{
  Write *write = data;

  if (write->bytes != NULL)
    g_byte_array_unref (write->bytes);
  g_free (write);
}

/* ---- What is on the disk when the power goes ---- */

/* A file as it is now, before it is written to for the first time since the last sync. */
static void
keep_stable (DiskFile *file)
{
  sqlite3_int64 size = 0;

  if (file->stable != NULL || file->path == NULL)
    return;
  file->real->pMethods->xFileSize (file->real, &size);
  file->stable = g_byte_array_sized_new ((guint) size);
  g_byte_array_set_size (file->stable, (guint) size);
  for (sqlite3_int64 at = 0; at < size; at += BLOCK)
    file->real->pMethods->xRead (file->real, file->stable->data + at, (int) MIN (BLOCK, size - at),
                                 at);
}

static void
forget_writes (DiskFile *file)
{
  g_ptr_array_set_size (file->writes, 0);
  g_clear_pointer (&file->stable, g_byte_array_unref);
}

static void
apply (GByteArray *content, const Write *write)
{
  guint end;

  if (write->offset < 0)
    {
      if (write->size < content->len)
        g_byte_array_set_size (content, (guint) write->size);
      return;
    }
  end = (guint) write->offset + write->bytes->len;
  if (end > content->len)
    {
      guint before = content->len;
      g_byte_array_set_size (content, end);
      memset (content->data + before, 0, end - before);
    }
  memcpy (content->data + write->offset, write->bytes->data, write->bytes->len);
}

/* Of what was not synced any part may have got there. */
static void
cut_power (void)
{
  GHashTableIter iter;
  gpointer key;
  gboolean all_lost = g_rand_boolean (state.chance);

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      DiskFile *file = key;
      if (file->stable == NULL || file->writes->len == 0)
        continue;
      for (guint i = 0; i < file->writes->len; i++)
        if (!all_lost && g_rand_boolean (state.chance))
          apply (file->stable, file->writes->pdata[i]);
      file->real->pMethods->xTruncate (file->real, 0);
      for (guint at = 0; at < file->stable->len; at += BLOCK)
        file->real->pMethods->xWrite (file->real, file->stable->data + at,
                                      (int) MIN (BLOCK, file->stable->len - at), at);
    }
}

/* ---- Whether a call goes wrong ---- */

/* Returns: the code of what goes wrong, or SQLITE_OK */
static int
fail (DiskFault mask, int code)
{
  int result = SQLITE_OK;

  g_rec_mutex_lock (&lock);
  if (state.fault == DISK_POWER_CUT && state.failed)
    result = SQLITE_IOERR;
  else if (state.fault == mask || state.fault == DISK_POWER_CUT)
    {
      state.n++;
      if (state.n == state.at || (state.failed && state.lasting))
        {
          if (state.fault == DISK_POWER_CUT && !state.failed)
            cut_power ();
          state.failed = TRUE;
          result = state.fault == DISK_POWER_CUT ? SQLITE_IOERR : code;
        }
    }
  g_rec_mutex_unlock (&lock);
  return result;
}

/* ---- Files ---- */

#define REAL(file) (((DiskFile *) (file))->real)

static int
disk_close (sqlite3_file *file)
{
  DiskFile *self = (DiskFile *) file;
  int code;

  g_rec_mutex_lock (&lock);
  g_hash_table_remove (files, self);
  g_rec_mutex_unlock (&lock);
  code = REAL (file)->pMethods->xClose (REAL (file));
  forget_writes (self);
  g_ptr_array_unref (self->writes);
  g_free (self->path);
  g_free (self->real);
  return code;
}

static int
disk_read (sqlite3_file *file, void *data, int size, sqlite3_int64 offset)
{
  int code = fail (DISK_IO_ERROR, SQLITE_IOERR_READ);

  if (code != SQLITE_OK)
    return code;
  code = REAL (file)->pMethods->xRead (REAL (file), data, size, offset);
  if (code == SQLITE_OK && fail (DISK_CORRUPT, SQLITE_CORRUPT) != SQLITE_OK)
    for (int i = 0; i < size; i++)
      ((guchar *) data)[i] ^= (guchar) (i * 7 + 1);
  return code;
}

static int
disk_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  DiskFile *self = (DiskFile *) file;
  int code = fail (DISK_IO_ERROR, SQLITE_IOERR_WRITE);
  Write *write;

  if (code == SQLITE_OK)
    code = fail (DISK_FULL, SQLITE_FULL);
  if (code != SQLITE_OK)
    return code;
  if (state.fault == DISK_POWER_CUT && self->path != NULL)
    {
      keep_stable (self);
      write = g_new0 (Write, 1);
      write->offset = offset;
      write->bytes = g_byte_array_append (g_byte_array_new (), data, (guint) size);
      g_ptr_array_add (self->writes, write);
    }
  return REAL (file)->pMethods->xWrite (REAL (file), data, size, offset);
}

static int
disk_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  DiskFile *self = (DiskFile *) file;
  int code = fail (DISK_IO_ERROR, SQLITE_IOERR_TRUNCATE);

  if (code != SQLITE_OK)
    return code;
  if (state.fault == DISK_POWER_CUT && self->path != NULL)
    {
      Write *write = g_new0 (Write, 1);
      keep_stable (self);
      write->offset = -1;
      write->size = size;
      g_ptr_array_add (self->writes, write);
    }
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
disk_sync (sqlite3_file *file, int flags)
{
  int code = fail (DISK_IO_ERROR, SQLITE_IOERR_FSYNC);

  if (code == SQLITE_OK)
    forget_writes ((DiskFile *) file);
  return code; /* the real disk's own sync takes time, and this machine keeps its power */
}

static int
disk_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  int code = fail (DISK_IO_ERROR, SQLITE_IOERR_FSTAT);
  return code != SQLITE_OK ? code : REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
disk_lock (sqlite3_file *file, int level)
{
  int code = fail (DISK_LOCKED, SQLITE_BUSY);
  return code != SQLITE_OK ? code : REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
disk_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
disk_check_reserved_lock (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
disk_file_control (sqlite3_file *file, int operation, void *data)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, data);
}

static int
disk_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
disk_device_characteristics (sqlite3_file *file)
{
  return 0; /* promises nothing */
}

static int
disk_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  int code = network ? SQLITE_IOERR_SHMMAP : fail (DISK_IO_ERROR, SQLITE_IOERR_SHMMAP);
  return code != SQLITE_OK
             ? code
             : REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, memory);
}

static int
disk_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  int code = (flags & SQLITE_SHM_LOCK) != 0 ? fail (DISK_LOCKED, SQLITE_BUSY) : SQLITE_OK;
  return code != SQLITE_OK ? code : REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
disk_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
disk_shm_unmap (sqlite3_file *file, int delete)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), delete);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = disk_close,
  .xRead = disk_read,
  .xWrite = disk_write,
  .xTruncate = disk_truncate,
  .xSync = disk_sync,
  .xFileSize = disk_file_size,
  .xLock = disk_lock,
  .xUnlock = disk_unlock,
  .xCheckReservedLock = disk_check_reserved_lock,
  .xFileControl = disk_file_control,
  .xSectorSize = disk_sector_size,
  .xDeviceCharacteristics = disk_device_characteristics,
  .xShmMap = disk_shm_map,
  .xShmLock = disk_shm_lock,
  .xShmBarrier = disk_shm_barrier,
  .xShmUnmap = disk_shm_unmap,
};

/* ---- The layer ---- */

static int
disk_open (sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *file, int flags, int *out_flags)
{
  DiskFile *self = (DiskFile *) file;
  int code = fail (DISK_IO_ERROR, SQLITE_CANTOPEN);

  memset (self, 0, sizeof *self);
  if (code != SQLITE_OK)
    return code;
  self->real = g_malloc0 ((gsize) system_vfs->szOsFile);
  code = system_vfs->xOpen (system_vfs, path, self->real, flags, out_flags);
  if (self->real->pMethods == NULL)
    {
      g_clear_pointer (&self->real, g_free);
      return code;
    }
  self->base.pMethods = &methods;
  self->path = g_strdup (path);
  self->writes = g_ptr_array_new_with_free_func (free_write);
  g_rec_mutex_lock (&lock);
  g_hash_table_add (files, self);
  g_rec_mutex_unlock (&lock);
  return code;
}

static int
disk_delete (sqlite3_vfs *vfs, const char *path, int sync)
{
  int code = fail (DISK_IO_ERROR, SQLITE_IOERR_DELETE);
  return code != SQLITE_OK ? code : system_vfs->xDelete (system_vfs, path, 0);
}

/** Puts the layer below all libraries that are opened from now on. */
void
disk_install (void)
{
  static sqlite3_vfs vfs;

  sqlite3_initialize ();
  system_vfs = sqlite3_vfs_find (NULL);
  files = g_hash_table_new (NULL, NULL);
  vfs = *system_vfs;
  vfs.zName = "torture";
  vfs.szOsFile = sizeof (DiskFile);
  vfs.xOpen = disk_open;
  vfs.xDelete = disk_delete;
  sqlite3_vfs_register (&vfs, 1);
}

/** Whether files lie on another machine, as over 9p or CIFS: programs can't share memory then. */
void
disk_set_network (gboolean on)
{
  network = on;
}

/**
 * disk_set_fault:
 * @at: the call that goes wrong, from 1; 0 for none
 * @lasting: whether all later ones go wrong too
 * @seed: of what is left of unsynced writes
 */
void
disk_set_fault (DiskFault fault, int at, gboolean lasting, guint32 seed)
{
  g_rec_mutex_lock (&lock);
  g_clear_pointer (&state.chance, g_rand_free);
  state = (typeof (state)) { fault, at, lasting, 0, FALSE, g_rand_new_with_seed (seed) };
  g_rec_mutex_unlock (&lock);
}

/** Returns: whether the call came */
gboolean
disk_has_failed (void)
{
  return state.failed;
}

/** Returns: how many calls there were that could have gone wrong */
int
disk_get_n_calls (void)
{
  return state.n;
}

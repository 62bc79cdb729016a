/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-publish-error.h"
#include "mq-publishing-records.h"

G_BEGIN_DECLS

/**
 * MqRemoteFolder:
 *
 * A folder that plain files are written to: on this machine, by WebDAV or by SFTP. Paths are
 * relative, with "/". Absent files are %MQ_PUBLISH_ERROR_NOT_FOUND.
 *
 * @connect: whether the folder is there and may be written to
 * @read: (transfer full): a file's bytes
 * @exists: whether a file is there
 * @write: writes a file whole: under another name first, which then takes the place of the old one;
 * folders on the way are made
 * @remove: takes a file away; where it is gone already that is no error
 * @list: (transfer full) (array zero-terminated=1): the names of what is in it
 */
typedef struct _MqRemoteFolder MqRemoteFolder;

typedef struct
{
  gboolean (*connect) (MqRemoteFolder *self, GCancellable *cancellable, GError **error);
  GBytes *(*read) (MqRemoteFolder *self,
                   const char *path,
                   GCancellable *cancellable,
                   GError **error);
  gboolean (*exists) (MqRemoteFolder *self,
                      const char *path,
                      gboolean *there,
                      GCancellable *cancellable,
                      GError **error);
  gboolean (*write) (MqRemoteFolder *self,
                     const char *path,
                     GBytes *bytes,
                     GCancellable *cancellable,
                     GError **error);
  gboolean (*remove) (MqRemoteFolder *self,
                      const char *path,
                      GCancellable *cancellable,
                      GError **error);
  char **(*list) (MqRemoteFolder *self, GCancellable *cancellable, GError **error);
  void (*free) (MqRemoteFolder *self);
} MqRemoteFolderClass;

struct _MqRemoteFolder
{
  const MqRemoteFolderClass *klass;
};

MqRemoteFolder *mq_local_folder_new (const MqSite *site, const char *secret, guint patience);
MqRemoteFolder *mq_webdav_folder_new (const MqSite *site, const char *secret, guint patience);
MqRemoteFolder *mq_sftp_folder_new (const MqSite *site, const char *secret, guint patience);

static inline void
mq_remote_folder_free (MqRemoteFolder *self)
{
  self->klass->free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqRemoteFolder, mq_remote_folder_free)

G_END_DECLS

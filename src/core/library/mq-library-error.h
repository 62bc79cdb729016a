/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MQ_LIBRARY_ERROR_FAILED,
  MQ_LIBRARY_ERROR_NEWER,   /* made by a later version of the program */
  MQ_LIBRARY_ERROR_FOREIGN, /* no library */
  MQ_LIBRARY_ERROR_DAMAGED,
  MQ_LIBRARY_ERROR_READ_ONLY,
  MQ_LIBRARY_ERROR_BUSY,     /* another program holds it */
  MQ_LIBRARY_ERROR_FULL,     /* the disk */
  MQ_LIBRARY_ERROR_CONFLICT, /* changed since it was read */
  MQ_LIBRARY_ERROR_NOT_FOUND,
  MQ_LIBRARY_ERROR_GONE, /* the file was moved or deleted while it was open */
} MqLibraryError;

#define MQ_LIBRARY_ERROR (mq_library_error_quark ())
GQuark mq_library_error_quark (void);

void mq_library_error_set_sqlite (GError **error, int code, const char *detail);

G_END_DECLS

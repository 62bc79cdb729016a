/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-format.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mq-encoding.h"
#include "mq-exchange-error.h"
#include "mq-zip.h"

#define HEAD_BYTES 65536
/* A review that is larger is none. */
#define LARGEST_TEXT (64 * 1024 * 1024)

/* The first that knows a source reads it: those that can be told for certain come first. */
static const MqImportFormat *const formats[] = {
  &mq_import_letterboxd, &mq_import_archive, &mq_import_document, &mq_import_library,
  &mq_import_wxr,        &mq_import_ghost,   &mq_import_folder,   &mq_import_markdown,
  &mq_import_html,       &mq_import_text,
};

/** Returns: the name of a format for people */
const char *
mq_import_format_get_label (const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i]->name, format))
      return _ (formats[i]->label);
  return format;
}

/* ---- Sources ---- */

static gboolean
read_head (MqImportSource *self, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  gsize length = 0;

  if (stream == NULL)
    return FALSE;
  self->head = g_malloc (HEAD_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), self->head, HEAD_BYTES, &length, NULL,
                                error))
    return FALSE;
  self->head[length] = '\0';
  for (gsize i = 0; i < length; i++)
    if (self->head[i] == '\0')
      self->head[i] = ' ';
  if (length < 4 || memcmp (self->head, "PK\3\4", 4) != 0)
    return TRUE;
  self->members = mq_zip_list (self->path, error);
  return self->members != NULL;
}

/** Returns: (transfer full) (nullable): a file or folder, looked at */
MqImportSource *
mq_import_source_new (const char *path, const char *name, GError **error)
{
  g_autoptr (MqImportSource) self = g_new0 (MqImportSource, 1);
  GStatBuf info;

  self->path = g_strdup (path);
  self->name = g_strdup (name);
  if (g_stat (path, &info) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("There is no such file or folder, or it may not be read"));
      return NULL;
    }
  if (S_ISDIR (info.st_mode))
    return g_steal_pointer (&self);
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                   _ ("This is neither a file nor a folder"));
      return NULL;
    }
  return read_head (self, error) ? g_steal_pointer (&self) : NULL;
}

void
mq_import_source_free (MqImportSource *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self->head);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_free (self);
}

/** Returns: (transfer full): the review that a file holds; as old as the file while nothing else is
 * known */
MqImportItem *
mq_import_source_new_item (const MqImportSource *self)
{
  g_autofree char *key = g_strdup_printf ("file\n%s", self->path);
  MqImportItem *item = mq_import_item_new (self->name, key);
  GStatBuf info;

  if (g_stat (self->path, &info) == 0)
    {
      mq_review_set_created (mq_import_item_get_review (item), info.st_mtime);
      mq_review_set_changed (mq_import_item_get_review (item), info.st_mtime);
    }
  return item;
}

/** Returns: (transfer full) (nullable): the text of a file, in UTF-8 whatever it was written in */
char *
mq_import_source_load_text (const MqImportSource *self, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf info;

  if (g_stat (self->path, &info) == 0 && info.st_size > LARGEST_TEXT)
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                   _ ("The file is larger than any review is"));
      return NULL;
    }
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  return bytes != NULL ? mq_encoding_to_utf8 (bytes, error) : NULL;
}

/** Returns: (nullable): what can read a source */
const MqImportFormat *
mq_import_format_find (const MqImportSource *source, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i]->is (source))
      return formats[i];
  if (source->members != NULL)
    g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                 _ ("This ZIP holds no reviews in a form that is known here. Unpack it and choose "
                    "the folder"));
  else
    g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                 _ ("The format is not known here. Exports of Letterboxd, WordPress, Ghost and "
                    "Marquee can be read, and Markdown, HTML, text, ODT and DOCX"));
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "mq-exchange-error.h"
#include "mq-export-sink.h"
#include "mq-markdown-file.h"

/* A folder of folders, as site generators want them: index.md with its pictures beside it. */

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0755) == 0)
    return TRUE;
  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_WRITE, _ ("“%s”: %s"), path,
               g_strerror (errno));
  return FALSE;
}

/* What others keep in a folder is none of ours. */
static gboolean
begin (MqExportRun *run, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (!make_folder (run->path, error))
    return FALSE;
  dir = g_dir_open (run->path, 0, error);
  if (dir == NULL)
    return FALSE;
  if (g_dir_read_name (dir) == NULL)
    return TRUE;
  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_WRITE,
               _ ("The folder “%s” is not empty. Choose one that is, or that is not there yet"),
               run->path);
  return FALSE;
}

static gboolean
add (MqExportRun *run, MqReview *review, gboolean binned, GError **error)
{
  g_autofree char *name = mq_export_run_take_name (run, review),
                  *folder = g_build_filename (run->path, name, NULL),
                  *text = mq_markdown_file_print (review);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "index.md", NULL);

  return make_folder (folder, error)
         && g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE,
                                     NULL, run->cancellable, error)
         && mq_export_run_write_pictures (run, review, folder, FALSE, error);
}

const MqExportSink mq_export_markdown
    = { { "markdown", N_ ("Markdown"), N_ ("A folder for Hugo, Eleventy, Obsidian and others"),
          "" },
        FALSE,
        begin,
        add,
        NULL };

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-preview-pictures.h"

#include "mq-rendition.h"

typedef struct
{
  MqLibrary *library;
  char *hash;
  int width;
  gboolean png;
} Wanted;

static void
free_wanted (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->library);
  g_free (wanted->hash);
  g_free (wanted);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wanted *wanted = data;
  GError *error = NULL;
  g_autoptr (GBytes) original = mq_library_get_picture (wanted->library, wanted->hash, &error);
  GBytes *bytes
      = original != NULL ? mq_rendition_make (original, wanted->width, wanted->png, &error) : NULL;

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static MqPicture *
find (MqReview *review, const char *name, int *width)
{
  GPtrArray *pictures = mq_review_get_pictures (review);

  for (guint i = 0; i < pictures->len; i++)
    if ((*width = mq_rendition_parse_name (pictures->pdata[i], name)) > 0)
      return pictures->pdata[i];
  return NULL;
}

/** Returns: (transfer full): the address that the page of @review has in the preview */
char *
mq_preview_pictures_dup_base (MqReview *review)
{
  return g_strdup_printf ("marquee://%s/", mq_review_get_id (review));
}

/**
 * mq_preview_pictures_fetch:
 * @path: as it stands in the page, below the review's base
 * @task: returns the file's bytes, as PNG where @path ends so, else as JPEG
 */
void
mq_preview_pictures_fetch (MqLibrary *library, MqReview *review, const char *path, GTask *task)
{
  int width = 0;
  MqPicture *picture = find (review, *path == '/' ? path + 1 : path, &width);
  Wanted *wanted;

  if (picture == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", path);
      return;
    }
  wanted = g_new0 (Wanted, 1);
  wanted->library = g_object_ref (library);
  wanted->hash = g_strdup (picture->hash);
  wanted->width = width;
  wanted->png = g_str_has_suffix (picture->name, ".png");
  g_task_set_task_data (task, wanted, free_wanted);
  g_task_run_in_thread (task, make_in_thread);
}

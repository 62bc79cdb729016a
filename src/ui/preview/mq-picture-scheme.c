/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-picture-scheme.h"

#include "mq-rendition.h"

struct _MqPictureScheme
{
  GObject parent_instance;

  MqLibrary *library;
  MqReview *review;
};

G_DEFINE_FINAL_TYPE (MqPictureScheme, mq_picture_scheme, G_TYPE_OBJECT)

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

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WebKitURISchemeRequest) request = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GInputStream) stream = NULL;
  Wanted *wanted = g_task_get_task_data (G_TASK (result));

  if (bytes == NULL)
    {
      webkit_uri_scheme_request_finish_error (request, error);
      return;
    }
  stream = g_memory_input_stream_new_from_bytes (bytes);
  webkit_uri_scheme_request_finish (request, stream, g_bytes_get_size (bytes),
                                    wanted->png ? "image/png" : "image/jpeg");
}

/* The picture of the review on show that has that name at some width. */
static MqPicture *
find (MqPictureScheme *self, const char *name, int *width)
{
  GPtrArray *pictures = self->review != NULL ? mq_review_get_pictures (self->review) : NULL;

  for (guint i = 0; pictures != NULL && i < pictures->len; i++)
    if ((*width = mq_rendition_parse_name (pictures->pdata[i], name)) > 0)
      return pictures->pdata[i];
  return NULL;
}

static void
on_request_cb (WebKitURISchemeRequest *request, gpointer data)
{
  MqPictureScheme *self = data;
  const char *path = webkit_uri_scheme_request_get_path (request);
  int width = 0;
  MqPicture *picture = find (self, *path == '/' ? path + 1 : path, &width);
  g_autoptr (GTask) task = NULL;
  Wanted *wanted;

  if (picture == NULL)
    {
      g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", path);
      webkit_uri_scheme_request_finish_error (request, error);
      return;
    }
  wanted = g_new0 (Wanted, 1);
  wanted->library = g_object_ref (self->library);
  wanted->hash = g_strdup (picture->hash);
  wanted->width = width;
  wanted->png = g_str_has_suffix (picture->name, ".png");
  task = g_task_new (self, NULL, on_made_cb, g_object_ref (request));
  g_task_set_source_tag (task, on_request_cb);
  g_task_set_task_data (task, wanted, free_wanted);
  g_task_run_in_thread (task, make_in_thread);
}

static void
mq_picture_scheme_dispose (GObject *object)
{
  MqPictureScheme *self = MQ_PICTURE_SCHEME (object);

  g_clear_object (&self->library);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (mq_picture_scheme_parent_class)->dispose (object);
}

static void
mq_picture_scheme_class_init (MqPictureSchemeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_picture_scheme_dispose;
}

static void
mq_picture_scheme_init (MqPictureScheme *self)
{
}

/** @context: holds on to the scheme as long as it lives */
MqPictureScheme *
mq_picture_scheme_new (WebKitWebContext *context)
{
  MqPictureScheme *self = g_object_new (MQ_TYPE_PICTURE_SCHEME, NULL);

  webkit_web_context_register_uri_scheme (context, "marquee", on_request_cb, g_object_ref (self),
                                          g_object_unref);
  return self;
}

/** Sets whose pictures are served. */
void
mq_picture_scheme_set_review (MqPictureScheme *self, MqLibrary *library, MqReview *review)
{
  g_set_object (&self->library, library);
  g_set_object (&self->review, review);
}

/** Returns: (transfer full): the address that a page of @review has in the preview */
char *
mq_picture_scheme_dup_base (MqReview *review)
{
  return g_strdup_printf ("marquee://%s/", mq_review_get_id (review));
}

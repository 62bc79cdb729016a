/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-picture-row.h"

#include <glib/gi18n.h>

#include "mq-editable.h"

struct _MqPictureRow
{
  AdwExpanderRow parent_instance;

  GtkPicture *thumbnail;
  GtkEditable *alt_row;
  GtkEditable *caption_row;
  GtkEditable *credit_row;
  MqReview *review;
  MqPicture *picture;
  GCancellable *cancellable;
  gboolean showing; /* the fields are filled from the picture, not by the critic */
};

G_DEFINE_FINAL_TYPE (MqPictureRow, mq_picture_row, ADW_TYPE_EXPANDER_ROW)

static void
update (MqPictureRow *self)
{
  g_autofree char *title = NULL;

  title = g_strdup_printf ("%s · %s",
                           self->picture->use == MQ_PICTURE_POSTER ? _ ("Poster") : _ ("Still"),
                           self->picture->name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), *self->picture->alt != '\0'
                                                              ? self->picture->alt
                                                              : _ ("No alternative text yet"));
}

static void
show_texts (MqPictureRow *self)
{
  const struct
  {
    GtkEditable *row;
    const char *text;
  } texts[] = { { self->alt_row, self->picture->alt },
                { self->caption_row, self->picture->caption },
                { self->credit_row, self->picture->credit } };

  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!g_str_equal (gtk_editable_get_text (texts[i].row), texts[i].text))
      mq_editable_show (texts[i].row, texts[i].text);
  self->showing = FALSE;
  update (self);
}

static void
on_words_changed_cb (MqPictureRow *self)
{
  MqPicture *now
      = self->review != NULL ? mq_review_find_picture (self->review, self->picture->name) : NULL;
  MqPicture *changed;

  if (now == NULL || self->showing)
    return;
  changed = mq_picture_with_texts (self->picture, gtk_editable_get_text (self->alt_row),
                                   gtk_editable_get_text (self->credit_row),
                                   gtk_editable_get_text (self->caption_row));
  mq_picture_unref (self->picture);
  self->picture = changed;
  update (self);
  mq_review_replace_picture (self->review, now, changed);
}

static void
on_remove_clicked_cb (MqPictureRow *self)
{
  MqPicture *now = mq_review_find_picture (self->review, self->picture->name);

  if (now != NULL)
    mq_review_replace_picture (self->review, now, NULL);
}

static void
on_thumbnail_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GBytes) bytes = mq_library_get_thumbnail_finish (MQ_LIBRARY (source), result, NULL);
  g_autoptr (GdkTexture) texture = NULL;

  if (bytes == NULL)
    return;
  texture = gdk_texture_new_from_bytes (bytes, NULL);
  gtk_picture_set_paintable (MQ_PICTURE_ROW (data)->thumbnail, GDK_PAINTABLE (texture));
}

static void
mq_picture_row_dispose (GObject *object)
{
  MqPictureRow *self = MQ_PICTURE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->review);
  g_clear_pointer (&self->picture, mq_picture_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_PICTURE_ROW);
  G_OBJECT_CLASS (mq_picture_row_parent_class)->dispose (object);
}

static void
mq_picture_row_class_init (MqPictureRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_picture_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/credits/mq-picture-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MqPictureRow, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, MqPictureRow, alt_row);
  gtk_widget_class_bind_template_child (widget_class, MqPictureRow, caption_row);
  gtk_widget_class_bind_template_child (widget_class, MqPictureRow, credit_row);
  gtk_widget_class_bind_template_callback (widget_class, on_words_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
}

static void
mq_picture_row_init (MqPictureRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

MqPictureRow *
mq_picture_row_new (MqLibrary *library, MqReview *review, MqPicture *picture)
{
  MqPictureRow *self = g_object_new (MQ_TYPE_PICTURE_ROW, NULL);

  self->picture = mq_picture_ref (picture);
  self->review = g_object_ref (review);
  show_texts (self);
  mq_library_get_thumbnail_async (library, picture->hash, self->cancellable, on_thumbnail_read_cb,
                                  self);
  return self;
}

/** Shows what is said of a picture now. Returns: %FALSE for another picture than the row's */
gboolean
mq_picture_row_show (MqPictureRow *self, MqPicture *picture)
{
  if (!g_str_equal (self->picture->hash, picture->hash)
      || !g_str_equal (self->picture->name, picture->name) || self->picture->use != picture->use)
    return FALSE;
  if (mq_picture_equal (self->picture, picture))
    return TRUE;
  mq_picture_unref (self->picture);
  self->picture = mq_picture_ref (picture);
  show_texts (self);
  return TRUE;
}

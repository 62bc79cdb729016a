/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-library-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-age.h"
#include "mq-rating-stars.h"

struct _MqLibraryRow
{
  GtkBox parent_instance;

  GtkPicture *poster;
  GtkLabel *title_label;
  GtkLabel *year_label;
  GtkLabel *credits_label;
  MqRatingStars *rating;
  GtkLabel *status_label;

  MqThumbnails *thumbnails;
  MqReviewRow *row;
  GCancellable *cancellable;
  gboolean selectable;
  gboolean selected;
};

G_DEFINE_FINAL_TYPE (MqLibraryRow, mq_library_row, GTK_TYPE_BOX)

enum
{
  PROP_SELECTABLE = 1,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
on_thumbnail_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GdkTexture) texture = mq_thumbnails_get_finish (MQ_THUMBNAILS (source), result, NULL);

  if (texture != NULL)
    gtk_picture_set_paintable (MQ_LIBRARY_ROW (data)->poster, GDK_PAINTABLE (texture));
}

static void
show_poster (MqLibraryRow *self)
{
  GdkTexture *texture
      = self->row->poster != NULL ? mq_thumbnails_peek (self->thumbnails, self->row->poster) : NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_picture_set_paintable (self->poster, GDK_PAINTABLE (texture));
  if (self->row->poster == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->poster), "blank");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->poster), "blank");
  if (texture != NULL || self->row->poster == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  mq_thumbnails_get_async (self->thumbnails, self->row->poster, self->cancellable, on_thumbnail_cb,
                           self);
}

/* The sentence in which the words were found, these in bold; white space is folded, for it is
 * Markdown. */
static char *
snippet_to_markup (const char *snippet)
{
  g_autofree char *escaped = g_markup_escape_text (snippet, -1);
  GString *markup = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = escaped; *p != '\0'; p++)
    if (g_str_has_prefix (p, "&#x2;"))
      {
        g_string_append (markup, "<b>");
        p += strlen ("&#x2;") - 1;
      }
    else if (g_str_has_prefix (p, "&#x3;"))
      {
        g_string_append (markup, "</b>");
        p += strlen ("&#x3;") - 1;
      }
    else if (!g_ascii_isspace (*p) || !space)
      {
        g_string_append_c (markup, g_ascii_isspace (*p) ? ' ' : *p);
        space = g_ascii_isspace (*p);
      }
  return g_string_free_and_steal (markup);
}

static void
show_texts (MqLibraryRow *self)
{
  MqReviewRow *row = self->row;
  g_autofree char *year = row->year > 0 ? g_strdup_printf ("%d", row->year) : g_strdup ("");
  g_autofree char *age = mq_age_describe (row->changed, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *status = g_strdup_printf ("%s · %s", mq_status_get_label (row->status), age);
  const char *title = *row->title != '\0' ? row->title : _ ("Untitled");

  gtk_label_set_label (self->title_label, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), title);
  gtk_label_set_label (self->year_label, year);
  gtk_widget_set_visible (GTK_WIDGET (self->year_label), row->year > 0);
  gtk_label_set_label (self->status_label, status);
  if (row->snippet != NULL && *row->snippet != '\0')
    {
      g_autofree char *markup = snippet_to_markup (row->snippet);
      gtk_label_set_markup (self->credits_label, markup);
    }
  else
    gtk_label_set_text (self->credits_label, row->directors);
}

static void
mq_library_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MqLibraryRow *self = MQ_LIBRARY_ROW (object);
  g_value_set_boolean (value, id == PROP_SELECTED ? self->selected : self->selectable);
}

static void
mq_library_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MqLibraryRow *self = MQ_LIBRARY_ROW (object);
  gboolean *member = id == PROP_SELECTED ? &self->selected : &self->selectable;

  if (*member == g_value_get_boolean (value))
    return;
  *member = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
mq_library_row_dispose (GObject *object)
{
  MqLibraryRow *self = MQ_LIBRARY_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_LIBRARY_ROW);
  G_OBJECT_CLASS (mq_library_row_parent_class)->dispose (object);
}

static void
mq_library_row_class_init (MqLibraryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = mq_library_row_get_property;
  G_OBJECT_CLASS (klass)->set_property = mq_library_row_set_property;
  G_OBJECT_CLASS (klass)->dispose = mq_library_row_dispose;
  properties[PROP_SELECTABLE] = g_param_spec_boolean ("selectable", NULL, NULL, FALSE, flags);
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  g_type_ensure (MQ_TYPE_RATING_STARS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/library/mq-library-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MqLibraryRow, poster);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryRow, year_label);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryRow, credits_label);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryRow, rating);
  gtk_widget_class_bind_template_child (widget_class, MqLibraryRow, status_label);
}

static void
mq_library_row_init (MqLibraryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

MqLibraryRow *
mq_library_row_new (MqThumbnails *thumbnails)
{
  MqLibraryRow *self = g_object_new (MQ_TYPE_LIBRARY_ROW, NULL);

  self->thumbnails = g_object_ref (thumbnails);
  return self;
}

void
mq_library_row_show (MqLibraryRow *self, MqReviewRow *row)
{
  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  show_texts (self);
  mq_rating_stars_set_rating (self->rating, row->rating);
  show_poster (self);
}

MqReviewRow *
mq_library_row_get_row (MqLibraryRow *self)
{
  return self->row;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-rating-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mq-library-finding.h"

#define HEIGHT 96
#define RADIUS 4
/* Room for a dot at each side. */
#define INSET (RADIUS + 2)

typedef struct
{
  int year;
  float share; /* of the best, 0 to 1 */
} Point;

struct _MqRatingChart
{
  GtkWidget parent_instance;

  GArray *points; /* of Point, by their years */
};

G_DEFINE_FINAL_TYPE (MqRatingChart, mq_rating_chart, GTK_TYPE_WIDGET)

static const Point *
get_point (MqRatingChart *self, guint i)
{
  return &g_array_index (self->points, Point, i);
}

static graphene_point_t
place (MqRatingChart *self, guint i)
{
  const Point *point = get_point (self, i);
  int first = get_point (self, 0)->year, last = get_point (self, self->points->len - 1)->year;
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)) - 2 * INSET;
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self)) - 2 * INSET;
  float along = last > first ? (float) (point->year - first) / (float) (last - first) : 0.5f;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    along = 1 - along;
  return GRAPHENE_POINT_INIT (INSET + along * width, INSET + (1 - point->share) * height);
}

static void
draw_levels (MqRatingChart *self, GtkSnapshot *snapshot)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self)) - 2 * INSET;
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= 0.15f;
  for (int i = 0; i <= 2; i++)
    gtk_snapshot_append_color (
        snapshot, &color,
        &GRAPHENE_RECT_INIT (0, (float) (int) (INSET + (float) i * height / 2), width, 1));
}

static void
mq_rating_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MqRatingChart *self = MQ_RATING_CHART (widget);
  g_autoptr (GskPathBuilder) line = gsk_path_builder_new (), dots = gsk_path_builder_new ();
  g_autoptr (GskPath) line_path = NULL, dots_path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (2);
  g_autoptr (GdkRGBA) accent
      = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());

  if (self->points->len == 0)
    return;
  draw_levels (self, snapshot);
  for (guint i = 0; i < self->points->len; i++)
    {
      graphene_point_t at = place (self, i);
      gsk_path_builder_add_circle (dots, &at, RADIUS);
      if (i == 0)
        gsk_path_builder_move_to (line, at.x, at.y);
      else
        gsk_path_builder_line_to (line, at.x, at.y);
    }
  line_path = gsk_path_builder_to_path (line);
  dots_path = gsk_path_builder_to_path (dots);
  gtk_snapshot_append_stroke (snapshot, line_path, stroke, accent);
  gtk_snapshot_append_fill (snapshot, dots_path, GSK_FILL_RULE_WINDING, accent);
}

static void
mq_rating_chart_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 2 * INSET;
}

static void
mq_rating_chart_finalize (GObject *object)
{
  g_array_unref (MQ_RATING_CHART (object)->points);
  G_OBJECT_CLASS (mq_rating_chart_parent_class)->finalize (object);
}

static void
mq_rating_chart_class_init (MqRatingChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mq_rating_chart_finalize;
  widget_class->snapshot = mq_rating_chart_snapshot;
  widget_class->measure = mq_rating_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mq_rating_chart_init (MqRatingChart *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
}

static void
describe (MqRatingChart *self)
{
  g_autoptr (GString) words = g_string_new (_ ("Your ratings by year"));

  for (guint i = 0; i < self->points->len; i++)
    {
      const Point *point = get_point (self, i);
      g_string_append_printf (words, _ (", %d: %d%%"), point->year,
                              (int) (point->share * 100 + 0.5f));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str,
                                  -1);
}

/** @works: (element-type MqPersonWork): the oldest first; those without a rating or a year, and a
 * single one, are not drawn */
void
mq_rating_chart_set_works (MqRatingChart *self, GPtrArray *works)
{
  g_array_set_size (self->points, 0);
  for (guint i = 0; i < works->len; i++)
    {
      const MqReviewRow *row = ((const MqPersonWork *) works->pdata[i])->row;
      Point point = { row->year, 0 };
      if (row->rating.scale == MQ_SCALE_NONE || row->year == 0)
        continue;
      point.share = (float) mq_rating_get_share (&row->rating);
      g_array_append_val (self->points, point);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->points->len > 1);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

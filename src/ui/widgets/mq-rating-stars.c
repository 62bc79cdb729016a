/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-rating-stars.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_STARS 5
#define TYPING_SECONDS 2

struct _MqRatingStars
{
  GtkWidget parent_instance;

  GtkWidget *stars[MOST_STARS];
  GtkWidget *label;
  gboolean editable;
  MqScale scale; /* that of an empty rating */
  MqRating rating;
  GString *typed;
  gint64 typed_at;
};

static void mq_rating_stars_range_init (GtkAccessibleRangeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MqRatingStars,
                               mq_rating_stars,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE,
                                                      mq_rating_stars_range_init))

enum
{
  PROP_EDITABLE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MqScale
shown_scale (MqRatingStars *self)
{
  return self->rating.scale != MQ_SCALE_NONE ? self->rating.scale : self->scale;
}

static char *
describe (MqRatingStars *self)
{
  MqRating *rating = &self->rating;
  g_autofree char *text = mq_rating_to_text (rating);
  int best = (int) mq_scale_get_best (rating->scale);

  if (rating->scale == MQ_SCALE_NONE)
    return g_strdup (_ ("Not rated"));
  if (rating->scale == MQ_SCALE_LETTERS)
    return g_steal_pointer (&text);
  if (mq_scale_get_stars (rating->scale) > 0)
    /* Translators: a rating, such as "3.5 out of 5 stars" */
    return g_strdup_printf (g_dngettext (NULL, "%s out of %d star", "%s out of %d stars", best),
                            text, best);
  /* Translators: a rating, such as "88 out of 100" */
  return g_strdup_printf (_ ("%s out of %d"), text, best);
}

static void
update (MqRatingStars *self)
{
  int n = mq_scale_get_stars (shown_scale (self)), halves = (int) lround (self->rating.value * 2);
  gboolean rated = self->rating.scale != MQ_SCALE_NONE;
  g_autofree char *text = mq_rating_to_text (&self->rating), *description = describe (self);

  for (int i = 0; i < MOST_STARS; i++)
    {
      gboolean full = rated && halves >= 2 * i + 2, half = rated && halves == 2 * i + 1;
      gtk_image_set_from_icon_name (GTK_IMAGE (self->stars[i]), full   ? "starred-symbolic"
                                                                : half ? "semi-starred-symbolic"
                                                                       : "non-starred-symbolic");
      gtk_widget_set_visible (self->stars[i], i < n && (rated || self->editable));
      if (full || half)
        gtk_widget_remove_css_class (self->stars[i], "empty");
      else
        gtk_widget_add_css_class (self->stars[i], "empty");
    }
  gtk_widget_set_visible (self->label, n == 0 && (rated || self->editable));
  gtk_label_set_label (GTK_LABEL (self->label), rated ? text : "–");
  if (self->editable)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
        GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, mq_scale_get_best (shown_scale (self)),
        GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, rated ? self->rating.value : 0.0,
        GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, description, -1);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    description, -1);
}

static void
give (MqRatingStars *self, MqRating rating)
{
  if (mq_rating_equal (&rating, &self->rating))
    return;
  self->rating = rating;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
give_value (MqRatingStars *self, double value)
{
  MqScale scale = shown_scale (self);

  if (scale == MQ_SCALE_NONE)
    return;
  give (self, (MqRating) { scale, CLAMP (value, self->rating.worst, mq_scale_get_best (scale)),
                           self->rating.worst });
}

/* ---- Input ---- */

static void
on_click_pressed_cb (MqRatingStars *self, int n_press, double x, double y)
{
  int n = mq_scale_get_stars (shown_scale (self));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  g_assert (MQ_IS_RATING_STARS (self));
  gtk_widget_grab_focus (GTK_WIDGET (self));
  for (int i = 0; i < n; i++)
    {
      graphene_rect_t box;
      double half;
      if (!gtk_widget_compute_bounds (self->stars[i], GTK_WIDGET (self), &box) || x < box.origin.x
          || x > box.origin.x + box.size.width + 2)
        continue;
      half = (x < box.origin.x + box.size.width / 2) != rtl ? 0.5 : 1;
      if (self->rating.scale != MQ_SCALE_NONE && self->rating.value == i + half)
        give (self, MQ_RATING_NONE); /* a second click on the same place takes it back */
      else
        give_value (self, i + half);
      return;
    }
}

/* Digits that follow each other quickly make one number, "3.5"; what makes no rating is forgotten.
 */
static gboolean
type (MqRatingStars *self, guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);
  gint64 now = g_get_monotonic_time ();
  MqRating rating;

  if (!g_unichar_isalnum (c) && c != '.' && c != ',' && c != '+' && c != '-' && c != 0x00BD)
    return FALSE;
  if (now - self->typed_at > TYPING_SECONDS * G_USEC_PER_SEC)
    g_string_truncate (self->typed, 0);
  self->typed_at = now;
  g_string_append_unichar (self->typed, c);
  if (g_str_has_suffix (self->typed->str, ".") || g_str_has_suffix (self->typed->str, ","))
    return TRUE;
  if (mq_rating_parse (self->typed->str, shown_scale (self), &rating, NULL))
    give (self, rating);
  else
    {
      g_string_truncate (self->typed, 0);
      g_string_append_unichar (self->typed, c);
      if (mq_rating_parse (self->typed->str, shown_scale (self), &rating, NULL))
        give (self, rating);
      else
        gtk_widget_error_bell (GTK_WIDGET (self));
    }
  return TRUE;
}

static gboolean
on_key_pressed_cb (MqRatingStars *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double step = mq_scale_get_step (shown_scale (self)), value = self->rating.value;

  g_assert (MQ_IS_RATING_STARS (self));
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Add:
      give_value (self, value + step);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Subtract:
      give_value (self, value - step);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_Left:
      give_value (self, value + ((keyval == GDK_KEY_Right) != rtl ? step : -step));
      return TRUE;
    case GDK_KEY_Home:
      give_value (self, self->rating.worst);
      return TRUE;
    case GDK_KEY_End:
      give_value (self, mq_scale_get_best (shown_scale (self)));
      return TRUE;
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
      g_string_truncate (self->typed, 0);
      give (self, MQ_RATING_NONE);
      return TRUE;
    default:
      return type (self, keyval);
    }
}

static gboolean
mq_rating_stars_set_current_value (GtkAccessibleRange *range, double value)
{
  MqRatingStars *self = MQ_RATING_STARS (range);

  if (self->editable)
    give_value (self, value);
  return self->editable;
}

static void
mq_rating_stars_range_init (GtkAccessibleRangeInterface *iface)
{
  iface->set_current_value = mq_rating_stars_set_current_value;
}

static void
make_editable (MqRatingStars *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_click_pressed_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Click, or type a number such as 3.5"));
}

static void
mq_rating_stars_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MqRatingStars *self = MQ_RATING_STARS (object);

  switch (id)
    {
    case PROP_EDITABLE:
      self->editable = g_value_get_boolean (value);
      if (self->editable)
        make_editable (self);
      else
        g_object_set (self, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
      update (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mq_rating_stars_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (mq_rating_stars_parent_class)->dispose (object);
}

static void
mq_rating_stars_finalize (GObject *object)
{
  g_string_free (MQ_RATING_STARS (object)->typed, TRUE);
  G_OBJECT_CLASS (mq_rating_stars_parent_class)->finalize (object);
}

static void
mq_rating_stars_class_init (MqRatingStarsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = mq_rating_stars_set_property;
  object_class->dispose = mq_rating_stars_dispose;
  object_class->finalize = mq_rating_stars_finalize;
  properties[PROP_EDITABLE]
      = g_param_spec_boolean ("editable", NULL, NULL, FALSE,
                              G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", MQ_TYPE_RATING_STARS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "rating-stars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
mq_rating_stars_init (MqRatingStars *self)
{
  self->scale = MQ_SCALE_STARS_5;
  self->typed = g_string_new (NULL);
  for (int i = 0; i < MOST_STARS; i++)
    {
      self->stars[i] = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_set_parent (self->stars[i], GTK_WIDGET (self));
    }
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rating-stars");
}

MqRating
mq_rating_stars_get_rating (MqRatingStars *self)
{
  return self->rating;
}

/** Shows a rating, without the signal. */
void
mq_rating_stars_set_rating (MqRatingStars *self, MqRating rating)
{
  self->rating = rating;
  update (self);
}

/** Sets the scale on which a rating is given where there is none yet. */
void
mq_rating_stars_set_scale (MqRatingStars *self, MqScale scale)
{
  self->scale = scale;
  update (self);
}

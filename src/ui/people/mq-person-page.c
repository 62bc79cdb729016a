/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-person-page.h"

#include <glib/gi18n.h>

#include "mq-credits.h"
#include "mq-library-finding.h"
#include "mq-rating-chart.h"
#include "mq-rating-stars.h"

struct _MqPersonPage
{
  AdwBin parent_instance;

  GtkLabel *name_label;
  GtkLabel *summary_label;
  MqRatingChart *chart;
  GtkLabel *first_year_label;
  GtkLabel *last_year_label;
  GtkBox *groups_box;
};

G_DEFINE_FINAL_TYPE (MqPersonPage, mq_person_page, ADW_TYPE_BIN)

static guint chosen_signal;

/* ---- The works, by what the person did ---- */

static void
on_row_activated_cb (AdwActionRow *row, MqPersonPage *self)
{
  g_signal_emit (self, chosen_signal, 0, g_object_get_data (G_OBJECT (row), "id"));
}

static GtkWidget *
make_row (MqPersonPage *self, const MqReviewRow *review)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *year
      = review->year > 0 ? g_strdup_printf ("%d · ", review->year) : g_strdup ("");
  g_autofree char *subtitle = g_strconcat (year, mq_status_get_label (review->status), NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *review->title != '\0' ? review->title : _ ("Untitled"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (review->rating.scale != MQ_SCALE_NONE)
    {
      MqRatingStars *stars = g_object_new (MQ_TYPE_RATING_STARS, "valign", GTK_ALIGN_CENTER, NULL);
      gtk_widget_add_css_class (GTK_WIDGET (stars), "small");
      mq_rating_stars_set_rating (stars, review->rating);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (stars));
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (review->id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_DEFAULT);
  return row;
}

static void
add_group (MqPersonPage *self, GPtrArray *works, const char *role)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = g_markup_escape_text (mq_credits_get_role_label (role), -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = works->len; i > 0; i--) /* the newest first, as in a filmography */
    {
      const MqPersonWork *work = works->pdata[i - 1];
      if (g_strv_contains ((const char *const *) work->roles, role))
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self, work->row));
    }
  gtk_box_append (self->groups_box, group);
}

static void
add_groups (MqPersonPage *self, GPtrArray *works)
{
  g_autoptr (GHashTable) added = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups_box))) != NULL)
    gtk_box_remove (self->groups_box, child);
  for (guint i = 0; i < works->len; i++)
    for (char **role = ((const MqPersonWork *) works->pdata[i])->roles; *role != NULL; role++)
      if (g_hash_table_add (added, *role))
        add_group (self, works, *role);
}

/* ---- All of it in a line ---- */

static char *
dup_summary (GPtrArray *works)
{
  double sum = 0;
  guint n_rated = 0;
  g_autofree char *number
      = g_strdup_printf (ngettext ("%u review", "%u reviews", works->len), works->len);

  for (guint i = 0; i < works->len; i++)
    {
      const MqRating *rating = &((const MqPersonWork *) works->pdata[i])->row->rating;
      if (rating->scale == MQ_SCALE_NONE)
        continue;
      sum += mq_rating_get_share (rating);
      n_rated++;
    }
  if (n_rated == 0)
    return g_steal_pointer (&number);
  /* Translators: "5 reviews · rated 78% on average" */
  return g_strdup_printf (_ ("%s · rated %d%% on average"), number,
                          (int) (sum / n_rated * 100 + 0.5));
}

static void
show_years (MqPersonPage *self, GPtrArray *works)
{
  int first = 0, last = 0;
  g_autofree char *first_year = NULL, *last_year = NULL;

  for (guint i = 0; i < works->len; i++)
    {
      const MqReviewRow *row = ((const MqPersonWork *) works->pdata[i])->row;
      if (row->year == 0 || row->rating.scale == MQ_SCALE_NONE)
        continue;
      first = first == 0 ? row->year : first;
      last = row->year;
    }
  first_year = g_strdup_printf ("%d", first);
  last_year = g_strdup_printf ("%d", last);
  gtk_label_set_label (self->first_year_label, first_year);
  gtk_label_set_label (self->last_year_label, last_year);
}

/* ---- Object ---- */

static void
mq_person_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_PERSON_PAGE);
  G_OBJECT_CLASS (mq_person_page_parent_class)->dispose (object);
}

static void
mq_person_page_class_init (MqPersonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_person_page_dispose;
  chosen_signal = g_signal_new ("chosen", MQ_TYPE_PERSON_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (MQ_TYPE_RATING_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/people/mq-person-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MqPersonPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, MqPersonPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, MqPersonPage, chart);
  gtk_widget_class_bind_template_child (widget_class, MqPersonPage, first_year_label);
  gtk_widget_class_bind_template_child (widget_class, MqPersonPage, last_year_label);
  gtk_widget_class_bind_template_child (widget_class, MqPersonPage, groups_box);
}

static void
mq_person_page_init (MqPersonPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @works: (element-type MqPersonWork): the oldest first */
void
mq_person_page_show (MqPersonPage *self, const char *name, GPtrArray *works)
{
  g_autofree char *summary = dup_summary (works);

  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->summary_label, summary);
  mq_rating_chart_set_works (self->chart, works);
  show_years (self, works);
  add_groups (self, works);
}

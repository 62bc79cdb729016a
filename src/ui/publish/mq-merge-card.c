/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-merge-card.h"

#include <glib/gi18n.h>

#include "mq-diff-markup.h"

struct _MqMergeCard
{
  GtkBox parent_instance;

  GtkLabel *place_label;
  AdwToggleGroup *choice_group;
  GtkLabel *diff_label;

  MqMergePart *part; /* the view's */
};

G_DEFINE_FINAL_TYPE (MqMergeCard, mq_merge_card, GTK_TYPE_BOX)

static guint chosen_signal;

/* As the toggles are called. */
static const char *const choices[] = { "mine", "theirs", "both" };

static void
on_choice_cb (MqMergeCard *self)
{
  const char *name = adw_toggle_group_get_active_name (self->choice_group);

  for (guint i = 0; self->part != NULL && i < G_N_ELEMENTS (choices); i++)
    if (g_strcmp0 (name, choices[i]) == 0)
      self->part->choice = i;
  g_signal_emit (self, chosen_signal, 0);
}

void
mq_merge_card_choose (MqMergeCard *self, MqMergeChoice choice)
{
  adw_toggle_group_set_active_name (self->choice_group, choices[choice]);
}

static void
fill (MqMergeCard *self)
{
  g_autofree char *markup = mq_diff_markup_new (self->part->mine, self->part->theirs);
  g_autofree char *spoken
      = g_strdup_printf (_ ("Yours: %s\nThe site’s: %s"), self->part->mine, self->part->theirs);

  gtk_label_set_markup (self->diff_label, markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->diff_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

static void
mq_merge_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_MERGE_CARD);
  G_OBJECT_CLASS (mq_merge_card_parent_class)->dispose (object);
}

static void
mq_merge_card_class_init (MqMergeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_merge_card_dispose;
  chosen_signal = g_signal_new ("chosen", MQ_TYPE_MERGE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/publish/mq-merge-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MqMergeCard, place_label);
  gtk_widget_class_bind_template_child (widget_class, MqMergeCard, choice_group);
  gtk_widget_class_bind_template_child (widget_class, MqMergeCard, diff_label);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_cb);
}

static void
mq_merge_card_init (MqMergeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @part: one that differs; it is changed as the critic chooses, and has to outlive the card */
GtkWidget *
mq_merge_card_new (MqMergePart *part)
{
  MqMergeCard *self = g_object_new (MQ_TYPE_MERGE_CARD, NULL);
  const char *place = part->which == MQ_REVIEW_TITLE        ? _ ("Title")
                      : part->which == MQ_REVIEW_STANDFIRST ? _ ("Standfirst")
                                                            : _ ("Text");

  self->part = part;
  gtk_label_set_label (self->place_label, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice_group),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, place, -1);
  if (part->which != MQ_REVIEW_BODY)
    adw_toggle_group_remove (self->choice_group,
                             adw_toggle_group_get_toggle_by_name (self->choice_group, "both"));
  mq_merge_card_choose (self, part->choice);
  fill (self);
  return GTK_WIDGET (self);
}

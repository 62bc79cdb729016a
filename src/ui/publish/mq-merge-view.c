/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-merge-view.h"

#include <glib/gi18n.h>

#include "mq-merge-card.h"

struct _MqMergeView
{
  AdwBin parent_instance;

  GtkLabel *sentence_label;
  GtkLabel *legend_label;
  GtkBox *cards_box;
  GtkButton *use_button;

  GPtrArray *parts;
};

G_DEFINE_FINAL_TYPE (MqMergeView, mq_merge_view, ADW_TYPE_BIN)

static guint used_signal;

GPtrArray *
mq_merge_view_get_parts (MqMergeView *self)
{
  return self->parts;
}

MqMergeOutcome
mq_merge_view_get_outcome (MqMergeView *self)
{
  guint n = 0, n_mine = 0, n_theirs = 0;

  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      const MqMergePart *part = self->parts->pdata[i];
      n += part->theirs != NULL;
      n_mine += part->theirs != NULL && part->choice == MQ_MERGE_MINE;
      n_theirs += part->theirs != NULL && part->choice == MQ_MERGE_THEIRS;
    }
  if (n_mine == n)
    return MQ_MERGE_KEEP_MINE;
  return n_theirs == n ? MQ_MERGE_TAKE_THEIRS : MQ_MERGE_SEND;
}

static void
on_chosen_cb (MqMergeView *self)
{
  static const char *const labels[]
      = { N_ ("_Keep Mine"), N_ ("_Take Theirs"), N_ ("_Send the Merged Text") };
  static const char *const tips[]
      = { N_ ("Replace what is on the site by this review"),
          N_ ("Put the site’s words into this review and send nothing"),
          N_ ("Put what you chose into this review and send it to the site") };
  MqMergeOutcome outcome = mq_merge_view_get_outcome (self);

  gtk_button_set_label (self->use_button, _ (labels[outcome]));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->use_button), _ (tips[outcome]));
  if (outcome == MQ_MERGE_KEEP_MINE)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->use_button), "suggested-action");
      gtk_widget_add_css_class (GTK_WIDGET (self->use_button), "destructive-action");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->use_button), "destructive-action");
      gtk_widget_add_css_class (GTK_WIDGET (self->use_button), "suggested-action");
    }
}

static void
choose_all (MqMergeView *self, MqMergeChoice choice)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards_box)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    mq_merge_card_choose (MQ_MERGE_CARD (card), choice);
}

static void
on_all_mine_clicked_cb (MqMergeView *self)
{
  choose_all (self, MQ_MERGE_MINE);
}

static void
on_all_theirs_clicked_cb (MqMergeView *self)
{
  choose_all (self, MQ_MERGE_THEIRS);
}

static void
on_use_clicked_cb (MqMergeView *self)
{
  g_signal_emit (self, used_signal, 0);
}

/**
 * mq_merge_view_show:
 * @sentence: what happened
 * @parts: (element-type MqMergePart): the review and the site's, part by part
 */
void
mq_merge_view_show (MqMergeView *self, const char *sentence, GPtrArray *parts)
{
  GtkWidget *card;
  gboolean any = FALSE;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->cards_box))) != NULL)
    gtk_box_remove (self->cards_box, card);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  self->parts = g_ptr_array_ref (parts);
  for (guint i = 0; i < parts->len; i++)
    {
      MqMergePart *part = parts->pdata[i];
      if (part->theirs == NULL)
        continue;
      any = TRUE;
      card = mq_merge_card_new (part);
      g_signal_connect_object (card, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->cards_box, card);
    }
  gtk_label_set_label (self->sentence_label, sentence);
  if (!any)
    gtk_label_set_label (self->legend_label,
                         _ ("Title, standfirst and text are the same; it is something else, such "
                            "as a tag or the date."));
  on_chosen_cb (self);
}

static void
mq_merge_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_MERGE_VIEW);
  g_clear_pointer (&MQ_MERGE_VIEW (object)->parts, g_ptr_array_unref);
  G_OBJECT_CLASS (mq_merge_view_parent_class)->dispose (object);
}

static void
mq_merge_view_class_init (MqMergeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_merge_view_dispose;
  used_signal = g_signal_new ("used", MQ_TYPE_MERGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/publish/mq-merge-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MqMergeView, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, MqMergeView, legend_label);
  gtk_widget_class_bind_template_child (widget_class, MqMergeView, cards_box);
  gtk_widget_class_bind_template_child (widget_class, MqMergeView, use_button);
  gtk_widget_class_bind_template_callback (widget_class, on_all_mine_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_all_theirs_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_use_clicked_cb);
}

static void
mq_merge_view_init (MqMergeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

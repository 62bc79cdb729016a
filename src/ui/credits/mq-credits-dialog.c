/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-credits-dialog.h"

#include "mq-credits-details.h"

struct _MqCreditsDialog
{
  AdwDialog parent_instance;

  MqCreditsDetails *details;
};

G_DEFINE_FINAL_TYPE (MqCreditsDialog, mq_credits_dialog, ADW_TYPE_DIALOG)

static void
mq_credits_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_CREDITS_DIALOG);
  G_OBJECT_CLASS (mq_credits_dialog_parent_class)->dispose (object);
}

static void
mq_credits_dialog_class_init (MqCreditsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_credits_dialog_dispose;
  g_type_ensure (MQ_TYPE_CREDITS_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/credits/mq-credits-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDialog, details);
}

static void
mq_credits_dialog_init (MqCreditsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

MqCreditsDialog *
mq_credits_dialog_new (MqLibrary *library, MqReview *review)
{
  MqCreditsDialog *self = g_object_new (MQ_TYPE_CREDITS_DIALOG, NULL);

  mq_credits_details_set_review (self->details, library, review);
  return self;
}

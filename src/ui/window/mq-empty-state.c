/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-empty-state.h"

struct _MqEmptyState
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (MqEmptyState, mq_empty_state, ADW_TYPE_BIN)

static void
mq_empty_state_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_EMPTY_STATE);
  G_OBJECT_CLASS (mq_empty_state_parent_class)->dispose (object);
}

static void
mq_empty_state_class_init (MqEmptyStateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_empty_state_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/marquee/ui/window/mq-empty-state.ui");
}

static void
mq_empty_state_init (MqEmptyState *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-publish-checklist.h"

#include <glib/gi18n.h>

#include "mq-publish-checks.h"

struct _MqPublishChecklist
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (MqPublishChecklist, mq_publish_checklist, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_show_clicked_cb (GtkWidget *button, MqPublishChecklist *self)
{
  g_signal_emit (self, signals[GO_TO], 0, g_object_get_data (G_OBJECT (button), "place"));
}

static GtkWidget *
add_row (MqPublishChecklist *self, const char *title, const char *icon_name, const char *css_class)
{
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new_from_icon_name (icon_name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (icon, css_class);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
add_check (MqPublishChecklist *self, const MqPublishCheck *check)
{
  GtkWidget *row = add_row (self, check->sentence, "dialog-warning-symbolic", "warning");
  GtkWidget *button = gtk_button_new_with_label (_ ("Show"));
  g_autofree char *name = g_strdup_printf (_ ("Show: %s"), check->sentence);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), check->reason);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "place", (gpointer) check->place);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_show_clicked_cb), self,
                           G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
mq_publish_checklist_dispose (GObject *object)
{
  g_clear_pointer (&MQ_PUBLISH_CHECKLIST (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (mq_publish_checklist_parent_class)->dispose (object);
}

static void
mq_publish_checklist_class_init (MqPublishChecklistClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_publish_checklist_dispose;
  signals[GO_TO] = g_signal_new ("go-to", MQ_TYPE_PUBLISH_CHECKLIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mq_publish_checklist_init (MqPublishChecklist *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Before It Goes Out"));
}

/**
 * mq_publish_checklist_show:
 * @look: (nullable): what the site says, once it has answered
 * @twin: (nullable): the title of another review with the same text
 */
void
mq_publish_checklist_show (MqPublishChecklist *self,
                           MqReview *review,
                           const MqSiteLook *look,
                           const char *twin)
{
  guint n_passed;
  g_autoptr (GPtrArray) checks = mq_publish_checks_run (review, look, twin, &n_passed);
  g_autofree char *passed = g_strdup_printf (
      g_dngettext (NULL, "%u check passed", "%u checks passed", n_passed), n_passed);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < checks->len; i++)
    add_check (self, checks->pdata[i]);
  add_row (self, passed, "object-select-symbolic", "success");
}

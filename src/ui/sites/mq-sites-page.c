/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-sites-page.h"

#include <glib/gi18n.h>

#include "mq-library-publishing.h"
#include "mq-publisher.h"
#include "mq-secrets.h"
#include "mq-site-dialog.h"

struct _MqSitesPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows;
  MqLibrary *library;
};

G_DEFINE_FINAL_TYPE (MqSitesPage, mq_sites_page, ADW_TYPE_PREFERENCES_PAGE)

static void refresh (MqSitesPage *self);

static void
say (MqSitesPage *self, const char *sentence)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
}

/* ---- Taking one out ---- */

typedef struct
{
  MqLibrary *library;
  MqSite *site;
} Removal;

static void
free_removal (gpointer data)
{
  Removal *removal = data;

  g_object_unref (removal->library);
  mq_site_free (removal->site);
  g_free (removal);
}

/* The keyring may have to be unlocked first. */
static void
remove_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Removal *removal = data;
  GError *error = NULL;

  if (mq_library_remove_site (removal->library, removal->site->id, &error)
      && mq_secrets_clear (removal->site, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MqSitesPage *self = MQ_SITES_PAGE (source);
  g_autoptr (GError) error = NULL;
  gboolean removed = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->library == NULL)
    return; /* the preferences were closed meanwhile */
  if (!removed)
    say (self, error->message);
  refresh (self);
}

static void
on_remove_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqSitesPage) self = data;
  g_autoptr (GTask) task = NULL;
  Removal *removal;

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "remove")
      || self->library == NULL)
    return;
  removal = g_new0 (Removal, 1);
  removal->library = g_object_ref (self->library);
  removal->site = mq_site_copy (g_object_get_data (source, "site"));
  task = g_task_new (self, NULL, on_removed_cb, NULL);
  g_task_set_source_tag (task, on_remove_chosen_cb);
  g_task_set_task_data (task, removal, free_removal);
  g_task_run_in_thread (task, remove_in_thread);
}

/* It can't be undone: what was sent there would no longer be known. */
static void
on_remove_clicked_cb (GtkWidget *button, MqSitesPage *self)
{
  const MqSite *site = g_object_get_data (G_OBJECT (button), "site");
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);

  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), _ ("Remove “%s”?"), site->name);
  adw_alert_dialog_set_body (
      ADW_ALERT_DIALOG (dialog),
      _ ("What is on the site stays there, but Marquee forgets what it sent and the password."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                  _ ("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "remove",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "site", mq_site_copy (site),
                          (GDestroyNotify) mq_site_free);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self), NULL, on_remove_chosen_cb,
                           g_object_ref (self));
}

/* ---- The list ---- */

static void
present_site (MqSitesPage *self, const MqSite *site)
{
  AdwDialog *dialog = ADW_DIALOG (mq_site_dialog_new (self->library, site));

  g_signal_connect_object (dialog, "added", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_add_clicked_cb (MqSitesPage *self)
{
  present_site (self, NULL);
}

static void
on_edit_clicked_cb (GtkWidget *button, MqSitesPage *self)
{
  present_site (self, g_object_get_data (G_OBJECT (button), "site"));
}

static void
add_row (MqSitesPage *self, GtkWidget *row)
{
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_button (GtkWidget *row,
            const char *icon_name,
            const char *name,
            const MqSite *site,
            GCallback callback,
            MqSitesPage *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);
  g_autofree char *full_name = g_strdup_printf ("%s: %s", name, site->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full_name,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "site", mq_site_copy (site),
                          (GDestroyNotify) mq_site_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_site_row (MqSitesPage *self, const MqSite *site)
{
  GtkWidget *row = adw_action_row_new ();
  const char *kind = mq_publisher_get_kind_label (site->kind);
  g_autofree char *where
      = g_strdup_printf ("%s · %s", kind != NULL ? kind : site->kind, site->address);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), site->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), where);
  add_button (row, "document-edit-symbolic", _ ("Edit Site"), site, G_CALLBACK (on_edit_clicked_cb),
              self);
  add_button (row, "user-trash-symbolic", _ ("Remove Site"), site,
              G_CALLBACK (on_remove_clicked_cb), self);
  return row;
}

static void
show_sites (MqSitesPage *self, GPtrArray *sites)
{
  GtkWidget *add = adw_button_row_new ();

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; sites != NULL && i < sites->len; i++)
    add_row (self, make_site_row (self, sites->pdata[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (add), _ ("_Add a Site…"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (add), TRUE);
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (add), "list-add-symbolic");
  g_signal_connect_object (add, "activated", G_CALLBACK (on_add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  add_row (self, add);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqSitesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sites = mq_library_list_sites_finish (MQ_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return; /* the preferences were closed meanwhile */
  if (error != NULL)
    say (self, error->message);
  show_sites (self, sites);
}

static void
refresh (MqSitesPage *self)
{
  mq_library_list_sites_async (self->library, NULL, on_listed_cb, g_object_ref (self));
}

static void
mq_sites_page_dispose (GObject *object)
{
  MqSitesPage *self = MQ_SITES_PAGE (object);

  g_clear_object (&self->library);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (mq_sites_page_parent_class)->dispose (object);
}

static void
mq_sites_page_class_init (MqSitesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_sites_page_dispose;
}

static void
mq_sites_page_init (MqSitesPage *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Where Reviews Are Published"));
  adw_preferences_group_set_description (
      self->group, _ ("Passwords are kept in your desktop’s keyring, never in the library"));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->group);
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Sites"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "document-send-symbolic");
}

MqSitesPage *
mq_sites_page_new (MqLibrary *library)
{
  MqSitesPage *self = g_object_new (MQ_TYPE_SITES_PAGE, NULL);

  self->library = g_object_ref (library);
  refresh (self);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-ledger-dialog.h"

#include <glib/gi18n.h>

#include "mq-browser.h"
#include "mq-library-publishing.h"
#include "mq-look-job.h"

struct _MqLedgerDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *navigation;
  GtkStack *stack;
  AdwStatusPage *none_page;
  AdwPreferencesGroup *sites_group;
  AdwPreferencesGroup *sent_group;
  AdwNavigationPage *text_page;
  GtkLabel *text_label;

  MqLibrary *library;
  MqReview *review;
  GPtrArray *sites;        /* of MqSite */
  GPtrArray *publications; /* of MqPublication, of the review */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MqLedgerDialog, mq_ledger_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static GtkWidget *
add_button (GtkWidget *row, const char *icon_name, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

/* ---- On sites ---- */

static char *
describe (const char *state, const char *address)
{
  return *address != '\0' ? g_strdup_printf ("%s\n%s", state, address) : g_strdup (state);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) button = data;
  AdwActionRow *row = g_object_get_data (G_OBJECT (button), "row");
  g_autoptr (GError) error = NULL;
  g_autofree char *twin = NULL, *sentence = NULL, *text = NULL;
  g_autoptr (MqSiteLook) look = mq_look_job_finish (result, &twin, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (button, TRUE);
  sentence = look != NULL ? mq_site_look_dup_sentence (look)
                          : g_strdup_printf (_ ("Can’t be asked now: %s"), error->message);
  text = describe (sentence, look != NULL && look->address != NULL ? look->address : "");
  adw_action_row_set_subtitle (row, text);
}

static const MqSite *
find_site (MqLedgerDialog *self, const char *id)
{
  for (guint i = 0; i < self->sites->len; i++)
    if (g_str_equal (((MqSite *) self->sites->pdata[i])->id, id))
      return self->sites->pdata[i];
  return NULL;
}

static void
on_ask_clicked_cb (GtkWidget *button, MqLedgerDialog *self)
{
  const MqSite *site = find_site (self, g_object_get_data (G_OBJECT (button), "site"));
  AdwActionRow *row = g_object_get_data (G_OBJECT (button), "row");

  gtk_widget_set_sensitive (button, FALSE);
  adw_action_row_set_subtitle (row, _ ("Asking the site…"));
  mq_look_job_start (self->library, self->review, site, self->cancellable, on_looked_cb,
                     g_object_ref (button));
}

static void
on_open_clicked_cb (GtkWidget *button, MqLedgerDialog *self)
{
  mq_browser_open (GTK_WIDGET (self), g_object_get_data (G_OBJECT (button), "address"));
}

static void
add_publication (MqLedgerDialog *self, const MqPublication *publication)
{
  g_autofree char *text
      = describe (mq_post_status_get_label (mq_post_status_from_string (publication->status)),
                  publication->address);
  GtkWidget *row = make_row (publication->site_name, text), *button;

  if (g_str_has_prefix (publication->address, "http"))
    {
      button = add_button (row, "adw-external-link-symbolic", _ ("Open in Browser"));
      g_object_set_data_full (G_OBJECT (button), "address", g_strdup (publication->address),
                              g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_open_clicked_cb), self,
                               G_CONNECT_DEFAULT);
    }
  button = add_button (row, "view-refresh-symbolic", _ ("Ask the Site"));
  g_object_set_data (G_OBJECT (button), "row", row);
  g_object_set_data_full (G_OBJECT (button), "site", g_strdup (publication->site), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_ask_clicked_cb), self,
                           G_CONNECT_DEFAULT);
  adw_preferences_group_add (self->sites_group, row);
}

/* ---- What was sent ---- */

static const char *
get_state_label (const char *state)
{
  static const struct
  {
    const char *state;
    const char *label;
  } labels[] = {
    { "waiting", N_ ("Waits to be sent") },  { "sending", N_ ("Being sent") },
    { "doubtful", N_ ("May have arrived") }, { "done", N_ ("Sent") },
    { "failed", N_ ("Not sent") },           { "cancelled", N_ ("Cancelled") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].state, state))
      return _ (labels[i].label);
  return state;
}

static void
on_delivery_activated_cb (GtkWidget *row, MqLedgerDialog *self)
{
  adw_navigation_page_set_title (self->text_page,
                                 adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  gtk_label_set_label (self->text_label, g_object_get_data (G_OBJECT (row), "text"));
  adw_navigation_view_push_by_tag (self->navigation, "text");
}

static void
add_delivery (MqLedgerDialog *self, const MqDelivery *delivery, const char *site_name)
{
  g_autoptr (MqPost) post = mq_post_from_json (delivery->post, NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (delivery->created);
  g_autofree char *when = g_date_time_format (date, _ ("%a, %-d %b %Y, %H:%M"));
  g_autofree char *title = g_strdup_printf ("%s · %s", site_name, when);
  g_autofree char *what
      = g_strdup_printf ("%s · %s", get_state_label (delivery->state),
                         post != NULL ? mq_post_status_get_label (post->status) : "");
  g_autofree char *subtitle = describe (what, delivery->outcome);
  GtkWidget *row = make_row (title, subtitle);

  if (post != NULL)
    {
      g_object_set_data_full (G_OBJECT (row), "text",
                              g_strdup_printf ("%s\n\n%s", post->title, post->text), g_free);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_delivery_activated_cb), self,
                               G_CONNECT_DEFAULT);
    }
  adw_preferences_group_add (self->sent_group, row);
}

static const char *
find_site_name (MqLedgerDialog *self, const MqDelivery *delivery)
{
  for (guint i = 0; i < self->publications->len; i++)
    {
      const MqPublication *publication = self->publications->pdata[i];
      if (publication->number == delivery->publication)
        return publication->site_name;
    }
  return "";
}

static void
show_record (MqLedgerDialog *self, GPtrArray *deliveries)
{
  gtk_widget_set_visible (GTK_WIDGET (self->sent_group), deliveries->len > 0);
  for (guint i = 0; i < self->publications->len; i++)
    add_publication (self, self->publications->pdata[i]);
  for (guint i = deliveries->len; i-- > 0;)
    add_delivery (self, deliveries->pdata[i], find_site_name (self, deliveries->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, self->publications->len > 0 ? "record" : "none");
}

/* Says why there is nothing to show, unless nobody is there any more to read it. */
static void
show_error (MqLedgerDialog *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  adw_status_page_set_description (self->none_page, error->message);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
on_deliveries_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqLedgerDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) deliveries
      = mq_library_list_deliveries_finish (MQ_LIBRARY (source), result, &error);

  if (deliveries == NULL)
    show_error (self, error);
  else
    show_record (self, deliveries);
}

static void
on_publications_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqLedgerDialog) self = data;
  g_autoptr (GError) error = NULL;

  self->publications = mq_library_list_publications_finish (MQ_LIBRARY (source), result, &error);
  if (self->publications == NULL)
    show_error (self, error);
  else
    mq_library_list_deliveries_async (self->library, mq_review_get_id (self->review), FALSE,
                                      self->cancellable, on_deliveries_listed_cb,
                                      g_object_ref (self));
}

static void
on_sites_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqLedgerDialog) self = data;
  g_autoptr (GError) error = NULL;

  self->sites = mq_library_list_sites_finish (MQ_LIBRARY (source), result, &error);
  if (self->sites == NULL)
    show_error (self, error);
  else
    mq_library_list_publications_async (self->library, mq_review_get_id (self->review), NULL,
                                        self->cancellable, on_publications_listed_cb,
                                        g_object_ref (self));
}

/* ---- Object ---- */

static void
mq_ledger_dialog_dispose (GObject *object)
{
  MqLedgerDialog *self = MQ_LEDGER_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_object (&self->review);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  g_clear_pointer (&self->publications, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_LEDGER_DIALOG);
  G_OBJECT_CLASS (mq_ledger_dialog_parent_class)->dispose (object);
}

static void
mq_ledger_dialog_class_init (MqLedgerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_ledger_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/publish/mq-ledger-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MqLedgerDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, MqLedgerDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MqLedgerDialog, none_page);
  gtk_widget_class_bind_template_child (widget_class, MqLedgerDialog, sites_group);
  gtk_widget_class_bind_template_child (widget_class, MqLedgerDialog, sent_group);
  gtk_widget_class_bind_template_child (widget_class, MqLedgerDialog, text_page);
  gtk_widget_class_bind_template_child (widget_class, MqLedgerDialog, text_label);
}

static void
mq_ledger_dialog_init (MqLedgerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

MqLedgerDialog *
mq_ledger_dialog_new (MqLibrary *library, MqReview *review)
{
  MqLedgerDialog *self = g_object_new (MQ_TYPE_LEDGER_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->review = mq_review_copy (review);
  mq_library_list_sites_async (library, self->cancellable, on_sites_listed_cb, g_object_ref (self));
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-site-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-library-publishing.h"
#include "mq-publisher.h"
#include "mq-secrets.h"
#include "mq-site-facts.h"

struct _MqSiteDialog
{
  AdwDialog parent_instance;

  GtkWidget *add_button;
  GtkLabel *problem_label;
  AdwComboRow *kind_row;
  GtkEditable *name_row;
  GtkEditable *address_row;
  GtkEditable *user_row;
  GtkEditable *secret_row;
  GtkLabel *hint_label;
  GtkWidget *more_group;
  GtkEditable *public_row;
  GtkEditable *key_row;
  GtkEditable *fingerprint_row;

  MqLibrary *library;
};

G_DEFINE_FINAL_TYPE (MqSiteDialog, mq_site_dialog, ADW_TYPE_DIALOG)

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What each kind of site wants to know. */
static const struct
{
  const char *kind;
  const char *address;
  const char *secret; /* NULL: none */
  const char *hint;
  gboolean user;
  gboolean is_folder;
} wants[] = {
  { "wordpress", N_ ("Address, such as https://example.org"), N_ ("Application password"),
    N_ ("Make an application password on the site, under Users → Profile."), TRUE, FALSE },
  { "ghost", N_ ("Address, such as https://example.org"), N_ ("Admin API key"),
    N_ ("Make a custom integration on the site, under Settings → Integrations."), FALSE, FALSE },
  { "micropub", N_ ("Address, such as https://example.org"), N_ ("Token"),
    N_ ("Your site’s software makes a token with the rights to create, update and upload."), FALSE,
    FALSE },
  { "generator", N_ ("Folder with the site’s configuration"), NULL,
    N_ ("A Markdown file for each review; building the site is up to you."), FALSE, TRUE },
  { "folder", N_ ("Folder"), NULL, N_ ("A page in a folder of its own for each review."), FALSE,
    TRUE },
  { "webdav", N_ ("Address, such as https://example.org/dav/"), N_ ("Password"),
    N_ ("A page in a folder of its own for each review."), TRUE, TRUE },
  { "sftp", N_ ("Address, such as sftp://example.org/var/www/"),
    N_ ("Password, or pass phrase of the key"),
    N_ ("A page in a folder of its own for each review. The fingerprint is shown at the first "
        "try."),
    TRUE, TRUE },
};

static guint
get_want (MqSiteDialog *self)
{
  const char *kind = mq_publisher_get_kinds ()[adw_combo_row_get_selected (self->kind_row)];

  for (guint i = 0; i < G_N_ELEMENTS (wants); i++)
    if (g_str_equal (wants[i].kind, kind))
      return i;
  return 0;
}

static void
set_title (GtkEditable *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
}

static void
on_kind_selected_cb (MqSiteDialog *self)
{
  guint i = get_want (self);
  gboolean sftp = g_str_equal (wants[i].kind, "sftp");

  set_title (self->address_row, _ (wants[i].address));
  gtk_widget_set_visible (GTK_WIDGET (self->user_row), wants[i].user);
  gtk_widget_set_visible (GTK_WIDGET (self->secret_row), wants[i].secret != NULL);
  if (wants[i].secret != NULL)
    set_title (self->secret_row, _ (wants[i].secret));
  gtk_label_set_label (self->hint_label, _ (wants[i].hint));
  gtk_widget_set_visible (self->more_group, wants[i].is_folder);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), sftp);
  gtk_widget_set_visible (GTK_WIDGET (self->fingerprint_row), sftp);
}

static void
show_problem (MqSiteDialog *self, const char *problem)
{
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

/* ---- Trying and keeping, on another thread ---- */

typedef struct
{
  MqLibrary *library;
  MqSite *site;
  char *secret;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->library);
  mq_site_free (job->site);
  explicit_bzero (job->secret, strlen (job->secret));
  g_free (job->secret);
  g_free (job);
}

static gboolean
try_and_keep (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MqPublisher) publisher
      = mq_publisher_new (job->site, job->secret, MQ_PUBLISHER_PATIENCE, error);
  g_auto (MqSiteAbilities) abilities = { 0 };

  mq_secrets_keep_out_of_core_dumps ();
  return publisher != NULL && mq_publisher_connect (publisher, &abilities, cancellable, error)
         && (!mq_publisher_needs_secret (job->site->kind)
             || mq_secrets_store (job->site, job->secret, error))
         && mq_library_save_site (job->library, job->site, error);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (try_and_keep (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MqSiteDialog *self = MQ_SITE_DIALOG (source);
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->add_button, TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      show_problem (self, error->message);
      return;
    }
  g_signal_emit (self, signals[ADDED], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static MqSite *
read_site (MqSiteDialog *self)
{
  guint i = get_want (self);
  MqSite *site = mq_site_new (gtk_editable_get_text (self->name_row), wants[i].kind,
                              gtk_editable_get_text (self->address_row),
                              wants[i].user ? gtk_editable_get_text (self->user_row) : "");
  const struct
  {
    const char *fact;
    GtkEditable *row;
  } facts[] = { { "public", self->public_row },
                { "key", self->key_row },
                { "fingerprint", self->fingerprint_row } };

  for (guint j = 0; wants[i].is_folder && j < G_N_ELEMENTS (facts); j++)
    if (*gtk_editable_get_text (facts[j].row) != '\0')
      mq_site_set_fact (site, facts[j].fact, gtk_editable_get_text (facts[j].row));
  return site;
}

static void
on_add_clicked_cb (MqSiteDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (*gtk_editable_get_text (self->name_row) == '\0'
      || *gtk_editable_get_text (self->address_row) == '\0')
    {
      show_problem (self, _ ("Fill in a name and the address"));
      return;
    }
  show_problem (self, NULL);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  job = g_new (Job, 1);
  job->library = g_object_ref (self->library);
  job->site = read_site (self);
  job->secret = g_strdup (gtk_editable_get_text (self->secret_row));
  task = g_task_new (self, NULL, on_tried_cb, NULL);
  g_task_set_source_tag (task, on_add_clicked_cb);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

static void
on_cancel_clicked_cb (MqSiteDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- Object ---- */

static void
mq_site_dialog_dispose (GObject *object)
{
  g_clear_object (&MQ_SITE_DIALOG (object)->library);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_SITE_DIALOG);
  G_OBJECT_CLASS (mq_site_dialog_parent_class)->dispose (object);
}

static void
mq_site_dialog_class_init (MqSiteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_site_dialog_dispose;
  signals[ADDED] = g_signal_new ("added", MQ_TYPE_SITE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/marquee/ui/sites/mq-site-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, user_row);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, secret_row);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, hint_label);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, more_group);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, public_row);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, fingerprint_row);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked_cb);
}

static void
mq_site_dialog_init (MqSiteDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (const char *const *kind = mq_publisher_get_kinds (); *kind != NULL; kind++)
    gtk_string_list_append (labels, mq_publisher_get_kind_label (*kind));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (labels));
  on_kind_selected_cb (self);
}

MqSiteDialog *
mq_site_dialog_new (MqLibrary *library)
{
  MqSiteDialog *self = g_object_new (MQ_TYPE_SITE_DIALOG, NULL);

  self->library = g_object_ref (library);
  return self;
}

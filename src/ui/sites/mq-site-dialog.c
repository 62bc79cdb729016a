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

  GtkWidget *address_button;

  MqLibrary *library;
  MqSite *site; /* that is changed; NULL for a new one */
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
  gtk_widget_set_visible (self->address_button, wants[i].is_folder && wants[i].secret == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), sftp);
  gtk_widget_set_visible (GTK_WIDGET (self->fingerprint_row), sftp);
}

static void
show_problem (MqSiteDialog *self, const char *problem)
{
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

/* ---- Choosing instead of typing ---- */

/* A sandbox lets the program reach only what was chosen so. */
static void
take_choice (MqSiteDialog *self, GtkEditable *row, GFile *file, const GError *error)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    gtk_editable_set_text (row, path);
  else if (file != NULL)
    show_problem (self, _ ("Choose something on this computer"));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    show_problem (self, error->message);
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqSiteDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder
      = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  take_choice (self, self->address_row, folder, error);
}

static void
on_choose_folder_clicked_cb (MqSiteDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose the Site’s Folder"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 on_folder_chosen_cb, g_object_ref (self));
}

static void
on_key_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqSiteDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  take_choice (self, self->key_row, file, error);
}

static void
on_choose_key_clicked_cb (MqSiteDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose the Private Key"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        on_key_chosen_cb, g_object_ref (self));
}

/* ---- Trying and keeping, on another thread ---- */

typedef struct
{
  MqLibrary *library;
  MqSite *site;
  char *secret; /* "" for the one that the keyring has */
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
fill_in_secret (Job *job, gboolean known, GError **error)
{
  char *secret;

  if (!known || *job->secret != '\0' || !mq_publisher_needs_secret (job->site->kind))
    return TRUE;
  secret = mq_secrets_lookup (job->site, error);
  if (secret == NULL)
    return FALSE;
  g_free (job->secret);
  job->secret = g_strdup (secret);
  mq_secrets_free (secret);
  return TRUE;
}

static gboolean
try_and_keep (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MqSite) known = mq_library_find_site (job->library, job->site->id, NULL);
  g_autoptr (MqPublisher) publisher = NULL;
  g_auto (MqSiteAbilities) abilities = { 0 };

  mq_secrets_keep_out_of_core_dumps ();
  if (!fill_in_secret (job, known != NULL, error))
    return FALSE;
  publisher = mq_publisher_new (job->site, job->secret, MQ_PUBLISHER_PATIENCE, error);
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

/* Facts that are typed here, each with its row. */
#define N_FACTS 3

static const char *const facts[N_FACTS] = { "public", "key", "fingerprint" };

static GtkEditable *
get_fact_row (MqSiteDialog *self, guint i)
{
  GtkEditable *rows[N_FACTS] = { self->public_row, self->key_row, self->fingerprint_row };
  return rows[i];
}

static MqSite *
read_site (MqSiteDialog *self)
{
  guint want = get_want (self);
  MqSite *site
      = self->site != NULL ? mq_site_copy (self->site) : mq_site_new ("", wants[want].kind, "", "");

  g_set_str (&site->name, gtk_editable_get_text (self->name_row));
  g_set_str (&site->address, gtk_editable_get_text (self->address_row));
  if (wants[want].user)
    g_set_str (&site->user, gtk_editable_get_text (self->user_row));
  for (guint i = 0; wants[want].is_folder && i < N_FACTS; i++)
    {
      g_autofree char *before = mq_site_dup_fact (site, facts[i]);
      const char *now = gtk_editable_get_text (get_fact_row (self, i));
      if (!g_str_equal (before, now))
        mq_site_set_fact (site, facts[i], now);
    }
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
  g_clear_pointer (&MQ_SITE_DIALOG (object)->site, mq_site_free);
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
  gtk_widget_class_bind_template_child (widget_class, MqSiteDialog, address_button);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_key_clicked_cb);
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

static void
show_site (MqSiteDialog *self)
{
  const char *const *kinds = mq_publisher_get_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i], self->site->kind))
      adw_combo_row_set_selected (self->kind_row, i);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind_row), FALSE);
  gtk_editable_set_text (self->name_row, self->site->name);
  gtk_editable_set_text (self->address_row, self->site->address);
  gtk_editable_set_text (self->user_row, self->site->user);
  for (guint i = 0; i < N_FACTS; i++)
    {
      g_autofree char *fact = mq_site_dup_fact (self->site, facts[i]);
      gtk_editable_set_text (get_fact_row (self, i), fact);
    }
  set_title (self->secret_row, _ ("New password, if it has changed"));
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Edit Site"));
  gtk_button_set_label (GTK_BUTTON (self->add_button), _ ("_Save"));
}

/** @site: (nullable): one to change, %NULL to add one */
MqSiteDialog *
mq_site_dialog_new (MqLibrary *library, const MqSite *site)
{
  MqSiteDialog *self = g_object_new (MQ_TYPE_SITE_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->site = site != NULL ? mq_site_copy (site) : NULL;
  if (site != NULL)
    show_site (self);
  return self;
}

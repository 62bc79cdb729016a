/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-pull-dialog.h"

#include <glib/gi18n.h>

#include "mq-pull-job.h"

struct _MqPullDialog
{
  AdwDialog parent_instance;

  GtkButton *cancel_button;
  GtkWidget *bring_button;
  AdwBanner *problem_banner;
  GtkStack *stack;
  AdwComboRow *site_row;
  AdwPreferencesGroup *posts_group;
  GtkWidget *all_button;
  GtkProgressBar *progress_bar;
  GtkLabel *step_label;
  AdwStatusPage *done_page;
  GtkLabel *notes_label;

  MqLibrary *library;
  GPtrArray *sites;
  GPtrArray *entries; /* of MqPullEntry: what the site has */
  GPtrArray *rows;    /* of GtkWidget, of the group's */
  GPtrArray *checks;  /* of GtkCheckButton, NULL for what is in the library */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MqPullDialog, mq_pull_dialog, ADW_TYPE_DIALOG)

static guint brought_signal;

static void
show_problem (MqPullDialog *self, const char *problem)
{
  adw_banner_set_title (self->problem_banner, problem != NULL ? problem : "");
  adw_banner_set_revealed (self->problem_banner, problem != NULL);
}

static const MqSite *
get_site (MqPullDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->site_row);
  return self->sites != NULL && selected < self->sites->len ? self->sites->pdata[selected] : NULL;
}

/* ---- The posts ---- */

static guint
count_chosen (MqPullDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->checks->len; i++)
    n += self->checks->pdata[i] != NULL && gtk_check_button_get_active (self->checks->pdata[i]);
  return n;
}

static void
on_check_toggled_cb (MqPullDialog *self)
{
  gtk_widget_set_sensitive (self->bring_button, count_chosen (self) > 0);
}

static void
add_row (MqPullDialog *self, GtkWidget *row)
{
  adw_preferences_group_add (self->posts_group, row);
  g_ptr_array_add (self->rows, row);
}

static char *
describe (const MqPullEntry *entry)
{
  const MqPost *post = entry->post;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (post->date);
  g_autofree char *day = post->date != 0 ? g_date_time_format (date, "%x") : g_strdup ("");

  return g_strdup_printf ("%s%s%s%s%s", mq_post_status_get_label (post->status),
                          *day != '\0' ? " · " : "", day, entry->review != NULL ? " · " : "",
                          entry->review != NULL ? _ ("in the library") : "");
}

static void
add_entry (MqPullDialog *self, const MqPullEntry *entry)
{
  GtkWidget *row = adw_action_row_new (), *check = NULL;
  g_autofree char *description = describe (entry);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *entry->post->title != '\0' ? entry->post->title : _ ("Untitled"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  if (entry->review != NULL)
    gtk_widget_set_sensitive (row, FALSE);
  else
    {
      check = gtk_check_button_new ();
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      entry->post->title, -1);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
    }
  g_ptr_array_add (self->checks, check);
  add_row (self, row);
}

static void
add_sentence (MqPullDialog *self, const char *sentence, gboolean busy)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  if (busy)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_spinner_new ());
  add_row (self, row);
}

static void
clear_posts (MqPullDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->posts_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->checks, 0);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  gtk_widget_set_sensitive (self->bring_button, FALSE);
  gtk_widget_set_sensitive (self->all_button, FALSE);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqPullDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = mq_pull_job_list_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another site was chosen, or the dialog closed */
  clear_posts (self);
  if (entries == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  self->entries = g_steal_pointer (&entries);
  for (guint i = 0; i < self->entries->len; i++)
    add_entry (self, self->entries->pdata[i]);
  if (self->entries->len == 0)
    add_sentence (self, _ ("There are no posts yet"), FALSE);
  gtk_widget_set_sensitive (self->all_button, self->entries->len > 0);
}

static void
stop (MqPullDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
on_site_selected_cb (MqPullDialog *self)
{
  const MqSite *site = get_site (self);

  if (site == NULL)
    return;
  stop (self);
  show_problem (self, NULL);
  clear_posts (self);
  add_sentence (self, _ ("Reading the site…"), TRUE);
  self->cancellable = g_cancellable_new ();
  mq_pull_job_list_start (self->library, site, self->cancellable, on_listed_cb,
                          g_object_ref (self));
}

static void
on_all_clicked_cb (MqPullDialog *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (self->checks->pdata[i] != NULL)
      gtk_check_button_set_active (self->checks->pdata[i], TRUE);
}

/* ---- Bringing them in ---- */

static void
on_progress (const char *title, double done, gpointer data)
{
  MqPullDialog *self = data;

  gtk_progress_bar_set_fraction (self->progress_bar, done);
  gtk_label_set_label (self->step_label, title);
}

static void
show_done (MqPullDialog *self, guint n, GPtrArray *notes, const GError *error)
{
  g_autofree char *title
      = g_strdup_printf (g_dngettext (NULL, "%u Post Brought In", "%u Posts Brought In", n), n);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *) notes->pdata[i]);
  adw_status_page_set_title (self->done_page, title);
  adw_status_page_set_description (self->done_page, error == NULL ? NULL
                                                    : cancelled
                                                        ? _ ("Cancelled; the others are left")
                                                        : error->message);
  gtk_label_set_label (self->notes_label, text->str);
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_set_visible (self->bring_button, FALSE);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
}

static void
on_brought_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqPullDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  guint n = mq_pull_job_bring_finish (result, &notes, &error);

  g_clear_object (&self->cancellable);
  show_done (self, n, notes, error);
  g_signal_emit (self, brought_signal, 0);
}

/* The chosen ones are the thread's from here on. */
static GPtrArray *
take_chosen (MqPullDialog *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->checks->len; i++)
    if (self->checks->pdata[i] != NULL && gtk_check_button_get_active (self->checks->pdata[i]))
      g_ptr_array_add (chosen, self->entries->pdata[i]);
  return chosen;
}

static void
on_bring_clicked_cb (MqPullDialog *self)
{
  g_autoptr (GPtrArray) chosen = take_chosen (self);

  stop (self);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->bring_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  mq_pull_job_bring_start (self->library, get_site (self), chosen, on_progress, self,
                           self->cancellable, on_brought_cb, g_object_ref (self));
}

/* While posts come in it stops that, and says what came; then it closes. */
static void
on_cancel_clicked_cb (MqPullDialog *self)
{
  gboolean busy = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "busy");

  stop (self);
  if (!busy)
    adw_dialog_close (ADW_DIALOG (self));
}

/* ---- Object ---- */

static void
mq_pull_dialog_closed (AdwDialog *dialog)
{
  stop (MQ_PULL_DIALOG (dialog));
}

static void
mq_pull_dialog_dispose (GObject *object)
{
  MqPullDialog *self = MQ_PULL_DIALOG (object);

  stop (self);
  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_PULL_DIALOG);
  G_OBJECT_CLASS (mq_pull_dialog_parent_class)->dispose (object);
}

static void
mq_pull_dialog_finalize (GObject *object)
{
  MqPullDialog *self = MQ_PULL_DIALOG (object);

  g_clear_pointer (&self->sites, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (mq_pull_dialog_parent_class)->finalize (object);
}

static void
mq_pull_dialog_class_init (MqPullDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_pull_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = mq_pull_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = mq_pull_dialog_closed;
  brought_signal = g_signal_new ("brought", MQ_TYPE_PULL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/marquee/ui/sites/mq-pull-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, MqPullDialog, child)
  BIND (cancel_button);
  BIND (bring_button);
  BIND (problem_banner);
  BIND (stack);
  BIND (site_row);
  BIND (posts_group);
  BIND (all_button);
  BIND (progress_bar);
  BIND (step_label);
  BIND (done_page);
  BIND (notes_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bring_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_site_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_all_clicked_cb);
}

static void
mq_pull_dialog_init (MqPullDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
on_sites_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqPullDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sites = mq_library_list_sites_finish (MQ_LIBRARY (source), result, &error);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_problem (self, error != NULL ? error->message : NULL);
  for (guint i = 0; sites != NULL && i < sites->len; i++)
    gtk_string_list_append (names, ((MqSite *) sites->pdata[i])->name);
  gtk_stack_set_visible_child_name (self->stack,
                                    sites != NULL && sites->len > 0 ? "posts" : "none");
  self->sites = g_steal_pointer (&sites);
  adw_combo_row_set_model (self->site_row, G_LIST_MODEL (names));
}

MqPullDialog *
mq_pull_dialog_new (MqLibrary *library)
{
  MqPullDialog *self = g_object_new (MQ_TYPE_PULL_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->cancellable = g_cancellable_new ();
  mq_library_list_sites_async (library, self->cancellable, on_sites_listed_cb, g_object_ref (self));
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-dialog.h"

#include <glib/gi18n.h>

#include "mq-import-choice.h"
#include "mq-import-job.h"
#include "mq-import-line.h"
#include "mq-library-imports.h"
#include "mq-text.h"

struct _MqImportDialog
{
  AdwDialog parent_instance;

  GtkButton *cancel_button;
  GtkWidget *import_button;
  GtkWidget *undo_button;
  AdwBanner *problem_banner;
  GtkStack *stack;
  AdwPreferencesGroup *before_group;
  GtkEditable *language_entry;
  AdwStatusPage *busy_page;
  GtkProgressBar *progress_bar;
  GtkLabel *step_label;
  GtkLabel *summary_label;
  GtkLabel *remarks_label;
  GtkWidget *all_check;
  GtkWidget *fetch_check;
  GtkListView *list_view;

  MqLibrary *library;
  char **paths;
  GListStore *rows;
  GPtrArray *waiting; /* of MqImportRow: those that are not in the list yet */
  guint fill_idle;
  GHashTable *leave_out; /* ids of reviews that are not wanted */
  guint n_new;           /* reviews that would be taken if all were wanted */
  gint64 taken;          /* the number of the import, once it is done */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MqImportDialog, mq_import_dialog, ADW_TYPE_DIALOG)

static guint changed_signal;

static void
show_problem (MqImportDialog *self, const char *problem)
{
  adw_banner_set_title (self->problem_banner, problem != NULL ? problem : "");
  adw_banner_set_revealed (self->problem_banner, problem != NULL);
}

static void
show_page (MqImportDialog *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->import_button, FALSE);
  gtk_widget_set_visible (self->undo_button, FALSE);
}

static void
stop (MqImportDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* ---- The plan and the report ---- */

static void
update_button (MqImportDialog *self)
{
  guint n = self->n_new - g_hash_table_size (self->leave_out);
  g_autofree char *label
      = n == self->n_new ? g_strdup (_ ("_Import"))
                         : g_strdup_printf (g_dngettext (NULL, "_Import %u", "_Import %u", n), n);

  gtk_button_set_label (GTK_BUTTON (self->import_button), label);
  gtk_widget_set_sensitive (self->import_button, n > 0);
}

static void
on_line_toggled_cb (MqImportDialog *self, MqImportLine *line)
{
  const char *id = mq_import_line_get_row (line)->id;

  if (mq_import_line_is_wanted (line))
    g_hash_table_remove (self->leave_out, id);
  else
    g_hash_table_add (self->leave_out, g_strdup (id));
  update_button (self);
}

static void
on_item_setup_cb (MqImportDialog *self, GtkListItem *item)
{
  GtkWidget *line = mq_import_line_new ();

  g_signal_connect_object (line, "toggled", G_CALLBACK (on_line_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, line);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_item_bind_cb (MqImportDialog *self, GtkListItem *item)
{
  MqImportRow *row = gtk_list_item_get_item (item);

  mq_import_line_set_row (MQ_IMPORT_LINE (gtk_list_item_get_child (item)), row,
                          !g_hash_table_contains (self->leave_out, row->id), self->taken != 0);
}

/* Takes @words. */
static void
append_count (GString *text, guint n, char *words)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
  g_free (words);
}

static char *
dup_summary (const MqImportReport *report, gboolean done)
{
  GString *text = g_string_new (NULL);
  guint fresh = report->counts[MQ_IMPORT_NEW] + report->counts[MQ_IMPORT_DOUBTFUL],
        known = report->counts[MQ_IMPORT_KNOWN] + report->counts[MQ_IMPORT_CHANGED],
        failed = report->counts[MQ_IMPORT_FAILED], doubtful = report->counts[MQ_IMPORT_DOUBTFUL];

  append_count (
      text, fresh,
      done ? g_strdup_printf (
                 g_dngettext (NULL, "%u review imported", "%u reviews imported", fresh), fresh)
           : g_strdup_printf (g_dngettext (NULL, "%u new review", "%u new reviews", fresh), fresh));
  append_count (text, doubtful, g_strdup_printf (_ ("%u to look at"), doubtful));
  append_count (text, known, g_strdup_printf (_ ("%u there already"), known));
  append_count (text, failed, g_strdup_printf (_ ("%u that can’t be read"), failed));
  if (text->len == 0)
    g_string_append (text, _ ("There are no reviews in it"));
  return g_string_free_and_steal (text);
}

/* What the critic has to look at stands first. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  static const int order[MQ_N_IMPORT_VERDICTS] = {
    [MQ_IMPORT_FAILED] = 0, [MQ_IMPORT_DOUBTFUL] = 1, [MQ_IMPORT_CHANGED] = 2,
    [MQ_IMPORT_NEW] = 3,    [MQ_IMPORT_LEFT_OUT] = 4, [MQ_IMPORT_KNOWN] = 5,
  };
  const MqImportRow *one = *(MqImportRow *const *) a, *other = *(MqImportRow *const *) b;

  return order[one->verdict] - order[other->verdict];
}

/* A list makes widgets for its first two hundred rows at once: for those it gets a few at a time.
 */
#define ROWS_AT_A_TIME 24
#define ROWS_WITH_WIDGETS 240

static gboolean
on_fill_idle_cb (gpointer data)
{
  MqImportDialog *self = data;
  guint at = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint n = self->waiting->len - at;

  if (at < ROWS_WITH_WIDGETS)
    n = MIN (n, ROWS_AT_A_TIME);
  g_list_store_splice (self->rows, at, 0, self->waiting->pdata + at, n);
  if (at + n < self->waiting->len)
    return G_SOURCE_CONTINUE;
  self->fill_idle = 0;
  return G_SOURCE_REMOVE;
}

static void
fill_list (MqImportDialog *self, GPtrArray *rows)
{
  g_clear_handle_id (&self->fill_idle, g_source_remove);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_list_store_remove_all (self->rows);
  self->waiting = g_ptr_array_ref (rows);
  if (rows->len > 0)
    self->fill_idle = g_idle_add (on_fill_idle_cb, self);
}

static gboolean
misses_pictures (const MqImportReport *report)
{
  return report->format != NULL
         && (g_str_equal (report->format, "wxr") || g_str_equal (report->format, "ghost")
             || g_str_equal (report->format, "html"));
}

static void
show_report (MqImportDialog *self, MqImportReport *report, gboolean done)
{
  g_autofree char *summary = dup_summary (report, done), *remarks = NULL;
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < report->notes->len; i++)
    g_strv_builder_add (sentences, report->notes->pdata[i]);
  lines = g_strv_builder_end (sentences);
  remarks = g_strjoinv ("\n", lines);
  g_ptr_array_sort (report->rows, compare_rows);
  fill_list (self, report->rows);
  gtk_label_set_label (self->summary_label, summary);
  gtk_label_set_label (self->remarks_label, remarks);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks_label), *remarks != '\0');
  gtk_widget_set_visible (self->all_check, !done && g_strcmp0 (report->format, "letterboxd") == 0);
  gtk_widget_set_visible (self->fetch_check, !done && misses_pictures (report));
  show_page (self, "report");
}

/* ---- Looking ---- */

static void
on_progress (const char *sentence, double share, gpointer data)
{
  MqImportDialog *self = data;

  gtk_progress_bar_set_fraction (self->progress_bar, share);
  gtk_label_set_label (self->step_label, sentence);
}

static void
start (MqImportDialog *self, gboolean dry_run, GAsyncReadyCallback callback)
{
  const char *language = gtk_editable_get_text (self->language_entry);
  MqImportWish wish = { .paths = self->paths,
                        .language = mq_text_is_language (language) ? (char *) language : NULL,
                        .dry_run = dry_run,
                        .all = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->all_check)),
                        .fetch = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->fetch_check)),
                        .leave_out = self->leave_out };

  stop (self);
  show_problem (self, NULL);
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_label_set_label (self->step_label, "");
  adw_status_page_set_title (self->busy_page, dry_run ? _ ("Looking") : _ ("Importing"));
  gtk_button_set_label (self->cancel_button, _ ("_Cancel"));
  show_page (self, "busy");
  mq_import_job_start (self->library, &wish, on_progress, self, self->cancellable, callback,
                       g_object_ref (self));
}

static gboolean
was_closed (MqImportDialog *self)
{
  return gtk_widget_get_root (GTK_WIDGET (self)) == NULL;
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MqImportReport) report = mq_import_job_finish (result, &error);

  if (was_closed (self))
    return;
  if (report == NULL)
    {
      show_page (self, "choose");
      show_problem (
          self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NULL : error->message);
      return;
    }
  self->n_new = report->counts[MQ_IMPORT_NEW] + report->counts[MQ_IMPORT_DOUBTFUL];
  show_report (self, report, FALSE);
  gtk_widget_set_visible (self->import_button, TRUE);
  update_button (self);
  gtk_widget_grab_focus (self->n_new > 0 ? self->import_button : GTK_WIDGET (self->cancel_button));
}

static void
look (MqImportDialog *self)
{
  g_hash_table_remove_all (self->leave_out);
  self->taken = 0;
  start (self, TRUE, on_looked_cb);
}

/** Looks at files and folders (of #GFile), and shows what would be taken of them. */
void
mq_import_dialog_look_at (MqImportDialog *self, GListModel *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);
      if (path != NULL)
        g_strv_builder_take (paths, path);
    }
  g_strfreev (self->paths);
  self->paths = g_strv_builder_end (paths);
  if (*self->paths == NULL)
    show_problem (self, _ ("These files are not on this machine. Copy them here first"));
  else
    look (self);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = mq_import_choice_finish (result, &error);

  if (was_closed (self))
    return;
  if (files != NULL)
    mq_import_dialog_look_at (self, files);
  else if (error->domain != GTK_DIALOG_ERROR)
    show_problem (self, error->message);
}

static void
choose (MqImportDialog *self, MqImportChoice choice)
{
  mq_import_choice_make (GTK_WIDGET (self), choice, on_chosen_cb, g_object_ref (self));
}

static void
on_files_activated_cb (MqImportDialog *self)
{
  choose (self, MQ_IMPORT_CHOICE_FILES);
}

static void
on_folder_activated_cb (MqImportDialog *self)
{
  choose (self, MQ_IMPORT_CHOICE_FOLDER);
}

static void
on_paste_activated_cb (MqImportDialog *self)
{
  choose (self, MQ_IMPORT_CHOICE_CLIPBOARD);
}

static void
on_all_toggled_cb (MqImportDialog *self)
{
  look (self);
}

/* ---- Taking ---- */

static const char *
find_only_id (const MqImportReport *report)
{
  const char *id = NULL;

  for (guint i = 0; i < report->rows->len; i++)
    {
      const MqImportRow *row = report->rows->pdata[i];
      if (row->verdict != MQ_IMPORT_NEW && row->verdict != MQ_IMPORT_DOUBTFUL)
        continue;
      if (id != NULL)
        return NULL;
      id = row->id;
    }
  return id;
}

static void
on_taken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MqImportReport) report = mq_import_job_finish (result, &error);

  g_signal_emit (self, changed_signal, 0, report != NULL ? find_only_id (report) : NULL);
  if (was_closed (self))
    return;
  if (report == NULL)
    {
      show_page (self, "choose");
      show_problem (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                              ? _ ("Cancelled. Nothing was imported")
                              : error->message);
      return;
    }
  self->taken = report->number;
  self->n_new = 0;
  show_report (self, report, TRUE);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_widget_set_visible (self->undo_button, self->taken != 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

static void
on_import_clicked_cb (MqImportDialog *self)
{
  start (self, FALSE, on_taken_cb);
}

/* ---- Taking back ---- */

static void
on_undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint deleted, binned;

  if (mq_import_job_undo_finish (result, &deleted, &binned, &error))
    sentence = binned == 0
                   ? g_strdup_printf (g_dngettext (NULL, "%u review was taken out again",
                                                   "%u reviews were taken out again", deleted),
                                      deleted)
                   : g_strdup_printf (_ ("Taken out again: %u. In the bin, for you have changed "
                                         "them since: %u"),
                                      deleted, binned);
  g_signal_emit (self, changed_signal, 0, NULL);
  if (!was_closed (self))
    show_problem (self, error != NULL ? error->message : sentence);
}

static void
take_back (MqImportDialog *self, gint64 number)
{
  mq_import_job_undo_start (self->library, number, on_undone_cb, g_object_ref (self));
}

static void
on_undo_clicked_cb (MqImportDialog *self)
{
  take_back (self, self->taken);
  show_page (self, "choose");
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
}

static void
on_before_clicked_cb (GtkWidget *button, MqImportDialog *self)
{
  gint64 *number = g_object_get_data (G_OBJECT (button), "number");

  gtk_widget_set_sensitive (button, FALSE);
  take_back (self, *number);
}

static void
add_before (MqImportDialog *self, const MqImportRecord *record)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_mnemonic (_ ("_Take Back"));
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (record->started);
  g_autofree char *when = g_date_time_format (time, "%x %H:%M");
  g_autofree char *name = g_path_get_basename (record->source);
  g_autofree char *count = g_strdup_printf (
      g_dngettext (NULL, "%u review", "%u reviews", record->n_reviews), record->n_reviews);
  g_autofree char *subtitle
      = g_strdup_printf ("%s · %s · %s", mq_import_format_get_label (record->format), count, when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "number",
                          g_memdup2 (&record->number, sizeof record->number), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_before_clicked_cb), self,
                           G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->before_group, row);
}

/* ---- Object ---- */

/* While it works that is stopped, and nothing is changed; then it closes. */
static void
on_cancel_clicked_cb (MqImportDialog *self)
{
  gboolean busy = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "busy");

  if (busy)
    stop (self);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
mq_import_dialog_closed (AdwDialog *dialog)
{
  stop (MQ_IMPORT_DIALOG (dialog));
  mq_import_choice_forget ();
}

static void
mq_import_dialog_dispose (GObject *object)
{
  MqImportDialog *self = MQ_IMPORT_DIALOG (object);

  stop (self);
  g_clear_handle_id (&self->fill_idle, g_source_remove);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->library);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_pointer (&self->leave_out, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (mq_import_dialog_parent_class)->dispose (object);
}

static void
mq_import_dialog_class_init (MqImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_import_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = mq_import_dialog_closed;
  changed_signal = g_signal_new ("changed", MQ_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/import/mq-import-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, MqImportDialog, child)
  BIND (cancel_button);
  BIND (import_button);
  BIND (undo_button);
  BIND (problem_banner);
  BIND (stack);
  BIND (before_group);
  BIND (language_entry);
  BIND (busy_page);
  BIND (progress_bar);
  BIND (step_label);
  BIND (summary_label);
  BIND (remarks_label);
  BIND (all_check);
  BIND (fetch_check);
  BIND (list_view);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_files_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_folder_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_all_toggled_cb);
}

static void
mq_import_dialog_init (MqImportDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->rows = g_list_store_new (MQ_TYPE_IMPORT_ROW);
  self->leave_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_item_setup_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_item_bind_cb), self, G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, selection);
}

static void
on_before_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before
      = mq_library_list_imports_finish (MQ_LIBRARY (source), result, &error);

  if (was_closed (self))
    return;
  if (before == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  for (guint i = 0; i < before->len; i++)
    add_before (self, before->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->before_group), before->len > 0);
}

MqImportDialog *
mq_import_dialog_new (MqLibrary *library, const char *language)
{
  MqImportDialog *self = g_object_new (MQ_TYPE_IMPORT_DIALOG, NULL);

  self->library = g_object_ref (library);
  gtk_editable_set_text (self->language_entry, language);
  mq_library_list_imports_async (library, NULL, on_before_listed_cb, g_object_ref (self));
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-publish-dialog.h"

#include <glib/gi18n.h>

#include "mq-library-publishing.h"
#include "mq-merge-view.h"
#include "mq-publish-checks.h"
#include "mq-publish-job.h"
#include "mq-publish-time.h"

struct _MqPublishDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *navigation;
  GtkStack *stack;
  GtkWidget *publish_button;
  AdwBanner *problem_banner;
  AdwComboRow *site_row;
  AdwActionRow *there_row;
  AdwPreferencesGroup *checks_group;
  AdwComboRow *when_row;
  GtkEditable *time_row;
  GtkEditable *categories_row;
  AdwActionRow *slug_row;
  AdwActionRow *tags_row;
  GtkProgressBar *progress_bar;
  GtkLabel *step_label;
  GtkWidget *stop_button;
  AdwStatusPage *done_page;
  GtkLabel *address_label;
  GtkLabel *notes_label;
  GtkWidget *open_button;
  GtkWidget *copy_button;
  MqMergeView *merge_view;

  MqLibrary *library;
  MqReview *review;
  GPtrArray *sites;
  GCancellable *cancellable;
  char *address;
  MqPost *theirs; /* as the site has it, after a conflict */
};

G_DEFINE_FINAL_TYPE (MqPublishDialog, mq_publish_dialog, ADW_TYPE_DIALOG)

enum
{
  PUBLISHED,
  MERGED,
  GO_TO,
  ADD_SITE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  WHEN_NOW,
  WHEN_AT,
  WHEN_DRAFT,
  WHEN_PENDING,
} When;

static void
show_problem (MqPublishDialog *self, const char *problem)
{
  adw_banner_set_title (self->problem_banner, problem != NULL ? problem : "");
  adw_banner_set_revealed (self->problem_banner, problem != NULL);
}

static const MqSite *
get_site (MqPublishDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->site_row);
  return self->sites != NULL && selected < self->sites->len ? self->sites->pdata[selected] : NULL;
}

/* ---- What is amiss ---- */

static void
on_place_clicked_cb (GtkWidget *button, MqPublishDialog *self)
{
  const char *place = g_object_get_data (G_OBJECT (button), "place");

  g_signal_emit (self, signals[GO_TO], 0, place);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_check_row (MqPublishDialog *self, const MqPublishCheck *check)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (_ ("Show"));
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Show: %s"), check->sentence);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), check->sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), check->reason);
  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "place", (gpointer) check->place);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_place_clicked_cb), self,
                           G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->checks_group, row);
}

static void
show_checks (MqPublishDialog *self)
{
  guint n_passed;
  g_autoptr (GPtrArray) checks = mq_publish_checks_run (self->review, 0, &n_passed);
  GtkWidget *row = adw_action_row_new (),
            *icon = gtk_image_new_from_icon_name ("object-select-symbolic");
  g_autofree char *passed = NULL;

  for (guint i = 0; i < checks->len; i++)
    add_check_row (self, checks->pdata[i]);
  passed = g_strdup_printf (g_dngettext (NULL, "%u check passed", "%u checks passed", n_passed),
                            n_passed);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), passed);
  gtk_widget_add_css_class (icon, "success");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (self->checks_group, row);
}

/* ---- Where to ---- */

static void
on_site_selected_cb (MqPublishDialog *self)
{
  const MqSite *site = get_site (self);
  g_autoptr (GPtrArray) there
      = site != NULL ? mq_library_list_publications (self->library, mq_review_get_id (self->review),
                                                     site->id, NULL)
                     : NULL;
  const MqPublication *publication = there != NULL && there->len > 0 ? there->pdata[0] : NULL;
  gboolean known = publication != NULL && *publication->remote != '\0';
  g_autofree char *text
      = known ? g_strdup_printf (
                    "%s: %s",
                    mq_post_status_get_label (mq_post_status_from_string (publication->status)),
                    publication->address)
              : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->there_row), known);
  adw_action_row_set_subtitle (self->there_row, known ? text : "");
  gtk_button_set_label (GTK_BUTTON (self->publish_button), known ? _ ("_Update") : _ ("_Publish"));
}

/** Reads anew which sites there are. */
void
mq_publish_dialog_refresh_sites (MqPublishDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->sites, g_ptr_array_unref);
  self->sites = mq_library_list_sites (self->library, NULL);
  for (guint i = 0; self->sites != NULL && i < self->sites->len; i++)
    {
      const MqSite *site = self->sites->pdata[i];
      const char *kind = mq_publisher_get_kind_label (site->kind);
      g_autofree char *text
          = g_strdup_printf ("%s — %s", site->name, kind != NULL ? kind : site->kind);
      gtk_string_list_append (names, text);
    }
  adw_combo_row_set_model (self->site_row, G_LIST_MODEL (names));
  gtk_stack_set_visible_child_name (self->stack,
                                    self->sites != NULL && self->sites->len > 0 ? "form" : "none");
  gtk_widget_set_sensitive (self->publish_button, get_site (self) != NULL);
  on_site_selected_cb (self);
}

static void
on_add_site_clicked_cb (MqPublishDialog *self)
{
  g_signal_emit (self, signals[ADD_SITE], 0);
}

static void
on_when_selected_cb (MqPublishDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->time_row),
                          adw_combo_row_get_selected (self->when_row) == WHEN_AT);
}

/* ---- Sending ---- */

static void
on_progress (const char *sentence, double done, gpointer data)
{
  MqPublishDialog *self = data;

  gtk_progress_bar_set_fraction (self->progress_bar, done);
  gtk_label_set_label (self->step_label, sentence);
}

static void
show_done (MqPublishDialog *self, const MqDeliveryReport *report)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) notes = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < report->notes->len; i++)
    g_strv_builder_add (builder, report->notes->pdata[i]);
  notes = g_strv_builder_end (builder);
  text = g_strjoinv ("\n", notes);
  g_set_str (&self->address, report->address);
  adw_status_page_set_title (self->done_page, mq_post_status_get_label (report->status));
  adw_status_page_set_description (self->done_page,
                                   report->notes->len == 0
                                       ? _ ("The site shows what you wrote, word for word")
                                       : _ ("The site has it, but not all as it was sent:"));
  gtk_label_set_label (self->address_label, report->address);
  gtk_label_set_label (self->notes_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_label), report->notes->len > 0);
  gtk_widget_set_visible (self->open_button, g_str_has_prefix (report->address, "http"));
  adw_navigation_view_replace_with_tags (self->navigation, (const char *const[]) { "done" }, 1);
  gtk_widget_grab_focus (gtk_widget_get_visible (self->open_button) ? self->open_button
                                                                    : self->copy_button);
}

static void
show_changed (MqPublishDialog *self, MqPost *theirs, const char *sentence)
{
  g_autoptr (MqReview) there
      = mq_merge_read_theirs (self->library, self->review, get_site (self), theirs);
  g_autoptr (GPtrArray) parts = mq_merge_compare (self->review, there);

  g_clear_pointer (&self->theirs, mq_post_free);
  self->theirs = theirs;
  mq_merge_view_show (self->merge_view, sentence, parts);
  adw_navigation_view_replace_with_tags (self->navigation,
                                         (const char *const[]) { "review", "changed" }, 2);
}

static void
on_published_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqPublishDialog) self = data;
  g_autoptr (GError) error = NULL;
  MqPost *theirs = NULL;
  g_autoptr (MqDeliveryReport) report = mq_publish_job_finish (result, &theirs, &error);

  g_clear_object (&self->cancellable);
  if (report != NULL)
    {
      show_done (self, report);
      g_signal_emit (self, signals[PUBLISHED], 0, report);
    }
  else if (theirs != NULL)
    show_changed (self, g_steal_pointer (&theirs), error->message);
  else
    {
      adw_navigation_view_pop_to_tag (self->navigation, "review");
      show_problem (self, error->message);
    }
}

static gboolean
read_request (MqPublishDialog *self, MqPublishRequest *request, char ***categories)
{
  static const MqPostStatus statuses[]
      = { MQ_POST_PUBLISHED, MQ_POST_SCHEDULED, MQ_POST_DRAFT, MQ_POST_PENDING };
  When when = adw_combo_row_get_selected (self->when_row);
  g_autoptr (GError) error = NULL;
  char **names = g_strsplit (gtk_editable_get_text (self->categories_row), ",", -1);
  guint n = 0;

  for (char **name = names; *name != NULL; name++)
    if (*g_strstrip (*name) != '\0')
      names[n++] = *name;
    else
      g_free (*name);
  names[n] = NULL;
  *categories = names;
  request->categories = (const char *const *) names;
  request->status = statuses[when];
  if (when != WHEN_AT
      || mq_publish_time_parse (gtk_editable_get_text (self->time_row), &request->date, &error))
    return TRUE;
  show_problem (self, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->time_row));
  return FALSE;
}

static void
send (MqPublishDialog *self, MqDeliveryChoice choice)
{
  MqPublishRequest request = { 0 };
  g_auto (GStrv) categories = NULL;

  show_problem (self, NULL);
  if (get_site (self) == NULL || !read_request (self, &request, &categories))
    return;
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->stop_button, TRUE);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_label_set_label (self->step_label, "");
  adw_navigation_view_push_by_tag (self->navigation, "progress");
  mq_publish_job_start (self->library, self->review, get_site (self), &request, choice, on_progress,
                        self, self->cancellable, on_published_cb, g_object_ref (self));
}

static void
on_publish_clicked_cb (MqPublishDialog *self)
{
  send (self, MQ_DELIVERY_CAREFUL);
}

/* The review is safe with the site's words in it before the site is taken as seen. */
static void
take_theirs (MqPublishDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (mq_outbox_accept_theirs (self->library, self->review, get_site (self), self->theirs, &error))
    adw_dialog_close (ADW_DIALOG (self));
  else
    show_problem (self, error->message);
}

static void
on_merged_cb (MqPublishDialog *self)
{
  MqMergeOutcome outcome = mq_merge_view_get_outcome (self->merge_view);
  gboolean kept = TRUE;

  if (outcome != MQ_MERGE_KEEP_MINE)
    {
      mq_merge_apply (mq_merge_view_get_parts (self->merge_view), self->review);
      g_signal_emit (self, signals[MERGED], 0, self->review, &kept);
    }
  adw_navigation_view_pop_to_tag (self->navigation, "review");
  if (!kept)
    show_problem (self, _ ("The review could not be saved. Nothing was sent"));
  else if (outcome == MQ_MERGE_TAKE_THEIRS)
    take_theirs (self);
  else
    send (self, MQ_DELIVERY_OVERWRITE);
}

static void
on_stop_clicked_cb (MqPublishDialog *self)
{
  gtk_widget_set_sensitive (self->stop_button, FALSE);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* ---- Afterwards ---- */

static void
on_open_clicked_cb (MqPublishDialog *self)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (self->address);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                           NULL, NULL);
}

static void
on_copy_clicked_cb (MqPublishDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->address);
}

static void
on_close_clicked_cb (MqPublishDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- Object ---- */

static void
mq_publish_dialog_dispose (GObject *object)
{
  MqPublishDialog *self = MQ_PUBLISH_DIALOG (object);

  g_clear_object (&self->library);
  g_clear_object (&self->review);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->theirs, mq_post_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_PUBLISH_DIALOG);
  G_OBJECT_CLASS (mq_publish_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, MqPublishDialog, child)
  BIND (navigation);
  BIND (stack);
  BIND (publish_button);
  BIND (problem_banner);
  BIND (site_row);
  BIND (there_row);
  BIND (checks_group);
  BIND (when_row);
  BIND (time_row);
  BIND (categories_row);
  BIND (slug_row);
  BIND (tags_row);
  BIND (progress_bar);
  BIND (step_label);
  BIND (stop_button);
  BIND (done_page);
  BIND (address_label);
  BIND (notes_label);
  BIND (open_button);
  BIND (copy_button);
  BIND (merge_view);
#undef BIND
}

static void
mq_publish_dialog_class_init (MqPublishDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_publish_dialog_dispose;
  signals[PUBLISHED] = g_signal_new ("published", MQ_TYPE_PUBLISH_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[MERGED] = g_signal_new ("merged", MQ_TYPE_PUBLISH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_BOOLEAN, 1, MQ_TYPE_REVIEW);
  signals[GO_TO] = g_signal_new ("go-to", MQ_TYPE_PUBLISH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ADD_SITE] = g_signal_new ("add-site", MQ_TYPE_PUBLISH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/publish/mq-publish-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_publish_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_add_site_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_site_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_when_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_merged_cb);
}

static void
mq_publish_dialog_init (MqPublishDialog *self)
{
  g_type_ensure (MQ_TYPE_MERGE_VIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

MqPublishDialog *
mq_publish_dialog_new (MqLibrary *library, MqReview *review)
{
  MqPublishDialog *self = g_object_new (MQ_TYPE_PUBLISH_DIALOG, NULL);
  g_autofree char *slug = mq_review_dup_slug (review);
  g_autofree char *tags = g_strjoinv (", ", (char **) mq_review_get_list (review, MQ_REVIEW_TAGS));

  self->library = g_object_ref (library);
  self->review = mq_review_copy (review);
  adw_action_row_set_subtitle (self->slug_row, slug);
  adw_action_row_set_subtitle (self->tags_row, *tags != '\0' ? tags : _ ("None"));
  show_checks (self);
  mq_publish_dialog_refresh_sites (self);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-publish-dialog.h"

#include <glib/gi18n.h>

#include "mq-browser.h"
#include "mq-embargo.h"
#include "mq-look-job.h"
#include "mq-merge-view.h"
#include "mq-publish-checklist.h"
#include "mq-publish-job.h"
#include "mq-publish-time.h"
#include "mq-text.h"

struct _MqPublishDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *navigation;
  GtkStack *stack;
  GtkWidget *publish_button;
  AdwBanner *problem_banner;
  AdwComboRow *site_row;
  AdwActionRow *there_row;
  MqPublishChecklist *checklist;
  AdwComboRow *when_row;
  GtkEditable *time_row;
  AdwActionRow *site_time_row;
  GtkEditable *categories_row;
  GtkEditable *slug_row;
  GtkEditable *tags_row;
  GtkProgressBar *progress_bar;
  GtkLabel *step_label;
  GtkWidget *stop_button;
  AdwStatusPage *done_page;
  GtkLabel *address_label;
  GtkLabel *notes_label;
  GtkLabel *social_label;
  GtkWidget *open_button;
  GtkWidget *copy_button;
  MqMergeView *merge_view;

  MqLibrary *library;
  MqReview *review;
  GPtrArray *sites;
  GCancellable *cancellable;
  GCancellable *looking; /* at the site that is chosen */
  MqSiteLook *look;      /* what it said; NULL while it has not answered */
  gboolean gone;         /* the site has deleted what was sent there */
  gboolean closed;
  char *address;
  MqPost *theirs; /* as the site has it, after a conflict */
};

G_DEFINE_FINAL_TYPE (MqPublishDialog, mq_publish_dialog, ADW_TYPE_DIALOG)

enum
{
  PUBLISHED,
  FAILED_UNSEEN,
  EDITED,
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

/* ---- Where to ---- */

static void
on_go_to_cb (MqPublishDialog *self, const char *place)
{
  g_signal_emit (self, signals[GO_TO], 0, place);
  adw_dialog_close (ADW_DIALOG (self));
}

/* A site may be anywhere: when it is six in the evening there is said in its own words. */
static void
show_site_time (MqPublishDialog *self)
{
  const char *name = self->look != NULL ? self->look->abilities.zone : NULL;
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;
  gboolean scheduled = adw_combo_row_get_selected (self->when_row) == WHEN_AT;
  g_autofree char *text = NULL;
  gint64 moment;

  if (zone != NULL && scheduled
      && mq_publish_time_parse (gtk_editable_get_text (self->time_row), &moment, NULL))
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment);
      g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, zone);
      g_autofree char *time = g_date_time_format (there, _ ("%a, %-d %b %Y, %H:%M"));
      text = g_strdup_printf ("%s (%s)", time, name);
    }
  adw_action_row_set_subtitle (self->site_time_row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->site_time_row), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->time_row), scheduled);
}

static void
show_answer (MqPublishDialog *self, const GError *error)
{
  g_autofree char *sentence = self->look != NULL
                                  ? mq_site_look_dup_sentence (self->look)
                                  : g_strdup_printf (_ ("Can’t be asked now: %s"), error->message);
  g_autofree char *text = self->look != NULL && self->look->address != NULL
                              ? g_strdup_printf ("%s\n%s", sentence, self->look->address)
                              : g_strdup (sentence);
  gboolean sent = self->look != NULL && self->look->sent;

  self->gone = sent && self->look->status == MQ_POST_GONE;
  adw_action_row_set_subtitle (self->there_row, text);
  gtk_button_set_label (GTK_BUTTON (self->publish_button), self->gone ? _ ("_Publish Anew")
                                                           : sent     ? _ ("_Update")
                                                                      : _ ("_Publish"));
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqPublishDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *twin = NULL;
  MqSiteLook *look = mq_look_job_finish (result, &twin, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->look = look;
  show_answer (self, error);
  show_site_time (self);
  mq_publish_checklist_show (self->checklist, self->review, self->look, twin);
}

static void
stop_looking (MqPublishDialog *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->look, mq_site_look_free);
}

static void
on_site_selected_cb (MqPublishDialog *self)
{
  const MqSite *site = get_site (self);

  stop_looking (self);
  self->gone = FALSE;
  gtk_button_set_label (GTK_BUTTON (self->publish_button), _ ("_Publish"));
  if (site == NULL)
    return;
  self->looking = g_cancellable_new ();
  adw_action_row_set_subtitle (self->there_row, _ ("Asking the site…"));
  mq_look_job_start (self->library, self->review, site, self->looking, on_looked_cb,
                     g_object_ref (self));
}

static void
show_sites (MqPublishDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

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
on_sites_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqPublishDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sites = mq_library_list_sites_finish (MQ_LIBRARY (source), result, &error);

  if (self->closed)
    return;
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  self->sites = g_steal_pointer (&sites);
  show_problem (self, error != NULL ? error->message : NULL);
  show_sites (self);
}

/** Reads anew which sites there are. */
void
mq_publish_dialog_refresh_sites (MqPublishDialog *self)
{
  mq_library_list_sites_async (self->library, NULL, on_sites_listed_cb, g_object_ref (self));
}

static void
on_add_site_clicked_cb (MqPublishDialog *self)
{
  g_signal_emit (self, signals[ADD_SITE], 0);
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
show_social_embargo (MqPublishDialog *self)
{
  g_autofree char *until = mq_embargo_dup_until (self->review, MQ_REVIEW_SOCIAL_EMBARGO,
                                                 g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *sentence
      = until != NULL ? g_strdup_printf (_ ("Social posts are under embargo until %s"), until)
                      : NULL;

  gtk_label_set_label (self->social_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->social_label), sentence != NULL);
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
  show_social_embargo (self);
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
      if (g_error_matches (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_GONE))
        {
          self->gone = TRUE;
          gtk_button_set_label (GTK_BUTTON (self->publish_button), _ ("_Publish Anew"));
        }
    }
  if (self->closed && error != NULL)
    g_signal_emit (self, signals[FAILED_UNSEEN], 0, error->message);
}

static char **
split_words (const char *text)
{
  char **words = g_strsplit (text, ",", -1);
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    if (*g_strstrip (*word) != '\0')
      words[n++] = *word;
    else
      g_free (*word);
  words[n] = NULL;
  return words;
}

/* What was typed here belongs to the review, which the window has. */
static void
take_edits (MqPublishDialog *self)
{
  g_autoptr (MqReview) before = mq_review_copy (self->review);
  g_auto (GStrv) tags = split_words (gtk_editable_get_text (self->tags_row));
  g_autofree char *slug = mq_text_slug (gtk_editable_get_text (self->slug_row)),
                  *known = mq_review_dup_slug (self->review);

  if (!g_str_equal (slug, known))
    mq_review_set_text (self->review, MQ_REVIEW_SLUG, slug);
  mq_review_set_list (self->review, MQ_REVIEW_TAGS, (const char *const *) tags);
  if (!mq_review_equal (before, self->review))
    g_signal_emit (self, signals[EDITED], 0, self->review);
}

static gboolean
read_request (MqPublishDialog *self, MqPublishRequest *request, char ***categories)
{
  static const MqPostStatus statuses[]
      = { MQ_POST_PUBLISHED, MQ_POST_SCHEDULED, MQ_POST_DRAFT, MQ_POST_PENDING };
  When when = adw_combo_row_get_selected (self->when_row);
  g_autoptr (GError) error = NULL;

  *categories = split_words (gtk_editable_get_text (self->categories_row));
  request->categories = (const char *const *) *categories;
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
  take_edits (self);
  if (self->gone)
    choice |= MQ_DELIVERY_ANEW;
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
  mq_browser_open (GTK_WIDGET (self), self->address);
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

static void
on_closed_cb (MqPublishDialog *self)
{
  self->closed = TRUE;
  stop_looking (self);
}

/* ---- Object ---- */

static void
mq_publish_dialog_dispose (GObject *object)
{
  MqPublishDialog *self = MQ_PUBLISH_DIALOG (object);

  on_closed_cb (self);
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
  BIND (checklist);
  BIND (when_row);
  BIND (time_row);
  BIND (site_time_row);
  BIND (categories_row);
  BIND (slug_row);
  BIND (tags_row);
  BIND (progress_bar);
  BIND (step_label);
  BIND (stop_button);
  BIND (done_page);
  BIND (address_label);
  BIND (notes_label);
  BIND (social_label);
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
  signals[FAILED_UNSEEN] = g_signal_new ("failed-unseen", MQ_TYPE_PUBLISH_DIALOG, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[EDITED] = g_signal_new ("edited", MQ_TYPE_PUBLISH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, MQ_TYPE_REVIEW);
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
  gtk_widget_class_bind_template_callback (widget_class, show_site_time);
  gtk_widget_class_bind_template_callback (widget_class, on_go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_merged_cb);
}

static void
mq_publish_dialog_init (MqPublishDialog *self)
{
  g_type_ensure (MQ_TYPE_MERGE_VIEW);
  g_type_ensure (MQ_TYPE_PUBLISH_CHECKLIST);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A review under embargo can only be scheduled: the time is there to be agreed to. */
static void
suggest_time (MqPublishDialog *self)
{
  gint64 end = mq_embargo_get_end (self->review, MQ_REVIEW_EMBARGO);
  g_autoptr (GDateTime) date = end != G_MAXINT64 ? g_date_time_new_from_unix_local (end) : NULL;
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M%:z") : NULL;

  if (text == NULL || end <= g_get_real_time () / G_USEC_PER_SEC)
    return;
  gtk_editable_set_text (self->time_row, text);
  adw_combo_row_set_selected (self->when_row, WHEN_AT);
}

/** Returns: whether the critic has closed it, so that what happens now is not seen there */
gboolean
mq_publish_dialog_is_closed (MqPublishDialog *self)
{
  return self->closed;
}

MqPublishDialog *
mq_publish_dialog_new (MqLibrary *library, MqReview *review)
{
  MqPublishDialog *self = g_object_new (MQ_TYPE_PUBLISH_DIALOG, NULL);
  g_autofree char *slug = mq_review_dup_slug (review);
  g_autofree char *tags = g_strjoinv (", ", (char **) mq_review_get_list (review, MQ_REVIEW_TAGS));

  self->library = g_object_ref (library);
  self->review = mq_review_copy (review);
  gtk_editable_set_text (self->slug_row, slug);
  gtk_editable_set_text (self->tags_row, tags);
  suggest_time (self);
  mq_publish_checklist_show (self->checklist, self->review, NULL, NULL);
  mq_publish_dialog_refresh_sites (self);
  return self;
}

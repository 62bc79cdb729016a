/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-credits-details.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-editable.h"
#include "mq-field-check.h"
#include "mq-name-entry.h"
#include "mq-picture-row.h"
#include "mq-review-binding.h"
#include "mq-text-row.h"
#include "mq-undo-keys.h"

struct _MqCreditsDetails
{
  GtkBox parent_instance;

  MqTextRow *standfirst_row;
  GtkEditable *tags_row;
  AdwComboRow *status_row;
  AdwSpinRow *target_row;
  AdwPreferencesGroup *pictures_group;
  AdwComboRow *work_row;
  GtkEditable *original_title_row;
  AdwSpinRow *runtime_row;
  GtkEditable *certificate_row;
  GtkEditable *countries_row;
  GtkEditable *languages_row;
  GtkEditable *distributor_row;
  GtkEditable *release_date_row;
  AdwPreferencesGroup *credits_group;
  GtkMenuButton *add_credit_button;
  GtkEditable *screenings_text_row;
  GtkEditable *screenings_label_row;
  GtkEditable *screenings_url_row;
  GtkEditable *byline_row;
  GtkEditable *byline_url_row;
  GtkEditable *outlet_row;
  GtkEditable *outlet_url_row;
  GtkEditable *published_row;
  AdwEntryRow *embargo_row;
  AdwEntryRow *social_embargo_row;
  GtkEditable *seen_row;
  GtkEditable *slug_row;
  GtkEditable *address_row;
  GtkEditable *language_row;
  AdwSwitchRow *comments_row;
  GtkEditable *reply_row;

  GPtrArray *bindings;     /* of MqReviewBinding */
  GPtrArray *credit_rows;  /* (unowned) */
  GPtrArray *picture_rows; /* (unowned) */
  GBinding *numbers[3];
  MqLibrary *library;
  MqReview *review;
  gulong review_notify;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (MqCreditsDetails, mq_credits_details, GTK_TYPE_BOX)

/* ---- Lists of words ---- */

static void
store_words (MqCreditsDetails *self, GtkEditable *row, MqReviewList which)
{
  g_auto (GStrv) words = g_strsplit (gtk_editable_get_text (row), ",", -1);

  if (self->review != NULL && !self->updating)
    mq_review_set_list (self->review, which, (const char *const *) words);
}

static void
on_tags_changed_cb (MqCreditsDetails *self)
{
  store_words (self, self->tags_row, MQ_REVIEW_TAGS);
}

static void
on_countries_changed_cb (MqCreditsDetails *self)
{
  store_words (self, self->countries_row, MQ_REVIEW_COUNTRIES);
}

static void
on_languages_changed_cb (MqCreditsDetails *self)
{
  store_words (self, self->languages_row, MQ_REVIEW_LANGUAGES);
}

/* A comma at the end is not in the review, but has to stay in the field until the next word is
 * typed. */
static void
show_words (MqCreditsDetails *self, GtkEditable *row, MqReviewList which)
{
  const char *const *words = mq_review_get_list (self->review, which);
  g_autofree char *text = g_strjoinv (", ", (char **) words);
  g_auto (GStrv) shown = g_strsplit (gtk_editable_get_text (row), ",", -1);
  g_autoptr (MqReview) typed = mq_review_new ();

  mq_review_set_list (typed, which, (const char *const *) shown);
  if (!g_strv_equal (mq_review_get_list (typed, which), words))
    mq_editable_show (row, text);
}

/* ---- Other credits ---- */

static void
show_other_credits (MqCreditsDetails *self)
{
  MqCredits *credits = mq_review_get_credits (self->review);
  const char *const *defaults = mq_work_get_default_roles (mq_review_get_work (self->review));
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();

  for (guint i = 0; i < mq_credits_get_length (credits); i++)
    {
      const char *role = mq_credits_get (credits, i)->role;
      if (g_strcmp0 (role, defaults[0]) != 0 && g_strcmp0 (role, defaults[1]) != 0)
        g_ptr_array_add (roles, (gpointer) role);
    }
  for (guint i = self->credit_rows->len; i-- > 0;)
    {
      const char *role = g_object_get_data (self->credit_rows->pdata[i], "role");
      gboolean open = g_object_get_data (self->credit_rows->pdata[i], "new") != NULL;
      guint index;
      if (g_ptr_array_find_with_equal_func (roles, role, g_str_equal, &index))
        g_ptr_array_remove_index (roles, index);
      else if (!open)
        adw_preferences_group_remove (self->credits_group,
                                      g_ptr_array_steal_index (self->credit_rows, i));
    }
  for (guint i = 0; i < roles->len; i++)
    gtk_widget_activate_action (GTK_WIDGET (self), "details.add-credit", "s", roles->pdata[i]);
}

static GtkWidget *
make_credit_row (MqCreditsDetails *self, const char *role)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "title",
                                 mq_credits_get_role_label (role), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6),
            *label = gtk_label_new (mq_credits_get_role_label (role));
  MqNameEntry *entry = g_object_new (MQ_TYPE_NAME_ENTRY, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (entry));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mq_credits_get_role_label (role));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  mq_name_entry_set_role (entry, role, mq_credits_get_role_label (role), _ ("Add name"));
  mq_name_entry_set_review (entry, self->library, self->review);
  g_object_set_data_full (G_OBJECT (row), "role", g_strdup (role), g_free);
  return row;
}

static void
on_add_credit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MqCreditsDetails *self = MQ_CREDITS_DETAILS (widget);
  const char *role = g_variant_get_string (parameter, NULL);
  GtkWidget *row;

  for (guint i = 0; i < self->credit_rows->len; i++)
    if (g_str_equal (g_object_get_data (self->credit_rows->pdata[i], "role"), role))
      {
        gtk_widget_child_focus (self->credit_rows->pdata[i], GTK_DIR_TAB_FORWARD);
        return;
      }
  row = make_credit_row (self, role);
  if (*mq_review_get_names (self->review, role) == NULL)
    g_object_set_data (G_OBJECT (row), "new", row);
  adw_preferences_group_add (self->credits_group, row);
  g_ptr_array_add (self->credit_rows, row);
}

static GMenuModel *
make_role_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (const char *const *role = mq_credits_get_known_roles (); *role != NULL; role++)
    {
      g_autofree char *action = g_strdup_printf ("details.add-credit::%s", *role);
      g_menu_append (menu, mq_credits_get_role_label (*role), action);
    }
  g_menu_append (menu, _ ("Another Role…"), "details.add-other-credit");
  return G_MENU_MODEL (menu);
}

static void
on_role_entered_cb (AdwAlertDialog *dialog, const char *response, MqCreditsDetails *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog));
  const char *role = gtk_editable_get_text (entry);

  if (g_str_equal (response, "add") && *role != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "details.add-credit", "s", role);
}

static void
on_add_other_credit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Another Role"), _ ("As it is to stand on the page, such as “Costumes”"));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Role"),
                                  -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "add",
                                  _ ("_Add"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "add");
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "add",
                                            ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_role_entered_cb), widget,
                           G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

/* ---- Pictures ---- */

static void
show_pictures (MqCreditsDetails *self)
{
  GPtrArray *pictures = mq_review_get_pictures (self->review);

  for (guint i = self->picture_rows->len; i-- > 0;)
    if (i >= pictures->len
        || !mq_picture_row_show (self->picture_rows->pdata[i], pictures->pdata[i]))
      adw_preferences_group_remove (self->pictures_group,
                                    g_ptr_array_steal_index (self->picture_rows, i));
  for (guint i = self->picture_rows->len; i < pictures->len; i++)
    {
      MqPictureRow *row = mq_picture_row_new (self->library, self->review, pictures->pdata[i]);
      adw_preferences_group_add (self->pictures_group, GTK_WIDGET (row));
      g_ptr_array_add (self->picture_rows, row);
    }
}

/* ---- Choices ---- */

static void
on_status_selected_cb (MqCreditsDetails *self)
{
  if (self->review != NULL && !self->updating)
    mq_review_set_status (self->review, adw_combo_row_get_selected (self->status_row));
}

static void
on_work_selected_cb (MqCreditsDetails *self)
{
  if (self->review != NULL && !self->updating)
    mq_review_set_work (self->review, adw_combo_row_get_selected (self->work_row));
}

static void
update (MqCreditsDetails *self)
{
  self->updating = TRUE;
  adw_combo_row_set_selected (self->status_row, mq_review_get_status (self->review));
  adw_combo_row_set_selected (self->work_row, mq_review_get_work (self->review));
  show_words (self, self->tags_row, MQ_REVIEW_TAGS);
  show_words (self, self->countries_row, MQ_REVIEW_COUNTRIES);
  show_words (self, self->languages_row, MQ_REVIEW_LANGUAGES);
  self->updating = FALSE;
  show_other_credits (self);
  show_pictures (self);
}

static void
on_review_notify_cb (MqCreditsDetails *self, GParamSpec *pspec)
{
  if (!g_str_equal (pspec->name, "body"))
    update (self);
}

/* ---- Object ---- */

static GtkStringList *
make_status_model (void)
{
  GtkStringList *model = gtk_string_list_new (NULL);
  for (int i = 0; i < MQ_N_STATUSES; i++)
    gtk_string_list_append (model, mq_status_get_label (i));
  return model;
}

static GtkStringList *
make_work_model (void)
{
  GtkStringList *model = gtk_string_list_new (NULL);
  for (int i = 0; i < MQ_N_WORKS; i++)
    gtk_string_list_append (model, mq_work_get_label (i));
  return model;
}

static void
mq_credits_details_dispose (GObject *object)
{
  MqCreditsDetails *self = MQ_CREDITS_DETAILS (object);

  if (self->review != NULL)
    g_clear_signal_handler (&self->review_notify, self->review);
  g_clear_pointer (&self->bindings, g_ptr_array_unref);
  g_clear_pointer (&self->credit_rows, g_ptr_array_unref);
  g_clear_pointer (&self->picture_rows, g_ptr_array_unref);
  for (int i = 0; i < 3; i++)
    g_clear_pointer (&self->numbers[i], g_binding_unbind);
  g_clear_object (&self->review);
  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_CREDITS_DETAILS);
  G_OBJECT_CLASS (mq_credits_details_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, standfirst_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, tags_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, status_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, target_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, pictures_group);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, work_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, original_title_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, runtime_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, certificate_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, countries_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, languages_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, distributor_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, release_date_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, credits_group);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, add_credit_button);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, screenings_text_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, screenings_label_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, screenings_url_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, byline_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, byline_url_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, outlet_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, outlet_url_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, published_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, embargo_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, social_embargo_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, seen_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, slug_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, address_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, language_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, comments_row);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsDetails, reply_row);
}

static void
mq_credits_details_class_init (MqCreditsDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_credits_details_dispose;
  g_type_ensure (MQ_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/credits/mq-credits-details.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_tags_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_countries_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_languages_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_status_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_work_selected_cb);
  gtk_widget_class_install_action (widget_class, "details.add-credit", "s", on_add_credit_action);
  gtk_widget_class_install_action (widget_class, "details.add-other-credit", NULL,
                                   on_add_other_credit_action);
}

static void
bind_texts (MqCreditsDetails *self)
{
  const struct
  {
    GtkEditable *row;
    MqReviewText which;
  } rows[] = {
    { self->original_title_row, MQ_REVIEW_ORIGINAL_TITLE },
    { self->certificate_row, MQ_REVIEW_CERTIFICATE },
    { self->distributor_row, MQ_REVIEW_DISTRIBUTOR },
    { self->release_date_row, MQ_REVIEW_RELEASE_DATE },
    { self->seen_row, MQ_REVIEW_SEEN },
    { self->screenings_text_row, MQ_REVIEW_SCREENINGS_TEXT },
    { self->screenings_label_row, MQ_REVIEW_SCREENINGS_LABEL },
    { self->screenings_url_row, MQ_REVIEW_SCREENINGS_URL },
    { self->byline_row, MQ_REVIEW_BYLINE },
    { self->byline_url_row, MQ_REVIEW_BYLINE_URL },
    { self->outlet_row, MQ_REVIEW_OUTLET },
    { self->outlet_url_row, MQ_REVIEW_OUTLET_URL },
    { self->published_row, MQ_REVIEW_PUBLISHED },
    { GTK_EDITABLE (self->embargo_row), MQ_REVIEW_EMBARGO },
    { GTK_EDITABLE (self->social_embargo_row), MQ_REVIEW_SOCIAL_EMBARGO },
    { self->slug_row, MQ_REVIEW_SLUG },
    { self->address_row, MQ_REVIEW_ADDRESS },
    { self->language_row, MQ_REVIEW_LANGUAGE },
    { self->reply_row, MQ_REVIEW_REPLY_ADDRESS },
  };

  gtk_editable_set_enable_undo (GTK_EDITABLE (self->target_row), FALSE);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->runtime_row), FALSE);
  g_ptr_array_add (
      self->bindings,
      mq_review_binding_new (mq_text_row_get_buffer (self->standfirst_row), MQ_REVIEW_STANDFIRST));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (self->bindings, mq_review_binding_new (rows[i].row, rows[i].which));
  mq_field_check_address (self->screenings_url_row, FALSE);
  mq_field_check_address (self->byline_url_row, FALSE);
  mq_field_check_address (self->outlet_url_row, FALSE);
  mq_field_check_address (self->address_row, FALSE);
  mq_field_check_address (self->reply_row, TRUE);
  mq_field_check_moment (self->embargo_row);
  mq_field_check_moment (self->social_embargo_row);
}

static void
mq_credits_details_init (MqCreditsDetails *self)
{
  g_autoptr (GMenuModel) menu = make_role_menu ();
  g_autoptr (GtkStringList) statuses = make_status_model ();
  g_autoptr (GtkStringList) works = make_work_model ();

  self->bindings = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_review_binding_free);
  self->credit_rows = g_ptr_array_new ();
  self->picture_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mq_undo_keys_add (GTK_WIDGET (self));
  adw_combo_row_set_model (self->status_row, G_LIST_MODEL (statuses));
  adw_combo_row_set_model (self->work_row, G_LIST_MODEL (works));
  gtk_menu_button_set_menu_model (self->add_credit_button, menu);
  bind_texts (self);
}

static void
bind_numbers (MqCreditsDetails *self)
{
  GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  for (int i = 0; i < 3; i++)
    g_clear_pointer (&self->numbers[i], g_binding_unbind);
  if (self->review == NULL)
    return;
  self->numbers[0]
      = g_object_bind_property (self->review, "word-target", self->target_row, "value", flags);
  self->numbers[1]
      = g_object_bind_property (self->review, "runtime", self->runtime_row, "value", flags);
  self->numbers[2]
      = g_object_bind_property (self->review, "comments-open", self->comments_row, "active", flags);
}

/** Shows a review, %NULL for none. */
void
mq_credits_details_set_review (MqCreditsDetails *self, MqLibrary *library, MqReview *review)
{
  if (self->review != NULL)
    g_clear_signal_handler (&self->review_notify, self->review);
  for (guint i = 0; i < self->bindings->len; i++)
    mq_review_binding_set_review (self->bindings->pdata[i], review);
  while (self->credit_rows->len > 0)
    adw_preferences_group_remove (self->credits_group,
                                  g_ptr_array_steal_index (self->credit_rows, 0));
  while (self->picture_rows->len > 0)
    adw_preferences_group_remove (self->pictures_group,
                                  g_ptr_array_steal_index (self->picture_rows, 0));
  g_set_object (&self->library, library);
  g_set_object (&self->review, review);
  bind_numbers (self);
  if (review == NULL)
    return;
  self->review_notify = g_signal_connect_object (review, "notify", G_CALLBACK (on_review_notify_cb),
                                                 self, G_CONNECT_SWAPPED);
  update (self);
}

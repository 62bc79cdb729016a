/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-preferences-dialog.h"

#include <glib/gi18n.h>

#include "mq-rating.h"
#include "mq-backup-group.h"
#include "mq-folder-row.h"
#include "mq-mirror.h"
#include "mq-theme.h"

struct _MqPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  GtkWidget *spelling_row;
  GtkWidget *quotes_row;
  GtkWidget *focus_row;
  GtkWidget *typewriter_row;
  GtkWidget *target_row;
  GtkWidget *language_row;
  AdwComboRow *theme_row;
  AdwComboRow *scale_row;
  GtkWidget *byline_row;
  GtkWidget *byline_url_row;
  GtkWidget *outlet_row;
  GtkWidget *outlet_url_row;
  GtkWidget *reply_row;
  AdwActionRow *path_row;
  AdwPreferencesPage *library_page;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (MqPreferencesDialog, mq_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static const char *const scale_labels[MQ_N_SCALES] = {
  [MQ_SCALE_NONE] = N_ ("No Rating"),     [MQ_SCALE_STARS_4] = N_ ("4 Stars"),
  [MQ_SCALE_STARS_5] = N_ ("5 Stars"),    [MQ_SCALE_TEN] = N_ ("Out of 10"),
  [MQ_SCALE_HUNDRED] = N_ ("Out of 100"), [MQ_SCALE_LETTERS] = N_ ("Letters, A+ to F"),
};

static void
on_theme_selected_cb (MqPreferencesDialog *self)
{
  guint n_themes, selected = adw_combo_row_get_selected (self->theme_row);
  const MqTheme *themes = mq_theme_get_all (&n_themes);

  if (self->settings != NULL && selected < n_themes)
    g_settings_set_string (self->settings, "theme", themes[selected].id);
}

static void
on_scale_selected_cb (MqPreferencesDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->scale_row);

  if (self->settings != NULL && selected < MQ_N_SCALES)
    g_settings_set_string (self->settings, "rating-scale", mq_scale_to_string (selected));
}

/* ---- The critic's own style sheet ---- */

static void
on_css_closed_cb (AdwDialog *dialog, MqPreferencesDialog *self)
{
  GtkTextBuffer *buffer = g_object_get_data (G_OBJECT (dialog), "buffer");
  GtkTextIter start, end;
  g_autofree char *css = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  css = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_settings_set_string (self->settings, "own-css", css);
}

static void
on_css_clicked_cb (MqPreferencesDialog *self)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *toolbar = adw_toolbar_view_new (), *scrolled = gtk_scrolled_window_new (),
            *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autofree char *css = g_settings_get_string (self->settings, "own-css");

  gtk_text_buffer_set_text (buffer, css, -1);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  g_object_set (view, "left-margin", 12, "right-margin", 12, "top-margin", 12, "bottom-margin", 12,
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your Own Style"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), scrolled);
  adw_dialog_set_child (dialog, toolbar);
  adw_dialog_set_title (dialog, _ ("Your Own Style"));
  adw_dialog_set_content_width (dialog, 520);
  adw_dialog_set_content_height (dialog, 480);
  g_object_set_data_full (G_OBJECT (dialog), "buffer", g_object_ref (buffer), g_object_unref);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (on_css_closed_cb), self,
                           G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ---- Object ---- */

static void
mq_preferences_dialog_dispose (GObject *object)
{
  g_clear_object (&MQ_PREFERENCES_DIALOG (object)->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_PREFERENCES_DIALOG);
  G_OBJECT_CLASS (mq_preferences_dialog_parent_class)->dispose (object);
}

static void
mq_preferences_dialog_class_init (MqPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_preferences_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/preferences/mq-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, spelling_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, quotes_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, focus_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, typewriter_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, target_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, theme_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, scale_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, byline_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, byline_url_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, outlet_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, outlet_url_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, reply_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, path_row);
  gtk_widget_class_bind_template_child (widget_class, MqPreferencesDialog, library_page);
  gtk_widget_class_bind_template_callback (widget_class, on_theme_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_scale_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_css_clicked_cb);
}

static void
mq_preferences_dialog_init (MqPreferencesDialog *self)
{
  g_autoptr (GtkStringList) theme_names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) scale_names = gtk_string_list_new (NULL);
  guint n_themes;
  const MqTheme *themes = mq_theme_get_all (&n_themes);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_themes; i++)
    gtk_string_list_append (theme_names, mq_theme_get_label (&themes[i]));
  for (guint i = 0; i < MQ_N_SCALES; i++)
    gtk_string_list_append (scale_names, _ (scale_labels[i]));
  adw_combo_row_set_model (self->theme_row, G_LIST_MODEL (theme_names));
  adw_combo_row_set_model (self->scale_row, G_LIST_MODEL (scale_names));
}

static void
select_current (MqPreferencesDialog *self, GSettings *settings)
{
  g_autofree char *theme = g_settings_get_string (settings, "theme");
  g_autofree char *scale_id = g_settings_get_string (settings, "rating-scale");
  guint n_themes;
  const MqTheme *themes = mq_theme_get_all (&n_themes);
  MqScale scale = MQ_SCALE_STARS_5;

  for (guint i = 0; i < n_themes; i++)
    if (g_str_equal (themes[i].id, theme))
      adw_combo_row_set_selected (self->theme_row, i);
  mq_scale_from_string (scale_id, &scale);
  adw_combo_row_set_selected (self->scale_row, scale);
}

static AdwPreferencesGroup *
make_mirror_group (GSettings *settings, const char *library_path)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *carrier = mq_mirror_find_carrier (library_path);
  g_autofree char *warning = NULL;
  MqFolderRowWords words = { _ ("Mirrored In"), _ ("No folder"),
                             _ ("Choose a Folder for the Mirror"), _ ("Mirror No More") };

  if (carrier != NULL)
    warning = g_strdup_printf (_ ("The library itself lies in a folder of %s, which may break it. "
                                  "Keep it elsewhere, and let only the mirror be carried"),
                               carrier);
  adw_preferences_group_set_title (group, _ ("More Than One Computer"));
  adw_preferences_group_set_description (
      group,
      warning != NULL
          ? warning
          : _ ("A folder with a Markdown file for each review, which Nextcloud, Syncthing or "
               "git can carry. What changes there changes here"));
  adw_preferences_group_add (group, mq_folder_row_new (settings, "mirror-folder", &words));
  return group;
}

MqPreferencesDialog *
mq_preferences_dialog_new (GSettings *settings, const char *library_path)
{
  MqPreferencesDialog *self = g_object_new (MQ_TYPE_PREFERENCES_DIALOG, NULL);
  const struct
  {
    const char *key;
    GtkWidget *row;
    const char *property;
  } bindings[] = {
    { "check-spelling", self->spelling_row, "active" },
    { "smart-quotes", self->quotes_row, "active" },
    { "focus-mode", self->focus_row, "active" },
    { "typewriter", self->typewriter_row, "active" },
    { "word-target", self->target_row, "value" },
    { "review-language", self->language_row, "text" },
    { "byline", self->byline_row, "text" },
    { "byline-url", self->byline_url_row, "text" },
    { "outlet", self->outlet_row, "text" },
    { "outlet-url", self->outlet_url_row, "text" },
    { "reply-address", self->reply_row, "text" },
  };

  select_current (self, settings);
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (settings, bindings[i].key, bindings[i].row, bindings[i].property,
                     G_SETTINGS_BIND_DEFAULT);
  adw_action_row_set_subtitle (self->path_row, library_path);
  adw_preferences_page_add (self->library_page,
                            ADW_PREFERENCES_GROUP (mq_backup_group_new (settings, library_path)));
  adw_preferences_page_add (self->library_page, make_mirror_group (settings, library_path));
  self->settings = g_object_ref (settings);
  return self;
}

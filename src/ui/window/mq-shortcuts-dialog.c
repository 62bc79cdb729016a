/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-shortcuts-dialog.h"

#include <glib/gi18n.h>

struct _MqShortcutsDialog
{
  AdwDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (MqShortcutsDialog, mq_shortcuts_dialog, ADW_TYPE_DIALOG)

/* A title without keys begins a group. */
static const struct
{
  const char *title;
  const char *keys;
} shortcuts[] = {
  { N_ ("Reviews"), NULL },
  { N_ ("New review"), "<Control>n" },
  { N_ ("Search the library"), "<Control><Shift>f" },
  { N_ ("Import"), "<Control>o" },
  { N_ ("Publish"), "<Control><Shift>p" },
  { N_ ("Export"), "<Control>e" },
  { N_ ("Film and review"), "<Control>d" },
  { N_ ("Writing"), NULL },
  { N_ ("Find"), "<Control>f" },
  { N_ ("Find and replace"), "<Control>h" },
  { N_ ("Emphasis"), "<Control>i" },
  { N_ ("Strong"), "<Control>b" },
  { N_ ("Link"), "<Control>k" },
  { N_ ("Undo"), "<Control>z" },
  { N_ ("Redo"), "<Control><Shift>z" },
  { N_ ("From the text to the credits"), "<Shift>Tab" },
  { N_ ("Focus mode"), "F8" },
  { N_ ("Typewriter scrolling"), "<Shift>F8" },
  { N_ ("Names"), NULL },
  { N_ ("Move a name"), "<Alt>Right" },
  { N_ ("Mend a name"), "F2" },
  { N_ ("Take a name out"), "BackSpace" },
  { N_ ("Window"), NULL },
  { N_ ("Write"), "<Control>1" },
  { N_ ("Split"), "<Control>2" },
  { N_ ("Read"), "<Control>3" },
  { N_ ("Show or hide the library"), "F9" },
  { N_ ("Main menu"), "F10" },
  { N_ ("Preferences"), "<Control>comma" },
  { N_ ("Keyboard shortcuts"), "<Control>question" },
  { N_ ("Close"), "<Control>w" },
  { N_ ("Quit"), "<Control>q" },
};

static GtkWidget *
make_row (const char *title, const char *keys)
{
  GtkWidget *row = adw_action_row_new (), *label;
  guint key;
  GdkModifierType modifiers;
  g_autofree char *text = NULL;

  gtk_accelerator_parse (keys, &key, &modifiers);
  text = gtk_accelerator_get_label (key, modifiers);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "dimmed");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static void
mq_shortcuts_dialog_class_init (MqShortcutsDialogClass *klass)
{
}

static void
mq_shortcuts_dialog_init (MqShortcutsDialog *self)
{
  GtkWidget *toolbar = adw_toolbar_view_new (), *page = adw_preferences_page_new (), *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (shortcuts[i].keys == NULL)
      {
        group = adw_preferences_group_new ();
        adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (shortcuts[i].title));
        adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
      }
    else
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 make_row (_ (shortcuts[i].title), shortcuts[i].keys));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), page);
  adw_dialog_set_child (ADW_DIALOG (self), toolbar);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 460);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
}

MqShortcutsDialog *
mq_shortcuts_dialog_new (void)
{
  return g_object_new (MQ_TYPE_SHORTCUTS_DIALOG, NULL);
}

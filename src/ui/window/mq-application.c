/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-application.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <malloc.h>

#include "mq-preferences-dialog.h"
#include "mq-restore-job.h"
#include "mq-search-provider.h"
#include "mq-sites-page.h"
#include "mq-window.h"

#define STARTED_AFTER_SECONDS 2

struct _MqApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  MqLibrary *library;
  char *library_path;
  gboolean new_review; /* wanted as soon as the library is open */
  GListStore *files;   /* to be imported as soon as the library is open */
  char *review_id;     /* to be opened then */
  char *words;         /* to be searched for then */
  MqSearchProvider *search_provider;
  gboolean restoring; /* a backup takes the place of the library, which is closed */
};

G_DEFINE_FINAL_TYPE (MqApplication, mq_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "new-review", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Begin a new review"), NULL },
  { "library", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("The library’s file"), N_ ("PATH") },
  { NULL },
};

static MqWindow *
get_window (MqApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (; windows != NULL; windows = windows->next)
    if (MQ_IS_WINDOW (windows->data))
      return windows->data;
  return NULL;
}

static void
do_what_was_asked (MqApplication *self)
{
  MqWindow *window = get_window (self);

  if (self->library == NULL || window == NULL)
    return;
  if (self->new_review)
    mq_window_new_review (window);
  self->new_review = FALSE;
  if (self->review_id != NULL)
    mq_window_open_review (window, self->review_id);
  g_clear_pointer (&self->review_id, g_free);
  if (self->words != NULL)
    mq_window_search (window, self->words);
  g_clear_pointer (&self->words, g_free);
  mq_window_import (window, G_LIST_MODEL (self->files));
  g_list_store_remove_all (self->files);
}

static void
on_library_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqApplication) self = data;
  g_autoptr (GError) error = NULL;
  MqWindow *window = get_window (self);

  g_autoptr (MqLibrary) library = mq_library_open_finish (result, &error);

  if (self->library == NULL)
    self->library = g_steal_pointer (&library);
  g_application_unmark_busy (G_APPLICATION (self));
  if (window == NULL)
    return;
  if (self->library == NULL)
    {
      mq_window_fail_to_open (window, self->library_path, error);
      return;
    }
  mq_window_set_library (window, self->library);
  do_what_was_asked (self);
}

static void
open_library (MqApplication *self)
{
  g_application_mark_busy (G_APPLICATION (self));
  mq_library_open_async (self->library_path, on_library_opened_cb, g_object_ref (self));
}

/* What was needed to start is given back: glibc alone keeps some megabytes of it. */
static void
give_memory_back (gpointer data)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

static void
mq_application_activate (GApplication *application)
{
  MqApplication *self = MQ_APPLICATION (application);
  MqWindow *window = get_window (self);

  if (self->restoring)
    return; /* the window comes afterwards */
  if (window == NULL)
    {
      window = mq_window_new (GTK_APPLICATION (self), self->settings);
      if (self->library != NULL)
        mq_window_set_library (window, self->library);
      else
        open_library (self);
      g_timeout_add_seconds_once (STARTED_AFTER_SECONDS, give_memory_back, NULL);
    }
  gtk_window_present (GTK_WINDOW (window));
  do_what_was_asked (self);
}

static int
mq_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  MqApplication *self = MQ_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);
  const char *path = NULL;

  if (g_variant_dict_lookup (dict, "library", "^&ay", &path) && self->library == NULL)
    {
      g_free (self->library_path);
      self->library_path
          = g_canonicalize_filename (path, g_application_command_line_get_cwd (command_line));
    }
  self->new_review |= g_variant_dict_contains (dict, "new-review");
  for (int i = 1; arguments[i] != NULL; i++)
    {
      g_autoptr (GFile) file
          = g_application_command_line_create_file_for_arg (command_line, arguments[i]);
      g_list_store_append (self->files, file);
    }
  g_application_activate (application);
  return 0;
}

/* ---- The shell's search ---- */

/* The shell starts the program without a window. */
static MqLibrary *
get_library (gpointer data)
{
  MqApplication *self = data;

  if (self->library == NULL && !self->restoring)
    self->library = mq_library_open (self->library_path, NULL);
  return self->library;
}

static void
on_result_activated_cb (MqApplication *self, const char *id)
{
  g_set_str (&self->review_id, id);
  g_application_activate (G_APPLICATION (self));
}

static void
on_searched_cb (MqApplication *self, const char *words)
{
  g_set_str (&self->words, words);
  g_application_activate (G_APPLICATION (self));
}

static gboolean
mq_application_dbus_register (GApplication *application,
                              GDBusConnection *connection,
                              const char *path,
                              GError **error)
{
  MqApplication *self = MQ_APPLICATION (application);
  g_autofree char *own = g_strconcat (path, "/SearchProvider", NULL);

  if (!G_APPLICATION_CLASS (mq_application_parent_class)
           ->dbus_register (application, connection, path, error))
    return FALSE;
  self->search_provider = mq_search_provider_new (get_library, self);
  g_signal_connect_object (self->search_provider, "activated", G_CALLBACK (on_result_activated_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_provider, "searched", G_CALLBACK (on_searched_cb), self,
                           G_CONNECT_SWAPPED);
  return mq_search_provider_export (self->search_provider, connection, own, error);
}

static void
mq_application_dbus_unregister (GApplication *application,
                                GDBusConnection *connection,
                                const char *path)
{
  MqApplication *self = MQ_APPLICATION (application);

  if (self->search_provider != NULL)
    mq_search_provider_unexport (self->search_provider, connection);
  g_clear_object (&self->search_provider);
  G_APPLICATION_CLASS (mq_application_parent_class)
      ->dbus_unregister (application, connection, path);
}

/* ---- Actions ---- */

static void
on_open_library_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_library (data);
}

static void
on_restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MqApplication) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = mq_restore_job_finish (result, &error);
  AdwDialog *dialog;

  self->restoring = FALSE;
  if (kept != NULL)
    g_settings_reset (self->settings, "mirror-folder"); /* it would undo what was asked for */
  g_application_activate (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
  if (kept != NULL)
    {
      mq_window_tell_of_restored (get_window (self), kept);
      return;
    }
  dialog = adw_alert_dialog_new (_ ("The Library Is as It Was"), error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"), NULL);
  adw_dialog_present (dialog, GTK_WIDGET (get_window (self)));
}

/* The window closes, and with it all that has to do with the library as it is. */
static void
on_restore_backup_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  MqApplication *self = data;
  g_autoptr (MqWindow) window = NULL;
  AdwDialog *dialog;

  if (self->library == NULL || !g_set_object (&window, get_window (self)))
    return;
  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)))
         != NULL)
    adw_dialog_force_close (dialog);
  g_application_hold (G_APPLICATION (self));
  gtk_window_close (GTK_WINDOW (window));
  if (get_window (self) != NULL)
    {
      g_application_release (G_APPLICATION (self)); /* it asks what to do about the open review */
      return;
    }
  self->restoring = TRUE;
  mq_library_close (self->library);
  g_clear_object (&self->library);
  mq_restore_job_start (g_variant_get_string (parameter, NULL), self->library_path, TRUE,
                        on_restored_cb, g_object_ref (self));
}

static void
on_preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  MqApplication *self = data;
  AdwDialog *dialog = ADW_DIALOG (mq_preferences_dialog_new (self->settings, self->library_path));

  if (get_window (self) != NULL && mq_window_get_library (get_window (self)) != NULL)
    adw_preferences_dialog_add (
        ADW_PREFERENCES_DIALOG (dialog),
        ADW_PREFERENCES_PAGE (mq_sites_page_new (mq_window_get_library (get_window (self)))));
  adw_dialog_present (dialog, GTK_WIDGET (get_window (self)));
}

static void
on_about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);

  adw_about_dialog_set_application_name (about, _ ("Marquee"));
  adw_about_dialog_set_application_icon (about, MQ_APPLICATION_ID);
  adw_about_dialog_set_version (about, MQ_VERSION);
  adw_about_dialog_set_developer_name (about, _ ("The Marquee developers"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (about, _ ("Write reviews and take them to the web"));
  /* Translators: your name, and your address where you like */
  adw_about_dialog_set_translator_credits (about, _ ("translator-credits"));
  adw_dialog_present (dialog, GTK_WIDGET (get_window (data)));
}

static void
on_quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (data));

  for (GList *l = windows; l != NULL;)
    {
      GtkWindow *window = l->data;
      l = l->next;
      gtk_window_close (window);
    }
}

static void
set_keys (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "win.new-review", { "<Control>n" } },  { "win.search", { "<Control><Shift>f" } },
    { "win.find", { "<Control>f" } },        { "win.replace", { "<Control>h" } },
    { "win.import", { "<Control>o" } },      { "win.shortcuts", { "<Control>question" } },
    { "win.show-library", { "F9" } },        { "win.mode::write", { "<Control>1" } },
    { "win.mode::split", { "<Control>2" } }, { "win.mode::read", { "<Control>3" } },
    { "review.export", { "<Control>e" } },   { "review.publish", { "<Control><Shift>p" } },
    { "review.details", { "<Control>d" } },  { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },        { "window.close", { "<Control>w" } },
    { "win.focus-mode", { "F8" } },          { "win.typewriter", { "<Shift>F8" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].keys);
}

/* ---- Object ---- */

static void
mq_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "open-library", on_open_library_action },
    { "restore-backup", on_restore_backup_action, "s" },
    { "preferences", on_preferences_action },
    { "about", on_about_action },
    { "quit", on_quit_action },
  };

  G_APPLICATION_CLASS (mq_application_parent_class)->startup (application);
  gtk_source_init ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  set_keys (GTK_APPLICATION (application));
}

static void
mq_application_shutdown (GApplication *application)
{
  MqApplication *self = MQ_APPLICATION (application);

  if (self->library != NULL)
    mq_library_close (self->library);
  G_APPLICATION_CLASS (mq_application_parent_class)->shutdown (application);
}

static void
mq_application_dispose (GObject *object)
{
  MqApplication *self = MQ_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->library);
  g_clear_object (&self->files);
  g_clear_pointer (&self->library_path, g_free);
  g_clear_pointer (&self->review_id, g_free);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (mq_application_parent_class)->dispose (object);
}

static void
mq_application_class_init (MqApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_application_dispose;
  application_class->startup = mq_application_startup;
  application_class->activate = mq_application_activate;
  application_class->command_line = mq_application_command_line;
  application_class->shutdown = mq_application_shutdown;
  application_class->dbus_register = mq_application_dbus_register;
  application_class->dbus_unregister = mq_application_dbus_unregister;
}

static void
mq_application_init (MqApplication *self)
{
  self->settings = g_settings_new (MQ_APPLICATION_ID);
  self->library_path = mq_library_dup_default_path ();
  self->files = g_list_store_new (G_TYPE_FILE);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

MqApplication *
mq_application_new (void)
{
  return g_object_new (MQ_TYPE_APPLICATION, "application-id", MQ_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path", "/marquee/ui",
                       NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-browser.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
on_response_cb (AdwAlertDialog *dialog, const char *response, const char *address)
{
  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), address);
}

static void
free_address (gpointer address, GClosure *closure)
{
  g_free (address);
}

static void
tell (GtkWidget *window, const char *address, const GError *error)
{
  g_autofree char *cure = g_strdup_printf (
      _ ("The system says: %s. Choose a browser in its settings, or copy the address to open it "
         "elsewhere."),
      error->message);
  g_autofree char *body = g_strconcat (address, "\n\n", cure, NULL);
  AdwAlertDialog *dialog
      = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("The Browser Did Not Open"), body));

  adw_alert_dialog_add_responses (dialog, "close", _ ("_Close"), "copy", _ ("Copy _Address"), NULL);
  adw_alert_dialog_set_default_response (dialog, "copy");
  adw_alert_dialog_set_close_response (dialog, "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response_cb), g_strdup (address),
                         free_address, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), window);
}

static void
on_launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      && gtk_widget_get_mapped (window))
    tell (window, gtk_uri_launcher_get_uri (GTK_URI_LAUNCHER (source)), error);
}

/** Opens an address in the critic's browser. Where none opens, it is told, with the address to
 * copy.
 */
void
mq_browser_open (GtkWidget *widget, const char *address)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (address);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  gtk_uri_launcher_launch (launcher, window, NULL, on_launched_cb, g_object_ref (window));
}

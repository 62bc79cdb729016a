/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-theme.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "mq-page-resources.h"

static const MqTheme themes[] = {
  { "broadsheet", N_ ("Broadsheet"), "#fbf8f0", "#171511", 37, 66 },
  { "magazine", N_ ("Magazine"), "#ff7048", "#0d0d0f", 42, 76 },
  { "journal", N_ ("Journal"), "#faf8f2", "#171b19", 27, 66 },
};

/** Returns: (transfer none) (array length=n_themes): the themes, the first is the default */
const MqTheme *
mq_theme_get_all (guint *n_themes)
{
  *n_themes = G_N_ELEMENTS (themes);
  return themes;
}

/** Returns: (transfer none) (nullable): the theme of that name */
const MqTheme *
mq_theme_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    if (g_strcmp0 (themes[i].id, id) == 0)
      return &themes[i];
  return NULL;
}

/** Returns: (transfer none): the theme's name in the user's language */
const char *
mq_theme_get_label (const MqTheme *theme)
{
  return _ (theme->label);
}

static void
append_file (GString *css, const char *name)
{
  g_autofree char *path = g_strconcat ("/marquee/page/themes/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (mq_page_get_resource (), path, 0, NULL);

  g_string_append_len (css, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/** Returns: (transfer full): the theme's style sheet, behind what all themes share */
char *
mq_theme_dup_css (const MqTheme *theme)
{
  g_autofree char *own = g_strconcat (theme->id, "/theme.css", NULL);
  GString *css = g_string_sized_new (16 * 1024);

  append_file (css, "base.css");
  append_file (css, own);
  return g_string_free_and_steal (css);
}

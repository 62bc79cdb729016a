/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MqTheme:
 * @id: the name of its folder
 * @colour_light: the colour of the browser's own frame, CSS
 * @colour_dark: likewise on a dark desktop
 * @picture_cap: the greatest height of a picture, in rem
 * @picture_width: the greatest width of a picture, in rem
 *
 * What a finished page looks like.
 */
typedef struct
{
  const char *id;
  const char *label;
  const char *colour_light;
  const char *colour_dark;
  double picture_cap;
  double picture_width;
} MqTheme;

const MqTheme *mq_theme_get_all (guint *n_themes);
const MqTheme *mq_theme_find (const char *id);
const char *mq_theme_get_label (const MqTheme *theme);
char *mq_theme_dup_css (const MqTheme *theme);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/Xdamage.h>
#include <glib.h>

/* A rectangle of the screen that is watched for change. */
typedef struct
{
  Display *display;
  Window root;
  int damage_event;
  Damage damage;
  XShmSegmentInfo segment;
  XImage *image;
  int x, y;
  gsize size;
  char *before;
} Watched;

double screen_now (void);
gboolean screen_open (Watched *screen, int x, int y, int width, int height);
gboolean screen_wait (Watched *screen, int milliseconds, XEvent *event);
gboolean screen_has_changed (Watched *screen);
void screen_settle (Watched *screen, double quiet_ms);

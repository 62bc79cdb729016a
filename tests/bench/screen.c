/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screen.h"

#include <poll.h>
#include <string.h>
#include <sys/shm.h>

/** Returns: the time in ms */
double
screen_now (void)
{
  return g_get_monotonic_time () / 1000.0;
}

gboolean
screen_open (Watched *screen, int x, int y, int width, int height)
{
  int errors;

  screen->display = XOpenDisplay (NULL);
  if (screen->display == NULL
      || !XDamageQueryExtension (screen->display, &screen->damage_event, &errors))
    return FALSE;
  screen->root = DefaultRootWindow (screen->display);
  screen->damage = XDamageCreate (screen->display, screen->root, XDamageReportNonEmpty);
  screen->image = XShmCreateImage (screen->display, DefaultVisual (screen->display, 0),
                                   DefaultDepth (screen->display, 0), ZPixmap, NULL,
                                   &screen->segment, width, height);
  screen->size = screen->image->bytes_per_line * height;
  screen->segment.shmid = shmget (IPC_PRIVATE, screen->size, IPC_CREAT | 0600);
  screen->segment.shmaddr = screen->image->data = shmat (screen->segment.shmid, NULL, 0);
  XShmAttach (screen->display, &screen->segment);
  XSync (screen->display, False);
  shmctl (screen->segment.shmid, IPC_RMID, NULL); /* gone when both have let go of it */
  screen->x = x;
  screen->y = y;
  screen->before = g_malloc0 (screen->size);
  screen_has_changed (screen);
  return TRUE;
}

/** Waits for an event, at most that long. Returns: whether there is one */
gboolean
screen_wait (Watched *screen, int milliseconds, XEvent *event)
{
  struct pollfd fd = { ConnectionNumber (screen->display), POLLIN, 0 };

  if (!XPending (screen->display))
    poll (&fd, 1, milliseconds);
  if (!XPending (screen->display))
    return FALSE;
  XNextEvent (screen->display, event);
  return TRUE;
}

/** Returns: whether the rectangle looks other than when this was last asked */
gboolean
screen_has_changed (Watched *screen)
{
  XDamageSubtract (screen->display, screen->damage, None, None);
  XShmGetImage (screen->display, screen->root, screen->image, screen->x, screen->y, AllPlanes);
  if (memcmp (screen->before, screen->image->data, screen->size) == 0)
    return FALSE;
  memcpy (screen->before, screen->image->data, screen->size);
  return TRUE;
}

/** Waits until the rectangle has been still for that long. */
void
screen_settle (Watched *screen, double quiet_ms)
{
  double since = screen_now ();
  XEvent event;

  while (screen_now () - since < quiet_ms)
    {
      screen_wait (screen, 20, &event);
      if (screen_has_changed (screen))
        since = screen_now ();
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "screen.h"

#define LONGEST_MS 20000

/* startwatch COMMAND…: from the start of a process to the first picture in its window, in ms */
int
main (int argc, char **argv)
{
  Watched screen = { 0 };
  gboolean mapped = FALSE;
  double start, painted = 0;
  XEvent event;
  pid_t child;

  if (!screen_open (&screen, 200, 150, 800, 600))
    return 1;
  XSelectInput (screen.display, screen.root, SubstructureNotifyMask);
  XSync (screen.display, False);
  start = screen_now ();
  child = fork ();
  if (child == 0)
    {
      execvp (argv[1], argv + 1);
      _exit (127);
    }
  while (painted == 0 && screen_now () - start < LONGEST_MS)
    if (screen_wait (&screen, 5, &event))
      {
        XWindowAttributes attributes;
        if (event.type == MapNotify
            && XGetWindowAttributes (screen.display, event.xmap.window, &attributes)
            && attributes.width > 300)
          mapped = TRUE;
        else if (event.type == screen.damage_event + XDamageNotify && screen_has_changed (&screen)
                 && mapped)
          painted = screen_now () - start;
      }
  printf ("%.0f\n", painted);
  kill (child, SIGTERM);
  waitpid (child, NULL, 0);
  return painted == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <stdio.h>
#include <stdlib.h>

#include "screen.h"

#define QUIET_MS 250
#define LONGEST_MS 3000

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

/* A key falls anywhere within a frame, so that times are spread evenly over one: of such the mean
 * is known better than the median. */
static double
mean (const double *times, int n)
{
  double sum = 0;

  for (int i = 0; i < n; i++)
    sum += times[i];
  return sum / n;
}

static void
press (Watched *screen, char letter)
{
  KeyCode code = XKeysymToKeycode (screen->display, letter == ' ' ? XK_space : (KeySym) letter);

  XTestFakeKeyEvent (screen->display, code, True, 0);
  XTestFakeKeyEvent (screen->display, code, False, 0);
  XFlush (screen->display);
}

/* keylat X Y WIDTH HEIGHT KEYS: from a key to the first changed pixel of that rectangle, in ms */
int
main (int argc, char **argv)
{
  static const char text[] = "moving slowly over the silent city at night while ";
  Watched screen = { 0 };
  int keys = atoi (argv[5]), seen = 0;
  double *times = g_new0 (double, keys);

  if (!screen_open (&screen, atoi (argv[1]), atoi (argv[2]), atoi (argv[3]), atoi (argv[4])))
    return 1;
  for (int i = 0; i < keys; i++)
    {
      double start;
      XEvent event;

      screen_settle (&screen, QUIET_MS);
      g_usleep (g_random_int_range (0, 17000)); /* anywhere within a frame */
      while (XPending (screen.display))
        XNextEvent (screen.display, &event);
      start = screen_now ();
      press (&screen, text[i % (sizeof text - 1)]);
      while (screen_now () - start < LONGEST_MS)
        if (screen_wait (&screen, 5, &event) && event.type == screen.damage_event + XDamageNotify
            && screen_has_changed (&screen))
          {
            times[seen++] = screen_now () - start;
            break;
          }
    }
  qsort (times, seen, sizeof *times, compare);
  if (seen > 0)
    printf ("%.2f %.1f %.1f %d\n", mean (times, seen), times[seen * 95 / 100], times[0],
            keys - seen);
  g_free (times);
  return seen == 0;
}

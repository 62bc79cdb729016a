/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "fuzz.h"

/* replay FILE…: what a fuzzer begins with, and what it once found, in any build */
int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *data = NULL;
      gsize size;
      if (!g_file_get_contents (argv[i], &data, &size, NULL))
        return 1;
      LLVMFuzzerTestOneInput ((const uint8_t *) data, size);
    }
  return argc < 2;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-review.h"

/**
 * mq_review_make_id:
 * @name: what a review is known by where it comes from, with the name of that place
 *
 * Returns: (transfer full): an id that is the same for the same name, so that nothing that is
 * brought in twice is there twice
 */
char *
mq_review_make_id (const char *name)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

  hash[12] = '8'; /* https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8 */
  hash[16] = "89ab"[g_ascii_xdigit_value (hash[16]) % 4];
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hash, hash + 8, hash + 12, hash + 16,
                          hash + 20);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-ghost-key.h"

#include <string.h>

static char *
encode (const void *data, gsize size)
{
  char *text = g_base64_encode (data, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchrnul (text, '=') = '\0';
  return text;
}

static GBytes *
decode_hexadecimal (const char *text)
{
  gsize length = strlen (text) / 2;
  guchar *bytes = g_malloc (MAX (length, 1));

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guchar) (g_ascii_xdigit_value (text[2 * i]) * 16
                         + g_ascii_xdigit_value (text[2 * i + 1]));
  return g_bytes_new_take (bytes, length);
}

/** Returns: whether this looks like an Admin API key, "ID:SECRET" */
gboolean
mq_ghost_is_key (const char *secret)
{
  return g_regex_match_simple ("^[0-9a-f]{24}:[0-9a-f]{64}$", secret, 0, 0);
}

/* A token of five minutes by the site's clock:
 * https://ghost.org/docs/admin-api/#token-authentication */
char *
mq_ghost_make_token (const char *secret, gint64 now)
{
  const char *colon = strchr (secret, ':');
  g_autofree char *id = g_strndup (secret, (gsize) (colon - secret));
  g_autoptr (GBytes) key = decode_hexadecimal (colon + 1);
  g_autofree char *head
      = g_strdup_printf ("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}", id);
  g_autofree char *claims = g_strdup_printf ("{\"iat\":%" G_GINT64_FORMAT
                                             ",\"exp\":%" G_GINT64_FORMAT ",\"aud\":\"/admin/\"}",
                                             now - 10, now + 280);
  g_autofree char *head64 = encode (head, strlen (head)),
                  *claims64 = encode (claims, strlen (claims));
  g_autofree char *text = g_strconcat (head64, ".", claims64, NULL), *mark = NULL;
  g_autoptr (GHmac) hmac
      = g_hmac_new (G_CHECKSUM_SHA256, g_bytes_get_data (key, NULL), g_bytes_get_size (key));
  guint8 digest[32];
  gsize size = sizeof digest;

  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  g_hmac_get_digest (hmac, digest, &size);
  mark = encode (digest, size);
  return g_strconcat ("Ghost ", text, ".", mark, NULL);
}

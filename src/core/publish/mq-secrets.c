/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-secrets.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/resource.h>

static const SecretSchema schema = {
  .name = MQ_APPLICATION_ID ".Site",
  .attributes = { { "site", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static void
set_error (GError **error, const GError *cause)
{
  g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_SECRET,
               _ ("The keyring can’t be used: %s. Is the desktop’s password service running and "
                  "unlocked?"),
               cause->message);
}

/** Keeps a site's password in the keyring, in place of an earlier one. */
gboolean
mq_secrets_store (const MqSite *site, const char *secret, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *label = g_strdup_printf (_ ("Marquee: %s"), site->name);

  if (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, secret, NULL, &cause,
                                  "site", site->id, NULL))
    return TRUE;
  set_error (error, cause);
  return FALSE;
}

/** Returns: (transfer full) (nullable): the password; end it with mq_secrets_free() */
char *
mq_secrets_lookup (const MqSite *site, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *secret
      = secret_password_lookup_nonpageable_sync (&schema, NULL, &cause, "site", site->id, NULL);

  if (secret != NULL)
    return secret;
  if (cause != NULL)
    set_error (error, cause);
  else
    g_set_error (error, MQ_PUBLISH_ERROR, MQ_PUBLISH_ERROR_SECRET,
                 _ ("The keyring has no password for the site “%s”. Enter it again"), site->name);
  return NULL;
}

gboolean
mq_secrets_clear (const MqSite *site, GError **error)
{
  g_autoptr (GError) cause = NULL;

  secret_password_clear_sync (&schema, NULL, &cause, "site", site->id, NULL);
  if (cause == NULL)
    return TRUE;
  set_error (error, cause);
  return FALSE;
}

/** Overwrites a password and gives its memory back. */
void
mq_secrets_free (char *secret)
{
  if (secret != NULL)
    secret_password_free (secret);
}

/** From now on a crash of this process leaves no copy of its memory on the disk. */
void
mq_secrets_keep_out_of_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };
  setrlimit (RLIMIT_CORE, &none);
}

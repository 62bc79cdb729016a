/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-publish-error.h"
#include "mq-publishing-records.h"

G_BEGIN_DECLS

/* Passwords, keys and tokens: in the desktop's keyring and nowhere else. */

gboolean mq_secrets_store (const MqSite *site, const char *secret, GError **error);
char *mq_secrets_lookup (const MqSite *site, GError **error);
gboolean mq_secrets_clear (const MqSite *site, GError **error);
void mq_secrets_free (char *secret);
void mq_secrets_keep_out_of_core_dumps (void);

G_END_DECLS

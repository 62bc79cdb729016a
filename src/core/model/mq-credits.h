/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * MqCredit:
 * @role: a role's word ("director", "stars", "writer" …) or a label of the critic's own
 * @names: (array zero-terminated=1): the people, in the order of the credits
 */
typedef struct
{
  char *role;
  char **names;
} MqCredit;

/**
 * MqCredits:
 *
 * The credit lines of a work, in order: an immutable value.
 */
typedef struct _MqCredits MqCredits;

#define MQ_TYPE_CREDITS (mq_credits_get_type ())
GType mq_credits_get_type (void);

MqCredits *mq_credits_new (void);
MqCredits *mq_credits_ref (MqCredits *credits);
void mq_credits_unref (MqCredits *credits);
guint mq_credits_get_length (const MqCredits *credits);
const MqCredit *mq_credits_get (const MqCredits *credits, guint index);
const char *const *mq_credits_get_names (const MqCredits *credits, const char *role);
MqCredits *mq_credits_with (const MqCredits *credits, const char *role, const char *const *names);
gboolean mq_credits_equal (const MqCredits *a, const MqCredits *b);
const char *const *mq_credits_get_known_roles (void);
const char *mq_credits_get_role_label (const char *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MqCredits, mq_credits_unref)

G_END_DECLS

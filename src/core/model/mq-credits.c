/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-credits.h"

#include <glib/gi18n.h>

#include "mq-text.h"

struct _MqCredits
{
  gatomicrefcount refs;
  GArray *lines; /* of MqCredit */
};

G_DEFINE_BOXED_TYPE (MqCredits, mq_credits, mq_credits_ref, mq_credits_unref)

static const struct
{
  const char *role;
  const char *label;
} known[] = {
  { "director", N_ ("Director") },
  { "stars", N_ ("Stars") },
  { "writer", N_ ("Writer") },
  { "cinematography", N_ ("Cinematography") },
  { "editing", N_ ("Editing") },
  { "music", N_ ("Music") },
  { "producer", N_ ("Producer") },
  { "creator", N_ ("Creator") },
  { "cast", N_ ("Cast") },
  { "author", N_ ("Author") },
  { "translator", N_ ("Translator") },
  { "artist", N_ ("Artist") },
  { "developer", N_ ("Developer") },
};

static void
clear_credit (gpointer data)
{
  MqCredit *credit = data;
  g_clear_pointer (&credit->role, g_free);
  g_clear_pointer (&credit->names, g_strfreev);
}

/**
 * mq_credits_new:
 *
 * Returns: (transfer full): credits without a line
 */
MqCredits *
mq_credits_new (void)
{
  MqCredits *credits = g_new (MqCredits, 1);

  g_atomic_ref_count_init (&credits->refs);
  credits->lines = g_array_new (FALSE, TRUE, sizeof (MqCredit));
  g_array_set_clear_func (credits->lines, clear_credit);
  return credits;
}

MqCredits *
mq_credits_ref (MqCredits *credits)
{
  g_atomic_ref_count_inc (&credits->refs);
  return credits;
}

void
mq_credits_unref (MqCredits *credits)
{
  if (!g_atomic_ref_count_dec (&credits->refs))
    return;
  g_array_unref (credits->lines);
  g_free (credits);
}

guint
mq_credits_get_length (const MqCredits *credits)
{
  return credits->lines->len;
}

const MqCredit *
mq_credits_get (const MqCredits *credits, guint index)
{
  g_return_val_if_fail (index < credits->lines->len, NULL);
  return &g_array_index (credits->lines, MqCredit, index);
}

/**
 * mq_credits_get_names:
 * @role: a role's word or label
 *
 * Returns: (transfer none): the names of that line; empty where there is no such line
 */
const char *const *
mq_credits_get_names (const MqCredits *credits, const char *role)
{
  static const char *const nobody[] = { NULL };

  for (guint i = 0; i < credits->lines->len; i++)
    {
      const MqCredit *credit = mq_credits_get (credits, i);
      if (g_strcmp0 (credit->role, role) == 0)
        return (const char *const *) credit->names;
    }
  return nobody;
}

static char **
clean_names (const char *const *names)
{
  g_autoptr (GStrvBuilder) clean = g_strv_builder_new ();

  for (; names != NULL && *names != NULL; names++)
    {
      char *name = mq_text_clean_line (*names);
      if (*name != '\0')
        g_strv_builder_take (clean, name);
      else
        g_free (name);
    }
  return g_strv_builder_end (clean);
}

/**
 * mq_credits_with:
 * @role: a role's word or label
 * @names: (nullable): the people; none takes the line away
 *
 * Returns: (transfer full): the same credits with one line set, at its old place or at the end
 */
MqCredits *
mq_credits_with (const MqCredits *credits, const char *role, const char *const *names)
{
  MqCredits *changed = mq_credits_new ();
  g_auto (GStrv) clean = clean_names (names);
  g_autofree char *label = mq_text_clean_line (role);
  gboolean placed = clean[0] == NULL;

  for (guint i = 0; i < credits->lines->len; i++)
    {
      const MqCredit *old = mq_credits_get (credits, i);
      gboolean same = g_strcmp0 (old->role, label) == 0;
      MqCredit copy = { g_strdup (old->role), g_strdupv (same ? clean : old->names) };

      if (copy.names[0] != NULL)
        g_array_append_val (changed->lines, copy);
      else
        clear_credit (&copy);
      placed |= same;
    }
  if (!placed)
    {
      MqCredit added = { g_steal_pointer (&label), g_steal_pointer (&clean) };
      g_array_append_val (changed->lines, added);
    }
  return changed;
}

gboolean
mq_credits_equal (const MqCredits *a, const MqCredits *b)
{
  if (a->lines->len != b->lines->len)
    return FALSE;
  for (guint i = 0; i < a->lines->len; i++)
    {
      const MqCredit *one = mq_credits_get (a, i), *other = mq_credits_get (b, i);
      if (g_strcmp0 (one->role, other->role) != 0
          || !g_strv_equal ((const char *const *) one->names, (const char *const *) other->names))
        return FALSE;
    }
  return TRUE;
}

/**
 * mq_credits_get_known_roles:
 *
 * Returns: (transfer none) (array zero-terminated=1): the roles that have a word of their own
 */
const char *const *
mq_credits_get_known_roles (void)
{
  static const char *roles[G_N_ELEMENTS (known) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    roles[i] = known[i].role;
  return roles;
}

/**
 * mq_credits_get_role_label:
 *
 * Returns: (transfer none): the role's name in the user's language, or the critic's own label
 */
const char *
mq_credits_get_role_label (const char *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i].role, role) == 0)
      return _ (known[i].label);
  return role;
}

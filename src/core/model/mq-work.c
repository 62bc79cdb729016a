/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-work.h"

#include <glib/gi18n.h>

static const struct
{
  const char *id;
  const char *label;
  const char *schema_type;
  const char *roles[3];
} works[MQ_N_WORKS] = {
  [MQ_WORK_FILM] = { "film", N_ ("Film"), "Movie", { "director", "stars" } },
  [MQ_WORK_SERIES] = { "series", N_ ("Series"), "TVSeries", { "creator", "stars" } },
  [MQ_WORK_PLAY] = { "play", N_ ("Play"), "Play", { "director", "cast" } },
  [MQ_WORK_BOOK] = { "book", N_ ("Book"), "Book", { "author", "translator" } },
  [MQ_WORK_ALBUM] = { "album", N_ ("Album"), "MusicAlbum", { "artist", "producer" } },
  [MQ_WORK_GAME] = { "game", N_ ("Game"), "VideoGame", { "developer", "stars" } },
};

/**
 * mq_work_to_string:
 *
 * Returns: (transfer none): the word that files and the library use, such as "film"
 */
const char *
mq_work_to_string (MqWork work)
{
  return works[work].id;
}

/**
 * mq_work_from_string:
 * @text: a word from mq_work_to_string()
 * @work: (out): set only when the word is known
 *
 * Returns: whether the word is known
 */
gboolean
mq_work_from_string (const char *text, MqWork *work)
{
  for (int i = 0; i < MQ_N_WORKS; i++)
    if (g_strcmp0 (works[i].id, text) == 0)
      {
        *work = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * mq_work_get_label:
 *
 * Returns: (transfer none): the kind's name in the user's language
 */
const char *
mq_work_get_label (MqWork work)
{
  return _ (works[work].label);
}

/**
 * mq_work_get_schema_type:
 *
 * Returns: (transfer none): the schema.org type of a review's `itemReviewed`
 */
const char *
mq_work_get_schema_type (MqWork work)
{
  return works[work].schema_type;
}

/**
 * mq_work_get_default_roles:
 *
 * Returns: (transfer none): the two roles that the credits form of this kind starts with
 */
const char *const *
mq_work_get_default_roles (MqWork work)
{
  return works[work].roles;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-import-item.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-iso-date.h"
#include "mq-rendition.h"

/* Longer than any name of a person that stands in credits. */
#define LONGEST_NAME 60
#define MOST_WORDS_OF_A_NAME 6

/** @key: what the review is known by in its source, with the name of that source */
MqImportItem *
mq_import_item_new (const char *place, const char *key)
{
  g_autofree char *id = mq_review_make_id (key);
  g_autoptr (MqReview) review = mq_review_new_with_id (id);
  MqImportItem *self;

  self = mq_import_item_new_for (place, review, FALSE);
  self->arrival->has_own_id = FALSE;
  return self;
}

/** @review: as Marquee itself wrote it down, with its id */
MqImportItem *
mq_import_item_new_for (const char *place, MqReview *review, gboolean binned)
{
  MqImportItem *self = g_new0 (MqImportItem, 1);

  self->place = g_strdup (place);
  self->arrival = mq_arrival_new (review, binned);
  self->arrival->has_own_id = TRUE;
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
mq_import_item_free (MqImportItem *self)
{
  g_free (self->place);
  mq_arrival_free (self->arrival);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/** Returns: (transfer none): the review, to be filled */
MqReview *
mq_import_item_get_review (MqImportItem *self)
{
  return self->arrival->review;
}

/** Adds a sentence for the critic. */
void
mq_import_item_note (MqImportItem *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/**
 * mq_import_item_add_picture:
 * @name: its file's name
 *
 * Returns: (transfer none) (nullable): the picture as the review has it now; %NULL where the bytes
 * are none
 */
MqPicture *
mq_import_item_add_picture (MqImportItem *self,
                            GBytes *bytes,
                            const char *name,
                            MqPictureUse use,
                            const char *alt,
                            GError **error)
{
  g_autoptr (MqPicture) bare = mq_rendition_probe (bytes, name, use, error);
  g_autoptr (MqPicture) worded = NULL;

  if (bare == NULL)
    return NULL;
  for (guint i = 0; i < mq_review_get_pictures (self->arrival->review)->len; i++)
    {
      MqPicture *picture = mq_review_get_pictures (self->arrival->review)->pdata[i];
      if (g_str_equal (picture->hash, bare->hash))
        return picture;
    }
  worded = mq_picture_with_texts (bare, alt != NULL ? alt : "", "", "");
  g_hash_table_insert (self->arrival->pictures, g_strdup (bare->hash), g_bytes_ref (bytes));
  return mq_review_add_picture (self->arrival->review, worded);
}

/* ---- Names ---- */

static gboolean
looks_like_a_name (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t", -1);

  if (g_utf8_strlen (name, -1) > LONGEST_NAME || g_strv_length (words) > MOST_WORDS_OF_A_NAME)
    return FALSE;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isdigit (g_utf8_get_char (at)) || strchr ("/:;?!()[]{}<>@=|", *at) != NULL)
      return FALSE;
  return !g_unichar_islower (g_utf8_get_char (name)) || strchr (name, ' ') != NULL;
}

/** Notes which names, parted out of a line of an old text, may be none. */
void
mq_import_item_check_names (MqImportItem *self)
{
  MqCredits *credits = mq_review_get_credits (self->arrival->review);

  for (guint i = 0; i < mq_credits_get_length (credits); i++)
    for (char **name = mq_credits_get (credits, i)->names; *name != NULL; name++)
      if (!looks_like_a_name (*name))
        {
          mq_import_item_note (self, _ ("“%s” may not be a name. Look at the credits"), *name);
          self->doubtful = TRUE;
        }
}

/* ---- Time ---- */

/** Dates the review, where @date is a date, as one that was published then. */
void
mq_import_item_set_moment (MqImportItem *self, const char *date)
{
  MqReview *review = self->arrival->review;
  g_autofree char *normal = mq_iso_date_normalize (date);
  g_autoptr (GDateTime) moment = normal != NULL ? mq_iso_date_parse (normal) : NULL;

  if (moment == NULL)
    return;
  mq_review_set_text (review, MQ_REVIEW_PUBLISHED, normal);
  mq_review_set_created (review, g_date_time_to_unix (moment));
  mq_review_set_changed (review, g_date_time_to_unix (moment));
}

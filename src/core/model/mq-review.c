/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-review.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-text.h"

struct _MqReview
{
  GObject parent_instance;

  char *id;
  char *texts[MQ_N_REVIEW_TEXTS];
  char **lists[MQ_N_REVIEW_LISTS];
  MqWork work;
  int year;
  int runtime;
  MqStatus status;
  gboolean comments_open;
  int word_target;
  gint64 created;
  gint64 changed;
  MqRating rating;
  MqCredits *credits;
  GPtrArray *pictures;
};

G_DEFINE_FINAL_TYPE (MqReview, mq_review, G_TYPE_OBJECT)

/* Texts and lists come first: a text's property is 1 + its number, a list's follows the texts'. */
enum
{
  PROP_FIRST_LIST = 1 + MQ_N_REVIEW_TEXTS,
  PROP_WORK = PROP_FIRST_LIST + MQ_N_REVIEW_LISTS,
  PROP_YEAR,
  PROP_RUNTIME,
  PROP_STATUS,
  PROP_COMMENTS_OPEN,
  PROP_WORD_TARGET,
  PROP_RATING,
  PROP_CREDITS,
  PROP_PICTURES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const text_names[MQ_N_REVIEW_TEXTS] = {
  [MQ_REVIEW_TITLE] = "title",
  [MQ_REVIEW_ORIGINAL_TITLE] = "original-title",
  [MQ_REVIEW_CERTIFICATE] = "certificate",
  [MQ_REVIEW_DISTRIBUTOR] = "distributor",
  [MQ_REVIEW_RELEASE_DATE] = "release-date",
  [MQ_REVIEW_STANDFIRST] = "standfirst",
  [MQ_REVIEW_BODY] = "body",
  [MQ_REVIEW_SCREENINGS_TEXT] = "screenings-text",
  [MQ_REVIEW_SCREENINGS_LABEL] = "screenings-label",
  [MQ_REVIEW_SCREENINGS_URL] = "screenings-url",
  [MQ_REVIEW_BYLINE] = "byline",
  [MQ_REVIEW_BYLINE_URL] = "byline-url",
  [MQ_REVIEW_OUTLET] = "outlet",
  [MQ_REVIEW_OUTLET_URL] = "outlet-url",
  [MQ_REVIEW_LANGUAGE] = "language",
  [MQ_REVIEW_DIRECTION] = "direction",
  [MQ_REVIEW_SLUG] = "slug",
  [MQ_REVIEW_ADDRESS] = "address",
  [MQ_REVIEW_REPLY_ADDRESS] = "reply-address",
  [MQ_REVIEW_PUBLISHED] = "published",
  [MQ_REVIEW_EMBARGO] = "embargo",
  [MQ_REVIEW_SOCIAL_EMBARGO] = "social-embargo",
  [MQ_REVIEW_SEEN] = "seen",
};

static const char *const list_names[MQ_N_REVIEW_LISTS] = {
  [MQ_REVIEW_COUNTRIES] = "countries",
  [MQ_REVIEW_LANGUAGES] = "languages",
  [MQ_REVIEW_TAGS] = "tags",
};

static const struct
{
  const char *id;
  const char *label;
} statuses[MQ_N_STATUSES] = {
  [MQ_STATUS_DRAFT] = { "draft", N_ ("Draft") },
  [MQ_STATUS_READY] = { "ready", N_ ("Ready") },
  [MQ_STATUS_PUBLISHED] = { "published", N_ ("Out") },
};

const char *
mq_status_to_string (MqStatus status)
{
  return statuses[status].id;
}

gboolean
mq_status_from_string (const char *text, MqStatus *status)
{
  for (int i = 0; i < MQ_N_STATUSES; i++)
    if (g_strcmp0 (statuses[i].id, text) == 0)
      {
        *status = i;
        return TRUE;
      }
  return FALSE;
}

/** Returns: (transfer none): the status in the user's language */
const char *
mq_status_get_label (MqStatus status)
{
  return _ (statuses[status].label);
}

static void
mq_review_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MqReview *self = MQ_REVIEW (object);

  if (id < PROP_FIRST_LIST)
    g_value_set_string (value, self->texts[id - 1]);
  else if (id < PROP_WORK)
    g_value_set_boxed (value, self->lists[id - PROP_FIRST_LIST]);
  else
    switch (id)
      {
      case PROP_WORK:
        g_value_set_int (value, self->work);
        break;
      case PROP_YEAR:
        g_value_set_int (value, self->year);
        break;
      case PROP_RUNTIME:
        g_value_set_int (value, self->runtime);
        break;
      case PROP_STATUS:
        g_value_set_int (value, self->status);
        break;
      case PROP_COMMENTS_OPEN:
        g_value_set_boolean (value, self->comments_open);
        break;
      case PROP_WORD_TARGET:
        g_value_set_int (value, self->word_target);
        break;
      case PROP_RATING:
        g_value_set_pointer (value, &self->rating);
        break;
      case PROP_CREDITS:
        g_value_set_boxed (value, self->credits);
        break;
      case PROP_PICTURES:
        g_value_set_boxed (value, self->pictures);
        break;
      default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      }
}

static void
mq_review_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MqReview *self = MQ_REVIEW (object);

  if (id < PROP_FIRST_LIST)
    mq_review_set_text (self, id - 1, g_value_get_string (value));
  else if (id < PROP_WORK)
    mq_review_set_list (self, id - PROP_FIRST_LIST, g_value_get_boxed (value));
  else
    switch (id)
      {
      case PROP_WORK:
        mq_review_set_work (self, g_value_get_int (value));
        break;
      case PROP_YEAR:
        mq_review_set_year (self, g_value_get_int (value));
        break;
      case PROP_RUNTIME:
        mq_review_set_runtime (self, g_value_get_int (value));
        break;
      case PROP_STATUS:
        mq_review_set_status (self, g_value_get_int (value));
        break;
      case PROP_COMMENTS_OPEN:
        mq_review_set_comments_open (self, g_value_get_boolean (value));
        break;
      case PROP_WORD_TARGET:
        mq_review_set_word_target (self, g_value_get_int (value));
        break;
      case PROP_RATING:
        mq_review_set_rating (self, *(MqRating *) g_value_get_pointer (value));
        break;
      case PROP_CREDITS:
        mq_review_set_credits (self, g_value_get_boxed (value));
        break;
      case PROP_PICTURES:
        mq_review_set_pictures (self, g_value_get_boxed (value));
        break;
      default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      }
}

static void
mq_review_finalize (GObject *object)
{
  MqReview *self = MQ_REVIEW (object);

  g_free (self->id);
  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++)
    g_free (self->texts[i]);
  for (int i = 0; i < MQ_N_REVIEW_LISTS; i++)
    g_strfreev (self->lists[i]);
  mq_credits_unref (self->credits);
  g_ptr_array_unref (self->pictures);
  G_OBJECT_CLASS (mq_review_parent_class)->finalize (object);
}

static void
mq_review_class_init (MqReviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mq_review_get_property;
  object_class->set_property = mq_review_set_property;
  object_class->finalize = mq_review_finalize;

  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++)
    properties[1 + i] = g_param_spec_string (text_names[i], NULL, NULL, "", flags);
  for (int i = 0; i < MQ_N_REVIEW_LISTS; i++)
    properties[PROP_FIRST_LIST + i]
        = g_param_spec_boxed (list_names[i], NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_WORK] = g_param_spec_int ("work", NULL, NULL, 0, MQ_N_WORKS - 1, 0, flags);
  properties[PROP_YEAR] = g_param_spec_int ("year", NULL, NULL, 0, 9999, 0, flags);
  properties[PROP_RUNTIME] = g_param_spec_int ("runtime", NULL, NULL, 0, 99999, 0, flags);
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, 0, MQ_N_STATUSES - 1, 0, flags);
  properties[PROP_COMMENTS_OPEN] = g_param_spec_boolean ("comments-open", NULL, NULL, TRUE, flags);
  properties[PROP_WORD_TARGET]
      = g_param_spec_int ("word-target", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_RATING] = g_param_spec_pointer ("rating", NULL, NULL, flags);
  properties[PROP_CREDITS] = g_param_spec_boxed ("credits", NULL, NULL, MQ_TYPE_CREDITS, flags);
  properties[PROP_PICTURES] = g_param_spec_boxed ("pictures", NULL, NULL, G_TYPE_PTR_ARRAY, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mq_review_init (MqReview *self)
{
  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++)
    self->texts[i] = g_strdup ("");
  for (int i = 0; i < MQ_N_REVIEW_LISTS; i++)
    self->lists[i] = g_new0 (char *, 1);
  self->comments_open = TRUE;
  self->credits = mq_credits_new ();
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_picture_unref);
}

/**
 * mq_review_new:
 *
 * Returns: (transfer full): an empty review with an id of its own
 */
MqReview *
mq_review_new (void)
{
  g_autofree char *id = g_uuid_string_random ();
  return mq_review_new_with_id (id);
}

MqReview *
mq_review_new_with_id (const char *id)
{
  MqReview *self = g_object_new (MQ_TYPE_REVIEW, NULL);
  self->id = g_strdup (id);
  return self;
}

/**
 * mq_review_assign:
 * @from: the review whose facts to take; its id is left behind
 *
 * Makes @self say what @from says, and notifies of what changed.
 */
void
mq_review_assign (MqReview *self, MqReview *from)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++)
    mq_review_set_text (self, i, from->texts[i]);
  for (int i = 0; i < MQ_N_REVIEW_LISTS; i++)
    mq_review_set_list (self, i, (const char *const *) from->lists[i]);
  mq_review_set_work (self, from->work);
  mq_review_set_year (self, from->year);
  mq_review_set_runtime (self, from->runtime);
  mq_review_set_status (self, from->status);
  mq_review_set_comments_open (self, from->comments_open);
  mq_review_set_word_target (self, from->word_target);
  mq_review_set_rating (self, from->rating);
  mq_review_set_credits (self, from->credits);
  mq_review_set_pictures (self, from->pictures);
  self->created = from->created;
  self->changed = from->changed;
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * mq_review_copy:
 *
 * Returns: (transfer full): a copy with the same id, to be handed to another thread
 */
MqReview *
mq_review_copy (MqReview *self)
{
  MqReview *copy = mq_review_new_with_id (self->id);
  mq_review_assign (copy, self);
  return copy;
}

/**
 * mq_review_duplicate:
 *
 * Returns: (transfer full): a new draft with the same facts and an id of its own, at no address yet
 */
MqReview *
mq_review_duplicate (MqReview *self)
{
  MqReview *copy = mq_review_new ();

  mq_review_assign (copy, self);
  mq_review_set_status (copy, MQ_STATUS_DRAFT);
  mq_review_set_text (copy, MQ_REVIEW_ADDRESS, "");
  mq_review_set_text (copy, MQ_REVIEW_SLUG, "");
  mq_review_set_text (copy, MQ_REVIEW_PUBLISHED, "");
  mq_review_set_text (copy, MQ_REVIEW_EMBARGO, "");
  mq_review_set_text (copy, MQ_REVIEW_SOCIAL_EMBARGO, "");
  copy->created = copy->changed = 0;
  return copy;
}

static gboolean
equal_pictures (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!mq_picture_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * mq_review_equal:
 *
 * Returns: whether both say the same; ids and times of making and changing do not count
 */
gboolean
mq_review_equal (MqReview *a, MqReview *b)
{
  for (int i = 0; i < MQ_N_REVIEW_TEXTS; i++)
    if (!g_str_equal (a->texts[i], b->texts[i]))
      return FALSE;
  for (int i = 0; i < MQ_N_REVIEW_LISTS; i++)
    if (!g_strv_equal ((const char *const *) a->lists[i], (const char *const *) b->lists[i]))
      return FALSE;
  return a->work == b->work && a->year == b->year && a->runtime == b->runtime
         && a->status == b->status && a->comments_open == b->comments_open
         && a->word_target == b->word_target && mq_rating_equal (&a->rating, &b->rating)
         && mq_credits_equal (a->credits, b->credits) && equal_pictures (a->pictures, b->pictures);
}

/**
 * mq_review_is_empty:
 *
 * Returns: whether the critic has put nothing into it yet: no title, word, name, rating or picture
 */
gboolean
mq_review_is_empty (MqReview *self)
{
  return *self->texts[MQ_REVIEW_TITLE] == '\0' && *self->texts[MQ_REVIEW_BODY] == '\0'
         && *self->texts[MQ_REVIEW_STANDFIRST] == '\0' && mq_credits_get_length (self->credits) == 0
         && self->rating.scale == MQ_SCALE_NONE && self->pictures->len == 0;
}

const char *
mq_review_get_id (MqReview *self)
{
  return self->id;
}

/** Returns: (transfer none): the name of the property, "original-title" */
const char *
mq_review_text_get_name (MqReviewText which)
{
  return text_names[which];
}

const char *
mq_review_get_text (MqReview *self, MqReviewText which)
{
  g_return_val_if_fail (MQ_IS_REVIEW (self), "");
  return self->texts[which];
}

/**
 * mq_review_set_text:
 * @text: (nullable): UTF-8; what can't stand in a text is taken out
 */
void
mq_review_set_text (MqReview *self, MqReviewText which, const char *text)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (MQ_IS_REVIEW (self));
  if (text == NULL)
    text = "";
  clean = which == MQ_REVIEW_BODY ? mq_text_clean (text) : mq_text_clean_line (text);
  if (g_str_equal (clean, self->texts[which]))
    return;
  g_free (self->texts[which]);
  self->texts[which] = g_steal_pointer (&clean);
  g_object_notify_by_pspec (G_OBJECT (self), properties[1 + which]);
}

const char *
mq_review_list_get_name (MqReviewList which)
{
  return list_names[which];
}

const char *const *
mq_review_get_list (MqReview *self, MqReviewList which)
{
  return (const char *const *) self->lists[which];
}

void
mq_review_set_list (MqReview *self, MqReviewList which, const char *const *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) clean = NULL;

  for (; words != NULL && *words != NULL; words++)
    {
      char *word = mq_text_clean_line (*words);
      if (*word != '\0')
        g_strv_builder_take (builder, word);
      else
        g_free (word);
    }
  clean = g_strv_builder_end (builder);
  if (g_strv_equal ((const char *const *) clean, (const char *const *) self->lists[which]))
    return;
  g_strfreev (self->lists[which]);
  self->lists[which] = g_steal_pointer (&clean);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIRST_LIST + which]);
}

#define NUMBER_ACCESSORS(type, name, PROP)                                                         \
  type mq_review_get_##name (MqReview *self) { return self->name; }                                \
  void mq_review_set_##name (MqReview *self, type name)                                            \
  {                                                                                                \
    if (self->name == name)                                                                        \
      return;                                                                                      \
    self->name = name;                                                                             \
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP]);                                  \
  }

NUMBER_ACCESSORS (MqWork, work, PROP_WORK)
NUMBER_ACCESSORS (int, year, PROP_YEAR)
NUMBER_ACCESSORS (int, runtime, PROP_RUNTIME)
NUMBER_ACCESSORS (MqStatus, status, PROP_STATUS)
NUMBER_ACCESSORS (gboolean, comments_open, PROP_COMMENTS_OPEN)
NUMBER_ACCESSORS (int, word_target, PROP_WORD_TARGET)

gint64
mq_review_get_created (MqReview *self)
{
  return self->created;
}

void
mq_review_set_created (MqReview *self, gint64 seconds)
{
  self->created = seconds;
}

gint64
mq_review_get_changed (MqReview *self)
{
  return self->changed;
}

void
mq_review_set_changed (MqReview *self, gint64 seconds)
{
  self->changed = seconds;
}

MqRating
mq_review_get_rating (MqReview *self)
{
  return self->rating;
}

void
mq_review_set_rating (MqReview *self, MqRating rating)
{
  if (mq_rating_equal (&self->rating, &rating))
    return;
  self->rating = rating;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATING]);
}

MqCredits *
mq_review_get_credits (MqReview *self)
{
  return self->credits;
}

void
mq_review_set_credits (MqReview *self, MqCredits *credits)
{
  if (mq_credits_equal (self->credits, credits))
    return;
  mq_credits_ref (credits);
  mq_credits_unref (self->credits);
  self->credits = credits;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREDITS]);
}

const char *const *
mq_review_get_names (MqReview *self, const char *role)
{
  return mq_credits_get_names (self->credits, role);
}

void
mq_review_set_names (MqReview *self, const char *role, const char *const *names)
{
  g_autoptr (MqCredits) changed = mq_credits_with (self->credits, role, names);
  mq_review_set_credits (self, changed);
}

/** Returns: (transfer none) (element-type MqPicture): poster and stills, in their order */
GPtrArray *
mq_review_get_pictures (MqReview *self)
{
  return self->pictures;
}

void
mq_review_set_pictures (MqReview *self, GPtrArray *pictures)
{
  GPtrArray *copy;

  if (equal_pictures (self->pictures, pictures))
    return;
  copy = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_picture_unref);
  for (guint i = 0; i < pictures->len; i++)
    g_ptr_array_add (copy, mq_picture_ref (pictures->pdata[i]));
  g_ptr_array_unref (self->pictures);
  self->pictures = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PICTURES]);
}

/**
 * mq_review_dup_slug:
 *
 * Returns: (transfer full): the page address that the critic chose, or one made from title and
 * year, or from the id
 */
char *
mq_review_dup_slug (MqReview *self)
{
  g_autofree char *chosen = mq_text_slug (self->texts[MQ_REVIEW_SLUG]);
  g_autofree char *title = mq_text_slug (self->texts[MQ_REVIEW_TITLE]);

  if (*chosen != '\0')
    return g_steal_pointer (&chosen);
  if (*title == '\0')
    return g_strdup_printf ("review-%.8s", self->id);
  if (self->year > 0)
    return g_strdup_printf ("%s-%d", title, self->year);
  return g_steal_pointer (&title);
}

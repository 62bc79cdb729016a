/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-undo-stack.h"

#define MOST_STEPS 500
#define ONE_STEP_US (1500 * 1000) /* changes of one field closer than this are one step */

typedef struct
{
  int offset; /* in characters */
  GString *text;
  gboolean inserted; /* or deleted */
} Edit;

typedef struct
{
  GPtrArray *properties; /* of the review, their names: what the facts differ in */
  MqReview *before;      /* (nullable): without its text, as are all copies here */
  MqReview *after;       /* (nullable) */
  GPtrArray *edits;      /* of the text, in the order in which they were made */
} Step;

struct _MqUndoStack
{
  GObject parent_instance;

  MqReview *review;
  GtkTextBuffer *buffer;
  MqReview *now; /* as the facts are after the last change */
  GQueue undo;   /* of Step, the latest first */
  GQueue redo;
  guint depth;        /* how many actions are going on, one within another */
  gboolean has_step;  /* the latest step was made by the action that goes on */
  gboolean is_typing; /* the latest step is of letters typed or rubbed out one by one */
  char *property;     /* (nullable): the field that the latest step is about */
  gint64 changed_at;  /* when that field was changed, monotonic */
  guint paused;
};

G_DEFINE_FINAL_TYPE (MqUndoStack, mq_undo_stack, G_TYPE_OBJECT)

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static MqReview *
copy_facts (MqReview *review)
{
  MqReview *copy = mq_review_copy (review);
  mq_review_set_text (copy, MQ_REVIEW_BODY, "");
  return copy;
}

/* ---- Steps ---- */

static Edit *
edit_new (int offset, const char *text, gboolean inserted)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->offset = offset;
  edit->text = g_string_new (text);
  edit->inserted = inserted;
  return edit;
}

static void
edit_free (Edit *edit)
{
  g_string_free (edit->text, TRUE);
  g_free (edit);
}

static void
step_free (Step *step)
{
  g_ptr_array_unref (step->properties);
  g_ptr_array_unref (step->edits);
  g_clear_object (&step->before);
  g_clear_object (&step->after);
  g_free (step);
}

static void
notify_of_both (MqUndoStack *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

/* The step of the action that goes on, or a new one. */
static Step *
take_step (MqUndoStack *self)
{
  Step *step;

  if (self->has_step)
    return g_queue_peek_head (&self->undo);
  step = g_new0 (Step, 1);
  step->properties = g_ptr_array_new_with_free_func (g_free);
  step->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) edit_free);
  g_queue_push_head (&self->undo, step);
  if (g_queue_get_length (&self->undo) > MOST_STEPS)
    step_free (g_queue_pop_tail (&self->undo));
  g_queue_clear_full (&self->redo, (GDestroyNotify) step_free);
  self->has_step = self->depth > 0;
  notify_of_both (self);
  return step;
}

/* ---- Changes of the facts ---- */

static void
take_fact (MqReview *to, const char *name, MqReview *from)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_object_get_property (G_OBJECT (from), name, &value);
  g_object_set_property (G_OBJECT (to), name, &value);
}

/* Where several were changed at once, each is heard of in turn. */
static void
on_review_notify_cb (MqUndoStack *self, GParamSpec *pspec)
{
  g_autoptr (MqReview) facts = NULL;
  gint64 now = g_get_monotonic_time ();
  gboolean goes_on;
  Step *step;

  if (self->paused > 0 || g_str_equal (pspec->name, "body"))
    return;
  facts = mq_review_copy (self->now);
  take_fact (facts, pspec->name, self->review);
  if (mq_review_equal (facts, self->now))
    return;
  goes_on = g_strcmp0 (self->property, pspec->name) == 0 && now - self->changed_at < ONE_STEP_US;
  step = goes_on ? g_queue_peek_head (&self->undo) : take_step (self);
  if (!g_ptr_array_find_with_equal_func (step->properties, pspec->name, g_str_equal, NULL))
    g_ptr_array_add (step->properties, g_strdup (pspec->name));
  if (step->before == NULL)
    step->before = g_object_ref (self->now);
  g_set_object (&step->after, facts);
  g_set_object (&self->now, facts);
  g_set_str (&self->property, pspec->name);
  self->changed_at = now;
  self->has_step = self->depth > 0;
  self->is_typing = FALSE;
}

/* ---- Changes of the text ---- */

/* Letters that are typed make a step for each word, as in other programs. */
static gboolean
continue_typing (Edit *edit, int offset, const char *text, gboolean inserted)
{
  gunichar letter = g_utf8_get_char (text);

  if (inserted != edit->inserted || letter == '\n')
    return FALSE;
  if (inserted)
    {
      const char *last = g_utf8_prev_char (edit->text->str + edit->text->len);
      gboolean starts_word
          = g_unichar_isspace (g_utf8_get_char (last)) && !g_unichar_isspace (letter);
      if (starts_word || offset != edit->offset + (int) g_utf8_strlen (edit->text->str, -1))
        return FALSE;
      g_string_append (edit->text, text);
      return TRUE;
    }
  if (offset == edit->offset)
    g_string_append (edit->text, text);
  else if (offset + 1 == edit->offset)
    g_string_prepend (edit->text, text);
  else
    return FALSE;
  edit->offset = offset;
  return TRUE;
}

static void
note_edit (MqUndoStack *self, int offset, const char *text, gboolean inserted)
{
  gboolean is_letter = *text != '\0' && *g_utf8_next_char (text) == '\0';
  Step *step = g_queue_peek_head (&self->undo);

  g_clear_pointer (&self->property, g_free);
  if (self->is_typing && !self->has_step && is_letter
      && continue_typing (step->edits->pdata[0], offset, text, inserted))
    {
      self->has_step = self->depth > 0;
      return;
    }
  step = take_step (self);
  g_ptr_array_add (step->edits, edit_new (offset, text, inserted));
  self->is_typing = is_letter && step->edits->len == 1 && step->before == NULL;
}

static void
on_inserted_cb (MqUndoStack *self, GtkTextIter *end, const char *text, int length)
{
  g_autofree char *inserted = NULL;

  if (self->paused > 0 || length == 0)
    return;
  inserted = g_strndup (text, (gsize) length);
  note_edit (self, gtk_text_iter_get_offset (end) - (int) g_utf8_strlen (inserted, -1), inserted,
             TRUE);
}

static void
on_delete_cb (MqUndoStack *self, const GtkTextIter *start, const GtkTextIter *end)
{
  g_autofree char *deleted = NULL;

  if (self->paused > 0 || gtk_text_iter_equal (start, end))
    return;
  deleted = gtk_text_buffer_get_slice (self->buffer, start, end, TRUE);
  note_edit (self, gtk_text_iter_get_offset (start), deleted, FALSE);
}

/* ---- There and back ---- */

static void
put_facts (MqUndoStack *self, GPtrArray *names, MqReview *facts)
{
  g_object_freeze_notify (G_OBJECT (self->review));
  for (guint i = 0; i < names->len; i++)
    take_fact (self->review, names->pdata[i], facts);
  g_object_thaw_notify (G_OBJECT (self->review));
}

static void
put_edit (MqUndoStack *self, const Edit *edit, gboolean insert)
{
  GtkTextIter start, end;
  int length = (int) g_utf8_strlen (edit->text->str, -1);

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, edit->offset);
  if (insert)
    gtk_text_buffer_insert (self->buffer, &start, edit->text->str, (int) edit->text->len);
  else
    {
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, edit->offset + length);
      gtk_text_buffer_delete (self->buffer, &start, &end);
    }
  gtk_text_buffer_place_cursor (self->buffer, &start);
}

static void
put_edits (MqUndoStack *self, GPtrArray *edits, gboolean back)
{
  gtk_text_buffer_begin_user_action (self->buffer);
  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = edits->pdata[back ? edits->len - 1 - i : i];
      put_edit (self, edit, back ? !edit->inserted : edit->inserted);
    }
  gtk_text_buffer_end_user_action (self->buffer);
}

/* What was changed meanwhile is no step. */
static void
go_on (MqUndoStack *self)
{
  self->paused--;
  g_object_unref (self->now);
  self->now = copy_facts (self->review);
  self->is_typing = FALSE;
  g_clear_pointer (&self->property, g_free);
}

static gboolean
move (MqUndoStack *self, GQueue *from, GQueue *to)
{
  Step *step = g_queue_pop_head (from);
  gboolean back = from == &self->undo;

  if (step == NULL)
    return FALSE;
  self->paused++;
  if (step->before != NULL)
    put_facts (self, step->properties, back ? step->before : step->after);
  if (step->edits->len > 0)
    put_edits (self, step->edits, back);
  go_on (self);
  g_queue_push_head (to, step);
  notify_of_both (self);
  return step->edits->len > 0;
}

/** Takes back the latest step. Returns: whether the text was changed, where the caret stands now */
gboolean
mq_undo_stack_undo (MqUndoStack *self)
{
  return move (self, &self->undo, &self->redo);
}

/** Returns: as mq_undo_stack_undo() */
gboolean
mq_undo_stack_redo (MqUndoStack *self)
{
  return move (self, &self->redo, &self->undo);
}

gboolean
mq_undo_stack_can_undo (MqUndoStack *self)
{
  return !g_queue_is_empty (&self->undo);
}

gboolean
mq_undo_stack_can_redo (MqUndoStack *self)
{
  return !g_queue_is_empty (&self->redo);
}

/** Returns: whether changes are not noted just now, for they come from here */
gboolean
mq_undo_stack_is_at_work (MqUndoStack *self)
{
  return self->paused > 0;
}

/* ---- Actions ---- */

/** All changes until mq_undo_stack_end() are one step. */
void
mq_undo_stack_begin (MqUndoStack *self)
{
  if (self->depth++ == 0)
    self->has_step = FALSE;
}

void
mq_undo_stack_end (MqUndoStack *self)
{
  if (--self->depth == 0)
    self->has_step = FALSE;
}

static void
forget_fact (MqUndoStack *self, GQueue *steps, const char *name)
{
  for (GList *l = steps->head; l != NULL;)
    {
      GList *next = l->next;
      Step *step = l->data;
      guint index;
      if (g_ptr_array_find_with_equal_func (step->properties, name, g_str_equal, &index))
        g_ptr_array_remove_index (step->properties, index);
      if (step->properties->len == 0 && step->edits->len == 0)
        {
          step_free (step);
          g_queue_delete_link (steps, l);
        }
      l = next;
    }
}

static gboolean
has_changed (MqUndoStack *self, const char *name)
{
  g_autoptr (MqReview) facts = mq_review_copy (self->now);

  take_fact (facts, name, self->review);
  return !mq_review_equal (facts, self->now);
}

/** Changes of the facts until mq_undo_stack_resume() are not the critic's, and stay. */
void
mq_undo_stack_pause (MqUndoStack *self)
{
  self->paused++;
}

void
mq_undo_stack_resume (MqUndoStack *self)
{
  guint n;
  g_autofree GParamSpec **facts
      = g_object_class_list_properties (G_OBJECT_GET_CLASS (self->review), &n);

  for (guint i = 0; i < n; i++)
    if (!g_str_equal (facts[i]->name, "body") && has_changed (self, facts[i]->name))
      {
        forget_fact (self, &self->undo, facts[i]->name);
        forget_fact (self, &self->redo, facts[i]->name);
      }
  go_on (self);
  notify_of_both (self);
}

/* ---- Object ---- */

static void
mq_undo_stack_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MqUndoStack *self = MQ_UNDO_STACK (object);

  g_value_set_boolean (value, id == PROP_CAN_UNDO ? mq_undo_stack_can_undo (self)
                                                  : mq_undo_stack_can_redo (self));
}

static void
mq_undo_stack_finalize (GObject *object)
{
  MqUndoStack *self = MQ_UNDO_STACK (object);

  g_queue_clear_full (&self->undo, (GDestroyNotify) step_free);
  g_queue_clear_full (&self->redo, (GDestroyNotify) step_free);
  g_object_unref (self->now);
  g_object_unref (self->review);
  g_object_unref (self->buffer);
  g_free (self->property);
  G_OBJECT_CLASS (mq_undo_stack_parent_class)->finalize (object);
}

static void
mq_undo_stack_class_init (MqUndoStackClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = mq_undo_stack_get_property;
  G_OBJECT_CLASS (klass)->finalize = mq_undo_stack_finalize;
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
mq_undo_stack_init (MqUndoStack *self)
{
}

/**
 * mq_undo_stack_new:
 * @buffer: where the review's text is changed; its own undo is switched off
 *
 * Returns: (transfer full): what notes each change from now on
 */
MqUndoStack *
mq_undo_stack_new (MqReview *review, GtkTextBuffer *buffer)
{
  MqUndoStack *self = g_object_new (MQ_TYPE_UNDO_STACK, NULL);
  GConnectFlags after = G_CONNECT_SWAPPED | G_CONNECT_AFTER;

  self->review = g_object_ref (review);
  self->buffer = g_object_ref (buffer);
  self->now = copy_facts (review);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  g_signal_connect_object (review, "notify", G_CALLBACK (on_review_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (on_inserted_cb), self, after);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (on_delete_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "begin-user-action", G_CALLBACK (mq_undo_stack_begin), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (mq_undo_stack_end), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-review-binding.h"

#include "mq-editable.h"
#include "mq-text.h"

struct _MqReviewBinding
{
  GObject *field;
  MqReviewText which;
  MqReview *review;
  gulong field_changed;
  gulong review_notify;
};

static char *
get_text (MqReviewBinding *self)
{
  char *text = NULL;

  g_object_get (self->field, "text", &text, NULL);
  return text;
}

/* A space at the end is not in the review, but has to stay in the field until the next word is
 * typed. */
static void
on_review_notify_cb (MqReviewBinding *self)
{
  const char *text = mq_review_get_text (self->review, self->which);
  g_autofree char *written = get_text (self);
  g_autofree char *shown = mq_text_clean_line (written);

  if (g_str_equal (shown, text))
    return;
  g_signal_handler_block (self->field, self->field_changed);
  if (GTK_IS_EDITABLE (self->field))
    mq_editable_show (GTK_EDITABLE (self->field), text);
  else
    gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->field), text, -1);
  g_signal_handler_unblock (self->field, self->field_changed);
}

static void
on_field_changed_cb (MqReviewBinding *self)
{
  g_autofree char *text = get_text (self);

  if (self->review != NULL)
    mq_review_set_text (self->review, self->which, text);
}

/**
 * mq_review_binding_new:
 * @field: (transfer none) (type GObject): a #GtkEditable or a #GtkTextBuffer; has to outlive the
 * binding
 *
 * The field's own undo is switched off, for the review has one.
 *
 * Returns: (transfer full): a binding to no review yet
 */
MqReviewBinding *
mq_review_binding_new (gpointer field, MqReviewText which)
{
  MqReviewBinding *self = g_new0 (MqReviewBinding, 1);

  self->field = field;
  self->which = which;
  g_object_set (field, "enable-undo", FALSE, NULL);
  self->field_changed
      = g_signal_connect_swapped (field, "changed", G_CALLBACK (on_field_changed_cb), self);
  return self;
}

/** Shows another review. */
void
mq_review_binding_set_review (MqReviewBinding *self, MqReview *review)
{
  g_autofree char *notify = g_strconcat ("notify::", mq_review_text_get_name (self->which), NULL);

  if (self->review != NULL)
    g_clear_signal_handler (&self->review_notify, self->review);
  g_set_object (&self->review, review);
  if (review == NULL)
    return;
  self->review_notify
      = g_signal_connect_swapped (review, notify, G_CALLBACK (on_review_notify_cb), self);
  on_review_notify_cb (self);
}

void
mq_review_binding_free (MqReviewBinding *self)
{
  mq_review_binding_set_review (self, NULL);
  g_clear_signal_handler (&self->field_changed, self->field);
  g_free (self);
}

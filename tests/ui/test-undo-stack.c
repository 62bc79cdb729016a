/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-undo-stack.h"

static char *
get_all (GtkTextBuffer *buffer)
{
  char *text;
  g_object_get (buffer, "text", &text, NULL);
  return text;
}

#define assert_text(buffer, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found = get_all (buffer);                                                     \
    g_assert_cmpstr (found, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

/* As each key does. */
static void
type (GtkTextBuffer *buffer, const char *letters)
{
  for (const char *p = letters; *p != '\0'; p = g_utf8_next_char (p))
    gtk_text_buffer_insert_interactive_at_cursor (buffer, p, (int) (g_utf8_next_char (p) - p),
                                                  TRUE);
}

static void
rub_out (GtkTextBuffer *buffer, int letters)
{
  GtkTextIter at;

  for (int i = 0; i < letters; i++)
    {
      gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
      gtk_text_buffer_backspace (buffer, &at, TRUE, TRUE);
    }
}

static void
test_facts_can_be_undone (void)
{
  g_autoptr (MqReview) review = mq_review_new ();
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (MqUndoStack) stack = NULL;

  mq_review_set_text (review, MQ_REVIEW_TITLE, "Rust and Bone");
  mq_review_set_text (review, MQ_REVIEW_BODY, "Some words.");
  stack = mq_undo_stack_new (review, buffer);
  mq_review_set_year (review, 2012);
  mq_review_set_text (review, MQ_REVIEW_TITLE, "R");
  mq_review_set_text (review, MQ_REVIEW_TITLE, "Rust");
  g_assert_false (mq_undo_stack_undo (stack)); /* the text is not changed */
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_TITLE), ==, "Rust and Bone");
  g_assert_cmpint (mq_review_get_year (review), ==, 2012);
  mq_undo_stack_undo (stack);
  g_assert_cmpint (mq_review_get_year (review), ==, 0);
  g_assert_false (mq_undo_stack_can_undo (stack));
  mq_undo_stack_redo (stack);
  mq_undo_stack_redo (stack);
  g_assert_false (mq_undo_stack_can_redo (stack));
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_TITLE), ==, "Rust");
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_BODY), ==, "Some words.");
}

static void
test_text_can_be_undone (void)
{
  g_autoptr (MqReview) review = mq_review_new ();
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (MqUndoStack) stack = mq_undo_stack_new (review, buffer);
  GtkTextIter start, end;

  type (buffer, "A bitter Café, ");
  type (buffer, "bright");
  rub_out (buffer, 2);
  assert_text (buffer, "A bitter Café, brig");
  mq_undo_stack_undo (stack);
  assert_text (buffer, "A bitter Café, bright");
  mq_undo_stack_undo (stack);
  assert_text (buffer, "A bitter Café, ");
  mq_undo_stack_undo (stack);
  assert_text (buffer, "A bitter ");
  mq_undo_stack_redo (stack);
  mq_undo_stack_redo (stack);
  mq_undo_stack_redo (stack);
  assert_text (buffer, "A bitter Café, brig");

  /* A word typed over a selection goes in one step, and what was redone before is gone. */
  mq_undo_stack_undo (stack);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, 2);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 8);
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  type (buffer, "n");
  gtk_text_buffer_end_user_action (buffer);
  assert_text (buffer, "A n Café, bright");
  g_assert_false (mq_undo_stack_can_redo (stack));
  g_assert_true (mq_undo_stack_undo (stack));
  assert_text (buffer, "A bitter Café, bright");
}

static void
test_one_story_of_both (void)
{
  g_autoptr (MqReview) review = mq_review_new ();
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (MqUndoStack) stack = mq_undo_stack_new (review, buffer);

  type (buffer, "One");
  mq_review_set_year (review, 1999);
  type (buffer, "Two");
  mq_undo_stack_begin (stack);
  mq_review_set_text (review, MQ_REVIEW_TITLE, "Magnolia");
  mq_review_set_year (review, 2000);
  gtk_text_buffer_set_text (buffer, "Three", -1);
  mq_undo_stack_end (stack);
  g_assert_true (mq_undo_stack_undo (stack));
  assert_text (buffer, "OneTwo");
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_TITLE), ==, "");
  g_assert_cmpint (mq_review_get_year (review), ==, 1999);
  g_assert_true (mq_undo_stack_undo (stack));
  assert_text (buffer, "One");
  g_assert_false (mq_undo_stack_undo (stack));
  g_assert_cmpint (mq_review_get_year (review), ==, 0);
  assert_text (buffer, "One");
  for (int i = 0; i < 2; i++)
    mq_undo_stack_redo (stack);
  mq_undo_stack_redo (stack);
  assert_text (buffer, "Three");
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_TITLE), ==, "Magnolia");
}

/* A fact that the program itself sets is not undone, whoever set it before. */
static void
test_what_is_out_stays_out (void)
{
  g_autoptr (MqReview) review = mq_review_new ();
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (MqUndoStack) stack = mq_undo_stack_new (review, buffer);

  mq_review_set_year (review, 1999);
  mq_review_set_status (review, MQ_STATUS_READY);
  mq_undo_stack_pause (stack);
  mq_review_set_status (review, MQ_STATUS_PUBLISHED);
  mq_undo_stack_resume (stack);
  mq_undo_stack_undo (stack);
  g_assert_cmpint (mq_review_get_year (review), ==, 0);
  g_assert_cmpint (mq_review_get_status (review), ==, MQ_STATUS_PUBLISHED);
  g_assert_false (mq_undo_stack_can_undo (stack));
}

/* What was changed at once is two steps of one fact each, and what publishing noted stays. */
static void
test_undo_leaves_other_facts (void)
{
  g_autoptr (MqReview) review = mq_review_new ();
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (MqUndoStack) stack = mq_undo_stack_new (review, buffer);

  g_object_freeze_notify (G_OBJECT (review));
  mq_review_set_text (review, MQ_REVIEW_TITLE, "Magnolia");
  mq_review_set_year (review, 1999);
  g_object_thaw_notify (G_OBJECT (review));
  mq_undo_stack_pause (stack);
  mq_review_set_text (review, MQ_REVIEW_ADDRESS, "https://example.org/magnolia");
  mq_undo_stack_resume (stack);
  mq_undo_stack_undo (stack);
  g_assert_true (*mq_review_get_text (review, MQ_REVIEW_TITLE) == '\0'
                 || mq_review_get_year (review) == 0);
  mq_undo_stack_undo (stack);
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_TITLE), ==, "");
  g_assert_cmpint (mq_review_get_year (review), ==, 0);
  g_assert_false (mq_undo_stack_can_undo (stack));
  g_assert_cmpstr (mq_review_get_text (review, MQ_REVIEW_ADDRESS), ==,
                   "https://example.org/magnolia");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/undo-stack/facts", test_facts_can_be_undone);
  g_test_add_func ("/undo-stack/text", test_text_can_be_undone);
  g_test_add_func ("/undo-stack/both-in-one-story", test_one_story_of_both);
  g_test_add_func ("/undo-stack/what-is-out-stays-out", test_what_is_out_stays_out);
  g_test_add_func ("/undo-stack/leaves-other-facts", test_undo_leaves_other_facts);
  return g_test_run ();
}

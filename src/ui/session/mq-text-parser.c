/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-text-parser.h"

#define COUNT_AFTER_MS 150
#define AT_ONCE_CHARACTERS 65536 /* parsed in under a millisecond: handing it on takes longer */

struct _MqTextParser
{
  GObject parent_instance;

  GtkTextBuffer *buffer;
  MqReview *facts; /* a copy that other threads may read */
  const MqTheme *theme;
  MqDocument *document;
  gboolean outdated; /* the document, for other facts or another theme */
  guint idle;
  guint count_timeout;
  gboolean busy;
  gboolean again;
};

G_DEFINE_FINAL_TYPE (MqTextParser, mq_text_parser, G_TYPE_OBJECT)

enum
{
  PARSED,
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  MqReview *facts;
  const MqTheme *theme;
  char *text;
} Snapshot;

static void
free_snapshot (gpointer data)
{
  Snapshot *snapshot = data;

  g_object_unref (snapshot->facts);
  g_free (snapshot->text);
  g_free (snapshot);
}

static void
parse_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Snapshot *snapshot = data;

  g_task_return_pointer (task,
                         mq_page_parse_text (snapshot->facts, snapshot->text, snapshot->theme),
                         (GDestroyNotify) mq_document_unref);
}

/* ---- Counting, when the page has been served ---- */

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  mq_document_get_statistics (data);
  g_task_return_boolean (task, TRUE);
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MqTextParser *self = MQ_TEXT_PARSER (source);

  if (self->document == g_task_get_task_data (G_TASK (result)))
    g_signal_emit (self, signals[COUNTED], 0);
}

static gboolean
on_count_timeout_cb (gpointer data)
{
  MqTextParser *self = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, on_counted_cb, NULL);

  self->count_timeout = 0;
  g_task_set_source_tag (task, on_count_timeout_cb);
  g_task_set_task_data (task, mq_document_ref (self->document), (GDestroyNotify) mq_document_unref);
  g_task_run_in_thread (task, count_in_thread);
  return G_SOURCE_REMOVE;
}

/* ---- Parsing ---- */

static void
take_document (MqTextParser *self, MqDocument *document)
{
  g_clear_pointer (&self->document, mq_document_unref);
  self->document = document;
  if (self->count_timeout == 0)
    self->count_timeout = g_timeout_add (COUNT_AFTER_MS, on_count_timeout_cb, self);
  g_signal_emit (self, signals[PARSED], 0);
}

static void
on_parsed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MqTextParser *self = MQ_TEXT_PARSER (source);

  self->busy = FALSE;
  if (self->again)
    mq_text_parser_request (self);
  take_document (self, g_task_propagate_pointer (G_TASK (result), NULL));
}

static void
parse_elsewhere (MqTextParser *self, char *text)
{
  Snapshot *snapshot = g_new0 (Snapshot, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_parsed_cb, NULL);

  self->busy = TRUE;
  snapshot->text = text;
  snapshot->facts = g_object_ref (self->facts);
  snapshot->theme = self->theme;
  g_task_set_source_tag (task, parse_elsewhere);
  g_task_set_task_data (task, snapshot, free_snapshot);
  g_task_run_in_thread (task, parse_in_thread);
}

static void
parse (MqTextParser *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  MqDocument *document = NULL;

  self->again = FALSE;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  if (self->document != NULL && !self->outdated)
    document = mq_page_parse_edited (self->facts, self->document, text, self->theme);
  self->outdated = FALSE;
  if (document == NULL && gtk_text_buffer_get_char_count (self->buffer) <= AT_ONCE_CHARACTERS)
    document = mq_page_parse_text (self->facts, text, self->theme);
  if (document != NULL)
    take_document (self, document);
  else
    parse_elsewhere (self, g_steal_pointer (&text));
}

static gboolean
on_idle_cb (gpointer data)
{
  MqTextParser *self = data;

  self->idle = 0;
  parse (self);
  return G_SOURCE_REMOVE;
}

/* A letter that was typed need not wait until the view has done with its key. */
static void
on_end_user_action_cb (MqTextParser *self)
{
  if (self->idle == 0)
    return;
  g_clear_handle_id (&self->idle, g_source_remove);
  parse (self);
}

static void
mq_text_parser_dispose (GObject *object)
{
  MqTextParser *self = MQ_TEXT_PARSER (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->count_timeout, g_source_remove);
  g_clear_object (&self->buffer);
  g_clear_object (&self->facts);
  g_clear_pointer (&self->document, mq_document_unref);
  G_OBJECT_CLASS (mq_text_parser_parent_class)->dispose (object);
}

static void
mq_text_parser_class_init (MqTextParserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_text_parser_dispose;
  signals[COUNTED] = g_signal_new ("counted", MQ_TYPE_TEXT_PARSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[PARSED] = g_signal_new ("parsed", MQ_TYPE_TEXT_PARSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
mq_text_parser_init (MqTextParser *self)
{
  guint n_themes;
  self->theme = mq_theme_get_all (&n_themes);
}

static MqReview *
copy_facts (MqReview *review)
{
  MqReview *facts = mq_review_copy (review);
  mq_review_set_text (facts, MQ_REVIEW_BODY, "");
  return facts;
}

MqTextParser *
mq_text_parser_new (GtkTextBuffer *buffer, MqReview *review)
{
  MqTextParser *self = g_object_new (MQ_TYPE_TEXT_PARSER, NULL);

  self->buffer = g_object_ref (buffer);
  self->facts = copy_facts (review);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (on_end_user_action_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
on_facts_notify_cb (gboolean *changed)
{
  *changed = TRUE;
}

/** Takes over language and pictures, and parses anew where they have changed. */
void
mq_text_parser_set_review (MqTextParser *self, MqReview *review)
{
  g_autoptr (MqReview) facts = copy_facts (self->facts);
  gboolean changed = FALSE;

  g_signal_connect_swapped (facts, "notify", G_CALLBACK (on_facts_notify_cb), &changed);
  mq_review_set_text (facts, MQ_REVIEW_LANGUAGE, mq_review_get_text (review, MQ_REVIEW_LANGUAGE));
  mq_review_set_pictures (facts, mq_review_get_pictures (review));
  g_signal_handlers_disconnect_by_data (facts, &changed);
  if (!changed)
    return;
  g_set_object (&self->facts, facts);
  self->outdated = TRUE;
  mq_text_parser_request (self);
}

void
mq_text_parser_set_theme (MqTextParser *self, const MqTheme *theme)
{
  if (self->theme == theme)
    return;
  self->theme = theme;
  self->outdated = TRUE;
  mq_text_parser_request (self);
}

/** Asks for the text to be parsed as it is now; many calls make one parse. */
void
mq_text_parser_request (MqTextParser *self)
{
  if (self->busy)
    self->again = TRUE;
  else if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH, on_idle_cb, self, NULL);
}

/** Returns: (transfer none) (nullable): the document of the last parse */
MqDocument *
mq_text_parser_get_document (MqTextParser *self)
{
  return self->document;
}

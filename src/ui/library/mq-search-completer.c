/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-search-completer.h"

#include "mq-library-finding.h"

/* Of a word without a colon: fewer letters begin too many words that no field is meant by. */
#define FEWEST_LETTERS 2

struct _MqSearchCompleter
{
  MqCompletionPopover parent_instance;

  GtkSearchEntry *entry; /* (unowned): the parent */
  MqLibrary *library;
  char *typed;        /* (nullable): for which this was offered */
  GPtrArray *offered; /* (nullable) */
  gboolean quiet;     /* while the text is not typed */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MqSearchCompleter, mq_search_completer, MQ_TYPE_COMPLETION_POPOVER)

static void
stop (MqSearchCompleter *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
withdraw (MqSearchCompleter *self)
{
  stop (self);
  mq_completion_popover_withdraw (MQ_COMPLETION_POPOVER (self));
}

/* What stands before the caret. */
static char *
dup_typed (MqSearchCompleter *self)
{
  return gtk_editable_get_chars (GTK_EDITABLE (self->entry), 0,
                                 gtk_editable_get_position (GTK_EDITABLE (self->entry)));
}

static void
on_completed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offered
      = mq_library_complete_search_finish (MQ_LIBRARY (source), result, &error);
  MqSearchCompleter *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  if (offered == NULL || offered->len == 0)
    {
      mq_completion_popover_withdraw (MQ_COMPLETION_POPOVER (self));
      return;
    }
  mq_completion_popover_clear (MQ_COMPLETION_POPOVER (self));
  for (guint i = 0; i < offered->len; i++)
    {
      const MqSearchCompletion *completion = offered->pdata[i];
      mq_completion_popover_add (MQ_COMPLETION_POPOVER (self), completion->text,
                                 completion->meaning);
    }
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  self->offered = g_steal_pointer (&offered);
  mq_completion_popover_offer (MQ_COMPLETION_POPOVER (self));
}

static gboolean
is_too_short (const char *typed)
{
  const char *space = strrchr (typed, ' ');
  const char *word = space != NULL ? space + 1 : typed;

  return strchr (typed, ':') == NULL && g_utf8_strlen (word, -1) < FEWEST_LETTERS;
}

static void
on_changed_cb (MqSearchCompleter *self)
{
  stop (self);
  g_free (self->typed);
  self->typed = dup_typed (self);
  if (self->quiet || self->library == NULL || is_too_short (self->typed))
    {
      withdraw (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  mq_library_complete_search_async (self->library, self->typed, self->cancellable, on_completed_cb,
                                    self);
}

static void
on_chosen_cb (MqSearchCompleter *self, int index)
{
  const MqSearchCompletion *completion = self->offered->pdata[index];
  g_autofree char *text = g_strdup (completion->text);
  int from = (int) completion->from, caret = (int) g_utf8_strlen (self->typed, -1);

  self->quiet = TRUE; /* until the whole of it is there */
  gtk_editable_delete_text (GTK_EDITABLE (self->entry), from, caret);
  caret = from;
  gtk_editable_insert_text (GTK_EDITABLE (self->entry), text, -1, &caret);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), caret);
  self->quiet = FALSE;
  on_changed_cb (self);
}

static gboolean
on_key_pressed_cb (MqSearchCompleter *self, guint keyval, guint keycode, GdkModifierType state)
{
  MqCompletionPopover *popover = MQ_COMPLETION_POPOVER (self);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      return mq_completion_popover_move (popover, keyval == GDK_KEY_Down ? 1 : -1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      if (mq_completion_popover_choose (popover))
        return TRUE;
      withdraw (self);
      return FALSE;
    case GDK_KEY_Escape:
      withdraw (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
mq_search_completer_dispose (GObject *object)
{
  MqSearchCompleter *self = MQ_SEARCH_COMPLETER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_clear_pointer (&self->typed, g_free);
  G_OBJECT_CLASS (mq_search_completer_parent_class)->dispose (object);
}

static void
mq_search_completer_class_init (MqSearchCompleterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_search_completer_dispose;
}

static void
mq_search_completer_init (MqSearchCompleter *self)
{
  g_signal_connect (self, "chosen", G_CALLBACK (on_chosen_cb), NULL);
}

/** @entry: becomes its parent, and has to unparent it */
MqSearchCompleter *
mq_search_completer_new (GtkSearchEntry *entry)
{
  MqSearchCompleter *self = g_object_new (MQ_TYPE_SEARCH_COMPLETER, NULL);
  GtkEventController *keys = gtk_event_controller_key_new (),
                     *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (entry));
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (focus, "leave", G_CALLBACK (withdraw), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
  return self;
}

void
mq_search_completer_set_library (MqSearchCompleter *self, MqLibrary *library)
{
  g_set_object (&self->library, library);
}

/** Puts a text into the entry that nobody typed, and offers nothing for it. */
void
mq_search_completer_set_text (MqSearchCompleter *self, const char *text)
{
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->quiet = FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-name-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-name-completion.h"
#include "mq-name-token.h"
#include "mq-names.h"

struct _MqNameEntry
{
  AdwBin parent_instance;

  AdwWrapBox *wrap_box;
  GtkText *text;
  MqNameCompletion *completion;
  GPtrArray *tokens; /* (unowned), in their order */
  char *role;
  char *placeholder;
  guint length; /* of the text before its last change */
  gboolean pasted;
  guint split_idle;
  MqReview *review;
  gulong review_notify;
};

G_DEFINE_FINAL_TYPE (MqNameEntry, mq_name_entry, ADW_TYPE_BIN)

/* ---- Names and tokens ---- */

static char **
dup_names (MqNameEntry *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->tokens->len; i++)
    g_strv_builder_add (names, mq_name_token_get_name (self->tokens->pdata[i]));
  return g_strv_builder_end (names);
}

static void
update_placeholder (MqNameEntry *self)
{
  gtk_text_set_placeholder_text (self->text, self->tokens->len == 0 ? self->placeholder : NULL);
}

static void
store (MqNameEntry *self)
{
  g_auto (GStrv) names = dup_names (self);

  update_placeholder (self);
  if (self->review != NULL)
    mq_review_set_names (self->review, self->role, (const char *const *) names);
}

static void on_token_remove_cb (MqNameEntry *self, MqNameToken *token);
static void on_token_move_cb (MqNameEntry *self, int step, MqNameToken *token);
static void on_token_edit_cb (MqNameEntry *self, MqNameToken *token);
static gboolean on_token_drop_cb (MqNameEntry *self,
                                  const GValue *value,
                                  double x,
                                  double y,
                                  GtkDropTarget *target);

static void
insert_token (MqNameEntry *self, int index, const char *name)
{
  MqNameToken *token = mq_name_token_new (name);
  GtkDropTarget *target = gtk_drop_target_new (MQ_TYPE_NAME_TOKEN, GDK_ACTION_MOVE);
  GtkWidget *before = index > 0 ? self->tokens->pdata[index - 1] : NULL;

  g_signal_connect_object (token, "remove", G_CALLBACK (on_token_remove_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (token, "move", G_CALLBACK (on_token_move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (token, "edit", G_CALLBACK (on_token_edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_token_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (token), GTK_EVENT_CONTROLLER (target));
  adw_wrap_box_insert_child_after (self->wrap_box, GTK_WIDGET (token), before);
  g_ptr_array_insert (self->tokens, index, token);
}

static void
remove_token (MqNameEntry *self, guint index)
{
  GtkWidget *token = g_ptr_array_steal_index (self->tokens, index);
  adw_wrap_box_remove (self->wrap_box, token);
}

static int
index_of (MqNameEntry *self, MqNameToken *token)
{
  guint index = 0;
  return g_ptr_array_find (self->tokens, token, &index) ? (int) index : -1;
}

static void
focus_near (MqNameEntry *self, int index)
{
  if (index >= 0 && index < (int) self->tokens->len)
    gtk_widget_grab_focus (self->tokens->pdata[index]);
  else
    gtk_text_grab_focus_without_selecting (self->text);
}

static void
on_token_remove_cb (MqNameEntry *self, MqNameToken *token)
{
  int index = index_of (self, token);
  gboolean focused = gtk_widget_is_focus (GTK_WIDGET (token));

  if (index < 0)
    return;
  remove_token (self, index);
  if (focused)
    focus_near (self, index);
  store (self);
}

static void
move_token (MqNameEntry *self, int from, int to)
{
  g_autofree char *name = NULL;

  if (from < 0 || to < 0 || to >= (int) self->tokens->len || from == to)
    return;
  name = g_strdup (mq_name_token_get_name (self->tokens->pdata[from]));
  remove_token (self, from);
  insert_token (self, to, name);
  focus_near (self, to);
  store (self);
}

static void
on_token_move_cb (MqNameEntry *self, int step, MqNameToken *token)
{
  int index = index_of (self, token);
  move_token (self, index, index + step);
}

/* Back into the text, to be mended. */
static void
on_token_edit_cb (MqNameEntry *self, MqNameToken *token)
{
  int index = index_of (self, token);
  g_autofree char *name = g_strdup (mq_name_token_get_name (token));

  if (index < 0)
    return;
  gtk_text_grab_focus_without_selecting (self->text);
  remove_token (self, index);
  gtk_editable_set_text (GTK_EDITABLE (self->text), name);
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
  store (self);
}

static gboolean
on_token_drop_cb (MqNameEntry *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  MqNameToken *dragged = g_value_get_object (value);
  GtkWidget *onto = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  if (index_of (self, dragged) < 0)
    return FALSE;
  move_token (self, index_of (self, dragged), index_of (self, MQ_NAME_TOKEN (onto)));
  return TRUE;
}

/* ---- Text that becomes tokens ---- */

static void
add_names (MqNameEntry *self, const char *text)
{
  const char *language
      = self->review != NULL ? mq_review_get_text (self->review, MQ_REVIEW_LANGUAGE) : NULL;
  g_auto (GStrv) names = mq_names_parse (text, language);

  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  for (char **name = names; *name != NULL; name++)
    insert_token (self, self->tokens->len, *name);
  if (names[0] != NULL)
    store (self);
}

static void
on_text_activate_cb (MqNameEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));

  if (mq_completion_popover_choose (MQ_COMPLETION_POPOVER (self->completion)))
    return;
  if (*text != '\0')
    add_names (self, text);
  else
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                            GTK_DIR_TAB_FORWARD);
}

/* A name's suffix is still to come after "Robert Downey, ": only a comma with something else behind
 * it parts. */
static gboolean
ends_a_name (const char *text)
{
  static const char *const suffixes[]
      = { "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "m", "md", "ph", "phd", "esq" };
  const char *comma = strrchr (text, ',');
  g_autofree char *rest = comma != NULL ? g_utf8_strdown (comma + 1, -1) : NULL;

  if (comma == NULL)
    return FALSE;
  g_strstrip (rest);
  if (*rest == '\0')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_prefix (suffixes[i], rest))
      return FALSE;
  return TRUE;
}

/* Takes the names that are complete out of the text. */
static void
split_text (MqNameEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  gboolean focused = gtk_widget_is_focus (GTK_WIDGET (self->text));

  /* Pasted, or put there by an assistive technology: nobody will press Enter. */
  if (!focused || strchr (text, ';') != NULL || (self->pasted && ends_a_name (text)))
    add_names (self, text);
  else if (ends_a_name (text))
    {
      const char *comma = strrchr (text, ',');
      g_autofree char *before = g_strndup (text, comma - text), *after = g_strdup (comma + 1);

      add_names (self, before);
      gtk_editable_set_text (GTK_EDITABLE (self->text), g_strchug (after));
      gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
    }
}

static gboolean
on_split_idle_cb (gpointer data)
{
  MqNameEntry *self = data;

  self->split_idle = 0;
  split_text (self);
  return G_SOURCE_REMOVE;
}

/* The text is not changed while a key is being dealt with, but before the next one is. */
static void
on_text_changed_cb (MqNameEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  guint length = gtk_text_get_text_length (self->text);
  gboolean focused = gtk_widget_is_focus (GTK_WIDGET (self->text));

  self->pasted = length > self->length + 1;
  self->length = length;
  mq_name_completion_look_up (self->completion, focused ? text : "");
  if (length > 0 && self->split_idle == 0 && (!focused || strpbrk (text, ",;") != NULL))
    self->split_idle = g_idle_add_full (G_PRIORITY_HIGH, on_split_idle_cb, self, NULL);
}

static void
on_text_focus_left_cb (MqNameEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));

  mq_name_completion_look_up (self->completion, "");
  if (*text != '\0')
    add_names (self, text);
}

static void
on_completion_named_cb (MqNameEntry *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  insert_token (self, self->tokens->len, name);
  store (self);
  gtk_text_grab_focus_without_selecting (self->text);
}

static gboolean
on_text_key_pressed_cb (MqNameEntry *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean empty = gtk_text_get_text_length (self->text) == 0;

  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up)
    return mq_completion_popover_move (MQ_COMPLETION_POPOVER (self->completion),
                                       keyval == GDK_KEY_Down ? 1 : -1);
  if (keyval == GDK_KEY_Escape && gtk_widget_get_visible (GTK_WIDGET (self->completion)))
    {
      mq_name_completion_look_up (self->completion, "");
      return TRUE;
    }
  if (keyval == GDK_KEY_comma
      && mq_completion_popover_choose (MQ_COMPLETION_POPOVER (self->completion)))
    return TRUE;
  if ((keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Left) && empty && self->tokens->len > 0
      && state == 0)
    {
      gtk_widget_grab_focus (self->tokens->pdata[self->tokens->len - 1]);
      return TRUE;
    }
  return FALSE;
}

/* ---- The review ---- */

static void
show_names (MqNameEntry *self)
{
  const char *const *names = mq_review_get_names (self->review, self->role);
  g_auto (GStrv) shown = dup_names (self);

  if (g_strv_equal ((const char *const *) shown, names))
    return;
  while (self->tokens->len > 0)
    remove_token (self, self->tokens->len - 1);
  for (int i = 0; names[i] != NULL; i++)
    insert_token (self, i, names[i]);
  update_placeholder (self);
}

static void
mq_name_entry_dispose (GObject *object)
{
  MqNameEntry *self = MQ_NAME_ENTRY (object);

  g_clear_handle_id (&self->split_idle, g_source_remove);
  if (self->review != NULL)
    g_clear_signal_handler (&self->review_notify, self->review);
  g_clear_object (&self->review);
  if (self->completion != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->completion));
  self->completion = NULL;
  g_clear_pointer (&self->tokens, g_ptr_array_unref);
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->placeholder, g_free);
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_NAME_ENTRY);
  G_OBJECT_CLASS (mq_name_entry_parent_class)->dispose (object);
}

static void
mq_name_entry_class_init (MqNameEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mq_name_entry_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/credits/mq-name-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, MqNameEntry, wrap_box);
  gtk_widget_class_bind_template_child (widget_class, MqNameEntry, text);
  gtk_widget_class_bind_template_callback (widget_class, on_text_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
}

static void
mq_name_entry_init (MqNameEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (),
                     *focus = gtk_event_controller_focus_new ();

  self->tokens = g_ptr_array_new ();
  self->role = g_strdup ("stars");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->completion = mq_name_completion_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->completion), GTK_WIDGET (self->text));
  g_signal_connect_object (self->completion, "named", G_CALLBACK (on_completion_named_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_text_key_pressed_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_text_focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
  gtk_widget_add_controller (GTK_WIDGET (self->text), focus);
}

/** Says which credit line this is. */
void
mq_name_entry_set_role (MqNameEntry *self,
                        const char *role,
                        const char *label,
                        const char *placeholder)
{
  g_set_str (&self->role, role);
  g_set_str (&self->placeholder, placeholder);
  update_placeholder (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  if (self->review != NULL)
    show_names (self);
}

/** Shows the people of a review, and completes names from a library. */
void
mq_name_entry_set_review (MqNameEntry *self, MqLibrary *library, MqReview *review)
{
  if (self->review != NULL)
    g_clear_signal_handler (&self->review_notify, self->review);
  g_set_object (&self->review, review);
  mq_name_completion_set_source (self->completion, library,
                                 review != NULL ? mq_review_get_id (review) : NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  if (review == NULL)
    return;
  self->review_notify = g_signal_connect_object (review, "notify::credits", G_CALLBACK (show_names),
                                                 self, G_CONNECT_SWAPPED);
  show_names (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-credits-form.h"

#include <glib/gi18n.h>

#include "mq-name-entry.h"
#include "mq-names.h"
#include "mq-rating-stars.h"
#include "mq-review-binding.h"
#include "mq-undo-keys.h"

struct _MqCreditsForm
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkText *title_text;
  GtkLabel *first_label;
  GtkLabel *second_label;
  MqNameEntry *first_entry;
  MqNameEntry *second_entry;
  MqRatingStars *rating;
  GtkText *year_text;
  GtkWidget *more_button;
  GtkWidget *line_button;
  GtkLabel *line_title;
  GtkLabel *line_credits;
  MqRatingStars *line_rating;

  MqReviewBinding *title_binding;
  MqReview *review;
  gulong review_notify;
  gboolean folded;
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (MqCreditsForm, mq_credits_form, ADW_TYPE_BIN)

enum
{
  PROP_COMPACT = 1,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* ---- The folded line ---- */

static void
update_line (MqCreditsForm *self)
{
  const char *title = mq_review_get_text (self->review, MQ_REVIEW_TITLE);
  int year = mq_review_get_year (self->review);
  const char *role = mq_work_get_default_roles (mq_review_get_work (self->review))[0];
  g_autofree char *names = mq_names_print (mq_review_get_names (self->review, role), NULL);
  g_autofree char *label = NULL;

  if (*title == '\0')
    label = g_strdup (_ ("Untitled"));
  else if (year > 0)
    label = g_strdup_printf ("%s (%d)", title, year);
  gtk_label_set_label (self->line_title, label != NULL ? label : title);
  gtk_label_set_label (self->line_credits, names);
}

/* ---- The form ---- */

static void
update_roles (MqCreditsForm *self)
{
  const char *const *roles = mq_work_get_default_roles (mq_review_get_work (self->review));
  gboolean film = mq_review_get_work (self->review) == MQ_WORK_FILM;
  const char *first
      = g_str_equal (roles[0], "director") ? _ ("Dir") : mq_credits_get_role_label (roles[0]);

  gtk_label_set_label (self->first_label, first);
  gtk_label_set_label (self->second_label, mq_credits_get_role_label (roles[1]));
  mq_name_entry_set_role (self->first_entry, roles[0], first,
                          film ? _ ("Add director") : _ ("Add name"));
  mq_name_entry_set_role (self->second_entry, roles[1], mq_credits_get_role_label (roles[1]),
                          film ? _ ("Add star") : _ ("Add name"));
  gtk_text_set_placeholder_text (self->title_text, film ? _ ("Film Title") : _ ("Title"));
}

static void
update_numbers (MqCreditsForm *self)
{
  int year = mq_review_get_year (self->review);
  int shown
      = (int) g_ascii_strtoll (gtk_editable_get_text (GTK_EDITABLE (self->year_text)), NULL, 10);
  g_autofree char *text = year > 0 ? g_strdup_printf ("%d", year) : g_strdup ("");

  mq_rating_stars_set_rating (self->rating, mq_review_get_rating (self->review));
  mq_rating_stars_set_rating (self->line_rating, mq_review_get_rating (self->review));
  if (shown != year)
    gtk_editable_set_text (GTK_EDITABLE (self->year_text), text);
}

static void
on_review_notify_cb (MqCreditsForm *self, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "body"))
    return;
  if (g_str_equal (pspec->name, "work"))
    update_roles (self);
  update_numbers (self);
  update_line (self);
}

static void
on_rating_changed_cb (MqCreditsForm *self)
{
  if (self->review != NULL)
    mq_review_set_rating (self->review, mq_rating_stars_get_rating (self->rating));
}

/* A year counts when its four digits stand there. */
static void
on_year_changed_cb (MqCreditsForm *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->year_text));
  int year = (int) g_ascii_strtoll (text, NULL, 10);

  if (self->review == NULL)
    return;
  if (*text == '\0' || year >= 1000)
    mq_review_set_year (self->review, year);
}

static void
on_year_insert_text_cb (GtkEditable *editable, const char *text, int length, int *position)
{
  for (int i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      {
        g_signal_stop_emission_by_name (editable, "insert-text");
        gtk_widget_error_bell (GTK_WIDGET (editable));
        return;
      }
}

static void
on_line_clicked_cb (MqCreditsForm *self)
{
  mq_credits_form_set_folded (self, FALSE);
  mq_credits_form_focus_title (self);
}

/* ---- Object ---- */

static void
apply_fold (MqCreditsForm *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->folded && !self->compact ? "line" : "form");
}

static void
set_compact (MqCreditsForm *self, gboolean compact)
{
  GtkWidget *form = gtk_stack_get_child_by_name (self->stack, "form");

  if (self->compact == compact)
    return;
  self->compact = compact;
  if (compact)
    gtk_widget_add_css_class (form, "compact");
  else
    gtk_widget_remove_css_class (form, "compact");
  gtk_widget_set_visible (self->more_button, !compact);
  apply_fold (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

static void
mq_credits_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MqCreditsForm *self = MQ_CREDITS_FORM (object);

  if (id == PROP_COMPACT)
    g_value_set_boolean (value, self->compact);
  else
    g_value_set_boolean (value, self->folded);
}

static void
mq_credits_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MqCreditsForm *self = MQ_CREDITS_FORM (object);

  if (id == PROP_COMPACT)
    set_compact (self, g_value_get_boolean (value));
  else
    mq_credits_form_set_folded (self, g_value_get_boolean (value));
}

static void
mq_credits_form_dispose (GObject *object)
{
  MqCreditsForm *self = MQ_CREDITS_FORM (object);

  if (self->review != NULL)
    g_clear_signal_handler (&self->review_notify, self->review);
  g_clear_object (&self->review);
  g_clear_pointer (&self->title_binding, mq_review_binding_free);
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template lets go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), MQ_TYPE_CREDITS_FORM);
  G_OBJECT_CLASS (mq_credits_form_parent_class)->dispose (object);
}

static void
mq_credits_form_class_init (MqCreditsFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mq_credits_form_get_property;
  object_class->set_property = mq_credits_form_set_property;
  object_class->dispose = mq_credits_form_dispose;
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (MQ_TYPE_NAME_ENTRY);
  g_type_ensure (MQ_TYPE_RATING_STARS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/marquee/ui/credits/mq-credits-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, stack);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, title_text);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, first_label);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, second_label);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, first_entry);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, second_entry);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, rating);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, year_text);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, more_button);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, line_button);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, line_title);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, line_credits);
  gtk_widget_class_bind_template_child (widget_class, MqCreditsForm, line_rating);
  gtk_widget_class_bind_template_callback (widget_class, on_rating_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_year_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_line_clicked_cb);
}

static void
mq_credits_form_init (MqCreditsForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mq_undo_keys_add (GTK_WIDGET (self));
  self->title_binding = mq_review_binding_new (self->title_text, MQ_REVIEW_TITLE);
  g_signal_connect (self->year_text, "insert-text", G_CALLBACK (on_year_insert_text_cb), NULL);
}

/** Shows a review, %NULL for none. */
void
mq_credits_form_set_review (MqCreditsForm *self, MqLibrary *library, MqReview *review)
{
  if (self->review != NULL)
    g_clear_signal_handler (&self->review_notify, self->review);
  g_clear_object (&self->review); /* so that clearing the fields changes nothing */
  mq_review_binding_set_review (self->title_binding, review);
  mq_name_entry_set_review (self->first_entry, library, review);
  mq_name_entry_set_review (self->second_entry, library, review);
  if (review == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->year_text), "");
  self->review = g_object_ref (review);
  self->review_notify = g_signal_connect_object (review, "notify", G_CALLBACK (on_review_notify_cb),
                                                 self, G_CONNECT_SWAPPED);
  update_roles (self);
  update_numbers (self);
  update_line (self);
}

/** Sets the scale on which the critic rates. */
void
mq_credits_form_set_scale (MqCreditsForm *self, MqScale scale)
{
  mq_rating_stars_set_scale (self->rating, scale);
}

/** Folds the form to one line; not while a field of it has the focus. */
void
mq_credits_form_set_folded (MqCreditsForm *self, gboolean folded)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (folded && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  if (self->folded == folded)
    return;
  self->folded = folded;
  apply_fold (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

void
mq_credits_form_focus_title (MqCreditsForm *self)
{
  gtk_text_grab_focus_without_selecting (self->title_text);
}

/** Unfolds the form and goes to its last field, as when coming back from the text. */
void
mq_credits_form_focus_last (MqCreditsForm *self)
{
  mq_credits_form_set_folded (self, FALSE);
  gtk_text_grab_focus_without_selecting (self->year_text);
}

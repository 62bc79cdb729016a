/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-editable.h"

/** Puts another text into a field. Who is writing in it writes on at its end. */
void
mq_editable_show (GtkEditable *field, const char *text)
{
  GtkStateFlags flags = gtk_widget_get_state_flags (GTK_WIDGET (field));

  gtk_editable_set_text (field, text);
  if ((flags & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_editable_set_position (field, -1);
}

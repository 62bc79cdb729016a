/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markdown-highlighter.h"

#include "mq-markdown-line.h"

#define LINES_AT_ONCE 200

/* What libspelling leaves alone, by a name that it has from GtkSourceView:
 * https://gnome.pages.gitlab.gnome.org/gtksourceview/gtksourceview5/class.Buffer.html */
#define UNSPELLED_TAG "gtksourceview:context-classes:no-spell-check"

struct _MqMarkdownHighlighter
{
  GObject parent_instance;

  GtkTextBuffer *buffer;
  GtkTextTag *tags[MQ_N_FACES];
  GtkTextTag *away;
  MqMarkdownLine *line; /* that is being looked at */
  int first_dirty;      /* lines; first > last where none is */
  int last_dirty;
  guint idle;
  gboolean focus_mode;
};

G_DEFINE_FINAL_TYPE (MqMarkdownHighlighter, mq_markdown_highlighter, G_TYPE_OBJECT)

/* ---- Tags ---- */

typedef struct
{
  GtkTextIter from, to;
} Stretch;

/* Returns: whether @tag is on the stretches, which are in order and apart, and else nowhere from
 * @start to @end */
static gboolean
is_tagged_already (GtkTextTag *tag,
                   const Stretch *stretches,
                   guint n,
                   const GtkTextIter *start,
                   const GtkTextIter *end)
{
  GtkTextIter from = *start, to;
  guint found = 0;

  for (; gtk_text_iter_has_tag (&from, tag) || gtk_text_iter_forward_to_tag_toggle (&from, tag);
       from = to)
    {
      if (gtk_text_iter_compare (&from, end) >= 0)
        break;
      to = from;
      if (!gtk_text_iter_forward_to_tag_toggle (&to, tag) || gtk_text_iter_compare (&to, end) > 0)
        to = *end;
      if (found == n || !gtk_text_iter_equal (&from, &stretches[found].from)
          || !gtk_text_iter_equal (&to, &stretches[found].to))
        return FALSE;
      found++;
    }
  return found == n;
}

/* Nothing is changed in vain: a tag that is put on has its line laid out anew, and looked up by the
 * speller. Returns: whether anything was changed */
static gboolean
put_on (MqMarkdownHighlighter *self,
        GtkTextTag *tag,
        const Stretch *stretches,
        guint n,
        const GtkTextIter *start,
        const GtkTextIter *end)
{
  if (is_tagged_already (tag, stretches, n, start, end))
    return FALSE;
  gtk_text_buffer_remove_tag (self->buffer, tag, start, end);
  for (guint i = 0; i < n; i++)
    gtk_text_buffer_apply_tag (self->buffer, tag, &stretches[i].from, &stretches[i].to);
  return TRUE;
}

/* libspelling has no name for its own tag. */
static gboolean
is_misspelled (GtkTextTag *tag)
{
  PangoUnderline underline;

  g_object_get (tag, "underline", &underline, NULL);
  return underline == PANGO_UNDERLINE_ERROR || underline == PANGO_UNDERLINE_ERROR_LINE;
}

typedef struct
{
  GtkTextBuffer *buffer;
  const Stretch *stretch;
} Unspelled;

/* What was found before it was left alone stays, unless it is taken away. */
static void
clear_misspelled (GtkTextTag *tag, gpointer data)
{
  Unspelled *unspelled = data;

  if (is_misspelled (tag))
    gtk_text_buffer_remove_tag (unspelled->buffer, tag, &unspelled->stretch->from,
                                &unspelled->stretch->to);
}

/* It finds misspelt words a while after they were typed, when they can have become an address. */
static void
on_apply_tag_cb (MqMarkdownHighlighter *self, GtkTextTag *tag, GtkTextIter *start, GtkTextIter *end)
{
  if (gtk_text_iter_has_tag (start, self->tags[MQ_FACE_UNSPELLED]) && is_misspelled (tag))
    gtk_text_buffer_remove_tag (self->buffer, tag, start, end);
}

/* GTK has a line laid out anew for a tag that is taken away where it was not, and libspelling takes
 * its own away around each letter. */
static void
on_remove_tag_cb (GtkTextBuffer *buffer,
                  GtkTextTag *tag,
                  const GtkTextIter *start,
                  const GtkTextIter *end)
{
  GtkTextIter from = *start;

  if (!gtk_text_iter_has_tag (&from, tag)
      && (!gtk_text_iter_forward_to_tag_toggle (&from, tag)
          || gtk_text_iter_compare (&from, end) >= 0))
    g_signal_stop_emission_by_name (buffer, "remove-tag");
}

static void
tag_line (MqMarkdownHighlighter *self,
          MqMarkdownFace face,
          const GtkTextIter *line,
          const GtkTextIter *end)
{
  guint n;
  const MqMarkdownRange *ranges = mq_markdown_line_get_ranges (self->line, face, &n);
  g_autofree Stretch *stretches = g_new (Stretch, n);

  for (guint i = 0; i < n; i++)
    {
      stretches[i].from = stretches[i].to = *line;
      gtk_text_iter_set_line_index (&stretches[i].from, ranges[i].start);
      gtk_text_iter_set_line_index (&stretches[i].to, ranges[i].end);
    }
  if (!put_on (self, self->tags[face], stretches, n, line, end) || face != MQ_FACE_UNSPELLED)
    return;
  for (guint i = 0; i < n; i++)
    {
      Unspelled unspelled = { self->buffer, &stretches[i] };
      gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (self->buffer), clear_misspelled,
                                  &unspelled);
    }
}

static void
highlight_line (MqMarkdownHighlighter *self, int number)
{
  GtkTextIter line, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_iter_at_line (self->buffer, &line, number);
  end = line;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_iter_get_slice (&line, &end);
  mq_markdown_line_read (self->line, text, gtk_text_iter_get_bytes_in_line (&line));
  gtk_text_iter_forward_line (&end);
  for (MqMarkdownFace face = 0; face < MQ_N_FACES; face++)
    tag_line (self, face, &line, &end);
}

/* ---- Lines that have changed ---- */

static gboolean
on_idle_cb (gpointer data)
{
  MqMarkdownHighlighter *self = data;
  int lines = gtk_text_buffer_get_line_count (self->buffer), done = 0;

  self->last_dirty = MIN (self->last_dirty, lines - 1);
  while (self->first_dirty <= self->last_dirty && done++ < LINES_AT_ONCE)
    highlight_line (self, self->first_dirty++);
  if (self->first_dirty <= self->last_dirty)
    return G_SOURCE_CONTINUE;
  self->first_dirty = G_MAXINT;
  self->last_dirty = -1;
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

static void
mark_dirty (MqMarkdownHighlighter *self, int first, int last)
{
  self->first_dirty = MIN (self->first_dirty, first);
  self->last_dirty = MAX (self->last_dirty, last);
  if (self->idle
      == 0) /* before the next frame is drawn, so that a letter never flashes in the wrong face */
    self->idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 10, on_idle_cb, self, NULL);
}

static void
on_insert_text_cb (MqMarkdownHighlighter *self, GtkTextIter *at, char *text, int length)
{
  int last = gtk_text_iter_get_line (at), lines = 0;

  for (int i = 0; i < length; i++)
    lines += text[i] == '\n';
  if (lines > 0 && self->last_dirty > last - lines)
    self->last_dirty += lines;
  mark_dirty (self, last - lines, last);
}

static void
on_delete_range_cb (MqMarkdownHighlighter *self, GtkTextIter *start, GtkTextIter *end)
{
  int line = gtk_text_iter_get_line (start);
  mark_dirty (self, line, line);
}

/* ---- All but the paragraph that is being written ---- */

static void
update_away (MqMarkdownHighlighter *self)
{
  GtkTextIter start, end, from, to;
  Stretch away[2];
  guint n = 0;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &from, gtk_text_buffer_get_insert (self->buffer));
  to = from;
  gtk_text_iter_set_line_offset (&from, 0);
  if (!gtk_text_iter_ends_line (&to))
    gtk_text_iter_forward_to_line_end (&to);
  if (self->focus_mode && !gtk_text_iter_equal (&start, &from))
    away[n++] = (Stretch) { start, from };
  if (self->focus_mode && !gtk_text_iter_equal (&to, &end))
    away[n++] = (Stretch) { to, end };
  put_on (self, self->away, away, n, &start, &end);
}

static void
on_caret_moved_cb (MqMarkdownHighlighter *self)
{
  if (self->focus_mode)
    update_away (self);
}

/* ---- Object ---- */

static void
mq_markdown_highlighter_dispose (GObject *object)
{
  MqMarkdownHighlighter *self = MQ_MARKDOWN_HIGHLIGHTER (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->line, mq_markdown_line_free);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (mq_markdown_highlighter_parent_class)->dispose (object);
}

static void
mq_markdown_highlighter_class_init (MqMarkdownHighlighterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mq_markdown_highlighter_dispose;
}

static void
mq_markdown_highlighter_init (MqMarkdownHighlighter *self)
{
  self->line = mq_markdown_line_new ();
  self->first_dirty = G_MAXINT;
  self->last_dirty = -1;
}

/* A text that was shown before has them already. */
static GtkTextTag *
take_tag (GtkTextBuffer *buffer, const char *name)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
  return tag != NULL ? tag : gtk_text_buffer_create_tag (buffer, name, NULL);
}

static void
take_tags (MqMarkdownHighlighter *self)
{
  static const char *const names[MQ_N_FACES]
      = { "marquee:blank",  "marquee:quote", "marquee:heading", "marquee:emphasis",
          "marquee:strong", "marquee:code",  "marquee:markup",  UNSPELLED_TAG };

  for (int face = 0; face < MQ_N_FACES; face++)
    self->tags[face] = take_tag (self->buffer, names[face]);
  self->away = take_tag (self->buffer, "marquee:away");
  g_object_set (self->tags[MQ_FACE_BLANK], "scale", 0.55, NULL);
  g_object_set (self->tags[MQ_FACE_QUOTE], "left-margin", 40, "indent", -16, "style",
                PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->tags[MQ_FACE_HEADING], "weight", 700, "scale", 1.2, NULL);
  g_object_set (self->tags[MQ_FACE_EMPHASIS], "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->tags[MQ_FACE_STRONG], "weight", 700, NULL);
  g_object_set (self->tags[MQ_FACE_CODE], "family", "monospace", "scale", 0.94, NULL);
  g_object_set (self->tags[MQ_FACE_MARKUP], "weight", 400, "style", PANGO_STYLE_NORMAL, NULL);
}

/** Returns: (transfer full): a highlighter at work on @buffer */
MqMarkdownHighlighter *
mq_markdown_highlighter_new (GtkTextBuffer *buffer)
{
  MqMarkdownHighlighter *self = g_object_new (MQ_TYPE_MARKDOWN_HIGHLIGHTER, NULL);

  self->buffer = g_object_ref (buffer);
  take_tags (self);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (on_insert_text_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (on_delete_range_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (on_caret_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "remove-tag", G_CALLBACK (on_remove_tag_cb), self, 0);
  g_signal_connect_object (buffer, "apply-tag", G_CALLBACK (on_apply_tag_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  mq_markdown_highlighter_set_dark (self, FALSE);
  mark_dirty (self, 0, gtk_text_buffer_get_line_count (buffer) - 1);
  return self;
}

/** Fits the quiet colours to a light or a dark desktop. */
void
mq_markdown_highlighter_set_dark (MqMarkdownHighlighter *self, gboolean dark)
{
  GdkRGBA quiet = { dark, dark, dark, dark ? 0.6 : 0.55 }, away = { dark, dark, dark, 0.38 };

  g_object_set (self->tags[MQ_FACE_MARKUP], "foreground-rgba", &quiet, NULL);
  g_object_set (self->away, "foreground-rgba", &away, NULL);
}

/** Dims all but the paragraph that is being written. */
void
mq_markdown_highlighter_set_focus_mode (MqMarkdownHighlighter *self, gboolean focus_mode)
{
  self->focus_mode = focus_mode;
  update_away (self);
}

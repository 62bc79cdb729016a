/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markdown-highlighter.h"

#include <string.h>

/* A line longer than this is no writing: it is left as it is. */
#define MOST_LINE_BYTES 20000
#define LINES_AT_ONCE 200

/* What libspelling leaves alone, by a name that it has from GtkSourceView:
 * https://gnome.pages.gitlab.gnome.org/gtksourceview/gtksourceview5/class.Buffer.html */
#define UNSPELLED_TAG "gtksourceview:context-classes:no-spell-check"

/* Bytes of a line. */
typedef struct
{
  int start, end;
} Range;

struct _MqMarkdownHighlighter
{
  GObject parent_instance;

  GtkTextBuffer *buffer;
  GtkTextTag *heading;
  GtkTextTag *markup;
  GtkTextTag *emphasis;
  GtkTextTag *strong;
  GtkTextTag *code;
  GtkTextTag *quote;
  GtkTextTag *blank;
  GtkTextTag *away;
  GtkTextTag *unspelled;
  GArray *unspelled_ranges; /* of the line that is being looked at */
  GRegex *inline_regex;
  int first_dirty; /* lines; first > last where none is */
  int last_dirty;
  guint idle;
  gboolean focus_mode;
};

G_DEFINE_FINAL_TYPE (MqMarkdownHighlighter, mq_markdown_highlighter, G_TYPE_OBJECT)

enum
{
  STRONG,
  EMPHASIS,
  CODE,
  LINK,
  ADDRESS,
  N_KINDS
};

/* Strong, emphasis, code, links and pictures, addresses. Groups come in threes: opening mark, text,
 * closing mark. */
static const char inline_pattern[] = "(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)(\\1)"
                                     "|(\\*|(?<!\\w)_)(?=[^\\s*_])(.+?)(?<=[^\\s])(\\4)"
                                     "|(`+)([^`]+)(\\7)"
                                     "|(!?\\[)([^\\]\\n]*)(\\](?:\\([^)\\n]*\\)|\\[[^\\]\\n]*\\]))"
                                     "|(<?)((?:https?|mailto):[^\\s<>]*)(>?)";

static void
apply (MqMarkdownHighlighter *self, GtkTextTag *tag, const GtkTextIter *line, int start, int end)
{
  GtkTextIter from = *line, to = *line;

  gtk_text_iter_set_line_index (&from, start);
  gtk_text_iter_set_line_index (&to, end);
  gtk_text_buffer_apply_tag (self->buffer, tag, &from, &to);
}

static void
leave_unspelled (MqMarkdownHighlighter *self, int start, int end)
{
  Range range = { start, end };
  g_array_append_val (self->unspelled_ranges, range);
}

static gboolean
is_unspelled_already (MqMarkdownHighlighter *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter from = *start, to;
  guint n = 0;

  for (; gtk_text_iter_has_tag (&from, self->unspelled)
         || gtk_text_iter_forward_to_tag_toggle (&from, self->unspelled);
       from = to)
    {
      Range *range = &g_array_index (self->unspelled_ranges, Range, n);

      if (gtk_text_iter_compare (&from, end) >= 0)
        break;
      to = from;
      gtk_text_iter_forward_to_tag_toggle (&to, self->unspelled);
      if (n++ == self->unspelled_ranges->len || gtk_text_iter_compare (&to, end) > 0
          || gtk_text_iter_get_line_index (&from) != range->start
          || gtk_text_iter_get_line_index (&to) != range->end)
        return FALSE;
    }
  return n == self->unspelled_ranges->len;
}

typedef struct
{
  GtkTextBuffer *buffer;
  GtkTextIter from, to;
} Words;

/* libspelling has no name for its own tag. */
static gboolean
is_misspelled (GtkTextTag *tag)
{
  PangoUnderline underline;

  g_object_get (tag, "underline", &underline, NULL);
  return underline == PANGO_UNDERLINE_ERROR || underline == PANGO_UNDERLINE_ERROR_LINE;
}

static void
clear_misspelled (GtkTextTag *tag, gpointer data)
{
  Words *words = data;

  if (is_misspelled (tag))
    gtk_text_buffer_remove_tag (words->buffer, tag, &words->from, &words->to);
}

/* It finds misspelt words a while after they were typed, when they can have become an address. */
static void
on_apply_tag_cb (MqMarkdownHighlighter *self, GtkTextTag *tag, GtkTextIter *start, GtkTextIter *end)
{
  if (gtk_text_iter_has_tag (start, self->unspelled) && is_misspelled (tag))
    gtk_text_buffer_remove_tag (self->buffer, tag, start, end);
}

/* Each change of this tag has the words below it looked up anew, so that nothing is changed in
 * vain; what was found there before stays, unless it is taken away. */
static void
tag_unspelled (MqMarkdownHighlighter *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextTagTable *tags = gtk_text_buffer_get_tag_table (self->buffer);

  if (is_unspelled_already (self, start, end))
    return;
  gtk_text_buffer_remove_tag (self->buffer, self->unspelled, start, end);
  for (guint i = 0; i < self->unspelled_ranges->len; i++)
    {
      Range *range = &g_array_index (self->unspelled_ranges, Range, i);
      Words words = { self->buffer, *start, *start };

      gtk_text_iter_set_line_index (&words.from, range->start);
      gtk_text_iter_set_line_index (&words.to, range->end);
      gtk_text_buffer_apply_tag (self->buffer, self->unspelled, &words.from, &words.to);
      gtk_text_tag_table_foreach (tags, clear_misspelled, &words);
    }
}

static void
highlight_inline (MqMarkdownHighlighter *self,
                  const GtkTextIter *line,
                  const char *text,
                  int offset)
{
  GtkTextTag *tags[] = { self->strong, self->emphasis, self->code, NULL, NULL };
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (self->inline_regex, text + offset, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    for (int kind = STRONG; kind < N_KINDS; kind++)
      {
        int start, end;
        if (!g_match_info_fetch_pos (match, 3 * kind + 1, &start, &end) || start < 0)
          continue;
        apply (self, self->markup, line, offset + start, offset + end);
        g_match_info_fetch_pos (match, 3 * kind + 2, &start, &end);
        if (tags[kind] != NULL)
          apply (self, tags[kind], line, offset + start, offset + end);
        if (kind == CODE || kind == ADDRESS)
          leave_unspelled (self, offset + start, offset + end);
        if (kind == STRONG)
          {
            g_autofree char *inner = g_strndup (text, offset + end);
            highlight_inline (self, line, inner, offset + start);
          }
        g_match_info_fetch_pos (match, 3 * kind + 3, &start, &end);
        apply (self, self->markup, line, offset + start, offset + end);
        if (kind == LINK)
          leave_unspelled (self, offset + start, offset + end);
      }
}

/* The length of "- ", "* ", "12. " at the start of a line. */
static int
list_mark_length (const char *text)
{
  int n = (int) strspn (text, " "), digits = (int) strspn (text + n, "0123456789");

  if (digits > 0 && digits < 10 && (text[n + digits] == '.' || text[n + digits] == ')')
      && text[n + digits + 1] == ' ')
    return n + digits + 2;
  if (digits == 0 && text[n] != '\0' && strchr ("-*+", text[n]) != NULL && text[n + 1] == ' ')
    return n + 2;
  return 0;
}

static void
remove_tags (MqMarkdownHighlighter *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextTag *tags[] = { self->heading, self->markup, self->emphasis, self->strong,
                         self->code,    self->quote,  self->blank };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    gtk_text_buffer_remove_tag (self->buffer, tags[i], start, end);
}

/* What a line starts with. Returns: how many bytes of it are markup */
static int
highlight_start (MqMarkdownHighlighter *self, const GtkTextIter *start, const char *text)
{
  int length = (int) strlen (text), mark = (int) strspn (text, "#");

  if (mark > 0 && mark <= 6 && text[mark] == ' ')
    apply (self, self->heading, start, 0, length);
  else if (text[0] == '>')
    {
      mark = 1 + (text[1] == '!');
      apply (self, self->quote, start, 0, length);
    }
  else
    mark = list_mark_length (text);
  if (mark > 0)
    apply (self, self->markup, start, 0, mark);
  return mark;
}

static void
highlight_line (MqMarkdownHighlighter *self, int number)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  int length;

  gtk_text_buffer_get_iter_at_line (self->buffer, &start, number);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_iter_get_slice (&start, &end);
  length = (int) strlen (text);
  gtk_text_iter_forward_char (&end);
  remove_tags (self, &start, &end);
  if (length == 0)
    {
      gtk_text_buffer_apply_tag (self->buffer, self->blank, &start, &end);
      return;
    }
  if (length > MOST_LINE_BYTES)
    return;
  g_array_set_size (self->unspelled_ranges, 0);
  highlight_inline (self, &start, text, highlight_start (self, &start, text));
  tag_unspelled (self, &start, &end);
}

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

static void
update_away (MqMarkdownHighlighter *self)
{
  GtkTextIter start, end, from, to;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->away, &start, &end);
  if (!self->focus_mode)
    return;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &from, gtk_text_buffer_get_insert (self->buffer));
  to = from;
  gtk_text_iter_set_line_offset (&from, 0);
  if (!gtk_text_iter_ends_line (&to))
    gtk_text_iter_forward_to_line_end (&to);
  gtk_text_buffer_apply_tag (self->buffer, self->away, &start, &from);
  gtk_text_buffer_apply_tag (self->buffer, self->away, &to, &end);
}

static void
on_caret_moved_cb (MqMarkdownHighlighter *self)
{
  if (self->focus_mode)
    update_away (self);
}

static void
mq_markdown_highlighter_dispose (GObject *object)
{
  MqMarkdownHighlighter *self = MQ_MARKDOWN_HIGHLIGHTER (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->inline_regex, g_regex_unref);
  g_clear_pointer (&self->unspelled_ranges, g_array_unref);
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
  self->inline_regex = g_regex_new (inline_pattern, G_REGEX_OPTIMIZE, 0, NULL);
  self->unspelled_ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  self->first_dirty = G_MAXINT;
  self->last_dirty = -1;
}

/** Returns: (transfer full): a highlighter at work on @buffer */
MqMarkdownHighlighter *
mq_markdown_highlighter_new (GtkTextBuffer *buffer)
{
  MqMarkdownHighlighter *self = g_object_new (MQ_TYPE_MARKDOWN_HIGHLIGHTER, NULL);

  self->buffer = g_object_ref (buffer);
  self->blank = gtk_text_buffer_create_tag (buffer, NULL, "scale", 0.55, NULL);
  self->quote = gtk_text_buffer_create_tag (buffer, NULL, "left-margin", 40, "indent", -16, "style",
                                            PANGO_STYLE_ITALIC, NULL);
  self->heading = gtk_text_buffer_create_tag (buffer, NULL, "weight", 700, "scale", 1.2, NULL);
  self->emphasis = gtk_text_buffer_create_tag (buffer, NULL, "style", PANGO_STYLE_ITALIC, NULL);
  self->strong = gtk_text_buffer_create_tag (buffer, NULL, "weight", 700, NULL);
  self->code
      = gtk_text_buffer_create_tag (buffer, NULL, "family", "monospace", "scale", 0.94, NULL);
  self->markup
      = gtk_text_buffer_create_tag (buffer, NULL, "weight", 400, "style", PANGO_STYLE_NORMAL, NULL);
  self->away = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  self->unspelled
      = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), UNSPELLED_TAG);
  if (self->unspelled == NULL) /* the text was never shown before */
    self->unspelled = gtk_text_buffer_create_tag (buffer, UNSPELLED_TAG, NULL);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (on_insert_text_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (on_delete_range_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (on_caret_moved_cb), self,
                           G_CONNECT_SWAPPED);
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

  g_object_set (self->markup, "foreground-rgba", &quiet, NULL);
  g_object_set (self->away, "foreground-rgba", &away, NULL);
}

/** Dims all but the paragraph that is being written. */
void
mq_markdown_highlighter_set_focus_mode (MqMarkdownHighlighter *self, gboolean focus_mode)
{
  self->focus_mode = focus_mode;
  update_away (self);
}

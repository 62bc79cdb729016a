/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markdown-highlighter.h"

#include <string.h>

/* A line longer than this is no writing: it is left as it is. */
#define MOST_LINE_BYTES 20000
#define LINES_AT_ONCE 200

/* In the order of their tags: a later one is stronger. */
typedef enum
{
  BLANK,
  QUOTE,
  HEADING,
  EMPHASIS,
  STRONG,
  CODE,
  MARKUP,
  UNSPELLED,
  N_FACES
} Face;

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
  GtkTextTag *tags[N_FACES];
  GArray *ranges[N_FACES]; /* of the line that is being looked at */
  GtkTextTag *away;
  GRegex *inline_regex;
  int first_dirty; /* lines; first > last where none is */
  int last_dirty;
  guint idle;
  gboolean focus_mode;
};

G_DEFINE_FINAL_TYPE (MqMarkdownHighlighter, mq_markdown_highlighter, G_TYPE_OBJECT)

/* Strong, emphasis, code, links and pictures, addresses. Groups come in threes: opening mark, text,
 * closing mark. */
static const char inline_pattern[] = "(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)(\\1)"
                                     "|(\\*|(?<!\\w)_)(?=[^\\s*_])(.+?)(?<=[^\\s])(\\4)"
                                     "|(`+)([^`]+)(\\7)"
                                     "|(!?\\[)([^\\]\\n]*)(\\](?:\\([^)\\n]*\\)|\\[[^\\]\\n]*\\]))"
                                     "|(<?)((?:https?|mailto):[^\\s<>]*)(>?)";

/* How the parts of each look: its marks, its text, its closing mark without the speller. */
static const struct
{
  Face text;
  gboolean unspelled_text;
  gboolean unspelled_end;
} kinds[] = {
  { STRONG, FALSE, FALSE }, { EMPHASIS, FALSE, FALSE }, { CODE, TRUE, FALSE },
  { N_FACES, FALSE, TRUE }, { N_FACES, TRUE, FALSE },
};

/* ---- What is to be seen on a line ---- */

static void
note (MqMarkdownHighlighter *self, Face face, int start, int end)
{
  Range range = { start, end };

  if (start < end && face != N_FACES)
    g_array_append_val (self->ranges[face], range);
}

static void
read_inline (MqMarkdownHighlighter *self, const char *text, int offset)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (self->inline_regex, text + offset, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
      {
        int mark, start, end, last;
        if (!g_match_info_fetch_pos (match, 3 * kind + 1, &mark, NULL) || mark < 0)
          continue;
        g_match_info_fetch_pos (match, 3 * kind + 2, &start, &end);
        g_match_info_fetch_pos (match, 3 * kind + 3, NULL, &last);
        note (self, MARKUP, offset + mark, offset + start);
        note (self, kinds[kind].text, offset + start, offset + end);
        note (self, MARKUP, offset + end, offset + last);
        if (kinds[kind].unspelled_text)
          note (self, UNSPELLED, offset + start, offset + end);
        if (kinds[kind].unspelled_end)
          note (self, UNSPELLED, offset + end, offset + last);
        if (kinds[kind].text == STRONG)
          {
            g_autofree char *inner = g_strndup (text, offset + end);
            read_inline (self, inner, offset + start);
          }
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

/* What a line starts with. Returns: how many bytes of it are markup */
static int
read_start (MqMarkdownHighlighter *self, const char *text)
{
  int length = (int) strlen (text), mark = (int) strspn (text, "#");

  if (mark > 0 && mark <= 6 && text[mark] == ' ')
    note (self, HEADING, 0, length);
  else if (text[0] == '>')
    {
      mark = 1 + (text[1] == '!');
      note (self, QUOTE, 0, length);
    }
  else
    mark = list_mark_length (text);
  note (self, MARKUP, 0, mark);
  return mark;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  return ((const Range *) a)->start - ((const Range *) b)->start;
}

/* Ranges that touch are one, as they are in the text. */
static void
join_ranges (GArray *ranges)
{
  Range *all = (Range *) ranges->data;
  guint last = 0;

  if (ranges->len == 0)
    return;
  g_array_sort (ranges, compare_ranges);
  for (guint i = 1; i < ranges->len; i++)
    if (all[i].start <= all[last].end)
      all[last].end = MAX (all[last].end, all[i].end);
    else
      all[++last] = all[i];
  g_array_set_size (ranges, last + 1);
}

static void
read_line (MqMarkdownHighlighter *self, const GtkTextIter *line)
{
  GtkTextIter end = *line;
  g_autofree char *text = NULL;

  for (int face = 0; face < N_FACES; face++)
    g_array_set_size (self->ranges[face], 0);
  if (gtk_text_iter_get_bytes_in_line (line) > MOST_LINE_BYTES)
    return;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_iter_get_slice (line, &end);
  if (*text == '\0')
    note (self, BLANK, 0, gtk_text_iter_get_bytes_in_line (line));
  else
    read_inline (self, text, read_start (self, text));
  for (int face = 0; face < N_FACES; face++)
    join_ranges (self->ranges[face]);
}

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
  if (gtk_text_iter_has_tag (start, self->tags[UNSPELLED]) && is_misspelled (tag))
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
tag_line (MqMarkdownHighlighter *self, Face face, const GtkTextIter *line, const GtkTextIter *end)
{
  GArray *ranges = self->ranges[face];
  g_autofree Stretch *stretches = g_new (Stretch, ranges->len);

  for (guint i = 0; i < ranges->len; i++)
    {
      Range *range = &g_array_index (ranges, Range, i);

      stretches[i].from = stretches[i].to = *line;
      gtk_text_iter_set_line_index (&stretches[i].from, range->start);
      gtk_text_iter_set_line_index (&stretches[i].to, range->end);
    }
  if (!put_on (self, self->tags[face], stretches, ranges->len, line, end) || face != UNSPELLED)
    return;
  for (guint i = 0; i < ranges->len; i++)
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

  gtk_text_buffer_get_iter_at_line (self->buffer, &line, number);
  end = line;
  gtk_text_iter_forward_line (&end);
  read_line (self, &line);
  for (Face face = 0; face < N_FACES; face++)
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
  g_clear_pointer (&self->inline_regex, g_regex_unref);
  for (int face = 0; face < N_FACES; face++)
    g_clear_pointer (&self->ranges[face], g_array_unref);
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
  for (int face = 0; face < N_FACES; face++)
    self->ranges[face] = g_array_new (FALSE, FALSE, sizeof (Range));
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
  static const char *const names[N_FACES]
      = { "marquee:blank",  "marquee:quote", "marquee:heading", "marquee:emphasis",
          "marquee:strong", "marquee:code",  "marquee:markup",  UNSPELLED_TAG };

  for (int face = 0; face < N_FACES; face++)
    self->tags[face] = take_tag (self->buffer, names[face]);
  self->away = take_tag (self->buffer, "marquee:away");
  g_object_set (self->tags[BLANK], "scale", 0.55, NULL);
  g_object_set (self->tags[QUOTE], "left-margin", 40, "indent", -16, "style", PANGO_STYLE_ITALIC,
                NULL);
  g_object_set (self->tags[HEADING], "weight", 700, "scale", 1.2, NULL);
  g_object_set (self->tags[EMPHASIS], "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->tags[STRONG], "weight", 700, NULL);
  g_object_set (self->tags[CODE], "family", "monospace", "scale", 0.94, NULL);
  g_object_set (self->tags[MARKUP], "weight", 400, "style", PANGO_STYLE_NORMAL, NULL);
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

  g_object_set (self->tags[MARKUP], "foreground-rgba", &quiet, NULL);
  g_object_set (self->away, "foreground-rgba", &away, NULL);
}

/** Dims all but the paragraph that is being written. */
void
mq_markdown_highlighter_set_focus_mode (MqMarkdownHighlighter *self, gboolean focus_mode)
{
  self->focus_mode = focus_mode;
  update_away (self);
}

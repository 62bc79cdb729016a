/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-markdown-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mq-front-matter.h"
#include "mq-rendition.h"
#include "mq-text.h"

/* Where front matter begins, behind its hyphens. */
#define HEAD_LINE 2
#define MOST_BYTES (64 * 1024 * 1024)

void
mq_markdown_file_free (MqMarkdownFile *self)
{
  g_clear_object (&self->review);
  g_hash_table_unref (self->pictures);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* ---- Reading ---- */

/* Parts the front matter from the text. Lines of three hyphens stand around the former. */
static gboolean
split (const char *text, char **head, const char **body, GError **error)
{
  const char *start, *line;

  *head = g_strdup ("");
  *body = text;
  if (strncmp (text, "---", 3) != 0 || text[3 + strspn (text + 3, " \t")] != '\n')
    return TRUE;
  start = strchr (text, '\n') + 1;
  for (line = start; line != NULL && *line != '\0'; line = strchr (line, '\n'))
    {
      if (*line == '\n')
        line++;
      if ((strncmp (line, "---", 3) == 0 || strncmp (line, "...", 3) == 0)
          && (line[3 + strspn (line + 3, " \t")] == '\n'
              || line[3 + strspn (line + 3, " \t")] == '\0'))
        {
          g_free (*head);
          *head = g_strndup (start, line - start);
          *body = line + strcspn (line, "\n");
          *body += **body == '\n';
          *body += **body == '\n';
          return TRUE;
        }
      if (*line == '\0')
        break;
    }
  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
               _ ("line 1: the front matter has no end. Put a line “---” behind its last field"));
  return FALSE;
}

/* What is no regular file may never end. */
static GBytes *
load_file (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR
      && g_file_info_get_size (info) <= MOST_BYTES)
    return g_file_load_bytes (file, NULL, NULL, error);
  g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
               _ ("This is no file of a sensible size. Choose another"));
  return NULL;
}

/* The text goes on to show the picture, whatever name it has in the review. */
static void
rename_references (MqReview *review, const char *src, const char *name)
{
  g_autofree char *from = g_strdup_printf ("](%s", src), *to = g_strdup_printf ("](%s", name);
  g_autoptr (GString) body = g_string_new (mq_review_get_text (review, MQ_REVIEW_BODY));

  if (g_str_equal (src, name) || mq_review_find_picture (review, src) != NULL)
    return;
  g_string_replace (body, from, to, 0);
  mq_review_set_text (review, MQ_REVIEW_BODY, body->str);
}

/* Where the pictures are that a text names: in a folder, or in memory by name. */
typedef struct
{
  const char *folder;
  GHashTable *files;
} Place;

static GBytes *
load_picture (const Place *place, const char *src, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  GBytes *bytes;

  if (place->files == NULL)
    {
      path = g_canonicalize_filename (src, place->folder);
      file = g_file_new_for_path (path);
      return load_file (file, error);
    }
  bytes = g_hash_table_lookup (place->files, src);
  if (bytes == NULL)
    g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_PICTURE, _ ("There is no such file"));
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

static gboolean
take_picture (MqMarkdownFile *self,
              const MqPictureReference *reference,
              const Place *place,
              GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GBytes) bytes = load_picture (place, reference->src, &wrong);
  g_autoptr (MqPicture) bare = NULL;
  g_autoptr (MqPicture) worded = NULL;

  if (bytes != NULL)
    bare = mq_rendition_probe (bytes, reference->src, reference->use, &wrong);
  if (bare == NULL)
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_PICTURE,
                   _ ("line %d: the picture “%s”: %s"), reference->line, reference->src,
                   wrong->message);
      return FALSE;
    }
  g_hash_table_insert (self->pictures, g_strdup (bare->hash), g_bytes_ref (bytes));
  worded = mq_picture_with_texts (bare, reference->alt, reference->credit, reference->caption);
  rename_references (self->review, reference->src,
                     mq_review_add_picture (self->review, worded)->name);
  return TRUE;
}

static void
take_body (MqMarkdownFile *self, const char *body)
{
  g_autofree char *text = g_strdup (body);
  gsize length = strlen (text);

  if (length > 0 && text[length - 1] == '\n')
    text[length - 1] = '\0';
  mq_review_set_text (self->review, MQ_REVIEW_BODY, text);
}

static MqMarkdownFile *
parse (const char *text, const Place *place, gboolean leniently, GError **error)
{
  g_autoptr (MqMarkdownFile) self = g_new0 (MqMarkdownFile, 1);
  g_autoptr (GPtrArray) pictures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_picture_reference_free);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();
  g_autofree char *head = NULL;
  g_autoptr (MqYaml) yaml = NULL;
  const char *body;

  self->review = mq_review_new ();
  self->pictures
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  if (!split (text, &head, &body, error))
    return NULL;
  yaml = mq_yaml_parse (head, HEAD_LINE, error);
  if (yaml == NULL
      || !mq_front_matter_read (self->review, yaml, pictures, unknown,
                                leniently ? self->notes : NULL, error))
    return NULL;
  for (guint i = 0; i < unknown->len; i++)
    g_ptr_array_add (
        self->notes,
        g_strdup_printf (_ ("line %d: the field “%s” is not known here and was left out"),
                         mq_yaml_get (yaml, unknown->pdata[i])->line, (char *) unknown->pdata[i]));
  take_body (self, body);
  for (guint i = 0; i < pictures->len; i++)
    if (!take_picture (self, pictures->pdata[i], place, error))
      return NULL;
  return g_steal_pointer (&self);
}

/**
 * mq_markdown_file_parse:
 * @text: UTF-8
 * @folder: where the paths of pictures start
 * @error: names the line, the field and the cure
 *
 * Returns: (transfer full) (nullable): the file's content
 */
MqMarkdownFile *
mq_markdown_file_parse (const char *text, const char *folder, GError **error)
{
  return parse (text, &(Place) { folder, NULL }, FALSE, error);
}

/** As mq_markdown_file_parse(), but a value that would be refused is taken as it stands, or noted
 * and left out: for what may have been written down half typed. */
MqMarkdownFile *
mq_markdown_file_parse_leniently (const char *text, const char *folder, GError **error)
{
  return parse (text, &(Place) { folder, NULL }, TRUE, error);
}

/**
 * mq_markdown_file_parse_with:
 * @files: (element-type utf8 GBytes): the pictures, by the names that the text has for them
 *
 * As mq_markdown_file_parse(), for a file that is not on the disk.
 */
MqMarkdownFile *
mq_markdown_file_parse_with (const char *text, GHashTable *files, GError **error)
{
  return parse (text, &(Place) { NULL, files }, FALSE, error);
}

/**
 * mq_markdown_file_read:
 * @path: a Markdown file; it is only read
 *
 * Returns: (transfer full) (nullable): the file's content
 */
MqMarkdownFile *
mq_markdown_file_read (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GBytes) bytes = load_file (file, error);
  g_autofree char *text = NULL, *folder = NULL, *full = NULL;

  if (bytes == NULL)
    return NULL;
  text = mq_text_from_bytes (bytes, error);
  if (text == NULL)
    return NULL;
  full = g_file_get_path (file);
  folder = full != NULL ? g_path_get_dirname (full) : g_strdup (".");
  return mq_markdown_file_parse (text, folder, error);
}

/* ---- What only others know ---- */

static gboolean
is_one_of (GPtrArray *keys, const char *key)
{
  return g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL);
}

/* From each key's line to the next one's, and all comments. */
static char *
cut_out (const char *head, const MqYaml *yaml, GPtrArray *unknown)
{
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);
  GString *text = g_string_new (NULL);
  gboolean kept = FALSE;

  for (int i = 0; lines[i] != NULL && (lines[i + 1] != NULL || *lines[i] != '\0'); i++)
    {
      for (guint key = 0; key < yaml->keys->len; key++)
        if (((const MqYaml *) yaml->items->pdata[key])->key_line == HEAD_LINE + i)
          kept = is_one_of (unknown, yaml->keys->pdata[key]);
      if (kept || *lines[i] == '#')
        g_string_append_printf (text, "%s\n", lines[i]);
    }
  return g_string_free_and_steal (text);
}

static JsonNode *to_json (const MqYaml *value);

static JsonNode *
scalar_to_json (const MqYaml *value)
{
  g_autoptr (JsonNode) typed = value->plain ? json_from_string (value->text, NULL) : NULL;
  JsonNode *node;

  if (mq_yaml_is_null (value))
    return json_node_new (JSON_NODE_NULL);
  if (typed != NULL && JSON_NODE_HOLDS_VALUE (typed))
    return g_steal_pointer (&typed);
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, value->text);
  return node;
}

static JsonObject *
map_to_json (const MqYaml *map)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < map->keys->len; i++)
    json_object_set_member (object, map->keys->pdata[i], to_json (map->items->pdata[i]));
  return object;
}

static JsonNode *
to_json (const MqYaml *value)
{
  JsonNode *node;
  JsonArray *array;

  if (value->kind == MQ_YAML_SCALAR)
    return scalar_to_json (value);
  if (value->kind == MQ_YAML_MAP)
    {
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, map_to_json (value));
      return node;
    }
  array = json_array_new ();
  for (guint i = 0; i < value->items->len; i++)
    json_array_add_element (array, to_json (value->items->pdata[i]));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return node;
}

/* A field a line, as JSON, which is YAML too. */
static char *
print_lines (const MqYaml *yaml, GPtrArray *unknown)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < unknown->len; i++)
    {
      const char *key = unknown->pdata[i];
      g_autoptr (JsonNode) name = json_node_init_string (json_node_alloc (), key);
      g_autoptr (JsonNode) value = to_json (mq_yaml_get (yaml, key));
      g_autofree char *printed_name = json_to_string (name, FALSE),
                      *printed_value = json_to_string (value, FALSE);
      g_string_append_printf (text, "%s: %s\n", printed_name, printed_value);
    }
  return g_string_free_and_steal (text);
}

/* Lines that stand behind other fields without changing what these say. */
static gboolean
can_stand_behind (const char *fields, GPtrArray *keys)
{
  g_autofree char *head = g_strconcat ("title: x\n", fields, NULL);
  g_autoptr (MqYaml) yaml = mq_yaml_parse (head, HEAD_LINE, NULL);

  if (yaml == NULL || yaml->kind != MQ_YAML_MAP
      || mq_yaml_get (yaml, "title")->kind != MQ_YAML_SCALAR)
    return FALSE;
  for (guint i = 1; i < yaml->keys->len; i++)
    if (!is_one_of (keys, yaml->keys->pdata[i]))
      return FALSE;
  return yaml->keys->len == keys->len + 1 && g_str_equal (mq_yaml_get (yaml, "title")->text, "x");
}

/**
 * mq_markdown_file_dup_unknown_fields:
 * @text: of a file that can be read
 *
 * Returns: (transfer full): the lines of its front matter that Marquee knows nothing of, and the
 * comments: what a file that is written anew has to keep
 */
char *
mq_markdown_file_dup_unknown_fields (const char *text)
{
  g_autoptr (MqReview) scratch = mq_review_new ();
  g_autoptr (GPtrArray) pictures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_picture_reference_free);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();
  g_autofree char *head = NULL, *fields = NULL, *lines = NULL;
  g_autoptr (MqYaml) yaml = NULL;
  const char *body;

  if (split (text, &head, &body, NULL))
    yaml = mq_yaml_parse (head, HEAD_LINE, NULL);
  if (yaml == NULL || !mq_front_matter_read (scratch, yaml, pictures, unknown, NULL, NULL))
    return g_strdup ("");
  fields = cut_out (head, yaml, unknown);
  if (can_stand_behind (fields, unknown))
    return g_steal_pointer (&fields);
  lines = print_lines (yaml, unknown); /* they do not stand a field a line */
  return can_stand_behind (lines, unknown) ? g_steal_pointer (&lines) : g_strdup ("");
}

/* ---- Keeping ---- */

/**
 * mq_markdown_file_keep_pictures:
 *
 * Takes the pictures into a library, which the review needs.
 */
gboolean
mq_markdown_file_keep_pictures (MqMarkdownFile *self, MqLibrary *library, GError **error)
{
  GHashTableIter iter;
  gpointer hash, bytes;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &hash, &bytes))
    {
      g_autoptr (GBytes) thumbnail = mq_rendition_make_thumbnail (bytes, error);
      if (thumbnail == NULL || !mq_library_add_picture (library, hash, bytes, thumbnail, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * mq_markdown_file_keep:
 *
 * Takes the review with its pictures into a library. The file itself is left alone.
 */
gboolean
mq_markdown_file_keep (MqMarkdownFile *self, MqLibrary *library, GError **error)
{
  gint64 revision;

  return mq_markdown_file_keep_pictures (self, library, error)
         && mq_library_save (library, self->review, 0, &revision, error);
}

/* ---- Writing ---- */

/** Returns: (transfer full): the review as Markdown with front matter; read back it gives the same
 * review */
char *
mq_markdown_file_print (MqReview *review)
{
  return mq_markdown_file_print_with (review, "", "");
}

/** As mq_markdown_file_print(), with lines before and after the fields of the front matter */
char *
mq_markdown_file_print_with (MqReview *review, const char *before, const char *after)
{
  g_autoptr (JsonObject) facts = mq_front_matter_to_json (review, TRUE);
  g_autofree char *yaml = mq_yaml_print (facts);

  return g_strdup_printf ("---\n%s%s%s---\n\n%s\n", before, yaml, after,
                          mq_review_get_text (review, MQ_REVIEW_BODY));
}

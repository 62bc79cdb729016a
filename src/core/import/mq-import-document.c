/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-exchange-error.h"
#include "mq-import-format.h"
#include "mq-import-text.h"
#include "mq-markup.h"
#include "mq-office-html.h"
#include "mq-zip.h"

/* A review in an OpenDocument text or a Word document. */

static gboolean
has_member (const MqImportSource *source, const char *name)
{
  return source->members != NULL
         && g_ptr_array_find_with_equal_func (source->members, name, g_str_equal, NULL);
}

static gboolean
is_document (const MqImportSource *source)
{
  return has_member (source, "word/document.xml")
         || (has_member (source, "content.xml") && has_member (source, "mimetype"));
}

static gboolean
is_part (const char *name, gpointer data)
{
  return mq_office_is_odt_part (name) || mq_office_is_docx_part (name);
}

static GHashTable *
take_pictures (MqImportItem *item, const char *html, GHashTable *files)
{
  g_autoptr (GPtrArray) pictures = mq_markup_list_pictures (html, NULL);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < pictures->len; i++)
    {
      const char *address = ((MqMarkupPicture *) pictures->pdata[i])->address;
      GBytes *bytes = g_hash_table_lookup (files, address);
      g_autofree char *name = g_path_get_basename (address);
      g_autoptr (GError) problem = NULL;
      MqPicture *picture
          = bytes != NULL
                ? mq_import_item_add_picture (item, bytes, name, MQ_PICTURE_STILL, "", &problem)
                : NULL;
      if (picture != NULL)
        g_hash_table_insert (names, g_strdup (address), g_strdup (picture->name));
      else if (problem != NULL)
        mq_import_item_note (item, _ ("The picture %s was not taken: %s"), name, problem->message);
    }
  return names;
}

static gboolean
read_document (MqImportFeed *feed, const MqImportSource *source, GError **error)
{
  g_autoptr (GHashTable) files = mq_zip_read (source->path, is_part, NULL, error), names = NULL;
  g_autofree char *html = NULL, *markdown = NULL;
  MqImportItem *item;

  if (files == NULL)
    return FALSE;
  html = g_hash_table_contains (files, "content.xml") ? mq_office_html_from_odt (files)
                                                      : mq_office_html_from_docx (files);
  if (html == NULL)
    {
      g_set_error (error, MQ_EXCHANGE_ERROR, MQ_EXCHANGE_ERROR_SYNTAX,
                   _ ("There is no text in this document. Open it where it was written, and save "
                      "it again"));
      return FALSE;
    }
  item = mq_import_source_new_item (source);
  names = take_pictures (item, html, files);
  markdown = mq_markup_to_markdown (html, NULL, names);
  mq_import_text_read (item, markdown, FALSE);
  return mq_import_feed_take (feed, item, error);
}

const MqImportFormat mq_import_document
    = { "document", N_ ("Text document"), is_document, read_document };

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/parser.h>

G_BEGIN_DECLS

/* What the readers of ODT and DOCX share: looking into XML whatever its namespaces, and writing
 * HTML. */

/* Elements within one another beyond that are left out. */
#define MQ_OFFICE_DEEPEST 200

/* What a reader of one format knows while it writes; its own file says what that is. */
typedef struct _MqOfficeWriter MqOfficeWriter;

typedef struct
{
  const char *name;
  void (*write) (MqOfficeWriter *writer, xmlNode *node);
} MqOfficeElement;

xmlDoc *mq_office_parse (GBytes *bytes);
gboolean mq_office_is (xmlNode *node, const char *name);
char *mq_office_dup_attribute (xmlNode *node, const char *name);
xmlNode *mq_office_find (xmlNode *node, const char *name);
int mq_office_get_level (const char *text);

gboolean mq_office_write_element (MqOfficeWriter *writer,
                                  xmlNode *node,
                                  const MqOfficeElement *elements,
                                  gsize n_elements);
void mq_office_write_nothing (MqOfficeWriter *writer, xmlNode *node);

void mq_office_append (GString *html, const char *text);
void mq_office_append_picture (GString *html, const char *path, const char *alt);
void mq_office_open_emphasis (GString *html, const char *marks);
void mq_office_close_emphasis (GString *html, const char *marks);
char *mq_office_finish (GString *html, gboolean found);

G_END_DECLS

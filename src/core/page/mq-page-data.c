/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-page-private.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "mq-escape.h"
#include "mq-rendition.h"

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  if (*text == '\0')
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
add_number (JsonBuilder *json, const char *name, double number)
{
  json_builder_set_member_name (json, name);
  if (number == floor (number))
    json_builder_add_int_value (json, (gint64) number);
  else
    json_builder_add_double_value (json, number);
}

static void
begin_node (JsonBuilder *json, const char *name, const char *type)
{
  if (name != NULL)
    json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "@type");
  json_builder_add_string_value (json, type);
}

/* The schema.org property that holds the people of a role, NULL where that type has none. */
static const char *
schema_property (MqWork work, const char *role)
{
  static const struct
  {
    const char *role;
    const char *property;
    guint works; /* bits of MqWork */
  } table[] = {
#define ON(work) (1u << MQ_WORK_##work)
    { "director", "director", ON (FILM) | ON (SERIES) | ON (GAME) },
    { "stars", "actor", ON (FILM) | ON (SERIES) | ON (GAME) },
    { "cast", "actor", ON (FILM) | ON (SERIES) | ON (GAME) },
    { "music", "musicBy", ON (FILM) | ON (SERIES) | ON (GAME) },
    { "artist", "byArtist", ON (ALBUM) },
    { "producer", "producer", ~0u },
    { "editing", "editor", ~0u },
    { "author", "author", ~0u },
    { "writer", "author", ~0u },
    { "creator", "creator", ~0u },
    { "developer", "creator", ~0u },
    { "translator", "translator", ~0u },
#undef ON
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].role, role) == 0 && (table[i].works & (1u << work)) != 0)
      return table[i].property;
  return NULL;
}

static void
add_people (JsonBuilder *json, const char *property, const char *const *names)
{
  json_builder_set_member_name (json, property);
  json_builder_begin_array (json);
  for (; *names != NULL; names++)
    {
      begin_node (json, NULL, "Person");
      add_text (json, "name", *names);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_picture (JsonBuilder *json, const MqPageContext *page)
{
  const MqPicture *poster = mq_review_get_poster (page->review);
  const char *address = mq_page_text (page, MQ_REVIEW_ADDRESS);
  g_autofree char *name = NULL, *url = NULL;
  int widths[2];

  if (poster == NULL || *address == '\0')
    return;
  mq_rendition_get_widths (poster, widths);
  name = mq_rendition_get_name (poster, widths[0]);
  url = g_uri_resolve_relative (address, name, G_URI_FLAGS_NONE, NULL);
  add_text (json, "image", url != NULL ? url : "");
}

static void
add_work (JsonBuilder *json, const MqPageContext *page)
{
  MqWork work = mq_review_get_work (page->review);
  MqCredits *credits = mq_review_get_credits (page->review);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  begin_node (json, "itemReviewed", mq_work_get_schema_type (work));
  add_text (json, "name", mq_page_text (page, MQ_REVIEW_TITLE));
  add_text (json, "alternateName", mq_page_text (page, MQ_REVIEW_ORIGINAL_TITLE));
  if (mq_review_get_year (page->review) > 0)
    {
      g_autofree char *year = g_strdup_printf ("%04d", mq_review_get_year (page->review));
      add_text (json, "dateCreated", year);
    }
  for (guint i = 0; i < mq_credits_get_length (credits); i++)
    {
      const MqCredit *credit = mq_credits_get (credits, i);
      const char *property = schema_property (work, credit->role);
      if (property != NULL && g_hash_table_add (used, (gpointer) property))
        add_people (json, property, (const char *const *) credit->names);
    }
  add_picture (json, page);
  json_builder_end_object (json);
}

static void
add_rating (JsonBuilder *json, const MqPageContext *page)
{
  MqRating rating = mq_review_get_rating (page->review);

  if (rating.scale == MQ_SCALE_NONE)
    return;
  begin_node (json, "reviewRating", "Rating");
  add_number (json, "ratingValue", rating.value);
  add_number (json, "bestRating", mq_scale_get_best (rating.scale));
  add_number (json, "worstRating", rating.worst);
  json_builder_end_object (json);
}

static void
add_party (JsonBuilder *json,
           const char *property,
           const char *type,
           const char *name,
           const char *url)
{
  if (*name == '\0')
    return;
  begin_node (json, property, type);
  add_text (json, "name", name);
  add_text (json, "url", url);
  json_builder_end_object (json);
}

static void
add_address (JsonBuilder *json, const char *address)
{
  g_autofree char *id = NULL;

  if (*address == '\0')
    return;
  id = g_strconcat (address, "#review", NULL);
  add_text (json, "@id", id);
  add_text (json, "url", address);
  add_text (json, "mainEntityOfPage", address);
}

/**
 * mq_page_append_data:
 *
 * Appends the facts once more for machines: one schema.org Review as JSON-LD.
 */
void
mq_page_append_data (GString *html, const MqPageContext *page)
{
  g_autoptr (JsonBuilder) json = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *title = mq_page_dup_title (page->review);
  g_autofree char *body = mq_document_to_text (page->document);
  g_autofree char *text = NULL;

  json_builder_begin_object (json);
  add_text (json, "@context", "https://schema.org");
  add_text (json, "@type", "Review");
  add_address (json, mq_page_text (page, MQ_REVIEW_ADDRESS));
  add_text (json, "name", title);
  add_text (json, "inLanguage", page->language);
  add_text (json, "datePublished", mq_page_text (page, MQ_REVIEW_PUBLISHED));
  add_party (json, "author", "Person", mq_page_text (page, MQ_REVIEW_BYLINE),
             mq_page_text (page, MQ_REVIEW_BYLINE_URL));
  add_party (json, "publisher", "Organization", mq_page_text (page, MQ_REVIEW_OUTLET),
             mq_page_text (page, MQ_REVIEW_OUTLET_URL));
  add_work (json, page);
  add_rating (json, page);
  add_text (json, "description", mq_page_text (page, MQ_REVIEW_STANDFIRST));
  add_text (json, "reviewBody", body);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, FALSE);
  g_string_append (html, "<script type=\"application/ld+json\">");
  mq_escape_script_data (html, text);
  g_string_append (html, "</script>\n");
}

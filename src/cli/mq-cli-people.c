/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "mq-cli.h"
#include "mq-credits.h"
#include "mq-library-finding.h"

/* ---- All of them ---- */

static void
print_people_as_json (GPtrArray *people)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (json);
  for (guint i = 0; i < people->len; i++)
    {
      const MqCreditedPerson *person = people->pdata[i];
      json_builder_begin_object (json);
      json_builder_set_member_name (json, "name");
      json_builder_add_string_value (json, person->name);
      json_builder_set_member_name (json, "reviews");
      json_builder_add_int_value (json, person->n_reviews);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  root = json_builder_get_root (json);
  mq_cli_print_json (root);
}

static MqExit
list_people (MqCli *cli, MqLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = mq_library_list_people (library, &error);

  if (people == NULL)
    return mq_cli_fail (NULL, error);
  if (cli->json)
    print_people_as_json (people);
  for (guint i = 0; !cli->json && i < people->len; i++)
    {
      const MqCreditedPerson *person = people->pdata[i];
      g_print ("%4u  %s\n", person->n_reviews, person->name);
    }
  return MQ_EXIT_SUCCESS;
}

/* ---- One of them ---- */

static void
add_work (JsonBuilder *json, const MqPersonWork *work)
{
  g_autoptr (JsonNode) row = mq_cli_row_to_json (work->row);
  JsonArray *roles = json_array_new ();

  for (char **role = work->roles; *role != NULL; role++)
    json_array_add_string_element (roles, *role);
  json_object_set_array_member (json_node_get_object (row), "roles", roles);
  json_builder_add_value (json, g_steal_pointer (&row));
}

static void
print_works_as_json (GPtrArray *works)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (json);
  for (guint i = 0; i < works->len; i++)
    add_work (json, works->pdata[i]);
  json_builder_end_array (json);
  root = json_builder_get_root (json);
  mq_cli_print_json (root);
}

static void
print_work (const MqPersonWork *work)
{
  g_autofree char *rating = mq_rating_to_text (&work->row->rating);
  g_autofree char *year
      = work->row->year > 0 ? g_strdup_printf (" (%d)", work->row->year) : g_strdup ("");
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) roles = NULL;
  g_autofree char *all = NULL;

  for (char **role = work->roles; *role != NULL; role++)
    g_strv_builder_add (labels, mq_credits_get_role_label (*role));
  roles = g_strv_builder_end (labels);
  all = g_strjoinv (", ", roles);
  g_print ("%.8s  %-4s  %s%s: %s\n", work->row->id, rating, work->row->title, year, all);
}

static MqExit
list_works (MqCli *cli, MqLibrary *library, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) works = mq_library_list_works (library, name, &error);

  if (works == NULL)
    return mq_cli_fail (NULL, error);
  if (works->len == 0)
    {
      g_printerr ("marquee-cli: %s: %s\n", name, _ ("No review credits anybody of that name"));
      return MQ_EXIT_FAILURE;
    }
  if (cli->json)
    print_works_as_json (works);
  for (guint i = 0; !cli->json && i < works->len; i++)
    print_work (works->pdata[i]);
  return MQ_EXIT_SUCCESS;
}

/* Lists whom the reviews credit, or the works of one of them from the earliest on. */
MqExit
mq_cli_people (MqCli *cli)
{
  g_autofree char *name = g_strjoinv (" ", cli->arguments);
  g_autoptr (MqLibrary) library = mq_cli_open_library (cli);

  if (library == NULL)
    return MQ_EXIT_FAILURE;
  return *name == '\0' ? list_people (cli, library) : list_works (cli, library, name);
}

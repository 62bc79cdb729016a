/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-site-facts.h"

#include <json-glib/json-glib.h>

/**
 * mq_site_dup_fact:
 * @name: "public" (the address that readers know), "theme", "fingerprint" (of an SFTP server),
 * "key" (the path of a private key), "section" (of a site generator)
 *
 * Returns: (transfer full): what is known, "" for nothing
 */
char *
mq_site_dup_fact (const MqSite *site, const char *name)
{
  g_autoptr (JsonNode) node = json_from_string (site->facts, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup ("");
  return g_strdup (
      json_object_get_string_member_with_default (json_node_get_object (node), name, ""));
}

/** Sets what is known of a site; %NULL forgets it. */
void
mq_site_set_fact (MqSite *site, const char *name, const char *value)
{
  g_autoptr (JsonNode) node = json_from_string (site->facts, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  if (value != NULL)
    json_object_set_string_member (json_node_get_object (node), name, value);
  else
    json_object_remove_member (json_node_get_object (node), name);
  g_free (site->facts);
  site->facts = json_to_string (node, FALSE);
}

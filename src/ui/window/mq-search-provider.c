/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-search-provider.h"

#include <glib/gi18n.h>

/* The shell shows five at the most. */
#define MOST_RESULTS 10

struct _MqSearchProvider
{
  GObject parent_instance;

  MqSearchLibrary get_library;
  gpointer data;
  GHashTable *rows; /* MqReviewRow by id: what was found last */
  guint registration;
};

G_DEFINE_FINAL_TYPE (MqSearchProvider, mq_search_provider, G_TYPE_OBJECT)

enum
{
  ACTIVATED,
  SEARCHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char interface_xml[]
    = "<node><interface name='org.gnome.Shell.SearchProvider2'>"
      "<method name='GetInitialResultSet'><arg type='as' direction='in'/><arg type='as' "
      "direction='out'/></method>"
      "<method name='GetSubsearchResultSet'><arg type='as' direction='in'/><arg type='as' "
      "direction='in'/><arg type='as' direction='out'/></method>"
      "<method name='GetResultMetas'><arg type='as' direction='in'/><arg type='aa{sv}' "
      "direction='out'/></method>"
      "<method name='ActivateResult'><arg type='s' direction='in'/><arg type='as' "
      "direction='in'/><arg type='u' direction='in'/></method>"
      "<method name='LaunchSearch'><arg type='as' direction='in'/><arg type='u' "
      "direction='in'/></method></interface></node>";

/* ---- What is found ---- */

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GDBusMethodInvocation) invocation = data;
  MqSearchProvider *self = g_dbus_method_invocation_get_user_data (invocation);
  g_autoptr (GPtrArray) rows = mq_library_list_finish (MQ_LIBRARY (source), result, NULL);
  GVariantBuilder ids;

  g_variant_builder_init (&ids, G_VARIANT_TYPE ("as"));
  g_hash_table_remove_all (self->rows);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      MqReviewRow *row = rows->pdata[i];
      g_variant_builder_add (&ids, "s", row->id);
      g_hash_table_insert (self->rows, row->id, g_object_ref (row));
    }
  g_dbus_method_invocation_return_value (g_steal_pointer (&invocation),
                                         g_variant_new ("(as)", &ids));
}

static void
find (MqSearchProvider *self, char **words, GDBusMethodInvocation *invocation)
{
  MqLibrary *library = self->get_library (self->data);
  g_autoptr (MqQuery) query = mq_query_new ();

  query->words = g_strjoinv (" ", words);
  query->limit = MOST_RESULTS;
  if (library != NULL && mq_query_looks_for_something (query))
    mq_library_list_async (library, query, NULL, on_listed_cb, invocation);
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", NULL));
}

static char *
describe (MqReviewRow *row)
{
  g_autofree char *rating = mq_rating_to_text (&row->rating);
  gboolean rated = row->rating.scale != MQ_SCALE_NONE;
  gboolean both = *row->directors != '\0' && rated;

  return g_strdup_printf ("%s%s%s", row->directors, both ? " · " : "", rated ? rating : "");
}

static void
add_meta (GVariantBuilder *metas, MqReviewRow *row)
{
  g_autofree char *name
      = row->year > 0 ? g_strdup_printf ("%s (%d)", row->title, row->year) : g_strdup (row->title);
  g_autofree char *description = describe (row);

  g_variant_builder_open (metas, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (row->id));
  g_variant_builder_add (metas, "{sv}", "name",
                         g_variant_new_string (*name != '\0' ? name : _ ("Untitled")));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_close (metas);
}

static void
return_metas (MqSearchProvider *self, char **ids, GDBusMethodInvocation *invocation)
{
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (; *ids != NULL; ids++)
    {
      MqReviewRow *row = g_hash_table_lookup (self->rows, *ids);
      if (row != NULL)
        add_meta (&metas, row);
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &metas));
}

/* ---- The bus ---- */

static void
on_method_call (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *method,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer data)
{
  MqSearchProvider *self = data;
  g_auto (GStrv) words = NULL;
  g_autofree char *text = NULL;
  const char *id;

  if (g_str_equal (method, "GetInitialResultSet"))
    g_variant_get (parameters, "(^as)", &words);
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    g_variant_get (parameters, "(as^as)", NULL, &words);
  if (words != NULL)
    {
      find (self, words, invocation);
      return;
    }
  if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^as)", &words);
      return_metas (self, words, invocation);
      return;
    }
  if (g_str_equal (method, "ActivateResult"))
    {
      g_variant_get (parameters, "(&sasu)", &id, NULL, NULL);
      g_signal_emit (self, signals[ACTIVATED], 0, id);
    }
  else
    {
      g_variant_get (parameters, "(^asu)", &words, NULL);
      text = g_strjoinv (" ", words);
      g_signal_emit (self, signals[SEARCHED], 0, text);
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/** @path: the object's, on @connection */
gboolean
mq_search_provider_export (MqSearchProvider *self,
                           GDBusConnection *connection,
                           const char *path,
                           GError **error)
{
  static const GDBusInterfaceVTable table = { .method_call = on_method_call };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, error);

  if (node == NULL)
    return FALSE;
  self->registration = g_dbus_connection_register_object (connection, path, node->interfaces[0],
                                                          &table, self, NULL, error);
  return self->registration != 0;
}

void
mq_search_provider_unexport (MqSearchProvider *self, GDBusConnection *connection)
{
  if (self->registration != 0)
    g_dbus_connection_unregister_object (connection, self->registration);
  self->registration = 0;
}

/* ---- Object ---- */

static void
mq_search_provider_finalize (GObject *object)
{
  g_hash_table_unref (MQ_SEARCH_PROVIDER (object)->rows);
  G_OBJECT_CLASS (mq_search_provider_parent_class)->finalize (object);
}

static void
mq_search_provider_class_init (MqSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mq_search_provider_finalize;
  signals[ACTIVATED] = g_signal_new ("activated", MQ_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SEARCHED] = g_signal_new ("searched", MQ_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mq_search_provider_init (MqSearchProvider *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

MqSearchProvider *
mq_search_provider_new (MqSearchLibrary get_library, gpointer data)
{
  MqSearchProvider *self = g_object_new (MQ_TYPE_SEARCH_PROVIDER, NULL);

  self->get_library = get_library;
  self->data = data;
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-publishing-records.h"

/** Returns: (transfer full): a site with an id of its own, of which nothing is known yet */
MqSite *
mq_site_new (const char *name, const char *kind, const char *address, const char *user)
{
  MqSite *site = g_new0 (MqSite, 1);

  site->id = g_uuid_string_random ();
  site->name = g_strdup (name);
  site->kind = g_strdup (kind);
  site->address = g_strdup (address);
  site->user = g_strdup (user != NULL ? user : "");
  site->facts = g_strdup ("{}");
  return site;
}

MqSite *
mq_site_copy (const MqSite *site)
{
  MqSite *copy = mq_site_new (site->name, site->kind, site->address, site->user);

  g_set_str (&copy->id, site->id);
  g_set_str (&copy->facts, site->facts);
  return copy;
}

void
mq_site_free (MqSite *site)
{
  g_free (site->id);
  g_free (site->name);
  g_free (site->kind);
  g_free (site->address);
  g_free (site->user);
  g_free (site->facts);
  g_free (site);
}

void
mq_publication_free (MqPublication *publication)
{
  g_free (publication->review);
  g_free (publication->site);
  g_free (publication->site_name);
  g_free (publication->mark);
  g_free (publication->remote);
  g_free (publication->address);
  g_free (publication->status);
  g_free (publication->version);
  g_free (publication->seen);
  g_free (publication);
}

void
mq_delivery_free (MqDelivery *delivery)
{
  g_free (delivery->review);
  g_free (delivery->site);
  g_free (delivery->state);
  g_free (delivery->post);
  g_free (delivery->hash);
  g_free (delivery->outcome);
  g_free (delivery);
}

void
mq_site_picture_free (MqSitePicture *picture)
{
  g_free (picture->site);
  g_free (picture->hash);
  g_free (picture->remote);
  g_free (picture->address);
  g_free (picture->alt);
  g_free (picture);
}
